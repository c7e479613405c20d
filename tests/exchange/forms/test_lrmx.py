"""`.lrmx` in and out without loss."""

import base64
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from bihuan.exchange.forms.appointment_form import AppointmentForm, FamilyMember, empty_fields
from bihuan.exchange.forms.elements import ELEMENTS, FAMILY, FIELDS, ITEM_ELEMENTS, OPTIONAL
from bihuan.exchange.forms.lrmx import parse_lrmx, read_lrmx, write_lrmx
from bihuan.exchange.reading.refusal import FileRefused
from tests.exchange.forms.samples import RESUME, VALUES, form_xml


def parsed(text: str) -> AppointmentForm:
    return parse_lrmx(text.encode())


def again(form: AppointmentForm) -> AppointmentForm:
    return parse_lrmx(write_lrmx(form))


def test_a_form_is_read_by_element_name() -> None:
    form = parsed(form_xml())
    assert form.name == "张三"
    assert form.identity_number == "11010519491231002X"
    assert form.version == "3.2.1.16"
    assert form.fields["JianLi"] == RESUME


def test_white_space_alone_is_empty_and_a_missing_element_too() -> None:
    form = parsed(form_xml())
    assert form.fields["NiRenZhiWu"] == ""
    assert parsed("<Person/>") == AppointmentForm()
    assert set(parsed("<Person/>").fields) == set(FIELDS) - OPTIONAL


def test_family_is_read_by_name_and_blank_members_are_dropped() -> None:
    wife, father = parsed(form_xml()).family
    assert wife == FamilyMember("妻子", "李四", "197808", "群众", "某县一中教师")
    assert (father.relation, father.name, father.is_deceased) == ("父亲", "张大", True)
    assert not wife.is_deceased


def test_the_order_of_elements_does_not_matter() -> None:
    root = etree.fromstring(form_xml().encode())
    root[:] = reversed(list(root))
    assert parse_lrmx(etree.tostring(root)) == parsed(form_xml())


def test_elements_are_written_in_the_editors_order() -> None:
    root = etree.fromstring(write_lrmx(AppointmentForm()))
    assert [child.tag for child in root] == [name for name in ELEMENTS if name not in OPTIONAL]
    assert len(root) == 34


def test_the_declaration_is_the_editors() -> None:
    assert write_lrmx(AppointmentForm()).startswith(b'<?xml version="1.0" encoding="utf-8"?>\n<Person>')


def test_elements_of_new_editors_are_written_only_where_they_were_read() -> None:
    new = parsed(form_xml(extra="<DaoLingNianYue>203905</DaoLingNianYue>"))
    assert new.fields["DaoLingNianYue"] == "203905"
    written = [child.tag for child in etree.fromstring(write_lrmx(new))]
    assert written[8] == "DaoLingNianYue"
    assert again(new) == new


def test_unknown_elements_keep_name_text_attributes_and_place() -> None:
    extra = '<ZhengZhiMianMao code="01">中共党员</ZhengZhiMianMao>'
    text = form_xml().replace("<XingBie>", extra + "<XingBie>")
    (unknown,) = parsed(text).unknown
    assert (unknown.name, unknown.text, unknown.attributes) == ("ZhengZhiMianMao", "中共党员", (("code", "01"),))
    assert unknown.after == "XingMing"
    written = etree.fromstring(write_lrmx(parsed(text)))
    assert [child.tag for child in written][:3] == ["XingMing", "ZhengZhiMianMao", "XingBie"]
    assert again(parsed(text)) == parsed(text)


def test_unknown_elements_with_an_inner_life_are_kept_whole() -> None:
    extra = '<v:Ext xmlns:v="urn:vendor" a="1"> 混<b c="2">合</b>文本\n <d/> </v:Ext><First/>'
    form = parsed(form_xml(extra=extra))
    assert [element.name for element in form.unknown] == ["{urn:vendor}Ext", "First"]
    assert {element.after for element in form.unknown} == {"Version"}
    written = write_lrmx(form).decode()
    assert '> 混<b c="2">合</b>文本\n <d/> </v:Ext>' in written
    assert again(form) == form


def test_unknown_elements_before_everything_stay_there() -> None:
    text = form_xml().replace("<Person>", "<Person><Head>x</Head>")
    assert next(iter(etree.fromstring(write_lrmx(parsed(text))))).tag == "Head"


def test_unknown_children_of_a_relative_and_of_the_family_are_kept() -> None:
    wife = "<Item><ChengWei>妻子</ChengWei><Age>48</Age><XingMing>李四</XingMing></Item>"
    family = wife + "<Count>1</Count><Item><Age>9</Age></Item>"
    form = parsed(form_xml(family=family))
    assert [element.after for member in form.family for element in member.unknown] == ["ChengWei", ""]
    assert [(element.name, element.after) for element in form.unknown_in_family] == [("Count", "1")]
    container = etree.fromstring(write_lrmx(form)).find(FAMILY)
    assert container is not None
    assert [child.tag for child in container] == ["Item", "Count", "Item"]
    assert [child.tag for child in container[0]][:3] == ["ChengWei", "Age", "XingMing"]
    assert again(form) == form


def test_attributes_of_known_elements_are_kept() -> None:
    form = parsed('<Person xid="7"><XingMing code="A0101">张三</XingMing></Person>')
    assert form.attributes == (("Person", "xid", "7"), ("XingMing", "code", "A0101"))
    assert again(form) == form


def test_the_photo_is_its_own_bytes() -> None:
    picture = bytes(range(256)) * 40
    encoded = base64.encodebytes(picture).decode()
    form = parsed(form_xml(VALUES | {"ZhaoPian": encoded}))
    assert form.photo == picture
    assert again(form).photo == picture


