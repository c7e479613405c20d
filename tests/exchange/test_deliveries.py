"""Every row ends as one of five outcomes, by comparison with the last row of its key (feeds.md, Deliveries)."""

import pytest

from bihuan.dossier.kinds import Appointment, Employment, Person, Position
from bihuan.exchange.loading import Loaded
from bihuan.exchange.models import Delivered
from bihuan.facts.entries import entry
from bihuan.facts.models import Fact, Source
from bihuan.mechanisms.cultivation.kinds import Practice, Training
from bihuan.mechanisms.restraint.kinds import Audit, Declaration, Sanction, Verification
from tests.exchange.conftest import Send
from tests.exchange.county import ROSTER, number, person, training

CHEN, LIN = number(1), number(3, "19851123")


def outcome(loaded: Loaded) -> str:
    """The outcome of the one row of a file."""
    [word] = [word for word, count in loaded.counts.items() for _ in range(count)]
    return word


def outcomes(loaded: Loaded) -> dict[str, int]:
    assert sum(loaded.counts.values()) == loaded.rows
    return {word: count for word, count in loaded.counts.items() if count}


def the(model: type[Fact]) -> Fact:
    fact: Fact = model.objects.known().get()
    return fact


def test_a_new_row_is_accepted_and_the_same_again_unchanged(send: Send) -> None:
    assert outcome(send("training.csv", training(CHEN))) == "accepted"
    assert outcome(send("training.csv", training(CHEN))) == "unchanged"
    assert Training.objects.count() == 1


def test_another_spelling_of_the_same_values_is_unchanged(send: Send) -> None:
    send("training.csv", training(CHEN))
    again = training(CHEN.lower(), 班次名称=" 科级干部进修班 ", 开始日期="2026年3月2日", 学时="４０.0")
    assert outcome(send("培训记录.csv", again)) == "unchanged"


def test_another_value_corrects_and_the_former_stays_readable(send: Send) -> None:
    send("training.csv", training(CHEN))
    assert outcome(send("training.csv", training(CHEN, 学时="48"))) == "corrected"
    assert the(Training).hours == 48  # type: ignore[attr-defined]
    assert Training.objects.count() == 2


def test_a_row_is_compared_with_the_last_delivery_and_not_with_an_earlier_one(send: Send) -> None:
    first, second = training(CHEN), training(CHEN, 学时="48")
    assert [outcome(send("training.csv", row)) for row in (first, second, first)] == [
        "accepted",
        "corrected",
        "corrected",
    ]
    assert the(Training).hours == 40  # type: ignore[attr-defined]


def test_an_empty_cell_states_nothing(send: Send) -> None:
    send("training.csv", training(CHEN, 主办单位="县委党校", 成绩="优"))
    assert outcome(send("training.csv", training(CHEN, 主办单位=""))) == "unchanged"
    assert outcome(send("training.csv", training(CHEN, 学时="48"))) == "corrected"
    fact = the(Training)
    assert (fact.host, fact.result) == ("县委党校", "优")  # type: ignore[attr-defined]


def test_the_word_of_clearing_empties(send: Send) -> None:
    send("training.csv", training(CHEN, 主办单位="县委党校", 结束日期="2026-03-20"))
    assert outcome(send("training.csv", training(CHEN, 主办单位="（清除）", 结束日期="(清除)"))) == "corrected"
    fact = the(Training)
    assert (fact.host, fact.ended_on) == ("", None)  # type: ignore[attr-defined]
    assert outcome(send("training.csv", training(CHEN, 主办单位="（清除）", 结束日期="(清除)"))) == "unchanged"


def test_a_required_cell_cannot_be_cleared(send: Send) -> None:
    assert outcome(send("training.csv", training(CHEN, 学时="（清除）"))) == "rejected"
    assert outcome(send("training.csv", training("（清除）"))) == "rejected"


def test_a_person_is_cleared_by_number_or_by_group(send: Send) -> None:
    row = {"审计项目编号": "A1", "序号": "1", "被审计单位编码": "U01", "发现日期": "2026-01-05"}
    send("audits.csv", {**row, "责任人标识": CHEN})
    assert the(Audit).responsible_id is not None  # type: ignore[attr-defined]
    assert outcome(send("audits.csv", {**row, "责任人标识": ""})) == "unchanged"
    assert outcome(send("audits.csv", {**row, "责任人标识": "（清除）"})) == "corrected"
    assert the(Audit).responsible_id is None  # type: ignore[attr-defined]
    assert outcome(send("audits.csv", {**row, "责任人姓名": "（清除）"})) == "unchanged"


