"""A procedure as data: the regulation's way to do a thing. Read from procedures/*.yaml by reading.py."""

import hashlib
from dataclasses import dataclass, field
from typing import Literal

Role = Literal["officer", "head", "subject"]
Part = Literal["", "notice", "delivery", "text", "answer"]

# The four parts of hearing somebody (听取陈述申辩), in the order in which they must come before an adverse step.
PARTS: tuple[Part, ...] = ("notice", "delivery", "text", "answer")
PART_WORDS = {"notice": "书面告知", "delivery": "送达", "text": "本人陈述", "answer": "对陈述的答复"}
MECHANISMS = {"cultivation": "培养", "assessment": "考核", "incentive": "激励", "restraint": "约束", "dossier": "档案"}
ROLE_WORDS = {"officer": "经办人", "head": "负责人", "subject": "本人或所涉单位"}


@dataclass(frozen=True, slots=True)
class Within:
    """How long a step may take: `count` of `unit`, from a moment of the matter or from a date that a form asked for."""

    count: int
    unit: Literal["days", "working_days", "months"]
    start: str
    rolls: bool = False
    article: str = ""

    @property
    def words(self) -> str:
        return f"{self.count} {({'days': '日', 'working_days': '个工作日', 'months': '个月'})[self.unit]}"


@dataclass(frozen=True, slots=True)
class By:
    """Who does a step: a role in an office. `office` is `own`, `unit`, `source`, `superior` or a duty."""

    role: Role
    office: str = "own"
    another_than: tuple[str, ...] = ()
    proxy: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What may follow a step: another step, the end of the matter, or its end and another procedure (`opens`).

    `settles`: the decision is taken here, though the matter goes on (a follow-up): the finding is settled with it.
    `paper`: issued with this outcome alone.
    """

    label: str
    to: str = ""
    close: str = ""
    withdraw: str = ""
    opens: str = ""
    settles: str = ""
    paper: str = ""

    @property
    def ends(self) -> bool:
        return bool(self.close or self.withdraw)


@dataclass(frozen=True, slots=True)
class Step:
    """One step. `committed`: once it is done a measure stands, and no later fact ends the matter by itself."""

    id: str
    title: str
    by: By
    form: str
    outcomes: tuple[Outcome, ...]
    within: Within | None = None
    earliest: Within | None = None
    paper: str = ""
    records: str = ""
    part: Part = ""
    adverse: bool = False
    committed: bool = False
    line: int = 0

    @property
    def papers(self) -> set[str]:
        return {name for name in (self.paper, *(outcome.paper for outcome in self.outcomes)) if name}

    def outcome(self, label: str) -> Outcome | None:
        if not label and len(self.outcomes) == 1:
            return self.outcomes[0]
        return next((one for one in self.outcomes if one.label == label), None)


@dataclass(frozen=True, slots=True)
class Procedure:
    """A procedure in one version: its digest is that of the text it was read from."""

    id: str
    title: str
    mechanism: str
    office: str
    cites: tuple[str, ...]
    steps: tuple[Step, ...]
    second: str = ""
    text: str = field(default="", repr=False, compare=False)
    digest: str = ""

    @property
    def first(self) -> Step:
        return self.steps[0]

    def step(self, step_id: str) -> Step:
        return next(step for step in self.steps if step.id == step_id)

    def place(self, step_id: str) -> int:
        """1 for the first step; 0 where the procedure has no such step (the review)."""
        return next((place for place, step in enumerate(self.steps, 1) if step.id == step_id), 0)


def digest_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
