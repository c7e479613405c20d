"""The truth itself: hand-worked rows through the ledger, and counties that hold everything that they are meant to hold."""

from collections import Counter
from datetime import datetime, timedelta

from tests.journeys.identities import identity_number
from tests.journeys.journey import Journey, oracle
from tests.journeys.ledger import Ledger
from tests.journeys.sent import CLEAR, Delivery, Naming, Sent, SentFile
from tests.journeys.story import make_deliveries

NOON = datetime(2026, 3, 2, 12)  # noqa: DTZ001 - as --received is given
CHEN, LIN = identity_number("1980-05-12", 1, "男"), identity_number("1980-05-20", 2, "男")
PLACES = Sent("units", {"单位编码": "U1", "单位名称": "县一局", "简称": "一局", "曾用名": "老一局；旧一局"})


def roster(number: str, name: str, **cells: str) -> Sent:
    born = f"{number[6:10]}-{number[10:12]}"
    return Sent(
        "roster", {"身份证号": number, "姓名": name, "性别": "男", "出生年月": born, "现任单位编码": "U1"} | cells
    )


def training(who: dict[str, str], **cells: str) -> Sent:
    given = {"班次名称": "班", "开始日期": "2026-02-01", "学时": "8"} | cells
    return Sent("training", given, {"人员标识": Naming(who)})


def take(ledger: Ledger, *rows: Sent, days: int = 0) -> list[str]:
    """One delivery, a file a feed; the outcomes of its rows."""
    feeds = dict.fromkeys(row.feed for row in rows)
    files = [SentFile(feed, f"{feed}.csv", [row for row in rows if row.feed == feed]) for feed in feeds]
    ledger.take(Delivery(0, NOON, files), NOON + timedelta(days=days))
    return [row.outcome for row in rows]


def begun() -> Ledger:
    ledger = Ledger()
    assert take(ledger, PLACES, roster(CHEN, "陈明")) == ["accepted", "accepted"]
    return ledger


def test_a_person_is_found_by_name_unit_and_month_in_any_spelling_of_the_unit() -> None:
    for unit in ("U1", "县一局", "一局", "老一局", "旧一局"):
        row = training({"姓名": "陈明", "单位": unit, "出生年月": "1980-05-12"})
        assert take(begun(), row) == ["accepted"]
        assert row.owner == CHEN


def test_who_is_not_found_exactly_once_waits() -> None:
    whole = {"姓名": "陈明", "单位": "一局", "出生年月": "1980-05"}
    for other in ({"姓名": "陈明明"}, {"单位": "二局"}, {"出生年月": "1980-06"}, {"性别": "女"}, {"单位": ""}):
        assert take(begun(), training(whole | other)) == ["review"]
    ledger = begun()
    take(ledger, roster(LIN, "陈明"))
    assert take(ledger, training(whole)) == ["review"]
    assert take(ledger, training({"身份证号": LIN, "姓名": "林明"})) == ["review"]


def test_a_row_is_compared_cell_by_cell_with_what_its_feed_said() -> None:
    ledger, who = begun(), {"身份证号": CHEN}
    rows = [
        (training(who, 成绩="优"), "accepted"),
        (training(who), "unchanged"),
        (training(who, 学时="16"), "corrected"),
        (training(who, 学时="16", 成绩=CLEAR), "corrected"),
        (training(who, 学时="16", 成绩=CLEAR), "unchanged"),
    ]
    assert [take(ledger, row) for row, _ in rows] == [[outcome] for _, outcome in rows]
    [record] = ledger.county().of("training")
    assert record.cells["学时"] == "16"
    assert "成绩" not in record.cells


def test_one_key_twice_and_older_data_and_what_is_taken_back() -> None:
    ledger, who = begun(), {"身份证号": CHEN}
    assert take(ledger, training(who), training(who)) == ["accepted", "unchanged"]
    assert take(ledger, training(who, 学时="9"), training(who, 学时="10")) == ["review", "review"]
    older = training(who, 学时="9")
    older.data_date = "2025-01-01"
    assert take(ledger, older, days=1) == ["review"]
    gone = training(who)
    gone.act = "撤销"
    assert take(ledger, gone, days=2) == ["corrected"]
    assert ledger.county().of("training") == []


def test_states_of_the_roster_hold_from_their_day() -> None:
    ledger = begun()
    later = roster(CHEN, "陈明", 人员状态="退休")
    later.data_date = "2026-06-01"
    assert take(ledger, later, days=100) == ["corrected"]
    states = {one.cells["_from"]: one.cells.get("人员状态") for one in ledger.county().of("roster")}
    assert states == {"2026-03-02": None, "2026-06-01": "退休"}


def test_the_counties_hold_every_kind_of_row_and_file() -> None:
    outcomes: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for seed in range(4):
        raw, deliveries = make_deliveries(seed, 20, NOON.date())
        ledger = Ledger(raw.managed)
        for delivery in deliveries:
            ledger.take(delivery, delivery.received)
            for file in delivery.files:
                seen[file.name.rpartition(".")[2]] += 1
                for row in file.rows:
                    outcomes[row.outcome] += 1
                    seen.update(word for word, holds in _marks(row).items() if holds)
    assert min(outcomes[one] for one in ("accepted", "unchanged", "corrected", "review", "rejected")) > 20
    assert set(seen) == {"csv", "jsonl", "xlsx", *_marks(PLACES)}, seen


def _marks(row: Sent) -> dict[str, bool]:
    names = [naming.cells for naming in row.people.values()]
    return {
        "taken back": row.act == "撤销",
        "of another day": bool(row.data_date),
        "of its own words": bool(row.words),
        "emptied": CLEAR in row.cells.values(),
        "a month": any(len(value) == 7 and value[4] == "-" for value in row.cells.values()),
        "by name": any("身份证号" not in cells and cells for cells in names),
        "by both": any(len(cells) > 1 and "身份证号" in cells for cells in names),
        "of two people": len(names) > 1,
    }


def test_nearly_every_check_fires_in_some_county() -> None:
    fired: set[str] = set()
    for seed in range(8):
        raw, deliveries = make_deliveries(seed, 20, NOON.date())
        ledger = Ledger(raw.managed)
        for delivery in deliveries:
            ledger.take(delivery, delivery.received)
        days = Journey.days_around(raw.on)
        fired |= {one[0] for on in days for one in oracle(ledger.county(), on)}
    assert len(fired) >= 50, sorted(fired)
