"""Accounts: names in Chinese order, no identity number to sign in with, no password that anybody could guess."""

import pytest
from django.core.exceptions import ValidationError

from bihuan.access.accounts import create_account
from bihuan.access.models import Account
from bihuan.access.roles import Role, Scope

pytestmark = pytest.mark.django_db
PASSWORD = "一个不常见的长密码 2026"


def test_an_account_can_sign_in_at_once_and_is_called_family_name_first() -> None:
    account = create_account("li", PASSWORD, "supervision", name="李予安")
    assert account.check_password(PASSWORD)
    assert (str(account), account.title) == ("李予安", "干部监督科")


def test_an_account_without_a_name_is_called_by_its_user_name() -> None:
    assert str(create_account("li", PASSWORD, Role.AUDIT)) == "li"


def test_the_title_given_stands_instead_of_the_role_s() -> None:
    assert create_account("ju", PASSWORD, Role.UNIT_HEAD, title="水利局 局长").title == "水利局 局长"


def test_an_identity_number_is_no_user_name() -> None:
    with pytest.raises(ValidationError, match="用户名不能是身份证号"):
        create_account("62012219800501001X", PASSWORD, Role.CADRE)
    assert Account.objects.count() == 0


def test_a_role_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError):
        create_account("li", PASSWORD, "superuser")


def test_an_account_has_the_scope_of_its_role_unless_given_another() -> None:
    assert Account(role=Role.UNIT_HEAD).present_scope == Scope.SUBTREE
    assert Account(role=Role.UNIT_HEAD, scope="unit").present_scope == Scope.UNIT
    assert Account(scope="all").present_scope == Scope.NOBODY


def test_cleaning_an_account_looks_at_its_user_name() -> None:
    account = create_account("li", PASSWORD, Role.AUDIT)
    account.username = "620122800501001"
    with pytest.raises(ValidationError):
        account.full_clean()