@pytest.mark.parametrize("prefix", ["data:image/jpeg;base64,", ""])
def test_a_photo_without_padding_or_with_a_prefix_is_read(prefix: str) -> None:
    encoded = base64.b64encode(b"\xff\xd8abc").decode().rstrip("=")
    assert parsed(form_xml({"ZhaoPian": prefix + encoded})).photo == b"\xff\xd8abc"


def test_a_photo_that_is_no_base64_is_not_lost() -> None:
    form = parsed(form_xml({"ZhaoPian": "照片另附"}))
    assert (form.photo, form.photo_text) == (b"", "照片另附")
    assert again(form) == form


def test_a_photo_of_five_megabytes_is_taken() -> None:
    form = AppointmentForm(photo=bytes(5 * 1024 * 1024))
    assert len(again(form).photo) == 5 * 1024 * 1024


@pytest.mark.parametrize("name", ["张三.lrmx", "张三11010519491231002X.Lrmx"])
def test_a_file_is_read_whatever_its_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(form_xml(), encoding="utf-8")
    assert read_lrmx(path).name == "张三"


ENCODINGS: list[tuple[str, Callable[[str], bytes]]] = [
    ("utf-8 with a BOM", lambda text: text.encode("utf-8-sig")),
    ("declared gb2312", lambda text: text.replace("utf-8", "GB2312").encode("gb18030")),
    ("gbk that claims to be utf-8", lambda text: text.encode("gb18030")),
    ("gbk without a declaration", lambda text: text.partition("\n")[2].encode("gb18030")),
    ("utf-16 with a BOM", lambda text: text.replace("utf-8", "utf-16").encode("utf-16")),
    ("an unknown declaration", lambda text: text.replace("utf-8", "x-mac-chinese").encode()),
    ("capitals", lambda text: text.replace("utf-8", "UTF-8").encode()),
    ("blank lines first", lambda text: b"\n\n" + text.encode()),
]


@pytest.mark.parametrize("encode", [encode for _, encode in ENCODINGS], ids=[name for name, _ in ENCODINGS])
def test_every_encoding_in_the_field_reads_the_same(encode: Callable[[str], bytes]) -> None:
    assert parse_lrmx(encode(form_xml())) == parsed(form_xml())


def test_control_characters_in_a_resume_are_taken_out() -> None:
    form = parsed(form_xml({"JianLi": "1998.07--\x0b 某县\x00教&#11;育&#x0;局\ufffe"}))
    assert form.fields["JianLi"] == "1998.07-- 某县教育局"


def test_carriage_returns_survive() -> None:
    form = parsed(form_xml({"JianLi": "第一行&#xD;\n第二行"}))
    assert form.fields["JianLi"] == "第一行\r\n第二行"
    assert again(form) == form


XML_TEXT = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff", include_characters="\t\n\r")
)
FIELD = XML_TEXT.filter(lambda text: text == "" or bool(text.strip()))
SOLID = FIELD.map(lambda text: "".join(text.split()))
MEMBERS = st.builds(FamilyMember, FIELD, SOLID, FIELD, FIELD, FIELD).filter(lambda member: member != FamilyMember())
FORMS = st.builds(
    lambda values, name, number, family, photo: AppointmentForm(
        empty_fields() | values | {"XingMing": name, "ShenFenZheng": number.upper()}, tuple(family), photo
    ),
    st.dictionaries(st.sampled_from(FIELDS), FIELD, max_size=8),
    SOLID,
    st.text("0123456789Xx", max_size=18),
    st.lists(MEMBERS, max_size=4),
    st.binary(max_size=64),
)


@given(FORMS)
def test_whatever_is_written_reads_back_equal(form: AppointmentForm) -> None:
    assert again(form) == form


@given(FORMS)
def test_writing_twice_gives_the_same_bytes(form: AppointmentForm) -> None:
    assert write_lrmx(again(form)) == write_lrmx(form)


@given(st.lists(st.tuples(st.sampled_from(["", *FIELDS]), st.sampled_from("ABC"), FIELD), max_size=6))
def test_unknown_elements_come_back_wherever_they_stood(places: list[tuple[str, str, str]]) -> None:
    root = etree.fromstring(write_lrmx(AppointmentForm()))
    for after, name, text in reversed(places):
        element = etree.Element(f"Vendor{name}", note=name)
        element.text = text
        anchor = root.find(after) if after else None
        root.insert(0 if anchor is None else root.index(anchor) + 1, element)
    form = parse_lrmx(etree.tostring(root))
    assert len(form.unknown) == len(places)
    assert again(form) == form


def test_every_family_element_has_its_place() -> None:
    assert list(ITEM_ELEMENTS.values()) == list(FamilyMember.__dataclass_fields__)[:5]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<Persons/>", "根元素是 Persons，任免审批表应是 Person"),
        ("<html><body/></html>", "根元素是 html"),
        ("<Person><XingMing>甲</XingMing><XingMing>乙</XingMing></Person>", "XingMing（姓名）出现了两次"),
        ("<Person>\n<JianLi><p>x</p></JianLi></Person>", "第 2 行的元素 JianLi里不应再有元素"),
        ("<Person><XingMing>甲</Person>", "不是有效的 XML"),
        ("姓名：张三", "不是有效的 XML"),
        ("", "不是有效的 XML"),
        ("<Person>&nbsp;</Person>", "不是有效的 XML"),
    ],
)
def test_what_is_no_form_is_refused_in_words(text: str, said: str) -> None:
    with pytest.raises(FileRefused) as caught:
        parsed(text)
    assert said in str(caught.value)
