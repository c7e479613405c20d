"""A county's offices and people, a cadre with a dossier, a clock that stands."""

import datetime
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from bihuan.access.models import Account
from bihuan.calendar import clock
from bihuan.loop.matter import Matter
from bihuan.loop.office import OfficeMember
from bihuan.loop.offices import join_office, office_for, set_up_offices, unit_office
from bihuan.loop.opening import Opening, open_matter
from bihuan.loop.working import complete_step
from bihuan.policy.models import Finding
from tests.loop.county import SEATS, County, make_cadre, on, unlocked

# A busy machine is no fault of the arithmetic.
hypothesis_settings.register_profile("busy machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.load_profile("busy machine")


@pytest.fixture(autouse=True)
def standing_clock() -> Iterator[None]:
    clock.allow_setting(home_is_synthetic=True)
    with clock.set_clock(datetime.datetime(2026, 3, 2, 9, 0, tzinfo=clock.SHANGHAI)):
        yield
    clock.allow_setting(home_is_synthetic=False)


@pytest.fixture
def county(db: None) -> County:
    set_up_offices()
    county = County()
    county.people = {one.username: one for one in Account.objects.bulk_create(unlocked(SEATS))}
    offices = {duty: office_for(duty) for _, duty, _ in SEATS}
    OfficeMember.objects.bulk_create(
        OfficeMember(office=offices[duty], account=county[name], role=role) for name, duty, role in SEATS
    )
    for name, duty, role in SEATS:
        if role != "officer":
            setattr(offices[duty], role, county[name])
    for office in offices.values():
        office.save()
    county.cadre = make_cadre("合成甲", rank="三级主任科员")
    county.people["chen"] = Account.objects.create_user("chen", role="cadre", cadre=county.cadre)
    county.people["danwei"] = Account.objects.create_user("danwei", role="unit_head", unit_code="U01")
    join_office(county["danwei"], unit_office("U01"), "head")
    return county


@pytest.fixture
def finding(county: County) -> Callable[..., Finding]:
    """A finding as a run of policy leaves it."""

    def make(check: str, severity: str = "yellow", **given: Any) -> Finding:
        values: dict[str, Any] = {
            "subject_kind": "cadre",
            "subject": str(county.cadre.pk),
            "key": ["2025"],
            "sentence": "2025年度考核为基本称职。",
            "evidence": [],
            "cadres": [county.cadre.pk],
        }
        return Finding.objects.create(check_id=check, severity=severity, **(values | given))

    return make


@pytest.fixture
def opened(county: County) -> Callable[..., Matter]:
    """A matter opened by hand about the county's cadre."""

    def make(procedure: str, **given: Any) -> Matter:
        values: dict[str, Any] = {
            "subject_kind": "cadre",
            "subject_ref": str(county.cadre.pk),
            "cadres": (county.cadre.pk,),
            "unit_code": "U01",
            "sentence": "情况说明。",
        }
        return open_matter(Opening(procedure=procedure, **(values | given)), county["li"])

    return make


@pytest.fixture
def walk(county: County) -> Callable[..., Matter]:
    """Complete steps one after another: (day, who, what was filled in)."""

    def go(matter: Matter, *steps: tuple[str, str, dict[str, Any]]) -> Matter:
        for day, who, data in steps:
            with on(day):
                matter = complete_step(matter, county[who], data)
        return matter

    return go
