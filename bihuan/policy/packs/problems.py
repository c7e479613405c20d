"""What is wrong in a pack: file, line, what stands there, what would be right."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    file: str
    line: int
    what: str
    right: str = ""

    @property
    def text(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        return f"{where}: {self.what}" + (f"；{self.right}" if self.right else "")

    def as_json(self) -> dict[str, str | int]:
        return {"file": self.file, "line": self.line, "what": self.what, "right": self.right}


class PackFault(ValueError):
    """Packs that cannot be used, with everything that is wrong in them at once."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(problems)
        super().__init__("\n".join(problem.text for problem in self.problems))
