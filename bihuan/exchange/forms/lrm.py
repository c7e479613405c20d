"""`.lrm` of the old editor: one record of quoted fields without any escaping, the photo in a file beside it."""

from pathlib import Path

from bihuan.exchange.forms import xml_text
from bihuan.exchange.forms.appointment_form import AppointmentForm, FamilyMember, empty_fields
from bihuan.exchange.forms.elements import NAME
from bihuan.exchange.reading.refusal import FileRefused
from bihuan.exchange.reading.text import without_space

FEWEST_FIELDS = 33
_SEPARATOR = '","'
_PLACES: dict[int, str] = {
    0: NAME,
    1: "XingBie",
    2: "ChuShengNianYue",
    3: "MinZu",
    4: "JiGuan",
    5: "RuDangShiJian",
    6: "JianKangZhuangKuang",
    7: "ChuShengDi",
    8: "CanJiaGongZuoShiJian",
    11: "ZhuanYeJiShuZhiWu",
    16: "ShuXiZhuanYeYouHeZhuanChang",
    17: "JianLi",
    18: "JiangChengQingKuang",
    19: "NianDuKaoHeJieGuo",
    25: "XianRenZhiWu",
    26: "NiRenZhiWu",
    27: "NiMianZhiWu",
    28: "RenMianLiYou",
    29: "ChengBaoDanWei",
    30: "JiSuanNianLingShiJian",
    31: "TianBiaoRen",
    32: "TianBiaoShiJian",
}
_EDUCATION, _SCHOOLS, _FAMILY = 9, 10, range(20, 25)
_PHOTO_ENDINGS = (".pic", ".jpg", ".jpeg")


def read_lrm(path: Path, *, max_bytes: int = xml_text.MOST_BYTES) -> AppointmentForm:
    """The form, with the photo of `<same stem>.pic` (or .jpg) where there is one."""
    try:
        return parse_lrm(xml_text.read_bytes(path, max_bytes), _photo_beside(path, max_bytes))
    except FileRefused as refused:
        refused.file = path.name
        raise


def parse_lrm(content: bytes, photo: bytes = b"") -> AppointmentForm:
    values = _split(xml_text.legal_text(xml_text.decode(content)))
    fields = empty_fields() | {name: values[place] for place, name in _PLACES.items()}
    fields[NAME] = without_space(fields[NAME])
    return AppointmentForm(fields | _schooling(values), _family(values), photo)


def _split(text: str) -> list[str]:
    text = text.strip("\ufeff \t\r\n")
    if len(text) < 2 or text[0] != '"' or text[-1] != '"':
        raise FileRefused('不是 .lrm：整个文件应是以双引号括起的各栏，如 "姓名","性别",…', 1)
    values = text[1:-1].split(_SEPARATOR)
    if len(values) < FEWEST_FIELDS:
        raise FileRefused(
            f"只有 {len(values)} 栏，.lrm 至少应有 {FEWEST_FIELDS} 栏；栏内的英文双引号请改为中文引号后重新保存",
            1,
        )
    return [value if value.strip() else "" for value in values]


def _schooling(values: list[str]) -> dict[str, str]:
    """`全日制学历#全日制学位@在职学历#在职学位`, and the schools in the same shape."""
    found = {}
    for place, suffix in ((_EDUCATION, ""), (_SCHOOLS, "_BiYeYuanXiaoXi")):
        halves = values[place].split("@")
        for kind, half in zip(("QuanRiZhiJiaoYu", "ZaiZhiJiaoYu"), halves, strict=False):
            for level, text in zip(("XueLi", "XueWei"), half.split("#"), strict=False):
                found[f"{kind}_{level}{suffix}"] = text.strip()
    return found


def _family(values: list[str]) -> tuple[FamilyMember, ...]:
    """Five columns of `@`-joined values; the members stand across them."""
    columns = [values[place].split("@") for place in _FAMILY]
    slots = max(map(len, columns))
    rows = ([(column[slot].strip() if slot < len(column) else "") for column in columns] for slot in range(slots))
    members = (FamilyMember(row[0], without_space(row[1]), row[2], row[3], row[4]) for row in rows)
    return tuple(member for member in members if member != FamilyMember())


def _photo_beside(path: Path, most: int) -> bytes:
    beside = {other.suffix.lower(): other for other in path.parent.iterdir() if other.stem == path.stem}
    photo = next((beside[ending] for ending in _PHOTO_ENDINGS if ending in beside), None)
    if photo is None or photo.stat().st_size == 0:
        return b""
    return xml_text.read_bytes(photo, most)
