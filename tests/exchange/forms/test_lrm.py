"""`.lrm` of the old editor, with its photo beside it."""

from pathlib import Path

import pytest

from bihuan.exchange.forms.appointment_form import FamilyMember
from bihuan.exchange.forms.lrm import parse_lrm, read_lrm
from bihuan.exchange.forms.lrmx import parse_lrmx, write_lrmx
from bihuan.exchange.reading.refusal import FileRefused
from tests.exchange.forms.samples import RESUME

FIELDS = [
    "张  三", "男", "197605", "汉族", "某省某县", "200108；民建", "健康", "某省某市", "199807",
    "大学#文学学士@研究生#法学硕士", "某师范大学#中文系@某省委党校#法学专业", "高级经济师", "", "", "", "",
    "财政管理", RESUME.replace("\n", "\r\n"), "无", "2024年年度考核优秀；2025年年度考核称职。",
    "妻子@父亲@@@@@", "李  四@张大@@@@@", "197808@@@@@@", "群众@中共党员@@@@@", "某县一中教师@已去世@@@@@",
    "某县财政局局长", "某县副县长", "某县财政局局长", "工作需要", "某县委组织部", "20261101", "某某", "20261102",
]  # fmt: skip


def record(fields: list[str]) -> bytes:
    return ('"' + '","'.join(fields) + '"\r\n').encode("gb18030")


def test_every_field_lands_in_its_element() -> None:
    form = parse_lrm(record(FIELDS))
    assert form.name == "张三"
    assert form.fields["JianKangZhuangKuang"] == "健康"
    assert form.fields["ChuShengDi"] == "某省某市"
    assert form.fields["ShuXiZhuanYeYouHeZhuanChang"] == "财政管理"
    assert form.fields["JianLi"] == RESUME.replace("\n", "\r\n")
    assert form.fields["TianBiaoRen"] == "某某"
    assert form.fields["TianBiaoShiJian"] == "20261102"
    assert form.fields["NiMianZhiWu"] == "某县财政局局长"
    assert form.identity_number == ""


def test_schooling_is_split_into_its_eight_elements() -> None:
    fields = parse_lrm(record(FIELDS)).fields
    assert fields["QuanRiZhiJiaoYu_XueLi"] == "大学"
    assert fields["QuanRiZhiJiaoYu_XueWei"] == "文学学士"
    assert fields["ZaiZhiJiaoYu_XueLi"] == "研究生"
    assert fields["ZaiZhiJiaoYu_XueWei"] == "法学硕士"
    assert fields["QuanRiZhiJiaoYu_XueLi_BiYeYuanXiaoXi"] == "某师范大学"
    assert fields["ZaiZhiJiaoYu_XueWei_BiYeYuanXiaoXi"] == "法学专业"


def test_schooling_may_be_cut_short() -> None:
    fields = parse_lrm(record([*FIELDS[:9], "大专", "", *FIELDS[11:]])).fields
    assert fields["QuanRiZhiJiaoYu_XueLi"] == "大专"
    assert fields["ZaiZhiJiaoYu_XueLi"] == ""


def test_relatives_stand_across_five_columns_and_empty_slots_are_dropped() -> None:
    assert parse_lrm(record(FIELDS)).family == (
        FamilyMember("妻子", "李四", "197808", "群众", "某县一中教师"),
        FamilyMember("父亲", "张大", "", "中共党员", "已去世"),
    )


def test_columns_of_unequal_length_lose_nobody() -> None:
    fields = [*FIELDS[:20], "妻子@女儿", "李四", "", "", "@某小学学生", *FIELDS[25:]]
    assert parse_lrm(record(fields)).family == (
        FamilyMember("妻子", "李四"),
        FamilyMember("女儿", "", "", "", "某小学学生"),
    )


def test_an_old_form_can_be_written_as_a_new_one() -> None:
    form = parse_lrm(record(FIELDS), b"\xff\xd8photo")
    assert parse_lrmx(write_lrmx(form)) == form


@pytest.mark.parametrize("ending", [".pic", ".PIC", ".jpg"])
def test_the_photo_is_found_beside_the_form(tmp_path: Path, ending: str) -> None:
    path = tmp_path / "张三.lrm"
    path.write_bytes(record(FIELDS))
    path.with_suffix(ending).write_bytes(b"\xff\xd8photo")
    (tmp_path / "李四.pic").write_bytes(b"other")
    assert read_lrm(path).photo == b"\xff\xd8photo"


def test_a_form_without_a_photo_has_none(tmp_path: Path) -> None:
    path = tmp_path / "张三.lrm"
    path.write_bytes(record(FIELDS))
    assert read_lrm(path).photo == b""


def test_utf_8_is_taken_too() -> None:
    assert parse_lrm(record(FIELDS).decode("gb18030").encode("utf-8-sig")) == parse_lrm(record(FIELDS))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (record(FIELDS[:20]), "只有 20 栏，.lrm 至少应有 33 栏"),
        ("张三,男".encode("gb18030"), "不是 .lrm"),
        (b'"', "不是 .lrm"),
        (b"\xff\xff", "认不出文件编码"),
    ],
)
def test_what_is_no_record_is_refused_in_words(content: bytes, said: str) -> None:
    with pytest.raises(FileRefused) as caught:
        parse_lrm(content)
    assert said in str(caught.value)


def test_the_refusal_of_a_file_names_it(tmp_path: Path) -> None:
    path = tmp_path / "张三.lrm"
    path.touch()
    with pytest.raises(FileRefused, match=r"文件「张三.lrm」：文件是空的"):
        read_lrm(path)
