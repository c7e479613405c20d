"""The empty workbook that a department fills in: drop-downs for closed codes, a sheet that explains every column."""

from io import BytesIO
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

from bihuan.exchange.writing.sheet_spec import FORMS, ColumnSpec, SheetSpec

_EXPLAINED = ("列名", "必填", "填写形式", "可用的词", "示例", "说明")
_CODES_SHEET = "代码"
_LAST_ROW = 1_048_575
_YES_NO = ("是", "否")
_SHEET_NAME_REFUSED = str.maketrans(dict.fromkeys("[]:*?/\\'", "_"))


def template_workbook(spec: SheetSpec) -> bytes:
    stream = BytesIO()
    workbook = xlsxwriter.Workbook(stream, {"in_memory": True})
    _write_data(workbook, spec)
    _write_explanations(workbook, spec)
    workbook.close()
    return stream.getvalue()


def codes_of(column: ColumnSpec) -> tuple[str, ...]:
    return tuple(column.codes) or (_YES_NO if column.kind == "boolean" else ())


def _write_data(workbook: Any, spec: SheetSpec) -> None:
    """Every cell is text, so that an 身份证号 keeps its last digits and a month stays a month."""
    sheet = workbook.add_worksheet(spec.name.translate(_SHEET_NAME_REFUSED)[:31] or "数据")
    text = workbook.add_format({"num_format": "@"})
    plain = workbook.add_format({"bold": True, "bg_color": "#EEF2F7", "border": 1, "num_format": "@"})
    required = workbook.add_format({"bold": True, "bg_color": "#FCE8E6", "border": 1, "num_format": "@"})
    sheet.freeze_panes(1, 0)
    for index, column in enumerate(spec.columns):
        sheet.set_column(index, index, max(12, 2 * len(column.name) + 4), text)
        sheet.write_string(0, index, column.name, required if column.required else plain)
    _add_drop_downs(workbook, sheet, spec)


def _add_drop_downs(workbook: Any, data: Any, spec: SheetSpec) -> None:
    """The lists stand on a hidden sheet: a list inside the rule itself may have 255 characters only."""
    listed = [(index, codes) for index, column in enumerate(spec.columns) if (codes := codes_of(column))]
    if not listed:
        return
    sheet = workbook.add_worksheet(_CODES_SHEET)
    sheet.hide()
    for place, (index, codes) in enumerate(listed):
        sheet.write_column(0, place, codes)
        reference = f"='{_CODES_SHEET}'!{_absolute(0, place)}:{_absolute(len(codes) - 1, place)}"
        data.data_validation(1, index, _LAST_ROW, index, _rule(reference, spec.columns[index]))


def _rule(reference: str, column: ColumnSpec) -> dict[str, Any]:
    return {
        "validate": "list",
        "source": reference,
        "ignore_blank": True,
        # Where several words may be joined, the list is a help, not a limit.
        "show_error": not column.several,
        "error_title": "不在代码表内",
        "error_message": f"请从下拉列表中选取「{column.name[:30]}」",
    }


def _absolute(row: int, column: int) -> str:
    return str(xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True))


def _write_explanations(workbook: Any, spec: SheetSpec) -> None:
    sheet = workbook.add_worksheet("填表说明")
    bold = workbook.add_format({"bold": True, "bg_color": "#EEF2F7", "border": 1})
    wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
    sheet.freeze_panes(1, 0)
    for index, width in enumerate((22, 6, 36, 44, 24, 44)):
        sheet.set_column(index, index, width, wrapped)
    sheet.write_row(0, 0, _EXPLAINED, bold)
    for row, column in enumerate(spec.columns, 1):
        name, *rest = explanation(column)
        # In brackets, else a feed whose one ★ column stands among the first rows would take this sheet for its header.
        for index, text in enumerate((f"「{name}」", *rest)):
            sheet.write_string(row, index, text, wrapped)


def explanation(column: ColumnSpec) -> tuple[str, str, str, str, str, str]:
    form, example = FORMS.get(column.kind, FORMS["text"])
    codes = codes_of(column)
    return (
        column.name,
        "★" if column.required else "",
        _codes_form(column) if column.codes else form,
        "、".join(codes),
        codes[0] if codes else example,
        column.note,
    )


def _codes_form(column: ColumnSpec) -> str:
    return "只能用右列的词，几个之间用“、”隔开" if column.several else "只能用右列的词"
