"""What can go wrong when a matter is worked. Each says in Chinese what is wrong and what would be right."""

from collections.abc import Mapping


class LoopError(Exception):
    """A rule of the loop was not kept; the text is shown to the person who acted."""


class UnknownProcedure(LoopError):
    def __init__(self, name: str) -> None:
        super().__init__(f"没有名为“{name}”的程序，请在 procedures 文件夹中查看可用的程序。")


class OfficeMissing(LoopError):
    def __init__(self, duty: str, jurisdiction: str = "") -> None:
        within = f"（管理权限“{jurisdiction}”）" if jurisdiction else ""
        super().__init__(f"没有承担“{duty}”职责的科室{within}，请先设置责任科室。")


class MatterEnded(LoopError):
    def __init__(self, number: str) -> None:
        super().__init__(f"办理事项 {number} 已经办结，不能再办理。")


class NotYourStep(LoopError):
    def __init__(self, step: str, who: str) -> None:
        super().__init__(f"“{step}”应由{who}办理，您不能办理这一步。")


class SecondPersonNeeded(LoopError):
    def __init__(self, step: str, earlier: str) -> None:
        super().__init__(f"“{step}”须由另一人办理：您已办理过“{earlier}”。")


class OtherOfficeNeeded(LoopError):
    def __init__(self, number: str) -> None:
        super().__init__(f"办理事项 {number} 属于红色提示，须由承办科室以外的科室复核后才能办结。")


class RecusalNeeded(LoopError):
    def __init__(self, why: str) -> None:
        super().__init__(f"{why}，应当回避，请改由他人办理。")


class TooEarly(LoopError):
    def __init__(self, step: str, day: str) -> None:
        super().__init__(f"“{step}”最早于 {day} 办理，请届时再办。")


class StatementMissing(LoopError):
    def __init__(self, step: str, missing: str) -> None:
        super().__init__(f"“{step}”对本人不利，须先听取陈述申辩：还缺“{missing}”。")


class OutcomeUnknown(LoopError):
    def __init__(self, step: str, given: str, possible: list[str]) -> None:
        said = f"没有“{given}”这个结果" if given else "没有选择办理结果"
        super().__init__(f"“{step}”{said}，可选：{'、'.join(possible)}。")


class EvidenceMissing(LoopError):
    def __init__(self, number: str) -> None:
        super().__init__(f"办理事项 {number} 没有写明办结依据，不能办结；请列出材料、文号或记录。")


class NotConfirmable(LoopError):
    def __init__(self, why: str) -> None:
        super().__init__(f"不能确认：{why}。")


class ReasonNeeded(LoopError):
    def __init__(self, act: str) -> None:
        super().__init__(f"{act}须写明理由。")


class FormInvalid(LoopError):
    """The fields of a step's form that are not filled in rightly: label → what is wrong."""

    def __init__(self, step: str, faults: Mapping[str, list[str]]) -> None:
        self.faults = dict(faults)
        told = "；".join(f"{label}：{'、'.join(words)}" for label, words in self.faults.items())
        super().__init__(f"“{step}”填写有误——{told}")


class ObjectionRefused(LoopError):
    def __init__(self, why: str) -> None:
        super().__init__(f"不能提出异议：{why}。")
