"""Small files, small functions, more test than source: whoever opens a file reads all of it."""

import ast
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from tests.architecture.tree import ROOT, is_migration, lines, name, parsed, under

FILE_MEDIAN, FILE_MOST = 80, 400
FUNCTION_MEDIAN, FUNCTION_MOST = 8, 50
TEST_LINES_PER_SOURCE_LINE = 1.2

# A migration is written by a program and an empty __init__.py by nobody: neither says how we write.
SOURCE = [path for path in under("bihuan") if not is_migration(path) and lines(path) > 1]
TESTS = [path for path in under("tests") if lines(path) > 1]
BESIDE = under("benchmarks", "scripts")
HAND_WRITTEN = SOURCE + TESTS + BESIDE

Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(paths: list[Path]) -> Iterator[tuple[str, int]]:
    for path in paths:
        for node in ast.walk(parsed(path)):
            if isinstance(node, Function):
                yield f"{name(path)}:{node.lineno} {node.name}", (node.end_lineno or node.lineno) - node.lineno + 1


def test_no_file_is_longer_than_400_lines() -> None:
    assert {name(path): lines(path) for path in HAND_WRITTEN if lines(path) > FILE_MOST} == {}


def test_half_of_the_source_files_have_80_lines_or_fewer() -> None:
    assert median(map(lines, SOURCE)) <= FILE_MEDIAN


def test_no_function_is_longer_than_50_lines() -> None:
    assert {where: length for where, length in functions(HAND_WRITTEN) if length > FUNCTION_MOST} == {}


def test_half_of_the_functions_have_8_lines_or_fewer() -> None:
    assert median(length for _, length in functions(SOURCE)) <= FUNCTION_MEDIAN


def test_there_are_six_lines_of_test_for_five_of_source() -> None:
    """The worked cases of the packs are tests as well: what they test is data, not source."""
    cases = [path for path in under("policies", suffix=".yaml") if path.parent.name == "cases"]
    source, test = sum(map(lines, SOURCE)), sum(map(lines, [*TESTS, *cases]))
    assert test >= TEST_LINES_PER_SOURCE_LINE * source, f"{test} lines of test for {source} of source"


def test_every_test_folder_mirrors_a_part_of_the_project() -> None:
    """tests/<package> so that one finds the tests of a package without searching."""
    mirrored = {path.name for path in [*(ROOT / "bihuan").iterdir(), *(ROOT / "bihuan").glob("*/*")] if path.is_dir()}
    beside = {path.name for path in ROOT.iterdir() if path.is_dir()}
    of_the_whole = {"architecture", "journeys", "oracle"}
    folders = {path.name for path in (ROOT / "tests").iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert folders - mirrored - beside - of_the_whole == set()
