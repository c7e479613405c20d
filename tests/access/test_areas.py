"""Role × area: who enters where, against a table; and every page stands in an area."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from bihuan.access.areas import DOORS, Action, Area, opens
from bihuan.access.guarding import enters, page, reader
from bihuan.access.models import Account
from bihuan.access.roles import LABELS, SCOPES, Role, role_of
from tests.architecture.test_routes_guarded import OPEN_TO_ANYBODY, routes

BUSINESS = set(Role) - {Role.ADMINISTRATOR}
OFFICES = BUSINESS - {Role.UNIT_HEAD, Role.CADRE, Role.LEADER}
DEPARTMENT = OFFICES - {Role.DISCIPLINE, Role.AUDIT, Role.PETITION}
WITHOUT_AREA = OPEN_TO_ANYBODY | {"sign-out"}

MAY_SEE = {
    Area.WORKBENCH: set(Role),
    Area.CADRES: BUSINESS - {Role.CADRE},
    Area.DOSSIER: BUSINESS,
    Area.FINDINGS: BUSINESS,
    Area.TRIAGE: OFFICES,
    Area.MATTERS: BUSINESS,
    Area.FEEDS: OFFICES | {Role.UNIT_HEAD},
    Area.REVIEW: DEPARTMENT,
    Area.POLICY: BUSINESS,
    Area.ACCOUNTS: {Role.ADMINISTRATOR},
}


@page(Area.TRIAGE)
def triage(request: HttpRequest) -> HttpResponse:
    return HttpResponse("in")


def asked(account: Account | AnonymousUser) -> HttpRequest:
    request = RequestFactory().get("/")
    request.user = account
    return request


@pytest.mark.parametrize("area", list(Area))
def test_exactly_these_roles_enter_an_area(area: Area) -> None:
    assert {role for role in Role if opens(role, area, "see")} == MAY_SEE[area]


@pytest.mark.parametrize("area", list(Area))
def test_whoever_does_something_in_an_area_may_also_see_it(area: Area) -> None:
    acting = {role for roles in DOORS[area].values() for role in roles}
    assert acting <= MAY_SEE[area]


@pytest.mark.parametrize("action", ["export", "load", "decide", "manage"])
def test_an_action_that_an_area_does_not_name_is_refused(action: Action) -> None:
    assert not any(opens(role, Area.WORKBENCH, action) for role in Role)


def test_only_the_organisation_department_decides_whose_a_row_is() -> None:
    assert {role for role in Role if opens(role, Area.REVIEW, "decide")} == DEPARTMENT


def test_every_page_stands_in_an_area() -> None:
    without = {str(route.name) for route in routes() if not hasattr(route.callback, "area")}
    assert without - WITHOUT_AREA == set()


def test_the_door_lets_in_whom_the_table_names() -> None:
    assert triage(asked(Account(role=Role.AUDIT))).status_code == 200


@pytest.mark.parametrize("account", [Account(role=Role.CADRE), Account(), AnonymousUser()])
def test_the_door_refuses_everybody_else(account: Account | AnonymousUser) -> None:
    with pytest.raises(PermissionDenied):
        triage(asked(account))


def test_the_bar_offers_what_the_door_would_open() -> None:
    offered = enters(Area.REVIEW)
    assert offered(asked(Account(role=Role.CADRE_OFFICE)))
    assert not offered(asked(Account(role=Role.PETITION)))


def test_a_request_of_nobody_has_no_reader() -> None:
    with pytest.raises(PermissionDenied):
        reader(asked(AnonymousUser()))


def test_every_role_has_a_label_and_a_scope() -> None:
    assert set(LABELS) == set(SCOPES) == set(Role)
    assert role_of("supervision") is Role.SUPERVISION
    assert role_of("") is None
