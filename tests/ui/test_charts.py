"""Every chart keeps the two settings that the security policy and a screen reader need."""

import json
from collections.abc import Callable

import pytest

from bihuan.ui.charts import COLOURS, PALE, Spec, bars, line, ring, sankey, spec

BUILT: dict[str, Callable[[], Spec]] = {
    "spec": lambda: spec("说明", series=[]),
    "ring": lambda: ring("说明", [("cultivation", "培养", 2), ("restraint", "约束", 0)], "闭环"),
    "line": lambda: line("说明", ["2024", "2025"], {"年度": [88.0, None]}),
    "bars": lambda: bars("说明", ["1月"], [3]),
    "sankey": lambda: sankey("说明", [("甲", "blue"), ("乙", "green")], [("甲", "乙", 3)]),
}


@pytest.mark.parametrize("name", BUILT)
def test_tooltips_write_no_inline_style(name: str) -> None:
    assert BUILT[name]()["tooltip"]["renderMode"] == "richText"


@pytest.mark.parametrize("name", BUILT)
def test_a_chart_is_described_in_words(name: str) -> None:
    assert BUILT[name]()["aria"] == {"enabled": True, "label": {"description": "说明"}}


@pytest.mark.parametrize("name", BUILT)
def test_a_specification_is_plain_json(name: str) -> None:
    built = BUILT[name]()
    assert json.loads(json.dumps(built)) == built


def test_an_option_of_the_caller_joins_the_tooltip_and_does_not_replace_it() -> None:
    assert spec("说明", tooltip={"trigger": "axis"})["tooltip"] == {
        "renderMode": "richText",
        "confine": True,
        "trigger": "axis",
    }


def test_an_arc_with_nothing_open_is_pale_and_carries_no_count() -> None:
    full, empty = BUILT["ring"]()["series"][0]["data"]
    assert (full["name"], full["itemStyle"]["color"]) == ("培养 2", COLOURS["cultivation"])
    assert (empty["name"], empty["itemStyle"]["color"]) == ("约束", PALE["restraint"])


def test_arcs_are_equal_whatever_they_count() -> None:
    assert {arc["value"] for arc in BUILT["ring"]()["series"][0]["data"]} == {1}


def test_what_was_not_recorded_is_a_gap_in_the_line() -> None:
    assert BUILT["line"]()["series"][0]["data"] == [88.0, None]


def test_an_axis_without_bounds_scales_and_one_with_bounds_keeps_them() -> None:
    assert BUILT["line"]()["yAxis"]["scale"] is True
    bounded = line("说明", ["1"], {"年度": [1]}, bounds=(0, 100))["yAxis"]
    assert (bounded["min"], bounded["max"], bounded["scale"]) == (0, 100, False)


def test_flows_name_their_ends() -> None:
    assert BUILT["sankey"]()["series"][0]["links"] == [{"source": "甲", "target": "乙", "value": 3}]
