"""Whatever a file holds, its outcomes add up to its rows, and the same file again changes nothing."""

from pathlib import Path

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bihuan.exchange.loading import Loaded
from bihuan.exchange.models import Batch, Delivered
from bihuan.facts.models import Entry
from bihuan.mechanisms.cultivation.kinds import Training
from tests.exchange.county import number, send, settle

WHO = st.sampled_from((number(1), number(3, "19851123"), number(9), "", "33029919800706001A", "（清除）"))
ROW = st.fixed_dictionaries(
    {
        "身份证号": WHO,
        "姓名": st.sampled_from(("", "陈明远", "林晓")),
        "班次名称": st.sampled_from(("甲班", "乙班", "", "（清除）")),
        "开始日期": st.sampled_from(("2026-03-02", "2026.03", "2026年3月2日", "", "昨天", "2026-02-30")),
        "结束日期": st.sampled_from(("", "2026-03-01", "2026-04", "（清除）")),
        "学时": st.sampled_from(("8", "8.0", "16", "", "八", "1e30")),
        "类别": st.sampled_from(("", "党校", "团建")),
        "操作": st.sampled_from(("", "", "新增", "更正", "撤销", "删")),
        "数据日期": st.sampled_from(("", "", "2026-01-01", "2026-06-01", "某日")),
    }
)
FILES = st.lists(st.lists(ROW, min_size=1, max_size=6), min_size=1, max_size=4)


def state() -> tuple[object, ...]:
    facts = Training.objects.known().order_by("key_index", "pk")
    return (
        [(fact.key_index, *fact.stated().values()) for fact in facts],
        list(Delivered.objects.order_by("feed", "key_index").values_list("key_index", "digest", "retracted")),
        Entry.objects.count(),
    )


def check(loaded: Loaded) -> None:
    batch = Batch.objects.get(pk=loaded.batch)
    written = list(batch.outcomes.values_list("outcome", flat=True))
    assert sum(loaded.counts.values()) == loaded.rows == batch.rows == len(written)
    assert {word: count for word, count in loaded.counts.items() if count} == {
        word: written.count(word) for word in written
    }
    told = {reason["line"] for reason in loaded.reasons if reason["outcome"] in {"review", "rejected"}}
    assert len(told) == loaded.counts["review"] + loaded.counts["rejected"]


@pytest.mark.django_db
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(files=FILES)
def test_outcomes_add_up_and_a_file_loaded_twice_changes_nothing(
    tmp_path: Path, files: list[list[dict[str, str]]]
) -> None:
    with transaction.atomic():
        settle(tmp_path)
        for rows in files:
            first = send(tmp_path, "training.csv", *rows)
            check(first)
            before = state()
            again = send(tmp_path, "training.csv", *rows)
            check(again)
            assert state() == before
            assert again.counts["review"] == first.counts["review"]
            assert again.counts["accepted"] == again.counts["corrected"] == 0
        transaction.set_rollback(True)