def test_a_withdrawn_row_is_retracted_and_counted_corrected(send: Send) -> None:
    row = training(CHEN)
    send("training.csv", row)
    assert outcome(send("training.csv", {**row, "操作": "撤销"})) == "corrected"
    assert not Training.objects.known().exists()
    assert outcome(send("training.csv", {**row, "操作": "撤销"})) == "unchanged"
    assert outcome(send("training.csv", row)) == "accepted"
    assert the(Training).hours == 40  # type: ignore[attr-defined]


def test_nothing_can_be_withdrawn_that_was_never_delivered(send: Send) -> None:
    assert outcome(send("training.csv", training(CHEN, 操作="撤销"))) == "rejected"


@pytest.mark.parametrize("act", ["新增", "更正", ""])
def test_new_and_correct_are_taken_as_the_row_itself_says(send: Send, act: str) -> None:
    assert outcome(send("training.csv", training(CHEN, 操作=act))) == "accepted"
    assert outcome(send("training.csv", training(CHEN, 操作=act))) == "unchanged"


def test_another_word_under_act_is_rejected(send: Send) -> None:
    loaded = send("training.csv", training(CHEN, 操作="删除"))
    assert loaded.reasons[0]["field"] == "操作"
    assert "撤销" in loaded.reasons[0]["reason"]


def test_older_data_wait_for_a_person(send: Send) -> None:
    send("training.csv", training(CHEN, 数据日期="2026-05-01"))
    loaded = send("training.csv", training(CHEN, 学时="30", 数据日期="2026-04-30"))
    assert outcome(loaded) == "review"
    assert "2026-05-01" in loaded.reasons[0]["reason"]
    assert outcome(send("training.csv", training(CHEN, 学时="44", 数据日期="2026-05-01"))) == "corrected"


def test_older_data_that_were_delivered_before_are_unchanged(send: Send) -> None:
    """A county of several deliveries, loaded twice, changes nothing the second time."""
    files = [training(CHEN, 数据日期="2026-05-01"), training(CHEN, 学时="44", 数据日期="2026-06-01")]
    assert [outcome(send("training.csv", row)) for row in files] == ["accepted", "corrected"]
    assert [outcome(send("training.csv", row)) for row in files] == ["unchanged", "unchanged"]
    assert the(Training).hours == 44  # type: ignore[attr-defined]


def test_what_was_said_once_more_is_known_as_of_then(send: Send) -> None:
    send("training.csv", training(CHEN, 数据日期="2026-05-01"))
    send("training.csv", training(CHEN, 数据日期="2026-07-01"))
    assert outcome(send("training.csv", training(CHEN, 学时="44", 数据日期="2026-06-01"))) == "review"


def test_older_data_do_not_bring_back_what_was_withdrawn(send: Send) -> None:
    send("training.csv", training(CHEN, 数据日期="2026-05-01"))
    send("training.csv", training(CHEN, 数据日期="2026-06-01", 操作="撤销"))
    assert outcome(send("training.csv", training(CHEN, 数据日期="2026-05-01"))) == "unchanged"
    assert outcome(send("training.csv", training(CHEN, 数据日期="2026-05-01", 学时="8"))) == "review"
    assert not Training.objects.known().exists()


def by_hand(old: Fact, **values: object) -> None:
    """A person's correction: a step of a matter, no delivery."""
    with entry(Source(feed="", reference="MAT-1"), "officer") as writing:
        new = type(old)(**old.stated() | values, valid_from=old.valid_from, valid_to=old.valid_to)
        writing.correct(old, new, "核实后更正")


def test_the_nights_file_does_not_undo_a_persons_correction(send: Send) -> None:
    send("training.csv", training(CHEN))
    by_hand(the(Training), hours=30)
    assert outcome(send("training.csv", training(CHEN))) == "unchanged"
    assert outcome(send("training.csv", training(CHEN, 数据日期="2027-01-01"))) == "unchanged"
    assert the(Training).hours == 30  # type: ignore[attr-defined]


def test_something_new_while_a_persons_correction_stands_waits(send: Send) -> None:
    send("training.csv", training(CHEN))
    by_hand(the(Training), hours=30)
    assert outcome(send("training.csv", training(CHEN, 学时="44"))) == "review"
    assert outcome(send("training.csv", training(CHEN, 学时="30"))) == "review"
    assert outcome(send("training.csv", training(CHEN, 操作="撤销"))) == "review"
    assert the(Training).hours == 30  # type: ignore[attr-defined]


