"""JSON Lines: one object a line; keys are the Chinese column names, values texts, numbers, true, false or null."""

import json
from collections.abc import Generator
from contextlib import closing
from pathlib import Path
from typing import Any

from bihuan.exchange.reading.header import HeaderRule, normalise_header
from bihuan.exchange.reading.refusal import FileRefused
from bihuan.exchange.reading.rows import RawRow
from bihuan.exchange.reading.text import normalise_text

_LONGEST_LINE = 1 << 20
_RIGHT = '每行应是一个对象，如 {"姓名": "某某", "开始日期": "2026-11-23"}'


class _Number(str):
    """The digits as they stood, marked as having been a number."""

    __slots__ = ()


class _LineProblem(ValueError):
    """Why a line is no record."""


def jsonl_rows(path: Path, encoding: str, rule: HeaderRule) -> Generator[RawRow]:
    """Records; there is no header line, and records count from 2 all the same (feeds.md)."""
    with path.open(encoding=encoding, newline="\n") as stream:
        line = 1
        while text := stream.readline(_LONGEST_LINE + 1):
            line += 1
            if len(text) > _LONGEST_LINE:
                raise FileRefused(f"第 {line} 行超过 {_LONGEST_LINE} 个字符；{_RIGHT}", line)
            if not text.strip():
                continue
            if line == 2 and text.lstrip()[0] == "[":
                raise FileRefused(f"内容是一个 JSON 数组，不是 JSON Lines；{_RIGHT}", line)
            yield _record(line, text, rule)


def keys_of(path: Path, encoding: str, rule: HeaderRule) -> list[str]:
    """Keys met until every ★ column has been seen; a file without records has none."""
    keys: dict[str, None] = {}
    read = False
    with closing(jsonl_rows(path, encoding, rule)) as rows:
        for row in rows:
            read = True
            keys |= dict.fromkeys(row.cells)
            if not rule.missing(keys):
                return list(keys)
    if not read:
        raise FileRefused(f"文件是空的，没有记录；{_RIGHT}")
    missing = "；".join(rule.describe(column) for column in rule.missing(keys))
    raise FileRefused(f"所有记录里都没有必填列：{missing}；读到的键有：{'、'.join(keys)[:200] or '（无）'}", 2)


def _record(line: int, text: str, rule: HeaderRule) -> RawRow:
    try:
        pairs = _DECODER.decode(text.strip())
        if not isinstance(pairs, _Pairs):
            raise _LineProblem("不是对象")
        return _row(line, pairs, rule)
    except _LineProblem as problem:
        return RawRow(line, {}, problem=f"{problem}；{_RIGHT}")
    except (ValueError, RecursionError):
        return RawRow(line, {}, problem=f"不是有效的 JSON；{_RIGHT}")


def _row(line: int, pairs: "_Pairs", rule: HeaderRule) -> RawRow:
    names = rule.columns_of(key for key, _ in pairs)
    if len(set(names)) != len(names):
        doubled = sorted({name for name in names if names.count(name) > 1})
        raise _LineProblem(f"键重复：{'、'.join(doubled)}")
    cells = {name: _text(name, value) for name, (_, value) in zip(names, pairs, strict=True)}
    numbers = frozenset(name for name, (_, value) in zip(names, pairs, strict=True) if isinstance(value, _Number))
    return RawRow(line, cells, numbers)


def _text(name: str, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, str):
        return normalise_text(str(value))
    raise _LineProblem(f"「{normalise_header(name)}」的值是嵌套的对象或数组，应是文本或数字")


class _Pairs(list[tuple[str, Any]]):
    """An object with its keys in order, doubled ones included."""


def _refuse_constant(text: str) -> Any:
    raise _LineProblem(f"{text} 不是数字")


_DECODER = json.JSONDecoder(
    object_pairs_hook=_Pairs, parse_int=_Number, parse_float=_Number, parse_constant=_refuse_constant
)
