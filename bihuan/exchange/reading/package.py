"""The zip around a workbook: its caps are checked before anything is unpacked.

Declared sizes bound what `zipfile` will ever unpack, so that a false directory cannot get past the caps.
"""

from collections.abc import Generator
from pathlib import Path, PurePosixPath
from typing import IO, Final
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError  # noqa: N812 - an exception by its kind's name

from lxml import etree

from bihuan.exchange.reading.refusal import FileRefused
from bihuan.exchange.reading.sniff import megabytes

MOST_PARTS: Final = 2_000
MOST_UNPACKED: Final = 1024 * 1024 * 1024
MOST_STRINGS: Final = 256 * 1024 * 1024
MOST_SMALL_PART: Final = 32 * 1024 * 1024
MOST_RATIO: Final = 200
"""Real sheets pack about 10 to 30 times, very uniform ones 100 times; a bomb packs a thousand times."""
_RATIO_FROM: Final = 10 * 1024 * 1024
_BLOCK: Final = 1 << 16
STRINGS_PART: Final = "xl/sharedStrings.xml"


class Package:
    """The parts of an .xlsx."""

    def __init__(self, path: Path) -> None:
        try:
            self._zip = ZipFile(path)
        except (BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise FileRefused("工作簿已损坏，打不开；请用 Excel 或 WPS 重新另存为 .xlsx") from error
        try:
            self._check(path.stat().st_size)
        except BaseException:
            self._zip.close()
            raise

    def _check(self, packed: int) -> None:
        parts = self._zip.infolist()
        self.names = {part.filename for part in parts}
        if len(parts) > MOST_PARTS or len(self.names) != len(parts):
            raise FileRefused(f"工作簿内部件过多或重名（{len(parts)} 个，上限 {MOST_PARTS} 个），不像正常的工作簿")
        if any(part.flag_bits & 1 for part in parts):
            raise FileRefused("工作簿加了密码；请去掉密码再报")
        unpacked = sum(part.file_size for part in parts)
        if unpacked > MOST_UNPACKED:
            raise FileRefused(
                f"工作簿解压后有 {megabytes(unpacked)} MB，超过上限 {megabytes(MOST_UNPACKED)} MB；请拆分后再报"
            )
        if unpacked > _RATIO_FROM and unpacked > MOST_RATIO * packed:
            raise FileRefused(
                f"工作簿压缩比为 {unpacked // packed}，超过上限 {MOST_RATIO}，疑为压缩炸弹；请复制数据到新工作簿再报"
            )
        if "xl/workbook.xml" not in self.names:
            kind = "二进制工作簿（.xlsb）" if "xl/workbook.bin" in self.names else "普通压缩包"
            raise FileRefused(f"扩展名是 .xlsx，内容却是{kind}；请用 Excel 或 WPS 另存为 .xlsx 工作簿")

    def open(self, name: str, most: int = MOST_UNPACKED) -> IO[bytes]:
        size = self._zip.getinfo(name).file_size
        if size > most:
            raise FileRefused(
                f"工作簿的部件 {name} 有 {megabytes(size)} MB，超过上限 {megabytes(most)} MB；请拆分后再报"
            )
        return self._zip.open(name)

    def blocks(self, name: str, most: int = MOST_UNPACKED) -> Generator[bytes]:
        try:
            with self.open(name, most) as stream:
                while block := stream.read(_BLOCK):
                    yield block
        except (BadZipFile, ZlibError, EOFError, OSError, NotImplementedError, RuntimeError) as error:
            raise FileRefused(f"工作簿的部件 {name} 已损坏；请用 Excel 或 WPS 重新另存为 .xlsx") from error

    def tree(self, name: str) -> etree._Element:
        """A small part, parsed whole. No entities, no network; a DTD is refused."""
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
        try:
            root = etree.fromstring(b"".join(self.blocks(name, MOST_SMALL_PART)), parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise FileRefused(f"工作簿的部件 {name} 不是有效的 XML；请用 Excel 或 WPS 重新另存为 .xlsx") from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise FileRefused(f"工作簿的部件 {name} 含有 DTD 或实体声明，不予读取；请复制数据到新工作簿再报")
        return root

    def close(self) -> None:
        self._zip.close()


def target_of(part: str, target: str) -> str:
    """The full name of a part that a relation of `part` points to."""
    if target.startswith("/"):
        return target[1:]
    pieces: list[str] = list(PurePosixPath(part).parent.parts)
    for piece in PurePosixPath(target).parts:
        if piece == "..":
            pieces = pieces[:-1]
        elif piece != ".":
            pieces.append(piece)
    return "/".join(pieces)
