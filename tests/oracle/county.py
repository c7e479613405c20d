"""The county the oracle reads: linked, deduplicated records in, findings out."""

from collections.abc import Iterable
from dataclasses import dataclass, field

Ref = tuple[str, str, int]
Subject = str | tuple[str, str]


@dataclass(frozen=True)
class Record:
    """One row of a feed, as it stands: the last delivery of its key."""

    feed: str
    file: str
    line: int
    cells: dict[str, str]
    precision: dict[str, str] = field(default_factory=dict)

    @property
    def ref(self) -> Ref:
        return (self.feed, self.file, self.line)


@dataclass
class County:
    """All records by feed id; `managed` lists the 管理权限 the home manages (None: all)."""

    records: dict[str, list[Record]]
    managed: frozenset[str] | set[str] | None = None

    def of(self, feed: str) -> list[Record]:
        return self.records.get(feed, [])


@dataclass(frozen=True)
class Finding:
    check: str
    severity: str
    subject_kind: str
    subject: Subject
    key: list[str]
    observed: dict[str, object] = field(default_factory=dict)
    required: dict[str, object] = field(default_factory=dict)
    evidence: list[Ref] = field(default_factory=list)

    @property
    def identity(self) -> tuple[str, Subject, tuple[str, ...]]:
        return (self.check, self.subject, tuple(self.key))


GRAVITY = ("red", "yellow", "blue", "green")


def one_a_key(findings: Iterable[Finding]) -> list[Finding]:
    """Of several severities that fit one key, the gravest."""
    best: dict[tuple[str, Subject, tuple[str, ...]], Finding] = {}
    for finding in findings:
        known = best.get(finding.identity)
        if known is None or GRAVITY.index(finding.severity) < GRAVITY.index(known.severity):
            best[finding.identity] = finding
    return sorted(best.values(), key=lambda f: (f.check, str(f.subject), f.key))
