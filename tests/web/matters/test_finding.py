"""One finding: sentence, clause, figures, facts for whom they may be read, and its history."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bihuan.access.roles import Role
from bihuan.calendar import clock
from bihuan.facts.kinds import reference_of
from bihuan.loop.matter import Matter
from bihuan.mechanisms.assessment.kinds import Assessment
from bihuan.mechanisms.restraint.kinds import Sanction
from bihuan.policy.models import Finding, FindingEvent
from bihuan.web.matters.basis import figures_of
from bihuan.web.matters.words import spoken
from tests.access.people import day, make_account, signed_in, state
from tests.loop.county import County

pytestmark = pytest.mark.django_db


def page_of(client: Client, finding: Finding) -> str:
    return client.get(f"/findings/{finding.pk}/").content.decode()


def test_it_says_clause_text_basis_figures_and_where_each_fact_was_stated(county: County, competent: Finding) -> None:
    page = page_of(signed_in(county["li"]), competent)
    for words in (competent.sentence, "予以诫勉", "第二十一条", "已核对原文", "考核等次", "等次序", "考核办",
                  "assessments.csv 第 2 行", "2026-01-20", "年度考核等次用语"):  # fmt: skip
        assert words in page
    assert f'href="/cadres/{county.cadre.pk}/"' in page


def test_it_leads_to_its_matter(county: County, admonition: Matter, competent: Finding) -> None:
    assert f'href="/matters/{admonition.pk}/"' in page_of(signed_in(county["li"]), competent)


def test_its_history_says_when_and_by_whom(county: County, admonition: Matter, competent: Finding) -> None:
    page = page_of(signed_in(county["li"]), competent)
    assert "经人工确认" in page
    FindingEvent.objects.create(
        finding=competent, moment=clock.now(), on=clock.today(), state="settled", severity="yellow", reason="已批准诫勉"
    )
    page = page_of(signed_in(county["li"]), competent)
    assert page.index("已批准诫勉") < page.index("经人工确认")


def test_the_subject_sees_it_and_another_unit_and_cadre_do_not(county: County, competent: Finding) -> None:
    assert competent.sentence in page_of(signed_in(county["chen"]), competent)
    assert competent.sentence in page_of(signed_in(county["danwei"]), competent)
    for account in (make_account(Role.UNIT_HEAD, unit_code="U02"), make_account(Role.CADRE)):
        assert signed_in(account).get(f"/findings/{competent.pk}/").status_code == 404


def test_the_subject_may_object_to_a_fact_from_here(county: County, competent: Finding) -> None:
    address = f'href="/objections/{competent.evidence[0]}/"'
    assert address in page_of(signed_in(county["chen"]), competent)
    assert address not in page_of(signed_in(county["li"]), competent)


def test_what_is_told_later_is_not_there_before_a_person_confirmed(county: County, competent: Finding) -> None:
    Finding.objects.update(audience="later")
    address = f"/findings/{competent.pk}/"
    assert signed_in(county["chen"]).get(address).status_code == 404
    Finding.objects.update(confirmed_at=clock.now())
    assert signed_in(county["chen"]).get(address).status_code == 200


def test_facts_that_the_account_may_not_read_are_not_shown(county: County, competent: Finding) -> None:
    sanction = Sanction(
        cadre=county.cadre, category="党纪处分", document="云纪〔2026〕9号", decided_on=day("2026-01-05")
    )
    state(sanction, feed="sanctions")
    Finding.objects.update(evidence=[*competent.evidence, reference_of(sanction)])
    assert "云纪〔2026〕9号" in page_of(signed_in(county["ji"]), competent)
    page = page_of(signed_in(county["jiao"]), competent)
    assert "云纪" not in page
    assert "sanctions.csv" not in page
    assert "部分依据不在本账号查阅范围" in page


def test_a_fact_that_was_corrected_since_is_marked(county: County, competent: Finding, result: Assessment) -> None:
    from bihuan.facts.entries import entry
    from bihuan.facts.models import Source

    with entry(Source(feed="", reference="异议"), "test") as writing:
        writing.correct(result, Assessment(cadre=county.cadre, period="2025", grade="称职"), "异议成立")
    assert "后来更正" in page_of(signed_in(county["li"]), competent)


def test_a_rule_that_is_gone_still_shows_what_it_said(county: County, competent: Finding) -> None:
    Finding.objects.update(check_id="assessment.gone")
    assert competent.sentence in page_of(signed_in(county["li"]), competent)


def test_figures_stand_side_by_side_under_one_name() -> None:
    finding = Finding(observed={"hours": 40, "months": 3, "x_y": None}, required={"required_hours": 90})
    shown = [(one.name, one.observed, one.required) for one in figures_of(finding)]
    assert shown == [("学时", "40", "90"), ("月数", "3", "—"), ("x_y", "—", "—")]


@pytest.mark.parametrize(
    ("value", "said"),
    [(None, "—"), ("", "—"), (True, "是"), (False, "否"), (1.5, "1.5"), (2.0, "2"), (["a", 1], "a、1")],
)
def test_values_are_said_as_a_person_reads_them(value: object, said: str) -> None:
    assert spoken(value) == said


def test_more_evidence_asks_no_more_queries(county: County, competent: Finding) -> None:
    client, counts = signed_in(county["li"]), []
    client.get(f"/findings/{competent.pk}/")
    for size in (1, 8):
        facts = [Assessment(cadre=county.cadre, period=str(2000 + n)) for n in range(size)]
        state(*facts, feed="assessments")
        Finding.objects.update(evidence=[reference_of(fact) for fact in facts])
        with CaptureQueriesContext(connection) as asked:
            client.get(f"/findings/{competent.pk}/")
        counts.append(len(asked))
    assert counts[0] == counts[1]
