"""Notes below the last record (填表人：…, 注：…, 合计 …) are no records; a record with an empty ★ cell is no note.

A row is a note only when all of this holds:

1. nothing but notes and blank rows follows it;
2. at least one ★ column is empty in it, or nothing stands beside a word of notes in the first column (where the only ★
   column, or a name, may be);
3. its leftmost filled cell opens with a word of notes (注：, 说明：, 填表人：, 合计, (盖章) …); or the only filled
   cell is the first one and reads as a sentence (本表…, 截至…, 。 or ；, 20 characters or more), or as a numbered item
   below a note.

Anything else, a lone name or number in particular, stays a record and is rejected for its empty ★ cell. What was
taken for a note is kept with its line (`Table.notes`), so that the batch can show it.
"""

import re
from collections.abc import Iterable, Iterator

from bihuan.exchange.reading.header import HeaderRule
from bihuan.exchange.reading.rows import RawRow

MOST_NOTES = 50
"""More such rows in a run are no notes but a file gone wrong: they are kept as records."""

_NOTE_WORDS = "注|备注|附注|注释|说明|填表说明|填报说明|情况说明|附|附件|数据来源|资料来源|来源|统计口径|口径|提示"
_SIGNERS = "填表|填报|制表|编制|审核|复核|审批|审签|经办|负责|联系|统计|报送|上报|录入|校对|签发|主管|分管|单位|部门"
_LABEL = re.compile(
    rf"""[(\[【]?(?:
        (?:{_NOTE_WORDS})\s*\d*[)\]】]?\s*(?:[:：.、]|$)
      | (?:{_SIGNERS})(?:主管|分管|负责|填报|联系)?(?:人|人员|单位|部门|领导|负责人|时间|日期|电话|签字|签名|盖章)
        (?:[(]?(?:签字|签名|盖章|签章|公章)[)]?)?\s*(?:[:：]|$)
      | (?:联系方式|电话|日期|时间|单位)\s*[:：]
      | (?:合计|总计|共计|小计|累计)\s*(?:[:：]|$)
      | (?:加盖)?(?:单位)?(?:盖章|公章|签章|签字)[)]?\s*(?:[:：]|$)
      | -*(?:以下|以上)(?:为?空白|无正文)
      | [*※]
    )""",
    re.VERBOSE,
).match
_SENTENCE = re.compile(
    r"(?:本表|此表|该表|以上|以下|截至|截止|数据截|共\s*\d+\s*[人条项行])|.*[。；]|.{20,}", re.DOTALL
).match
_NUMBERED = re.compile(r"[(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[).、．]").match


def without_trailing_notes(
    rows: Iterable[RawRow], rule: HeaderRule, first: str, notes: list[RawRow]
) -> Iterator[RawRow]:
    """The records; what follows the last one and reads as notes is put into `notes`."""
    required = [column for column in rule.required if column not in rule.groups]
    pending: list[RawRow] = []
    rows = iter(rows)
    for row in rows:
        cells = row.cells
        complete = required and all(map(cells.get, required)) and not _label_alone(row, first)
        if not complete and _reads_as_note(row, rule, first, below_note=bool(pending)):
            pending.append(row)
            if len(pending) > MOST_NOTES:
                yield from pending
                yield from rows
                return
            continue
        if pending:
            yield from pending
            pending.clear()
        yield row
    notes.extend(pending)


def _label_alone(row: RawRow, first: str) -> bool:
    """A note that stands where a ★ cell or a name would: 注：… in the first column, and nothing beside it."""
    if not _LABEL(row.cells.get(first, "")):
        return False
    return not row.formula_cells and not any(text for column, text in row.cells.items() if column != first)


def _reads_as_note(row: RawRow, rule: HeaderRule, first: str, *, below_note: bool) -> bool:
    if row.problem:
        return False
    if _label_alone(row, first):
        return True
    filled = [column for column, text in row.cells.items() if text]
    if not rule.missing([*filled, *row.formula_cells]):
        return False
    leading = row.cells[filled[0]] if filled else ""
    if _LABEL(leading):
        return True
    if filled != [first] or row.formula_cells:
        return False
    return bool(_SENTENCE(leading) or (below_note and _NUMBERED(leading)))
