"""Read a procedure from YAML. Every fault names file, line, field, value and what would be right."""

from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError

from bihuan.loop.procedure import MECHANISMS, PARTS, By, Outcome, Procedure, Step, Within, digest_of

TOP = {"procedure", "title", "mechanism", "office", "cites", "second", "steps"}
STEP = {
    "id", "title", "by", "within", "earliest", "form", "paper", "records", "part", "adverse", "committed", "outcomes",
}  # fmt: skip
OUTCOME = {"label", "to", "close", "withdraw", "open", "settles", "paper"}
UNITS = ("days", "working_days", "months")
ROLES = ("officer", "head", "subject")


class BadProcedure(ValueError):
    """A procedure file that cannot be used."""

    def __init__(self, file: str, line: int, wrong: str, wanted: str) -> None:
        self.file, self.line = file, line
        super().__init__(f"{file} 第 {line} 行：{wrong}；{wanted}。")


class Reader:
    """Reads one file, remembering where it is for the sake of its faults."""

    def __init__(self, file: str) -> None:
        self.file = file

    def fault(self, line: int, wrong: str, wanted: str) -> BadProcedure:
        return BadProcedure(self.file, line, wrong, wanted)

    def parse(self, text: str) -> Any:
        try:
            return YAML(typ="rt").load(text)
        except MarkedYAMLError as error:
            mark = error.problem_mark
            raise self.fault(mark.line + 1 if mark else 1, "不是有效的 YAML", "请检查缩进、冒号和引号") from None

    def line(self, holder: Any, key: Any = None) -> int:
        if not isinstance(holder, CommentedMap | CommentedSeq):
            return 1
        place = holder.lc.data.get(key) if key is not None and holder.lc.data else None
        return int(place[0] if place else holder.lc.line) + 1

    def map(self, value: Any, allowed: set[str], what: str, line: int) -> CommentedMap:
        if not isinstance(value, CommentedMap):
            raise self.fault(line, f"{what}应为若干“名称: 值”", "请按 docs/procedures.md 的格式填写")
        for key in value:
            if key not in allowed:
                known = "、".join(sorted(allowed))
                raise self.fault(self.line(value, key), f"{what}中没有“{key}”这一项", f"可用的项：{known}")
        return value

    def word(self, holder: CommentedMap, key: str, what: str) -> str:
        value = holder.get(key)
        if not isinstance(value, str) or not value.strip():
            raise self.fault(self.line(holder, key), f"{what}没有写“{key}”，或不是文字", "请填写")
        return value.strip()

    def optional(self, holder: CommentedMap, key: str) -> str:
        return self.word(holder, key, "此处") if key in holder else ""

    def flag(self, holder: CommentedMap, key: str) -> bool:
        value = holder.get(key, False)
        if not isinstance(value, bool):
            raise self.fault(self.line(holder, key), f"“{key}”是“{value}”", "应为 true 或 false")
        return value

    def words(self, holder: CommentedMap, key: str) -> tuple[str, ...]:
        value = holder.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.fault(self.line(holder, key), f"“{key}”应为文字的列表", "每项一行，前面加“- ”")
        return tuple(value)

    def procedure(self, text: str) -> Procedure:
        top = self.map(self.parse(text), TOP, "程序", 1)
        mechanism = self.word(top, "mechanism", "程序")
        if mechanism not in MECHANISMS:
            raise self.fault(self.line(top, "mechanism"), f"机制“{mechanism}”不认识", f"应为 {'、'.join(MECHANISMS)}")
        steps = top.get("steps")
        if not isinstance(steps, CommentedSeq) or not steps:
            raise self.fault(self.line(top, "steps"), "没有写步骤", "“steps”下至少列一步")
        return Procedure(
            id=self.word(top, "procedure", "程序"),
            title=self.word(top, "title", "程序"),
            mechanism=mechanism,
            office=self.word(top, "office", "程序"),
            cites=self.words(top, "cites"),
            steps=tuple(self.step(step, self.line(steps, place)) for place, step in enumerate(steps)),
            second=self.optional(top, "second"),
            text=text,
            digest=digest_of(text),
        )

    def step(self, value: Any, line: int) -> Step:
        given = self.map(value, STEP, "步骤", line)
        part = self.optional(given, "part")
        if part and part not in PARTS:
            raise self.fault(self.line(given, "part"), f"“part”是“{part}”", f"应为 {'、'.join(PARTS)}")
        return Step(
            id=self.word(given, "id", "步骤"),
            title=self.word(given, "title", "步骤"),
            by=self.by(given),
            form=self.word(given, "form", "步骤"),
            outcomes=self.outcomes(given),
            within=self.within(given, "within"),
            earliest=self.within(given, "earliest"),
            paper=self.optional(given, "paper"),
            records=self.optional(given, "records"),
            part=part,
            adverse=self.flag(given, "adverse"),
            committed=self.flag(given, "committed"),
            line=line,
        )

    def by(self, step: CommentedMap) -> By:
        value, line = step.get("by"), self.line(step, "by")
        if isinstance(value, str):
            value = CommentedMap(role=value)
        given = self.map(value, {"role", "office", "another_than", "proxy"}, "“by”", line)
        role = given.get("role")
        if role not in ROLES:
            raise self.fault(line, f"办理人“{role}”不认识", "应为 officer（经办人）、head（负责人）或 subject（本人）")
        return By(
            role, self.optional(given, "office") or "own", self.words(given, "another_than"), self.flag(given, "proxy")
        )

    def within(self, step: CommentedMap, key: str) -> Within | None:
        if key not in step:
            return None
        line = self.line(step, key)
        given = self.map(step[key], {*UNITS, "from", "rolls", "article"}, f"“{key}”", line)
        units = [unit for unit in UNITS if unit in given]
        count = given.get(units[0]) if len(units) == 1 else None
        if not isinstance(count, int) or isinstance(count, bool) or count < 0:
            raise self.fault(line, f"“{key}”没有写明期限", "写 days、working_days、months 之一，值为整数")
        article = self.word(given, "article", f"“{key}”")
        start = self.word(given, "from", f"“{key}”")
        return Within(count, units[0], start, self.flag(given, "rolls"), article)  # type: ignore[arg-type]

    def outcomes(self, step: CommentedMap) -> tuple[Outcome, ...]:
        value = step.get("outcomes")
        if not isinstance(value, CommentedSeq) or not value:
            raise self.fault(self.line(step, "outcomes"), "没有写办理结果", "“outcomes”下至少列一项")
        return tuple(self.outcome(item, self.line(value, place)) for place, item in enumerate(value))

    def outcome(self, value: Any, line: int) -> Outcome:
        given = self.map(value, OUTCOME, "办理结果", line)
        if sum(key in given for key in ("to", "close", "withdraw")) != 1:
            raise self.fault(line, "办理结果没有写明去向", "to（下一步）、close（办结）、withdraw（撤回）写且只写一项")
        if "open" in given and "to" in given:
            raise self.fault(line, "未办结就转办其他程序", "“open”只能与 close 或 withdraw 同写")
        words = [self.optional(given, key) for key in ("to", "close", "withdraw", "open", "settles", "paper")]
        return Outcome(self.word(given, "label", "办理结果"), *words)


def read_procedure(path: Path) -> Procedure:
    return Reader(path.name).procedure(path.read_text(encoding="utf-8"))


def parse_procedure(text: str, file: str = "程序") -> Procedure:
    return Reader(file).procedure(text)
