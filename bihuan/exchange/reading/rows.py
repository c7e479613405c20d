"""What passes between the parts of the reader."""

from collections.abc import Mapping
from typing import NamedTuple

NOTHING: Mapping[str, str] = {}
NO_FORMULAS: Mapping[int, str] = {}
NO_CELLS: frozenset[str] = frozenset()


class SourceRow(NamedTuple):
    """One row as the file holds it. `position` counts from 1 at the top of the file, blank rows too."""

    position: int
    values: list[str]
    numbers: frozenset[int] = frozenset()
    formulas: Mapping[int, str] = NO_FORMULAS
    problem: str = ""


class RawRow(NamedTuple):
    """One record: its line (header = 1), its normalised cells by column, and what cells could not say by themselves.

    `number_cells`: columns that a spreadsheet or JSON stored as a number. `formula_cells`: column → formula.
    `problem`: the row as such cannot be read, in words for its 退回原因; such a row is to be rejected whole.
    """

    line: int
    cells: dict[str, str]
    number_cells: frozenset[str] = NO_CELLS
    formula_cells: Mapping[str, str] = NOTHING
    problem: str = ""
