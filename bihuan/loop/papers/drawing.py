"""Draw a paper as .docx: A4, 标题 方正小标宋, 正文 仿宋 三号, 行距 28 磅, as offices file it (GB/T 9704)."""

import datetime
import io

from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from bihuan.loop.papers.letter import Letter, chinese_day

BODY, TITLE, BLACK = "仿宋_GB2312", "方正小标宋简体", "黑体"
THIRD, SECOND = Pt(16), Pt(22)
LINE = Pt(28)


def draw(letter: Letter) -> bytes:
    """The file of a paper: the same letter gives the same text and layout every time."""
    document = Document()
    _page(document)
    if letter.synthetic:
        _line(document, "【合成数据，仅供演示】", BLACK, Pt(12), WD_ALIGN_PARAGRAPH.RIGHT)
    _line(document, letter.title, TITLE, SECOND, WD_ALIGN_PARAGRAPH.CENTER)
    _line(document, letter.number, BODY, Pt(14), WD_ALIGN_PARAGRAPH.CENTER)
    if letter.addressee:
        _line(document, f"{letter.addressee}：", BODY, THIRD)
    if letter.rows:
        _table(document, letter.rows)
    for text in letter.paragraphs:
        _indented(_line(document, text, BODY, THIRD, WD_ALIGN_PARAGRAPH.JUSTIFY))
    _line(document, "", BODY, THIRD)
    _line(document, letter.signed_by, BODY, THIRD, WD_ALIGN_PARAGRAPH.RIGHT)
    _line(document, chinese_day(letter.day), BODY, THIRD, WD_ALIGN_PARAGRAPH.RIGHT)
    if letter.copies_to:
        _line(document, f"抄送：{letter.copies_to}", BODY, Pt(14))
    return _bytes(document)


def _page(document: DocxDocument) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)


def _line(
    document: DocxDocument,
    text: str,
    font: str,
    size: Pt,
    alignment: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.LEFT,
) -> Paragraph:
    paragraph = document.add_paragraph()
    _write(paragraph, text, font, size)
    paragraph.alignment = alignment
    return paragraph


def _write(paragraph: Paragraph, text: str, font: str, size: Pt) -> None:
    run = paragraph.add_run(text)
    run.font.name, run.font.size = font, size
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    layout = paragraph.paragraph_format
    layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, LINE
    layout.space_before = layout.space_after = Pt(0)


def _indented(paragraph: Paragraph) -> None:
    paragraph.paragraph_format.first_line_indent = THIRD * 2


def _table(document: DocxDocument, rows: tuple[tuple[str, str], ...]) -> None:
    table = document.add_table(rows=0, cols=2)
    table.style = "Table Grid"
    for name, value in rows:
        cells = table.add_row().cells
        cells[0].width, cells[1].width = Mm(40), Mm(116)
        _write(cells[0].paragraphs[0], name, BLACK, Pt(14))
        _write(cells[1].paragraphs[0], value, BODY, Pt(14))


def _bytes(document: DocxDocument) -> bytes:
    properties = document.core_properties
    properties.author, properties.last_modified_by, properties.comments = "闭环", "", ""
    properties.created = properties.modified = datetime.datetime(2000, 1, 1)  # noqa: DTZ001 - no moment: equal papers are equal files
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()
