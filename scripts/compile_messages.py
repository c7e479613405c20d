"""Makes one django.mo of the .po files of each language in bihuan/locale: what `msgfmt` does, without gettext's tools.

Run by scripts/setup.sh. An entry that is fuzzy, untranslated or said twice is refused: half an English page is a fault.
"""

import ast
import struct
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

LOCALE = Path(__file__).resolve().parent.parent / "bihuan" / "locale"
MAGIC = 0x950412DE
KEYWORDS = ("msgctxt", "msgid_plural", "msgid", "msgstr")


class CatalogueFault(ValueError):
    """A catalogue that must be mended; the text names file and line."""


@dataclass(slots=True)
class Message:
    """One entry: `strings` has one text, or one a plural form."""

    line: int
    fuzzy: bool = False
    parts: dict[str, str] = field(default_factory=dict)
    strings: dict[int, str] = field(default_factory=dict)

    @property
    def key(self) -> str:
        context = f"{self.parts['msgctxt']}\x04" if "msgctxt" in self.parts else ""
        plural = f"\0{self.parts['msgid_plural']}" if "msgid_plural" in self.parts else ""
        return context + self.parts.get("msgid", "") + plural

    @property
    def text(self) -> str:
        return "\0".join(self.strings[index] for index in sorted(self.strings))


def read_catalogue(path: Path) -> dict[str, str]:
    """Key → translation, both as a .mo holds them."""
    found: dict[str, str] = {}
    for message in _messages(path):
        where = f"{path.name}:{message.line}"
        if message.fuzzy:
            raise CatalogueFault(f"{where}: fuzzy: {message.key}")
        if not message.strings or not all(message.strings.values()):
            raise CatalogueFault(f"{where}: not translated: {message.key}")
        if message.key in found:
            raise CatalogueFault(f"{where}: said twice: {message.key}")
        found[message.key] = message.text
    return found


def read_language(folder: Path) -> dict[str, str]:
    """All .po files of a language as one catalogue; django.po carries the header."""
    found: dict[str, str] = {}
    for path in sorted(folder.glob("*.po")):
        more = read_catalogue(path)
        twice = sorted(found.keys() & more.keys())
        if twice:
            raise CatalogueFault(f"{path.name}: said in another file already: {twice[0]}")
        found |= more
    return found


def _messages(path: Path) -> Iterator[Message]:
    message: Message | None = None
    target: tuple[str, int] = ("", 0)
    fuzzy = False
    for number, raw in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        line = raw.strip()
        if line.startswith("#") or not line:
            fuzzy = fuzzy or (line.startswith("#,") and "fuzzy" in line)
            continue
        keyword = next((word for word in KEYWORDS if line.startswith(word)), "")
        starts = keyword == "msgctxt" or (keyword == "msgid" and target[0] != "msgctxt")
        if starts:
            if message is not None:
                yield message
            message, fuzzy = Message(number, fuzzy), False
        if message is None:
            raise CatalogueFault(f"{path.name}:{number}: not a message: {line}")
        target = _target(keyword, line) if keyword else target
        _add(message, target, _quoted(path, number, line))
    if message is not None:
        yield message


def _target(keyword: str, line: str) -> tuple[str, int]:
    index = int(line[len("msgstr[") : line.index("]")]) if line.startswith("msgstr[") else 0
    return keyword, index


def _quoted(path: Path, number: int, line: str) -> str:
    start = line.find('"')
    try:
        return str(ast.literal_eval(line[start:]))
    except (SyntaxError, ValueError) as error:
        raise CatalogueFault(f"{path.name}:{number}: not a quoted text: {line}") from error


def _add(message: Message, target: tuple[str, int], text: str) -> None:
    keyword, index = target
    if keyword == "msgstr":
        message.strings[index] = message.strings.get(index, "") + text
    else:
        message.parts[keyword] = message.parts.get(keyword, "") + text


def as_mo(catalogue: dict[str, str]) -> bytes:
    """The binary form: header, two tables of (length, offset), then the texts, keys in order."""
    pairs = sorted((key.encode(), text.encode()) for key, text in catalogue.items())
    start = 28 + 16 * len(pairs)
    keys, texts = b"", b""
    for key, text in pairs:
        keys += key + b"\0"
        texts += text + b"\0"
    key_table, text_table = b"", b""
    key_at, text_at = start, start + len(keys)
    for key, text in pairs:
        key_table += struct.pack("<II", len(key), key_at)
        text_table += struct.pack("<II", len(text), text_at)
        key_at, text_at = key_at + len(key) + 1, text_at + len(text) + 1
    header = struct.pack("<7I", MAGIC, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, start)
    return header + key_table + text_table + keys + texts


def main(folder: Path = LOCALE) -> int:
    try:
        for language in sorted(folder.glob("*/LC_MESSAGES")):
            (language / "django.mo").write_bytes(as_mo(read_language(language)))
    except CatalogueFault as fault:
        print(f"!! {fault}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
