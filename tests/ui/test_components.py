"""Each component as HTML: what it says to who sees it and to who does not."""

import datetime
from typing import Any

import django_tables2 as tables
import pytest
from django import forms
from django.template import Context, Template
from django.test import RequestFactory

from bihuan.ui.shapes import Chip, Moment, Stage, Step
from bihuan.ui.templatetags.ui import due_in, due_tone

TODAY = datetime.date(2026, 3, 2)


def drawn(source: str, **given: Any) -> str:
    request = RequestFactory().get("/cadres/?on=2026-01-01&q=%E7%94%B2")
    return Template("{% load ui django_tables2 %}" + source).render(Context({"request": request, **given}))


def test_a_card_has_its_title_its_note_and_its_content() -> None:
    html = drawn('{% card title="提示事项" note="3 项" %}<p>内容</p>{% endcard %}')
    assert '<h2 class="card-title">提示事项</h2>' in html
    assert "3 项" in html
    assert '<div class="card-body"><p>内容</p></div>' in html


def test_a_flush_card_leaves_the_padding_to_its_content() -> None:
    assert "card-body" not in drawn('{% card title="表" flush=True %}<table></table>{% endcard %}')


def test_what_a_page_hands_to_a_component_is_escaped() -> None:
    html = drawn("{% card title=name %}{{ name }}{% endcard %}{% tag name %}{% source name %}", name="<script>x")
    assert "<script>" not in html
    assert html.count("&lt;script&gt;x") == 4


def test_the_heading_of_a_page_has_what_stands_over_under_and_beside_it() -> None:
    html = drawn(
        '{% page_header title="事项" over="2026-约束-1" severity="red" sub="陈" %}<a>去</a>{% endpage_header %}'
    )
    assert [word in html for word in ("2026-约束-1", "事项</h1>", "f-red", "陈", "<a>去</a>")] == [True] * 5


def test_a_severity_is_a_colour_and_a_word() -> None:
    html = drawn('{% flag "yellow" %}')
    assert "f-yellow" in html
    assert '<span class="visually-hidden">黄</span>' in html


@pytest.mark.parametrize(
    ("name", "word"), [("cultivation", "培养"), ("restraint", "约束"), ("", "档案"), ("?", "档案")]
)
def test_a_mechanism_is_a_dot_and_a_word(name: str, word: str) -> None:
    assert f">{word}</span>" in drawn("{% mechanism name %}", name=name)


def test_a_mechanism_may_carry_another_text() -> None:
    assert drawn('{% mechanism "cultivation" "补训" %}').strip() == '<span class="mech m-cultivation">补训</span>'


def test_a_tone_that_is_none_colours_nothing() -> None:
    assert 'class="word"' in drawn('{% tag "办理中" "pink" %}')
    assert "word-red" in drawn('{% tag "超期" "red" %}')


def test_a_source_names_file_and_line() -> None:
    assert "audits.csv 第 14 行" in drawn('{% source "audits.csv" 14 %}')


def test_a_source_with_an_address_is_a_link_and_one_with_a_hint_has_a_title() -> None:
    html = drawn("{% source chip %}", chip=Chip("审计局", "/x/", "入账 3"))
    assert '<a class="chip" href="/x/" title="入账 3">审计局</a>' in html


def test_a_timeline_keeps_dates_as_given_and_strikes_what_was_excused() -> None:
    moment = Moment("2024-08", "诫勉", "说明", "restraint", [Chip("纪委监委")], ["2026-06-18 容错认定"], excused=True)
    html = drawn("{% timeline moments %}", moments=[moment])
    assert "<time>2024-08</time>" in html
    assert "m-restraint is-excused" in html
    assert '<span class="more">2026-06-18 容错认定</span>' in html


def test_a_stepper_says_where_it_stands() -> None:
    html = drawn(
        "{% stepper steps %}", steps=[Step("核实", "李 · 10-30", "done"), Step("听取", state="late"), Step("办结")]
    )
    assert html.count("<li") == 3
    assert 'class="is-late" aria-current="step"' in html
    assert 'class="is-ahead"' in html


