"""What a finding opens: the procedure, office and days that its check names, and whom it is about."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from bihuan.calendar import clock
from bihuan.dossier.projection import CurrentCadre
from bihuan.loop import library
from bihuan.loop.matter import Matter
from bihuan.loop.opening import Opening
from bihuan.policy.packs.shapes import Check
from bihuan.policy.versions import current_library

if TYPE_CHECKING:
    from bihuan.policy.models import Finding


def check_of(finding: "Finding") -> Check | None:
    return current_library().checks.get(finding.check_id)


def openings_for(findings: Iterable["Finding"], confirmed: bool = False) -> list[Opening]:
    """One opening for each finding whose check opens something and that has no open matter."""
    wanted = list(findings)
    taken = set(
        Matter.objects.filter(finding__in=[finding.pk for finding in wanted])
        .exclude(state="ended")
        .values_list("finding_id", flat=True)
    )
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
    numbers = {cadre for finding in findings for cadre in finding.cadres}
    return dict(CurrentCadre.objects.filter(pk__in=numbers).values_list("pk", "unit_code"))


def _unit(finding: "Finding", units: dict[int, str]) -> str:
    if finding.subject_kind == "unit":
        return str(finding.subject)
    return next((units[cadre] for cadre in finding.cadres if units.get(cadre)), "")
