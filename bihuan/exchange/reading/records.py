"""Rows below the header, bound to its columns."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from bihuan.exchange.reading.rows import NO_CELLS, NOTHING, RawRow, SourceRow
from bihuan.exchange.reading.text import normalise_text


def records_below(
    rows: Iterable[SourceRow], header: int, names: Sequence[str], *, surplus_is_error: bool
) -> Iterator[RawRow]:
    """Entirely blank rows are no rows, but keep their place in the count, so that a line can be found again."""
    placed = [name or unnamed(index) for index, name in enumerate(names)]
    blanks = [name for name, given in zip(placed, names, strict=True) if not given]
    width = len(placed)
    for position, values, numbers, formulas, problem in rows:
        cells = dict(zip(placed, map(normalise_text, values), strict=False))
        if not any(cells.values()) and not formulas and not problem and not any(values[width:]):
            continue
        if len(cells) < width:
            cells |= dict.fromkeys(placed[len(cells) :], "")
        for name in blanks:
            if not cells[name]:
                del cells[name]
        line = position - header + 1
        if len(values) > width and any(map(str.strip, values[width:])):
            if surplus_is_error:
                problem = problem or _surplus(len(values), width)
            cells |= {
                unnamed(i): text for i, value in enumerate(values) if i >= width and (text := normalise_text(value))
            }
        if numbers or formulas:
            yield RawRow(line, cells, _named(numbers, placed), _formulas(formulas, placed), problem)
        else:
            yield RawRow(line, cells, NO_CELLS, NOTHING, problem)


def unnamed(index: int) -> str:
    """The name of a column whose header cell is empty."""
    return f"第{index + 1}列"


def _surplus(count: int, width: int) -> str:
    return f"本行有 {count} 格，表头只有 {width} 列，内容可能错位；格内含逗号时应整格用双引号括起"


def _named(indices: Iterable[int], placed: Sequence[str]) -> frozenset[str]:
    return frozenset(placed[index] if index < len(placed) else unnamed(index) for index in indices)


def _formulas(formulas: Mapping[int, str], placed: Sequence[str]) -> dict[str, str]:
    return {placed[index] if index < len(placed) else unnamed(index): text for index, text in formulas.items()}
