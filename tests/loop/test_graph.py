"""Nothing adverse without the person heard: notice, delivery, their own text, an answer, on every way there."""

import pytest

from bihuan.loop import library
from bihuan.loop.graph import check_graph, check_registered
from bihuan.loop.procedure import PARTS
from bihuan.loop.reading import BadProcedure, parse_procedure

HEAD = "procedure: trial\ntitle: 试\nmechanism: restraint\noffice: supervision\nsteps:\n"


def step(name: str, to: str, part: str = "", adverse: bool = False, more: str = "") -> str:
    lines = [f"  - id: {name}", f"    title: {name}", "    by: officer", "    form: loop.verify"]
    lines += [f"    part: {part}"] if part else []
    lines += ["    adverse: true"] if adverse else []
    end = f"to: {to}" if to else "close: 完"
    lines += ["    outcomes:", f"      - {{label: 一, {end}}}"]
    return "\n".join(lines + ([more] if more else [])) + "\n"


def heard(*parts: str) -> str:
    names = [*parts, "decide"]
    steps = [step(name, names[place + 1], part=name) for place, name in enumerate(parts)]
    return HEAD + "".join(steps) + step("decide", "", adverse=True)


def test_the_four_parts_in_order_allow_an_adverse_step() -> None:
    check_graph(parse_procedure(heard(*PARTS)), "trial.yaml")


@pytest.mark.parametrize("left_out", PARTS)
def test_each_of_the_four_parts_is_needed(left_out: str) -> None:
    with pytest.raises(BadProcedure, match="却可以不经"):
        check_graph(parse_procedure(heard(*(part for part in PARTS if part != left_out))), "trial.yaml")


def test_the_wrong_order_is_refused() -> None:
    with pytest.raises(BadProcedure, match="本人陈述"):
        check_graph(parse_procedure(heard("notice", "text", "delivery", "answer")), "trial.yaml")


def test_one_way_past_the_statement_is_enough_to_refuse() -> None:
    text = heard(*PARTS).replace(
        "{label: 一, to: delivery}", "{label: 一, to: delivery}\n      - {label: 径直, to: decide}"
    )
    with pytest.raises(BadProcedure, match="“decide”对本人不利"):
        check_graph(parse_procedure(text), "trial.yaml")


def test_a_first_step_that_is_adverse_is_refused() -> None:
    with pytest.raises(BadProcedure, match="书面告知"):
        check_graph(parse_procedure(HEAD + step("decide", "", adverse=True)), "trial.yaml")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("form: loop.verify", "form: loop.ghost", "没有登记名为“loop.ghost”的表单"),
        ("form: loop.verify", "form: loop.verify\n    paper: loop.ghost", "没有登记名为“loop.ghost”的文书"),
        ("form: loop.verify", "form: loop.verify\n    records: loop.ghost", "没有登记名为“loop.ghost”的入账处理"),
        ("form: loop.verify", "form: loop.reply", "表单却不问办结依据"),
        (
            "form: loop.verify",
            "form: loop.verify\n    within: {days: 3, from: delivered, article: 本地设置}",
            "没有步骤记录这一日期",
        ),
    ],
)
def test_what_a_step_names_must_be_registered(old: str, new: str, message: str) -> None:
    procedure = parse_procedure((HEAD + step("decide", "")).replace(old, new))
    with pytest.raises(BadProcedure, match=message):
        check_registered(procedure, "trial.yaml")


@pytest.mark.parametrize("name", sorted(library.whole_procedures()))
def test_every_adverse_procedure_that_ships_hears_the_person(name: str) -> None:
    procedure = library.whole_procedures()[name]
    check_graph(procedure, name)
    if any(one.adverse for one in procedure.steps):
        assert [one.part for one in procedure.steps if one.part] == list(PARTS)


@pytest.mark.parametrize("name", sorted(library.whole_procedures()))
def test_every_deadline_that_ships_cites_its_article(name: str) -> None:
    steps = library.whole_procedures()[name].steps
    assert all(one.within.article for one in steps if one.within)
    assert all(one.within for one in steps if one.id not in {"file"})
