"""The demo county's accounts: one a role, each with the same word that the README names."""

from dataclasses import dataclass

from bihuan.access.models import Account

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
    Role("benren", "cadre", "（演示）干部本人", "本人", "Y18"),
)


def make_accounts() -> None:
    """Make what is missing; the cadre's account is tied to a dossier later."""
    for role in ROLES:
        account, made = Account.objects.get_or_create(
            username=role.username,
            defaults={"role": role.role, "first_name": role.name, "title": role.title, "unit_code": role.unit},
        )
        if made:
            account.set_password(WORD)
            account.save()
