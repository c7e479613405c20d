"""The workbook's table of texts; phonetic guides (rPh) are no part of a text."""

from bihuan.exchange.reading.package import MOST_STRINGS, STRINGS_PART, Package
from bihuan.exchange.reading.xml_stream import StreamHandler, feed


class _Strings(StreamHandler):
    def __init__(self) -> None:
        self.texts: list[str] = []
        self._pieces: list[str] = []
        self._in_text = False
        self._in_guide = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        if name == "si":
            self._pieces = []
        elif name == "t":
            self._in_text = not self._in_guide
        elif name == "rPh":
            self._in_guide = True

    def end(self, name: str) -> None:
        name = name.rpartition(":")[2]
        if name == "si":
            self.texts.append("".join(self._pieces))
        elif name == "t":
            self._in_text = False
        elif name == "rPh":
            self._in_guide = False

    def data(self, text: str) -> None:
        if self._in_text:
            self._pieces.append(text)


def shared_strings(package: Package, part: str = STRINGS_PART) -> list[str]:
    if part not in package.names:
        return []
    strings = _Strings()
    for _ in feed(package, part, strings, MOST_STRINGS):
        pass
    return strings.texts
