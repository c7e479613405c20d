"""One matter: its chain, procedure, basis, the form of its step for whom it waits, its record and papers."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bihuan.access.models import Account
from bihuan.access.roles import Role
from bihuan.loop.acting import waiting_run
from bihuan.loop.matter import Matter
from bihuan.loop.record import Paper
from tests.access.people import make_account, signed_in
from tests.loop.county import County, on
from tests.loop.test_admonition import DECIDED, HEARD, TALKED, VERIFIED

pytestmark = pytest.mark.django_db
Walk = Callable[..., Matter]
HARMLESS = {"outcome": "不需诫勉", "facts": "登记有误", "materials": "考核登记表"}


def page_of(account: Account, matter: Matter) -> str:
    return signed_in(account).get(f"/matters/{matter.pk}/").content.decode()


def submit(account: Account, matter: Matter, data: dict[str, Any], run: int | None = None) -> str:
    given = {"run": run or waiting_run(matter).pk, **data}
    return signed_in(account).post(f"/matters/{matter.pk}/", given, follow=True).content.decode()


def test_the_page_says_what_it_rests_on_and_where_it_was_stated(admonition: Matter, county: County) -> None:
    page = page_of(county["li"], admonition)
    for words in (
        "公务员考核规定",
        "第二十一条",
        admonition.sentence,
        "基本称职",
        "assessments.csv 第 2 行",
        "还有 30 天",
    ):
        assert words in page
    assert f'href="/findings/{admonition.finding_id}/"' in page


def test_the_procedure_is_drawn_with_the_way_taken_and_the_way_ahead(
    admonition: Matter, county: County, walk: Walk
) -> None:
    matter = walk(admonition, *VERIFIED, HEARD[0])
    answer = signed_in(county["li"]).get(f"/matters/{matter.pk}/")
    steps = [(step.label, step.state) for step in answer.context["steps"]]
    assert steps[:4] == [
        ("核实情况", "done"), ("告知拟作出的处理", "done"), ("送达告知书", "current"), ("本人陈述申辩", "ahead"),
    ]  # fmt: skip
    assert [label for label, _state in steps[-2:]] == ["结论", "办结"]
    assert "<svg" in answer.content.decode()


def test_where_it_leads_is_told_before_it_happens(admonition: Matter, county: County) -> None:
    page = page_of(county["li"], admonition)
    assert "自动转办" in page
    assert "人工确认" in page


def test_whose_turn_it_is_gets_the_form_and_others_are_told_who_must_act(admonition: Matter, county: County) -> None:
    assert 'name="facts"' in page_of(county["li"], admonition)
    told = page_of(county["jiao"], admonition)
    assert 'name="facts"' not in told
    assert "应由干部监督科经办人办理" in told


def test_a_step_is_completed_from_the_page(admonition: Matter, county: County) -> None:
    page = submit(county["li"], admonition, VERIFIED[0][2])
    assert "已完成“核实情况”" in page
    admonition.refresh_from_db()
    assert admonition.step == "notice"


def test_what_is_missing_is_told_at_its_field_and_nothing_typed_is_lost(admonition: Matter, county: County) -> None:
    page = submit(county["li"], admonition, HARMLESS)
    assert "办结须写明依据" in page
    assert "登记有误" in page
    assert 'value="不需诫勉" required checked' in page
    admonition.refresh_from_db()
    assert admonition.step == "verify"


def test_an_outcome_that_was_not_chosen_is_told(admonition: Matter, county: County) -> None:
    page = submit(county["li"], admonition, {"facts": "事实", "materials": "材料"})
    assert "没有选择办理结果，可选：" in page
    assert "材料" in page


def test_a_step_before_its_day_is_told_and_the_form_keeps_its_words(
    admonition: Matter, county: County, walk: Walk
) -> None:
    matter = walk(admonition, *VERIFIED, *HEARD, *DECIDED, *TALKED)
    with on("2026-05-04"):
        assert "这一步最早于 2026-08-18 办理" in page_of(county["li"], matter)
        data = {"outcome": "已跟踪了解", "talked_on": "2026-05-04", "talker": "李予安", "points": "有改进",
                "attitude": "积极", "improved": "已改进"}  # fmt: skip
        page = submit(county["li"], matter, data)
    assert "最早于 2026-08-18 办理，请届时再办" in page
    assert "有改进" in page


def test_a_step_that_somebody_else_completed_meanwhile_is_not_done_twice(admonition: Matter, county: County) -> None:
    stale = waiting_run(admonition).pk
    submit(county["li"], admonition, VERIFIED[0][2])
    page = submit(county["xu"], admonition, {"facts": "我写了很多", **HARMLESS, "materials": "我的材料"}, run=stale)
    assert "这一步已由他人办理" in page
    assert "我的材料" in page
    admonition.refresh_from_db()
    assert admonition.step == "notice"


def test_an_ended_matter_takes_no_more_steps(admonition: Matter, county: County) -> None:
    run = waiting_run(admonition).pk
    Matter.objects.update(state="ended", reason="经核实不需诫勉")
    page = submit(county["li"], admonition, VERIFIED[0][2], run=run)
    assert "这一步已由他人办理" in page
    assert "经核实不需诫勉" in page


def test_somebody_whose_step_it_is_not_changes_nothing_by_posting(admonition: Matter, county: County) -> None:
    page = submit(county["jiao"], admonition, VERIFIED[0][2])
    assert "您不能办理这一步" in page
    admonition.refresh_from_db()
    assert admonition.step == "verify"


def test_the_person_states_their_case_and_sees_their_own_part_alone(
    admonition: Matter, county: County, walk: Walk
) -> None:
    matter = walk(admonition, *VERIFIED, HEARD[0], HEARD[1])
    page = page_of(county["chen"], matter)
    assert 'name="text"' in page
    assert "考核登记表" not in page
    assert "考核基本称职" in page
    assert "同类事项" not in page


def test_who_works_the_matter_reads_what_was_filled_in_before(admonition: Matter, county: County, walk: Walk) -> None:
    matter = walk(admonition, *VERIFIED, *HEARD)
    county["buzhang"].role = Role.LEADER
    county["buzhang"].save()
    page = page_of(county["buzhang"], matter)
    assert "年初生病影响工作，愿意改进。" in page
    assert "年初生病影响工作" not in page_of(county["kao"], matter)


def test_the_record_lists_who_did_what_and_is_checked(admonition: Matter, county: County, walk: Walk) -> None:
    page = page_of(county["li"], walk(admonition, *VERIFIED))
    assert "核实情况：拟予诫勉，先听取陈述申辩" in page
    assert "链校验一致" in page


def test_a_paper_is_a_file_for_whoever_sees_the_matter(admonition: Matter, county: County, walk: Walk) -> None:
    matter = walk(admonition, *VERIFIED, HEARD[0])
    paper = Paper.objects.get(matter=matter)
    address = f"/matters/{matter.pk}/papers/{paper.pk}/"
    assert address in page_of(county["chen"], matter)
    answer = signed_in(county["chen"]).get(address)
    assert answer.content.startswith(b"PK")
    assert signed_in(make_account(Role.CADRE)).get(address).status_code == 404


def test_the_talkers_notes_are_not_for_the_person(admonition: Matter, county: County, walk: Walk) -> None:
    matter = walk(admonition, *VERIFIED, *HEARD, *DECIDED, TALKED[0])
    notes = Paper.objects.get(matter=matter, kind="restraint.talk_record")
    address = f"/matters/{matter.pk}/papers/{notes.pk}/"
    assert signed_in(county["li"]).get(address).status_code == 200
    assert signed_in(county["chen"]).get(address).status_code == 404


def test_another_unit_and_another_cadre_see_nothing(admonition: Matter, county: County) -> None:
    for account in (make_account(Role.UNIT_HEAD, unit_code="U02"), make_account(Role.CADRE)):
        client = signed_in(account)
        assert client.get(f"/matters/{admonition.pk}/").status_code == 404
        assert client.post(f"/matters/{admonition.pk}/", {"run": 1}).status_code == 404


def test_what_is_never_for_its_subject_stays_away_from_an_officer_whom_it_is_about(
    admonition: Matter, county: County
) -> None:
    Matter.objects.update(audience="never")
    county["li"].cadre = county.cadre
    county["li"].save()
    assert signed_in(county["li"]).get(f"/matters/{admonition.pk}/").status_code == 404
    assert signed_in(county["xu"]).get(f"/matters/{admonition.pk}/").status_code == 200


def test_the_next_matter_stands_in_the_chain(admonition: Matter, county: County, opened: Callable[..., Matter]) -> None:
    after = opened("supervision", parent=admonition, title="督办：合成事项")
    page = page_of(county["li"], admonition)
    assert f'href="/matters/{after.pk}/"' in page
    assert f'href="/matters/{admonition.pk}/"' in page_of(county["li"], after)


def test_a_longer_record_asks_no_more_queries(admonition: Matter, county: County, walk: Walk) -> None:
    client, counts = signed_in(make_account(Role.LEADER)), []
    client.get(f"/matters/{admonition.pk}/")
    for steps in (VERIFIED, HEARD):
        walk(admonition, *steps)
        with CaptureQueriesContext(connection) as asked:
            client.get(f"/matters/{admonition.pk}/")
        counts.append(len(asked))
    assert counts[1] <= counts[0]


def test_the_page_is_in_english_when_asked(admonition: Matter, county: County) -> None:
    client = signed_in(county["li"])
    client.post("/language/", {"language": "en", "next": "/"})
    page = client.get(f"/matters/{admonition.pk}/").content.decode()
    assert "Where this comes from and leads to" in page
    assert "Complete this step" in page
