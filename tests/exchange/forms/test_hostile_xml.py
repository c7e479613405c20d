"""Forms that mean harm."""

import time
from pathlib import Path

import pytest

from bihuan.exchange.forms.lrmx import parse_lrmx, read_lrmx
from bihuan.exchange.forms.xml_text import MOST_BYTES
from bihuan.exchange.reading.refusal import FileRefused
from tests.exchange.forms.samples import form_xml

LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(10))


def refused(content: bytes) -> str:
    with pytest.raises(FileRefused) as caught:
        parse_lrmx(content)
    return str(caught.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "gb18030"])
def test_a_billion_laughs_are_refused_at_once(encoding: str) -> None:
    text = f"<!DOCTYPE Person [{LAUGHS}]><Person><XingMing>&l9;</XingMing></Person>"
    started = time.perf_counter()
    assert "DTD 或实体声明" in refused(text.encode(encoding))
    assert time.perf_counter() - started < 1


def test_an_external_entity_reads_no_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("秘密", encoding="utf-8")
    text = f'<!DOCTYPE Person [<!ENTITY s SYSTEM "{secret.as_uri()}">]><Person><XingMing>&s;</XingMing></Person>'
    message = refused(text.encode())
    assert "DTD 或实体声明" in message
    assert "秘密" not in message


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE Person SYSTEM "http://example.invalid/x.dtd"><Person/>',
        '<!DOCTYPE Person PUBLIC "-//x" "file:///etc/passwd"><Person/>',
        "<!doctype person><Person/>",
        '<Person><!ENTITY x "y"></Person>',
    ],
)
def test_every_kind_of_type_declaration_is_refused(text: str) -> None:
    assert "DTD 或实体声明" in refused(text.encode())


def test_an_encoding_that_hides_a_declaration_is_not_believed() -> None:
    hidden = '<?xml version="1.0" encoding="utf-7"?>+ADwAIQ-DOCTYPE Person+AD4-<Person/>'
    assert "不是有效的 XML" in refused(hidden.encode())


@pytest.mark.parametrize("depth", [300, 5_000, 15_000])
def test_huge_depth_is_refused(depth: int) -> None:
    assert "嵌套过深" in refused(("<Person>" + "<a>" * depth + "</a>" * depth + "</Person>").encode())


def test_huge_numbers_of_elements_are_refused_before_they_are_built() -> None:
    assert "元素超过 20000 个" in refused(b"<Person>" + b"<a/>" * 100_000 + b"</Person>")


def test_a_huge_file_is_refused_naming_the_cap(tmp_path: Path) -> None:
    path = tmp_path / "张三.lrmx"
    with path.open("wb") as stream:
        stream.truncate(MOST_BYTES + 1)
    with pytest.raises(FileRefused, match=r"文件「张三.lrmx」：文件有 .* MB，超过上限 20 MB"):
        read_lrmx(path)


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "张三.lrmx"
    path.touch()
    with pytest.raises(FileRefused, match="空的"):
        read_lrmx(path)


def test_bytes_of_no_encoding_are_refused() -> None:
    assert "认不出文件编码" in refused(b"<Person>\xff\xff</Person>")


def test_stylesheets_and_comments_are_passed_over() -> None:
    text = form_xml().replace("<Person>", '<?xml-stylesheet href="http://example.invalid/x.xsl"?><Person><!-- x -->')
    assert parse_lrmx(text.encode()).name == "张三"
