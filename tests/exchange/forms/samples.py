"""Synthetic appointment forms."""

from collections.abc import Mapping

from bihuan.exchange.forms.elements import ELEMENTS, FAMILY, OPTIONAL

RESUME = (
    "1994.09--1998.07  某师范大学中文系汉语言文学专业学习\n"
    "1998.07--2003.05  某县教育局科员\n"
    "2003.05--2010.11  某县委组织部干部科副科长\n"
    "                  （其间：2006.09--2009.07  在某省委党校法学专业在职研究生班学习）\n"
    "2010.11--         某县财政局党组书记、局长"
)
VALUES = {
    "XingMing": "张  三",
    "XingBie": "男",
    "ChuShengNianYue": "197605",
    "MinZu": "汉族",
    "JiGuan": "某省某县",
    "RuDangShiJian": "200108；民建",
    "CanJiaGongZuoShiJian": "199807",
    "JianLi": RESUME,
    "NianDuKaoHeJieGuo": "2024年年度考核优秀；2025年年度考核称职。",
    "ShenFenZheng": "11010519491231002x",
    "Version": "3.2.1.16",
}
FAMILY_XML = """
  <Item><ChengWei>妻子</ChengWei><XingMing>李  四</XingMing><ChuShengRiQi>197808</ChuShengRiQi>
    <ZhengZhiMianMao>群众</ZhengZhiMianMao><GongZuoDanWeiJiZhiWu>某县一中教师</GongZuoDanWeiJiZhiWu></Item>
  <Item><XingMing>张大</XingMing><ChengWei>父亲</ChengWei><GongZuoDanWeiJiZhiWu>已去世</GongZuoDanWeiJiZhiWu></Item>
  <Item><ChengWei></ChengWei><XingMing> </XingMing><ChuShengRiQi/><ZhengZhiMianMao/><GongZuoDanWeiJiZhiWu/></Item>
"""


def form_xml(values: Mapping[str, str] | None = None, *, family: str = FAMILY_XML, extra: str = "") -> str:
    """A form as the editor prints it: empty elements hold white space."""
    given = VALUES if values is None else values
    inner = "\n".join(
        f"  <{name}>{family if name == FAMILY else given.get(name, chr(10) + '  ')}</{name}>"
        for name in ELEMENTS
        if name not in OPTIONAL
    )
    return f'<?xml version="1.0" encoding="utf-8"?>\n<Person>\n{inner}\n{extra}</Person>\n'
