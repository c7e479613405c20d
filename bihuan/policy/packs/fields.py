"""Fields of a mapping against what is allowed: unknown and missing keys, wrong types, all told at once."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bihuan.policy.packs.files import Files
from bihuan.policy.packs.problems import Problem
from bihuan.policy.packs.yaml_text import Step, line_of


@dataclass(frozen=True, slots=True)
class Wanted:
    """One field: the types it may have, whether it must be there, the words it may be."""

    types: tuple[type, ...]
    says: str
    required: bool = True
    words: tuple[str, ...] = ()


TEXT = Wanted((str,), "一段文字")
WORD = Wanted((str, int), "一个词")
DAY = Wanted((datetime.date, type(None)), "日期（2026-03-01）或 null")
FLAG = Wanted((bool,), "true 或 false")
LIST = Wanted((list,), "列表")
MAP = Wanted((dict,), "映射（键: 值）")
ANY = Wanted((object,), "任意值")


def optional(wanted: Wanted) -> Wanted:
    return Wanted((*wanted.types, type(None)), wanted.says, required=False, words=wanted.words)


def one_of(*words: str) -> Wanted:
    return Wanted((str,), "、".join(words) + " 之一", words=words)


@dataclass(slots=True)
class Complaints:
    """Gathers problems; lines are looked up in the text of the file."""

    files: Files
    problems: list[Problem] = field(default_factory=list)

    def say(self, file: str, path: tuple[Step, ...], what: str, right: str = "") -> None:
        line = line_of(self.files[file], path) if file in self.files else 0
        self.problems.append(Problem(file, line, what, right))

    def take(self, file: str, path: tuple[Step, ...], data: Any, shape: Mapping[str, Wanted]) -> dict[str, Any] | None:
        """The mapping with None for absent fields; None where it cannot be used."""
        if not isinstance(data, dict):
            self.say(file, path, "应为映射", f"需有 {'、'.join(shape)}")
            return None
        before = len(self.problems)
        for name in data:
            if name not in shape:
                self.say(file, (*path, name), f"不认识的键 {name}", f"可用的键：{'、'.join(shape)}")
        for name, wanted in shape.items():
            self._judge(file, path, data, name, wanted)
        return {name: data.get(name) for name in shape} if len(self.problems) == before else None

    def _judge(self, file: str, path: tuple[Step, ...], data: dict[str, Any], name: str, wanted: Wanted) -> None:
        if name not in data:
            if wanted.required:
                self.say(file, path, f"缺少 {name}", f"应为{wanted.says}")
            return
        value = data[name]
        flag_for_number = isinstance(value, bool) and not {bool, object} & set(wanted.types)
        foreign_word = bool(wanted.words) and value is not None and value not in wanted.words
        if flag_for_number or foreign_word or not isinstance(value, wanted.types):
            self.say(file, (*path, name), f"{name} 的值「{value}」不对", f"应为{wanted.says}")
