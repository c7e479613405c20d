"""Words of open lists: accepted, reported once a batch, mapped by an officer."""

from collections import Counter
from collections.abc import Mapping

from bihuan.exchange.models import Batch, CodeWord
from bihuan.exchange.reading.values import LEVELS, RANKS
from bihuan.exchange.works import Work

KIN_WORDS = "丈夫 妻子 配偶 父亲 母亲 儿子 女儿 岳父 岳母 公公 婆婆 哥哥 弟弟 姐姐 妹妹 儿媳 女婿"
GRADES = "优秀 称职 基本称职 不称职 合格 基本合格 不合格 不确定等次 只写评语 不进行考核 好 较好 一般 较差 良好"
PENALTIES = (
    "警告 严重警告 撤销党内职务 留党察看 留党察看一年 留党察看二年 开除党籍 记过 记大过 降级 撤职 开除 诫勉 停职检查 "
    "调整职务 责令辞职 引咎辞职 免职 降职 降低岗位等级 谈话提醒 批评教育 责令检查"
)
_LISTS: Mapping[str, frozenset[str]] = {
    "level": frozenset(LEVELS),
    "rank": frozenset(RANKS),
    "grade": frozenset(GRADES.split()),
    "relation": frozenset(KIN_WORDS.split()),
    "penalty": frozenset(PENALTIES.split()),
}


def note_words(batch: Batch, works: list[Work]) -> list[dict[str, str | int]]:
    """Words of this batch that no list knows: list, word, how often; new ones are put before the officers."""
    found = Counter(note for work in works for note in work.row.notes if _is_unknown(*note))
    known = {(word.list, word.word) for word in CodeWord.objects.filter(list__in={name for name, _ in found})}
    new = [CodeWord(list=name, word=word[:200], first_batch=batch) for name, word in found if (name, word[:200]) not in known]
    CodeWord.objects.bulk_create(new, ignore_conflicts=True)
    return [{"list": name, "word": word, "count": count} for (name, word), count in sorted(found.items())]


def _is_unknown(name: str, word: str) -> bool:
    known = _LISTS.get(name)
    return name not in _FREE and (known is None or word not in known)


_FREE = frozenset(
    "political education degree exchange end_reason review indicator award_level petition_origin audit_problem "
    "declaration_subtype approval_result".split()
)
