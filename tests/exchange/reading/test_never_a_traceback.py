"""Whatever the bytes are, the answer is a table or a refusal in words; never another exception."""

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bihuan.exchange.forms.lrm import parse_lrm
from bihuan.exchange.forms.lrmx import parse_lrmx
from bihuan.exchange.forms.party_membership import parse_party_membership
from bihuan.exchange.forms.sentences import parse_assessments, parse_rewards
from bihuan.exchange.reading.refusal import FileRefused
from bihuan.exchange.reading.values import (
    CellError,
    canonical_level,
    check_credit_code,
    check_identity_number,
    normalise_name,
    parse_boolean,
    parse_date,
    parse_integer,
    parse_number,
    parse_percent,
    parse_period,
)
from tests.exchange.forms.samples import form_xml
from tests.exchange.reading.files import HEADER, RECORD, csv_text, rows_of, write_xlsx

SLOW = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=120, deadline=None)
Change = tuple[int, bytes]
CHANGES = st.lists(st.tuples(st.integers(0, 100_000), st.binary(max_size=6)), min_size=1, max_size=4)


def damaged(content: bytes, changes: list[Change]) -> bytes:
    for place, patch in changes:
        start = place % (len(content) + 1)
        content = content[:start] + patch + content[start + max(len(patch) - 1, 0) :]
    return content


def refusal_of(act: Callable[[Any], object], material: Any) -> FileRefused | CellError | None:
    """The refusal in words, or None; anything else that is raised fails the test."""
    try:
        act(material)
    except (FileRefused, CellError) as refused:
        return refused
    return None


def read_or_refuse(path: Path) -> None:
    refused = refusal_of(rows_of, path)
    assert refused is None or path.name in str(refused)


@SLOW
@given(st.binary(max_size=400), st.sampled_from(["乱.csv", "乱.xlsx", "乱.jsonl"]))
def test_random_bytes(tmp_path: Path, content: bytes, name: str) -> None:
    path = tmp_path / name
    path.write_bytes((b"PK\x03\x04" if name.endswith("xlsx") else b"") + content)
    read_or_refuse(path)


@SLOW
@given(CHANGES, st.sampled_from(["utf-8", "gb18030"]))
def test_a_damaged_csv(tmp_path: Path, changes: list[Change], encoding: str) -> None:
    path = tmp_path / "坏.csv"
    path.write_bytes(damaged(csv_text(HEADER, *[RECORD] * 4, ("注：某",)).encode(encoding), changes))
    read_or_refuse(path)


@SLOW
@given(CHANGES)
def test_a_damaged_workbook(tmp_path: Path, changes: list[Change]) -> None:
    path = write_xlsx(tmp_path, HEADER, *[(*RECORD[:3], 40.5)] * 4)
    path.write_bytes(damaged(path.read_bytes(), changes))
    read_or_refuse(path)


PARTS = [
    "xl/worksheets/sheet1.xml",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "xl/styles.xml",
    "xl/sharedStrings.xml",
]


@SLOW
@given(CHANGES, st.sampled_from(PARTS))
def test_a_workbook_with_a_damaged_part(tmp_path: Path, changes: list[Change], part: str) -> None:
    with zipfile.ZipFile(write_xlsx(tmp_path, HEADER, *[(*RECORD[:3], 40.5)] * 4)) as good:
        parts = {name: good.read(name) for name in good.namelist()}
    path = tmp_path / "坏.xlsx"
    with zipfile.ZipFile(path, "w") as bad:
        for name, content in parts.items():
            bad.writestr(name, damaged(content, changes) if name == part else content)
    read_or_refuse(path)


@SLOW
@given(CHANGES)
def test_damaged_json_lines(tmp_path: Path, changes: list[Change]) -> None:
    path = tmp_path / "坏.jsonl"
    line = '{"身份证号": "1", "班次名称": "班", "开始日期": "2026", "学时": 40.5}\n'
    path.write_bytes(damaged(line.encode() * 3, changes))
    read_or_refuse(path)


@SLOW
@given(CHANGES)
def test_a_damaged_form(changes: list[Change]) -> None:
    refused = refusal_of(parse_lrmx, damaged(form_xml().encode(), changes))
    assert refused is None or isinstance(refused, FileRefused)


@given(st.binary(max_size=200))
def test_a_damaged_old_form(content: bytes) -> None:
    refused = refusal_of(parse_lrm, b'"' + content + b'","' * 33 + b'"')
    assert refused is None or isinstance(refused, FileRefused)


PARSERS: list[Callable[[str], object]] = [
    parse_date,
    parse_number,
    parse_integer,
    parse_percent,
    parse_boolean,
    parse_period,
    check_identity_number,
    check_credit_code,
    canonical_level,
    normalise_name,
    parse_party_membership,
    parse_rewards,
    parse_assessments,
]


@pytest.mark.parametrize("parse", PARSERS)
@given(text=st.one_of(st.text(), st.text("0123456789年月日季度Qq-/.:%（）一二三四 \u0660\u0966²①", max_size=20)))
def test_any_text_is_a_value_or_an_error_of_its_cell(parse: Callable[[str], object], text: str) -> None:
    refused = refusal_of(parse, text)
    assert refused is None or (isinstance(refused, CellError) and refused.reason and refused.value == text)