def test_a_flow_marks_the_box_that_is_here() -> None:
    html = drawn(
        "{% flow stages %}", stages=[Stage("比对"), Stage("本事项", mechanism="restraint", here=True, href="/m/")]
    )
    assert "is-here" in html
    assert '<a href="/m/">本事项</a>' in html


def test_an_empty_place_says_so() -> None:
    assert "没有办理事项" in drawn('{% empty "没有办理事项" "办结的在这里" "checklist" %}')


def test_a_figure_has_its_name_and_its_tone() -> None:
    html = drawn('{% stat "超期" 3 note="件" tone="red" href="/m/" %}')
    assert 'tone-red"><a href="/m/">3</a>' in html


def test_a_chart_carries_its_specification_as_data_and_its_words() -> None:
    html = drawn('{% chart spec "在办 3 件" "ring" %}', spec={"title": {"text": "</script>"}})
    assert 'aria-label="在办 3 件"' in html
    assert "<noscript>" in html
    assert html.count("</script>") == 1


def test_two_charts_of_a_page_have_different_data() -> None:
    html = drawn('{% chart a "甲" %}{% chart a "乙" %}', a={})
    identities = {part.split('"')[1] for part in html.split("data-chart=")[1:]} | {"x"}
    assert len(identities) == 3


class Asked(forms.Form):
    name = forms.CharField(label="姓名", help_text="两个字以上", min_length=2)
    kind = forms.ChoiceField(label="类别", choices=[("a", "甲")])
    sure = forms.BooleanField(label="确认", required=False)
    text = forms.CharField(label="意见", required=False, widget=forms.Textarea)
    file = forms.FileField(label="文件", required=False)


def test_each_control_has_the_look_of_its_kind() -> None:
    form = Asked()
    html = "".join(drawn("{% field f %}", f=form[name]) for name in form.fields)
    for wanted in ('class="form-control"', 'class="form-select"', 'class="form-check-input"', 'rows="4"', 'accept="'):
        assert wanted in html


def test_a_field_shows_its_label_its_help_and_its_errors() -> None:
    html = drawn("{% field f %}", f=Asked({"name": "甲"})["name"])
    assert "姓名" in html
    assert "两个字以上" in html
    assert "is-invalid" in html
    assert "errorlist" in html


def test_a_filter_form_works_without_script_and_carries_the_two_times() -> None:
    html = drawn('{% filters form "on known" %}', form=Asked())
    assert 'method="get" action="/cadres/"' in html
    assert '<input type="hidden" name="on" value="2026-01-01">' in html
    assert "<button" in html


class Rows(tables.Table):  # type: ignore[misc]
    name = tables.Column(verbose_name="姓名")


def test_a_list_labels_each_cell_for_the_phone_and_counts_its_rows() -> None:
    table = Rows([{"name": f"合成{number}"} for number in range(30)])
    table.paginate(page=1, per_page=10)
    table.export_href = "?export=xlsx"
    html = drawn("{% render_table table %}", table=table)
    assert html.count('data-label="姓名"') == 10
    assert "共 30 条" in html
    assert 'href="?export=xlsx"' in html
    assert 'rel="next"' in html


def test_an_empty_list_says_so_instead_of_showing_an_empty_table() -> None:
    html = drawn("{% render_table table %}", table=Rows([]))
    assert "没有记录" in html
    assert "<table" not in html


@pytest.mark.parametrize(
    ("days", "words", "tone"),
    [
        (0, "今天到期", "red"),
        (-1, "已超期 1 天", "red"),
        (1, "还有 1 天", "yellow"),
        (7, "还有 7 天", "yellow"),
        (8, "还有 8 天", ""),
    ],
)
def test_a_due_day_is_told_in_words_and_warns_a_week_before(days: int, words: str, tone: str) -> None:
    day = TODAY + datetime.timedelta(days=days)
    assert (due_in(day, TODAY), due_tone(day, TODAY)) == (words, tone)


def test_what_is_not_due_says_nothing() -> None:
    assert (due_in(None, TODAY), due_tone(None, TODAY)) == ("", "")
