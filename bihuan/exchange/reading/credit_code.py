"""统一社会信用代码 (GB 32100): 18 characters without I O S V Z, the last one a check character."""

from functools import lru_cache

from bihuan.exchange.reading.refusal import CellError
from bihuan.exchange.reading.text import normalise_text, without_space

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_VALUES = {character: value for value, character in enumerate(_ALPHABET)}
_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
RIGHT = "应是 18 位统一社会信用代码，由数字和大写字母组成，不含 I、O、S、V、Z"


def credit_check_character(seventeen: str) -> str:
    total = sum(weight * _VALUES[character] for weight, character in zip(_WEIGHTS, seventeen, strict=True))
    return _ALPHABET[(31 - total % 31) % 31]


@lru_cache(maxsize=1 << 14)
def check_credit_code(text: str) -> str:
    code = without_space(normalise_text(text)).upper().replace("-", "")
    if len(code) != 18:
        raise CellError(f"统一社会信用代码有 {len(code)} 位", text, RIGHT)
    strange = sorted(set(code) - set(_ALPHABET))
    if strange:
        raise CellError(f"统一社会信用代码里有不该有的字符 {'、'.join(strange)}", text, RIGHT)
    if not code[2:8].isdigit():
        raise CellError("统一社会信用代码第 3—8 位应是行政区划数字", text, RIGHT)
    if credit_check_character(code[:17]) != code[17]:
        raise CellError("统一社会信用代码校验码不对", text, "请对照证照核对每一位")
    return code
