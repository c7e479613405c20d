"""Which office does what: set up per jurisdiction from procedures/offices.yaml, found by duty."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from ruamel.yaml import YAML

from bihuan.access.models import Account
from bihuan.dossier.pictures import unit_names
from bihuan.facts.kinds import split_reference
from bihuan.loop.errors import OfficeMissing
from bihuan.loop.office import DUTIES, Office, OfficeMember

FIELDS = {"code", "name", "duty", "superior", "feeds"}


class BadOffices(ValueError):
    def __init__(self, file: str, line: int, wrong: str) -> None:
        super().__init__(f"{file} 第 {line} 行：{wrong}。")


def read_offices(path: Path) -> list[dict[str, Any]]:
    """The offices of a file, superiors before those under them."""
    listed = YAML(typ="rt").load(path.read_text(encoding="utf-8"))["offices"]
    known: set[str] = set()
    for item in listed:
        line = item.lc.line + 1
        unknown = set(item) - FIELDS
        if unknown or not {"code", "name", "duty"} <= set(item):
            raise BadOffices(path.name, line, "每个科室写 code、name、duty，可写 superior、feeds，没有别的项")
        if item["duty"] not in DUTIES:
            raise BadOffices(path.name, line, f"职责“{item['duty']}”不认识，可用：{'、'.join(DUTIES)}")
        if item.get("superior") and item["superior"] not in known:
            raise BadOffices(path.name, line, f"上级科室“{item['superior']}”没有写在它前面")
        known.add(item["code"])
    return [dict(item) for item in listed]


@transaction.atomic
def set_up_offices(jurisdiction: str = "", path: Path | None = None) -> list[Office]:
    """Make the offices of a jurisdiction, or bring their names and superiors up to date; heads and members stay."""
    made: dict[str, Office] = {}
    for item in read_offices(path or Path(settings.PROCEDURES) / "offices.yaml"):
        code = f"{jurisdiction}/{item['code']}" if jurisdiction else item["code"]
        made[item["code"]], _ = Office.objects.update_or_create(
            code=code,
            defaults={
                "name": item["name"],
                "duty": item["duty"],
                "jurisdiction": jurisdiction,
                "superior": made.get(item.get("superior", "")),
                "feeds": list(item.get("feeds", [])),
            },
        )
    return list(made.values())


def office_for(duty: str, jurisdiction: str = "") -> Office:
    """The office with a duty: that of the jurisdiction, else the one that works for all."""
    found = {office.jurisdiction: office for office in Office.objects.filter(duty=duty, unit_code="").order_by("-pk")}
    office = found.get(jurisdiction) or found.get("")
    if office is None:
        raise OfficeMissing(DUTIES.get(duty, duty), jurisdiction)
    return office


def unit_office(unit_code: str) -> Office:
    """The personnel desk of a unit, made when first needed."""
    found = Office.objects.filter(code=f"unit/{unit_code}").first()
    if found is not None:
        return found
    superior = Office.objects.filter(duty="supervision", unit_code="").order_by("pk").first()
    name = f"{unit_names().get(unit_code, unit_code)}组织人事"
    defaults = {"name": name[:80], "duty": "unit", "unit_code": unit_code, "superior": superior}
    office, _ = Office.objects.get_or_create(code=f"unit/{unit_code}", defaults=defaults)
    return office


def source_office(reference: int) -> Office:
    """The office that answers for the delivery that a fact came with; the cadre office where none is named."""
    model, row = split_reference(reference)
    feed = model._base_manager.select_related("entry__source").get(pk=row).entry.source.feed
    for office in Office.objects.exclude(feeds=[]).order_by("pk"):
        if feed and feed in office.feeds:
            return office
    return office_for("cadre")


@transaction.atomic
def join_office(account: Account, office: Office, role: str = "officer") -> OfficeMember:
    """Put somebody into an office; a head or deputy takes the place of the one before."""
    member, _ = OfficeMember.objects.update_or_create(office=office, account=account, defaults={"role": role})
    if role in {"head", "deputy"}:
        setattr(office, role, account)
        office.save(update_fields=[role])
    return member


def offices_of(account: Account) -> list[int]:
    """The numbers of the offices that somebody works in."""
    return list(OfficeMember.objects.filter(account=account).values_list("office_id", flat=True))


def is_member(account: Account, office: Office) -> bool:
    return OfficeMember.objects.filter(office=office, account=account).exists()


def leads(account: Account, office: Office) -> bool:
    return account.pk in {office.head_id, office.deputy_id}


ROLE_DUTIES = {
    "supervision": "supervision",
    "cadre_office": "cadre",
    "civil_service": "civil_service",
    "education": "education",
    "assessment": "assessment",
    "discipline": "discipline",
    "audit": "audit",
    "petition": "petition",
}


def seat(account: Account, role: str = "officer", duty: str = "", jurisdiction: str = "") -> OfficeMember | None:
    """Put an account where its role belongs: its office, or the desk of its unit; leaders where `duty` says."""
    if account.role == "unit_head" and account.unit_code:
        return join_office(account, unit_office(account.unit_code), "head")
    wanted = duty or ROLE_DUTIES.get(account.role, "")
    return join_office(account, office_for(wanted, jurisdiction), role) if wanted else None
