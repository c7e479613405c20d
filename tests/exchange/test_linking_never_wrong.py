"""A row too few is work, a row too many is an injustice: random homonyms, linked by a second, slower reading of feeds.md."""

from pathlib import Path

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bihuan.dossier.identity import find_by_number
from bihuan.exchange.models import Batch
from tests.exchange.county import POSTS, UNITS, number, person, send, training

NAMES, BIRTHS, SEXES = ("王芳", "王方", "李娜"), ("19800706", "19800801", "19810706"), ("男", "女")
CODES = ("U01", "U02", "U03")
SPELLINGS = {
    "县财政局": {"U01"},
    "财政局": {"U01"},
    "县财政科": {"U01"},
    "U01": {"U01"},
    "水利局": {"U02"},
    "县水利局": {"U02"},
    "纪委": {"U03"},
    "县委办": set(),
}
PEOPLE = st.lists(
    st.tuples(st.sampled_from(NAMES), st.sampled_from(BIRTHS), st.sampled_from(SEXES), st.sampled_from(CODES)),
    min_size=2,
    max_size=7,
)
ASKED = st.lists(
    st.tuples(
        st.sampled_from((*NAMES, "")),
        st.sampled_from((*SPELLINGS, "")),
        st.sampled_from(("1980-07", "1980-08", "1981.07", "1980", "")),
        st.sampled_from((*SEXES, "")),
        st.integers(-2, 6),
    ),
    min_size=1,
    max_size=8,
)


def expected(people: list[tuple[str, str, str, str]], asked: tuple[str, str, str, str, int]) -> tuple[str, str | None]:
    name, unit, born, sex, serial = asked
    month = born.replace(".", "-")
    if serial >= 0:
        if serial >= len(people):
            return "review", None
        held = people[serial]
        known = f"{held[1][:4]}-{held[1][4:6]}"
        agrees = name in ("", held[0]) and (not month or known.startswith(month))
        return ("linked", number(serial, held[1])) if agrees else ("review", None)
    if not any((name, unit, born, sex)):
        return "rejected", None
    if not (name and unit and len(month) == 7):
        return "review", None
    fits = [
        number(serial, held[1])
        for serial, held in enumerate(people)
        if held[0] == name
        and f"{held[1][:4]}-{held[1][4:6]}" == month
        and sex in ("", held[2])
        and held[3] in SPELLINGS[unit]
    ]
    return ("linked", fits[0]) if len(fits) == 1 else ("review", None)


@pytest.mark.django_db
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(people=PEOPLE, asked=ASKED)
def test_no_row_is_ever_attached_to_somebody_who_does_not_fit_alone(
    tmp_path: Path, people: list[tuple[str, str, str, str]], asked: list[tuple[str, str, str, str, int]]
) -> None:
    with transaction.atomic():
        send(tmp_path, "units.csv", *UNITS)
        send(tmp_path, "posts.csv", *POSTS)
        lines = [
            person(serial, name, born=born, sex=sex, unit=unit) for serial, (name, born, sex, unit) in enumerate(people)
        ]
        send(tmp_path, "roster.csv", *lines)
        rows = []
        for place, (name, unit, born, sex, serial) in enumerate(asked):
            held = people[serial][1] if 0 <= serial < len(people) else "19800706"
            who = number(serial, held) if serial >= 0 else ""
            rows.append(training(who, 姓名=name, 单位=unit, 出生年月=born, 性别=sex, 班次名称=f"第{place}班"))
        loaded = send(tmp_path, "training.csv", *rows)
        found = Batch.objects.get(pk=loaded.batch).outcomes.order_by("line")
        for row, one in zip(found, asked, strict=True):
            what, whose = expected(people, one)
            assert {"accepted": "linked"}.get(row.outcome, row.outcome) == what, one
            assert row.cadre_id == (find_by_number(whose) if whose else None), one
        transaction.set_rollback(True)
