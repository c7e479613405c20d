"""YAML to plain data. Duplicate keys are refused; lines are looked up only when a message needs one."""

from collections.abc import Sequence
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.constructor import DuplicateKeyError
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from bihuan.policy.packs.problems import PackFault, Problem

Step = str | int


def parse(file: str, text: str) -> Any:
    """The data of one file; PackFault with the line where it is not YAML or names a key twice."""
    try:
        return YAML(typ="safe", pure=True).load(text)
    except DuplicateKeyError as error:
        key = str(error.problem).split('"')[1:2]
        named = f"键 {key[0]} 重复" if key else "键重复"
        raise PackFault([Problem(file, _line(error), named, "同一层的键只能出现一次")]) from None
    except MarkedYAMLError as error:
        raise PackFault([Problem(file, _line(error), "不是合格的 YAML", f"{error.problem or ''}")]) from None
    except YAMLError as error:
        raise PackFault([Problem(file, 0, "不是合格的 YAML", str(error).splitlines()[0])]) from None


def _line(error: MarkedYAMLError) -> int:
    mark = error.problem_mark or error.context_mark
    return mark.line + 1 if mark else 0


def line_of(text: str, path: Sequence[Step]) -> int:
    """The line of what the path leads to (1-based); the nearest that exists where it leads nowhere."""
    try:
        node = YAML(typ="safe", pure=True).compose(text)
    except YAMLError:
        return 0
    line = node.start_mark.line if node else 0
    for step in path:
        found = _child(node, step)
        if found is None:
            break
        node, line = found
    return line + 1 + (1 if isinstance(node, ScalarNode) and node.style in {"|", ">"} else 0)


def _child(node: Node | None, step: Step) -> tuple[Node, int] | None:
    if isinstance(node, MappingNode):
        for key, value in node.value:
            if key.value == str(step):
                return value, key.start_mark.line
    if isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step], node.value[step].start_mark.line
    return None
