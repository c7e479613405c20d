"""Making an account: for the command line and the demo county."""

from bihuan.access.models import Account, not_an_identity_number
from bihuan.access.roles import LABELS, Role


def create_account(
    username: str,
    password: str,
    role: Role | str,
    *,
    name: str = "",
    title: str = "",
    unit_code: str = "",
    cadre: int | None = None,
) -> Account:
    """An account that can sign in at once. `name` in Chinese order; without `title` the role's label stands there."""
    given = Role(role)
    not_an_identity_number(username)
    account = Account(
        username=username,
        role=given,
        last_name=name[:1],
        first_name=name[1:],
        title=title or str(LABELS[given]),
        unit_code=unit_code,
        cadre_id=cadre,
    )
    account.set_password(password)
    account.save()
    return account
