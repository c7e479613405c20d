"""The procedures at hand: procedures/*.yaml, one a file, and plain.yaml, whose entries all run `supervision`."""

from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from ruamel.yaml import YAML

from bihuan.loop.errors import UnknownProcedure
from bihuan.loop.graph import check_graph, check_registered
from bihuan.loop.matter import ProcedureVersion
from bihuan.loop.procedure import MECHANISMS, Procedure
from bihuan.loop.reading import BadProcedure, parse_procedure, read_procedure

NOT_PROCEDURES = {"offices.yaml", "plain.yaml"}
PLAIN_RUNS = "supervision"


@dataclass(frozen=True, slots=True)
class Plain:
    """A word under `opens` of a check that has no procedure of its own: plain supervision under this title."""

    id: str
    title: str
    mechanism: str
    office: str


def folder() -> Path:
    return Path(settings.PROCEDURES)


@lru_cache(maxsize=4)
def _whole(place: Path) -> dict[str, Procedure]:
    found: dict[str, Procedure] = {}
    for path in sorted(place.glob("*.yaml")):
        if path.name in NOT_PROCEDURES:
            continue
        procedure = read_procedure(path)
        check_graph(procedure, path.name)
        check_registered(procedure, path.name)
        if procedure.id != path.stem:
            raise BadProcedure(path.name, 1, f"程序名是“{procedure.id}”", f"应与文件名一致：{path.stem}")
        found[procedure.id] = procedure
    return found


@lru_cache(maxsize=4)
def _plain(place: Path) -> dict[str, Plain]:
    path = place / "plain.yaml"
    listed = YAML(typ="safe").load(path.read_text(encoding="utf-8"))["plain"] if path.exists() else []
    found: dict[str, Plain] = {}
    for line, item in enumerate(listed, 1):
        if set(item) != {"procedure", "title", "mechanism", "office"} or item["mechanism"] not in MECHANISMS:
            raise BadProcedure(path.name, line, f"第 {line} 项不完整", "写 procedure、title、mechanism、office 四项")
        found[item["procedure"]] = Plain(item["procedure"], item["title"], item["mechanism"], item["office"])
    return found


def whole_procedures() -> dict[str, Procedure]:
    """Every procedure that has steps of its own, by id."""
    return _whole(folder())


def plain_procedures() -> dict[str, Plain]:
    """Every name that runs plain supervision, by id."""
    return _plain(folder())


def find(name: str) -> Procedure:
    """The procedure that a name runs, with the title and mechanism of that name."""
    whole = whole_procedures().get(name)
    if whole is not None:
        return whole
    plain = plain_procedures().get(name)
    runs = whole_procedures().get(PLAIN_RUNS)
    if plain is None or runs is None:
        raise UnknownProcedure(name)
    return replace(runs, id=plain.id, title=plain.title, mechanism=plain.mechanism, office=plain.office)


@lru_cache(maxsize=256)
def _version(digest: str) -> Procedure:
    return parse_procedure(ProcedureVersion.objects.get(pk=digest).text)


def version(digest: str) -> Procedure:
    """The procedure as a matter began it, whatever its file says by now."""
    return _version(digest)


def reload() -> None:
    """Read the files again at next use."""
    _whole.cache_clear()
    _plain.cache_clear()
