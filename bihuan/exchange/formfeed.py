"""A 任免审批表 file as the one row of a delivery."""

from collections.abc import Iterator
from pathlib import Path

from bihuan.exchange.forms.appointment_form import AppointmentForm
from bihuan.exchange.forms.lrm import read_lrm
from bihuan.exchange.forms.lrmx import parse_lrmx, read_lrmx, write_lrmx


def form_rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """(line 1, cells): who is meant, and the whole form as one text."""
    form = read_lrm(path) if path.suffix.lower() == ".lrm" else read_lrmx(path)
    fields = form.fields
    cells = {
        "身份证号": fields.get("ShenFenZheng", ""),
        "姓名": fields.get("XingMing", ""),
        "性别": fields.get("XingBie", ""),
        "出生年月": fields.get("ChuShengNianYue", ""),
        "表格": write_lrmx(form).decode(),
    }
    yield 1, {name: text for name, text in cells.items() if text}


def form_of(document: str) -> AppointmentForm:
    """Read back the form that a fact holds."""
    return parse_lrmx(document.encode())
