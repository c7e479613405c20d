"""What a finding opens: the procedure, office and days that its check names, and whom it is about."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from bihuan.calendar import clock
from bihuan.dossier.projection import CurrentCadre
from bihuan.facts.kinds import REFERENCE_BASE, all_kinds
from bihuan.loop import library
from bihuan.loop.matter import Matter
from bihuan.loop.opening import Opening
from bihuan.policy.packs.shapes import Check
from bihuan.policy.versions import current_library

if TYPE_CHECKING:
    from bihuan.policy.models import Finding

CHUNK = 5000


def check_of(finding: "Finding") -> Check | None:
    return current_library().checks.get(finding.check_id)


def openings_for(findings: Iterable["Finding"], confirmed: bool = False) -> list[Opening]:
    """One opening for each finding whose check opens something and that has no open matter."""
    wanted = list(findings)
    taken = set(Matter.objects.exclude(state="ended").exclude(finding=None).values_list("finding_id", flat=True))
    units = _units(wanted)
    return [
        opening
        for finding in wanted
        if finding.pk not in taken and (opening := _opening(finding, units, confirmed)) is not None
    ]


def _opening(finding: "Finding", units: dict[int, str], confirmed: bool) -> Opening | None:
    check = check_of(finding)
    if check is None or check.opens is None:
        return None
    cadres = tuple(finding.cadres)
    return Opening(
        procedure=check.opens.procedure,
        subject_kind=finding.subject_kind,
        subject_ref=finding.subject,
        title=f"{check.title}：{library.find(check.opens.procedure).title}",
        sentence=finding.sentence,
        cadres=cadres,
        unit_code=_unit(finding, units),
        office=check.opens.office,
        mechanism=check.mechanism,
        severity=finding.severity,
        audience=finding.audience,
        finding=finding,
        check_id=check.id,
        within=check.opens.within,
        confirmed_on=clock.today() if confirmed else None,
    )


def _units(findings: list["Finding"]) -> dict[int, str]:
    """Cadre → unit, asked in parts: the backlog of a large home names more people than one query may."""
    numbers = sorted({cadre for finding in findings for cadre in finding.cadres})
    found: dict[int, str] = {}
    for start in range(0, len(numbers), CHUNK):
        rows = CurrentCadre.objects.filter(pk__in=numbers[start : start + CHUNK])
        found |= dict(rows.values_list("pk", "unit_code"))
    return found


def _unit(finding: "Finding", units: dict[int, str]) -> str:
    return finding.unit_code or next((units[cadre] for cadre in finding.cadres if units.get(cadre)), "")


def facts_since(cadres: Iterable[int], after: int, upto: int) -> list[int]:
    """References of the facts about these cadres that were sealed in (after, upto]: what may have ended a finding."""
    numbers = sorted(set(cadres))
    found = []
    for model in all_kinds():
        for column in model.kind.concerns:
            rows = model._base_manager.filter(**{f"{column}__in": numbers}, entry__gt=after, entry__lte=upto).exclude(
                act="retract"
            )
            found += [model.kind.number * REFERENCE_BASE + row for row in rows.values_list("pk", flat=True)]
    return sorted(set(found))
