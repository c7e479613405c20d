"""Streaming XML without entities: a DTD is refused the moment it is met."""

from collections.abc import Generator
from contextlib import closing
from typing import Never
from xml.parsers import expat

from bihuan.exchange.reading.package import Package
from bihuan.exchange.reading.refusal import FileRefused


class StreamHandler:
    """Receives elements by local name. `take` hands over what has been gathered since the last block."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        raise NotImplementedError

    def end(self, name: str) -> None:
        raise NotImplementedError

    def data(self, text: str) -> None:
        raise NotImplementedError


def feed(package: Package, part: str, handler: StreamHandler, most: int) -> Generator[None]:
    """Drive `handler` through a part, pausing after each block."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = handler.start
    parser.EndElementHandler = handler.end
    parser.CharacterDataHandler = handler.data

    def refuse_dtd(*_: object) -> Never:
        raise FileRefused(f"工作簿的部件 {part} 含有 DTD 或实体声明，不予读取；请复制数据到新工作簿再报")

    parser.StartDoctypeDeclHandler = refuse_dtd
    parser.EntityDeclHandler = refuse_dtd
    try:
        with closing(package.blocks(part, most)) as blocks:
            for block in blocks:
                parser.Parse(block, False)
                yield
        parser.Parse(b"", True)
        yield
    except expat.ExpatError as error:
        raise FileRefused(f"工作簿的部件 {part} 不是有效的 XML；请用 Excel 或 WPS 重新另存为 .xlsx") from error
