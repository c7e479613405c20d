"""Workbooks (.xlsx): visible sheets in order, their rows one at a time."""

from collections.abc import Generator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from bihuan.exchange.reading.cell_format import Meaning, meanings
from bihuan.exchange.reading.package import MOST_UNPACKED, Package, target_of
from bihuan.exchange.reading.rows import SourceRow
from bihuan.exchange.reading.shared_strings import shared_strings
from bihuan.exchange.reading.sheet_stream import SheetRows
from bihuan.exchange.reading.xml_stream import feed

_WORKBOOK = "xl/workbook.xml"


@dataclass(frozen=True, slots=True)
class Sheet:
    name: str
    part: str


class Workbook:
    def __init__(self, path: Path) -> None:
        self._package = Package(path)
        self._opened: list[Generator[SourceRow]] = []
        try:
            self._read()
        except BaseException:
            self._package.close()
            raise

    def _read(self) -> None:
        root = self._package.tree(_WORKBOOK)
        targets = self._targets()
        properties = next(root.iter("{*}workbookPr"), None)
        self._from_1904 = properties is not None and properties.get("date1904") in ("1", "true")
        self.sheets = [
            Sheet(element.get("name", ""), part)
            for element in root.iter("{*}sheet")
            if element.get("state", "visible") == "visible" and (part := targets.get(_relation_of(element)))
        ]
        self._strings = shared_strings(self._package, targets.get("sharedStrings", ""))
        self._meanings = self._styles(targets.get("styles", ""))

    def _targets(self) -> dict[str, str]:
        """Relation → part, for sheets; and the two parts that every sheet uses, by their kind."""
        name = "xl/_rels/workbook.xml.rels"
        found: dict[str, str] = {}
        if name not in self._package.names:
            return found
        for relation in self._package.tree(name).iter("{*}Relationship"):
            part = target_of(_WORKBOOK, relation.get("Target", ""))
            kind = relation.get("Type", "").rpartition("/")[2]
            if part in self._package.names:
                found[relation.get("Id", "") if kind == "worksheet" else kind] = part
        return found

    def _styles(self, part: str) -> list[Meaning]:
        return meanings(self._package.tree(part)) if part else []

    def rows(self, sheet: Sheet) -> Generator[SourceRow]:
        rows = self._stream(sheet)
        self._opened.append(rows)
        return rows

    def _stream(self, sheet: Sheet) -> Generator[SourceRow]:
        handler = SheetRows(self._strings, self._meanings, from_1904=self._from_1904)
        with closing(feed(self._package, sheet.part, handler, MOST_UNPACKED)) as blocks:
            for _ in blocks:
                done, handler.done = handler.done, []
                yield from done

    def close(self) -> None:
        """Sheets that were not read to their end are closed too."""
        for rows in self._opened:
            rows.close()
        self._package.close()


def _relation_of(sheet: etree._Element) -> str:
    return next((str(value) for name, value in sheet.attrib.items() if str(name).endswith("}id")), "")
