"""Papers: real .docx files on A4 in the fonts that offices use, the same whenever they are drawn."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from docx import Document
from docx.oxml.ns import qn
from pytest_django import Settings

from bihuan.loop import library, registry
from bihuan.loop.matter import Matter
from bihuan.loop.papers.drawing import BODY, TITLE, draw
from bihuan.loop.papers.letter import Letter
from bihuan.loop.paperwork import file_of, letter_of
from bihuan.loop.record import Paper
from tests.loop.county import TODAY, County
from tests.loop.test_admonition import DECIDED, HEARD, TALKED, VERIFIED

Opened = Callable[..., Matter]
Walk = Callable[..., Matter]
LETTER = Letter("提醒函", "〔2026-约束-0001〕", "合成甲同志", ("第一段。", "第二段。"), "干部监督科", TODAY)


def read(data: bytes) -> Any:
    return Document(io.BytesIO(data))


def text_of(data: bytes) -> str:
    document = read(data)
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_a_paper_is_a4_with_the_margins_of_official_papers() -> None:
    section = read(draw(LETTER)).sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert (round(section.left_margin.mm), round(section.top_margin.mm)) == (28, 37)


def test_title_and_text_are_in_their_fonts() -> None:
    paragraphs = read(draw(LETTER)).paragraphs
    fonts = {p.text: p.runs[0]._element.rPr.rFonts.get(qn("w:eastAsia")) for p in paragraphs if p.runs and p.text}
    assert fonts["提醒函"] == TITLE
    assert fonts["第一段。"] == BODY


def test_number_addressee_office_and_day_stand_where_they_belong() -> None:
    lines = [paragraph.text for paragraph in read(draw(LETTER)).paragraphs]
    assert lines[:3] == ["提醒函", "〔2026-约束-0001〕", "合成甲同志："]
    assert lines[-2:] == ["干部监督科", "2026年3月2日"]


def test_the_same_letter_gives_the_same_text() -> None:
    assert text_of(draw(LETTER)) == text_of(draw(LETTER))
    assert read(draw(LETTER)).core_properties.author == "闭环"


def test_a_synthetic_home_marks_every_paper(opened: Opened, walk: Walk, settings: Settings) -> None:
    settings.SYNTHETIC = True
    walk(opened("admonition"), *VERIFIED, *HEARD[:1])
    _, data = file_of(Paper.objects.get())
    assert "合成数据，仅供演示" in text_of(data)


def test_the_papers_of_an_admonition_say_what_was_decided(opened: Opened, walk: Walk) -> None:
    matter = walk(opened("admonition"), *VERIFIED, *HEARD, *DECIDED, *TALKED)
    papers = {paper.title: text_of(file_of(paper)[1]) for paper in Paper.objects.filter(matter=matter)}
    assert set(papers) == {"听取陈述申辩告知书", "诫勉决定书", "诫勉谈话记录"}
    notice = papers["听取陈述申辩告知书"]
    assert "10个工作日内提出书面意见" in notice
    assert "合成甲同志" in notice
    decision = papers["诫勉决定书"]
    assert "病假已予考虑。（部分采纳）" in decision
    assert "自2026年3月18日起六个月内" in decision
    record = papers["诫勉谈话记录"]
    assert "王衡" in record
    assert "李予安" in record


def test_a_paper_says_later_what_it_said_when_it_was_issued(opened: Opened, walk: Walk) -> None:
    matter = walk(opened("admonition"), *VERIFIED, *HEARD[:1])
    paper = Paper.objects.get()
    before = letter_of(paper)
    walk(matter, *HEARD[1:], *DECIDED)
    assert letter_of(paper) == before


def test_the_file_is_named_after_number_and_title(opened: Opened, walk: Walk) -> None:
    matter = walk(opened("admonition"), *VERIFIED, *HEARD[:1])
    name, data = file_of(Paper.objects.get())
    assert name == f"{matter.number}-1 听取陈述申辩告知书.docx"
    assert data[:2] == b"PK"


@pytest.mark.django_db(transaction=False)
def test_an_issued_paper_cannot_be_altered(opened: Opened, walk: Walk) -> None:
    walk(opened("admonition"), *VERIFIED, *HEARD[:1])
    with pytest.raises(DatabaseError), transaction.atomic():
        Paper.objects.update(title="别的")


def test_every_registered_paper_is_issued_by_a_procedure() -> None:
    used = {name for one in library.whole_procedures().values() for step in one.steps for name in step.papers}
    assert set(registry.paper_names()) == used


def test_nothing_names_a_number_of_identity(opened: Opened, walk: Walk, county: County) -> None:
    matter = walk(opened("admonition"), *VERIFIED, *HEARD, *DECIDED, *TALKED)
    for paper in Paper.objects.filter(matter=matter):
        assert "身份证" not in text_of(file_of(paper)[1])