def test_a_persons_retraction_stands_as_a_correction_does(send: Send) -> None:
    send("training.csv", training(CHEN))
    with entry(Source(feed="", reference="OBJ-1"), "officer") as writing:
        writing.retract(the(Training), "异议成立")
    assert outcome(send("training.csv", training(CHEN))) == "unchanged"
    assert outcome(send("training.csv", training(CHEN, 学时="44"))) == "review"
    assert not Training.objects.known().exists()


def test_a_correction_of_one_fact_of_a_row_holds_the_whole_row(send: Send) -> None:
    by_hand(Person.objects.known().get(name="林晓"), ethnicity="畲族")
    changed = {**ROSTER[1], "现任职务": "科长"}
    assert outcome(send("roster.csv", changed)) == "review"
    assert outcome(send("roster.csv", ROSTER[1])) == "unchanged"


def test_one_key_twice_in_a_file(send: Send) -> None:
    equal = [training(CHEN), training(CHEN), training(CHEN, 学时="40.0")]
    assert outcomes(send("training.csv", *equal)) == {"accepted": 1, "unchanged": 2}
    unequal = [training(LIN), training(LIN, 学时="44"), training(LIN)]
    loaded = send("training.csv", *unequal)
    assert outcomes(loaded) == {"review": 3}
    assert "2、3、4" in loaded.reasons[0]["reason"]
    assert Training.objects.count() == 1


def test_a_person_by_number_and_by_name_has_one_key(send: Send) -> None:
    by_name = training("", 姓名="陈明远", 单位="财政局", 出生年月="1980.07")
    assert outcomes(send("training.csv", training(CHEN), by_name)) == {"accepted": 1, "unchanged": 1}


def test_twins_of_different_acts_or_days_are_unequal(send: Send) -> None:
    assert outcomes(send("training.csv", training(CHEN), training(CHEN, 操作="撤销"))) == {"review": 2}
    rows = training(CHEN, 数据日期="2026-01-01"), training(CHEN, 数据日期="2026-02-01")
    assert outcomes(send("training.csv", *rows)) == {"review": 2}


APPOINTMENT = {"单位编码": "U01", "职务名称": "科长", "任职日期": "2024-05-01", "身份证号": CHEN}
SANCTION = {"人员标识": CHEN, "类别": "诫勉", "种类": "诫勉", "决定日期": "2025-04-08"}
DECLARATION = {"身份证号": CHEN, "报告年度": "2025", "报告类型": "年度", "提交日期": "2026-01-20", "事项类别": "房产"}
VERIFICATION = {"身份证号": CHEN, "核查年度": "2025", "事项类别": "房产", "核查日期": "2026-04-01"}
PRACTICE = {"身份证号": CHEN, "锻炼类型": "乡村振兴", "开始日期": "2025-03-01"}


@pytest.mark.parametrize(
    ("feed", "model", "row", "same", "other"),
    [
        ("appointments", Appointment, APPOINTMENT, {"任免文号": "1号"}, {"职务名称": "副科长"}),
        ("appointments", Appointment, APPOINTMENT | {"职位编码": "P01"}, {"职务名称": "局长"}, {"职位编码": "P02"}),
        ("sanctions", Sanction, SANCTION, {"事由": "迟报"}, {"决定日期": "2025-04-09"}),
        ("sanctions", Sanction, SANCTION | {"文号": "1号"}, {"决定日期": "2025-04-09"}, {"文号": "2号"}),
        ("declarations", Declaration, DECLARATION | {"内容": "甲路1号"}, {"面积": "90"}, {"内容": "乙路2号"}),
        ("declarations", Declaration, DECLARATION | {"序号": "1"}, {"内容": "甲路1号"}, {"序号": "2"}),
        ("verifications", Verification, VERIFICATION | {"核查值": "甲路1号"}, {"面积": "90"}, {"核查值": "乙路2号"}),
        ("practice", Practice, PRACTICE | {"接收单位": "甲村"}, {"中期评价": "好"}, {"接收单位": "乙村"}),
        ("practice", Practice, PRACTICE | {"岗位": "第一书记"}, {"接收单位": "甲村"}, {"岗位": "队员"}),
    ],
)
def test_an_empty_part_of_a_key_falls_back(
    send: Send, feed: str, model: type[Fact], row: dict[str, str], same: dict[str, str], other: dict[str, str]
) -> None:
    assert outcome(send(f"{feed}.csv", row)) == "accepted"
    assert outcome(send(f"{feed}.csv", row)) == "unchanged"
    assert outcome(send(f"{feed}.csv", row | same)) == "corrected"
    assert outcome(send(f"{feed}.csv", row | other)) == "accepted"
    assert model.objects.known().count() == 2


