"""Words of open lists: accepted, reported once a batch, mapped by an officer."""

from collections import Counter
from collections.abc import Mapping

from django.db import transaction

from bihuan.crypto.fields import EncryptedTextField
from bihuan.exchange.feeds import all_feeds
from bihuan.exchange.ground import MAPPING
from bihuan.exchange.models import Batch, CodeWord
from bihuan.exchange.reading.values import LEVELS, RANKS
from bihuan.exchange.works import Work
from bihuan.facts.entries import ReasonMissing, Writing, entry
from bihuan.facts.kinds import model_of
from bihuan.facts.models import Source

KIN_WORDS = "丈夫 妻子 配偶 父亲 母亲 儿子 女儿 岳父 岳母 公公 婆婆 哥哥 弟弟 姐姐 妹妹 儿媳 女婿"
GRADES = "优秀 称职 基本称职 不称职 合格 基本合格 不合格 不确定等次 只写评语 不进行考核 好 较好 一般 较差 良好"
PENALTIES = (
    "警告 严重警告 撤销党内职务 留党察看 留党察看一年 留党察看二年 开除党籍 记过 记大过 降级 撤职 开除 诫勉 停职检查 "
    "调整职务 责令辞职 引咎辞职 免职 降职 降低岗位等级 谈话提醒 批评教育 责令检查"
)
LONGEST = 200
_LISTS: Mapping[str, frozenset[str]] = {
    "level": frozenset(LEVELS),
    "rank": frozenset(RANKS),
    "grade": frozenset(GRADES.split()),
    "relation": frozenset(KIN_WORDS.split()),
    "penalty": frozenset(PENALTIES.split()),
}
_FREE = frozenset(
    [
        "political",
        "education",
        "degree",
        "exchange",
        "end_reason",
        "review",
        "indicator",
        "award_level",
        "petition_origin",
        "audit_problem",
        "declaration_subtype",
        "approval_result",
    ]
)
YES_OR_NO = frozenset({"是", "否"})
MAPPING_REASON = "用语认定"


class WordUnknown(ValueError):
    """A word is to be mapped to one that its list does not have."""

    def __init__(self, name: str, means: str, known: frozenset[str]) -> None:
        super().__init__(f"「{means}」不在{name}的取值中；应为：{'、'.join(sorted(known))}")


def note_words(batch: Batch, works: list[Work]) -> list[dict[str, str | int]]:
    """Words of this batch that no list knows: list, word, how often; new ones are put before the officers."""
    found = Counter(note for work in works for note in work.row.notes if _is_unknown(*note))
    rows = CodeWord.objects.filter(list__in={name for name, _ in found})
    known = {(row.list, row.word): row.means for row in rows}
    new = {(name, word[:LONGEST]) for name, word in found} - known.keys()
    CodeWord.objects.bulk_create(CodeWord(list=name, word=word, first_batch=batch) for name, word in sorted(new))
    return [
        {"list": name, "word": word, "count": count}
        for (name, word), count in sorted(found.items())
        if not known.get((name, word[:LONGEST]))
    ]


def read_meanings() -> dict[tuple[str, str], str]:
    """(list, word) → what officers said that it means."""
    rows = CodeWord.objects.exclude(means="").values_list("list", "word", "means")
    return {(name, word): means for name, word, means in rows}


def known_words(name: str) -> frozenset[str]:
    """The words to which one of this list can be mapped; empty where any word will do."""
    is_yes_or_no = any(
        column.type == "boolean"
        for feed in all_feeds().values()
        for column in feed.columns.values()
        if column.name == name
    )
    return YES_OR_NO if is_yes_or_no else _LISTS.get(name, frozenset())


@transaction.atomic
def map_word(name: str, word: str, means: str, actor: str, reason: str) -> int:
    """Say what a word means: rows that come from now on are read so, facts on record are corrected; how many were."""
    known = known_words(name)
    if not reason:
        raise ReasonMissing
    if known and means not in known:
        raise WordUnknown(name, means, known)
    CodeWord.objects.filter(list=name, word=word).update(means=means)
    source = Source(feed=MAPPING, reference=f"{name}：{word} → {means}"[:120])
    with entry(source, actor, reason) as writing:
        for kind, field in _columns_of(name):
            _correct_facts(writing, kind, field, word, means)
    return len(writing.rows)


def _columns_of(name: str) -> set[tuple[str, str]]:
    """(kind, column) of every column that is read by an open list."""
    columns = [column for feed in all_feeds().values() for column in feed.columns.values()]
    return {(column.kind, column.field) for column in columns if column.open == name and column.field}


def _correct_facts(writing: Writing, kind: str, field: str, word: str, means: str) -> None:
    model = model_of(kind)
    if isinstance(model._meta.get_field(field), EncryptedTextField):
        return
    for old in model.objects.known().filter(**{field: word}):
        new = model(**old.stated() | {field: means}, valid_from=old.valid_from, valid_to=old.valid_to)
        new.derive()
        writing.correct(old, new, MAPPING_REASON, old.line)


def _is_unknown(name: str, word: str) -> bool:
    known = _LISTS.get(name)
    return name not in _FREE and (known is None or word not in known)
