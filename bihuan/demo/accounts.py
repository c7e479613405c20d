"""The demo county's accounts: one a role, each with the same word that the README names."""

from dataclasses import dataclass

from bihuan.access.models import Account
from bihuan.demo.names import UNITS
from bihuan.loop.offices import join_office, office_for, seat, set_up_offices, unit_office

WORD = "yunze-demo-2026"


@dataclass(frozen=True, slots=True)
class Role:
    username: str
    role: str
    name: str
    title: str
    unit: str = ""


ROLES = (
    Role("jiandu", "supervision", "李予安", "干部监督科", "Y04"),
    Role("jiandu2", "supervision", "王衡", "干部监督科", "Y04"),
    Role("ganbu", "cadre_office", "周启文", "干部科", "Y04"),
    Role("gongwuyuan", "civil_service", "许知行", "公务员科", "Y04"),
    Role("jiaoyu", "education", "何静怡", "干部教育科", "Y04"),
    Role("kaohe", "assessment", "林向阳", "考核办", "Y04"),
    Role("jiwei", "discipline", "高守正", "县纪委监委", "Y03"),
    Role("shenji", "audit", "郭清源", "县审计局", "Y21"),
    Role("xinfang", "petition", "宋若曦", "县信访局", "Y23"),
    Role("danwei", "unit_head", "（演示）水利局负责人", "水利局", "Y18"),
    Role("lingdao", "leader", "（演示）县委分管领导", "县委", "Y01"),
    Role("buzhang", "leader", "（演示）组织部长", "部务会", "Y04"),
    Role("benren", "cadre", "（演示）干部本人", "本人", "Y18"),
)


def make_accounts() -> None:
    """Make what is missing, and seat each where their role works."""
    set_up_offices()
    for role in ROLES:
        account, made = Account.objects.get_or_create(
            username=role.username,
            defaults={"role": role.role, "first_name": role.name, "title": role.title, "unit_code": role.unit},
        )
        if made:
            account.set_password(WORD)
            account.save()
        _seat(account)
    for code, _, short, *_ in UNITS:
        desk, _ = Account.objects.get_or_create(
            username=f"desk-{code.lower()}",
            defaults={
                "role": "unit_head",
                "first_name": f"（合成）{short}",
                "title": short,
                "unit_code": code,
                "password": "!",
            },
        )
        join_office(desk, unit_office(code), "head" if code != "Y18" else "officer")


def _seat(account: Account) -> None:
    if account.username == "buzhang":
        join_office(account, office_for("leadership"), "head")
    elif account.username == "lingdao":
        join_office(account, office_for("committee"), "head")
    elif account.username == "jiandu2":
        join_office(account, office_for("supervision"), "deputy")
    else:
        seat(account, "head")


def tie_to_dossier(cadre: int, unit_code: str) -> None:
    """Give the account of *a cadre* somebody's own dossier."""
    Account.objects.filter(username="benren").update(cadre_id=cadre, unit_code=unit_code)