def test_a_stroke_inside_a_part_does_not_join_two_keys(send: Send) -> None:
    rows = training(CHEN, 班次名称="甲|2026-03-02"), training(CHEN, 班次名称="甲", 开始日期="2026-03-02")
    assert outcomes(send("training.csv", *rows)) == {"accepted": 2}


def test_a_month_of_the_ledger_is_one_month_however_a_spreadsheet_shows_it(send: Send) -> None:
    row = {"身份证号": CHEN, "月份": "2026-09", "事项": "防汛"}
    assert outcome(send("ledger.csv", row)) == "accepted"
    for spelling in ("2026年9月", "202609", "2026-09-01", "2026.09"):
        assert outcome(send("ledger.csv", row | {"月份": spelling})) == "unchanged", spelling


def test_unknown_columns_are_kept_with_the_row_and_state_nothing(send: Send) -> None:
    from bihuan.exchange.models import Batch
    from bihuan.exchange.staging import staged_rows

    loaded = send("training.csv", training(CHEN, 宿舍="3栋"))
    batch = Batch.objects.get(pk=loaded.batch)
    assert [row.cells["宿舍"] for row in staged_rows(batch)] == ["3栋"]
    assert outcome(send("training.csv", training(CHEN, 宿舍="4栋"))) == "unchanged"


def test_a_row_of_several_facts_is_corrected_if_any_is_else_accepted_if_any_is_new(send: Send) -> None:
    plain = {name: text for name, text in person(7, "赵启").items() if name != "人员状态"}
    assert outcome(send("roster.csv", plain)) == "accepted"
    assert not Employment.objects.filter(cadre_id=Person.objects.get(name="赵启").cadre_id).exists()
    assert outcome(send("roster.csv", plain | {"人员状态": "在职"})) == "accepted"
    assert outcome(send("roster.csv", plain | {"人员状态": "在职", "民族": "畲族"})) == "corrected"
    assert outcome(send("roster.csv", plain | {"人员状态": "在职"})) == "unchanged"


def test_the_states_of_a_roster_hold_from_their_data_date(send: Send) -> None:
    row = person(7, "赵启", 现任职务="科员", 数据日期="2024-01-01")
    send("roster.csv", row)
    promoted = row | {"现任职务": "科长", "数据日期": "2025-01-01"}
    assert outcome(send("roster.csv", promoted)) == "corrected"
    cadre = Person.objects.known().get(name="赵启").cadre_id
    states = Position.objects.known().filter(cadre_id=cadre).order_by("valid_from")
    assert [(state.post_name, str(state.valid_from)) for state in states] == [
        ("科员", "2024-01-01"),
        ("科长", "2025-01-01"),
    ]
    assert Person.objects.known().filter(cadre_id=cadre).count() == 1


def test_a_months_roster_after_a_later_one_waits_and_the_same_again_is_unchanged(send: Send) -> None:
    row = person(7, "赵启", 现任职务="科员", 数据日期="2024-01-01")
    promoted = row | {"现任职务": "科长", "数据日期": "2025-01-01"}
    for _ in range(2):
        send("roster.csv", row)
        send("roster.csv", promoted)
    assert outcome(send("roster.csv", row)) == "unchanged"
    assert outcome(send("roster.csv", promoted)) == "unchanged"
    assert outcome(send("roster.csv", row | {"数据日期": "2024-06-01"})) == "unchanged"
    assert outcome(send("roster.csv", row | {"数据日期": "2024-06-01", "现任职务": "股长"})) == "review"
    assert outcome(send("roster.csv", promoted | {"数据日期": "2024-06-01"})) == "unchanged"
    assert Position.objects.known().filter(post_name__in=["科员", "科长", "股长"]).count() == 2


def test_a_roster_without_a_data_date_holds_from_the_day_it_arrives(send: Send) -> None:
    from bihuan.calendar import clock

    assert {fact.valid_from for fact in Position.objects.known()} == {clock.today()}


def test_rows_count_from_two_and_every_row_has_one_outcome(send: Send) -> None:
    from bihuan.exchange.models import Batch

    rows = [training(CHEN), training(LIN, 学时=""), training(number(9)), training(CHEN)]
    loaded = send("training.csv", *rows)
    written = Batch.objects.get(pk=loaded.batch).outcomes.order_by("line").values_list("line", "outcome")
    assert list(written) == [(2, "accepted"), (3, "rejected"), (4, "review"), (5, "unchanged")]
    assert outcomes(loaded) == {"accepted": 1, "rejected": 1, "review": 1, "unchanged": 1}


def test_the_last_delivery_is_kept_once_a_key(send: Send) -> None:
    for hours in ("40", "44", "48"):
        send("training.csv", training(CHEN, 学时=hours))
    assert Delivered.objects.filter(feed="training").count() == 1
