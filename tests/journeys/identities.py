"""Made-up people: names, and 身份证号 whose check character is right."""

import random

SURNAMES = "赵钱孙李周吴郑王冯陈褚卫"
GIVEN = ("伟", "芳", "建国", "秀英", "志强", "丽", "晓明", "海燕", "国栋", "淑珍")
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def identity_number(born: str, serial: int, sex: str) -> str:
    """`born`: 1980-05-12. The 17th digit is odd for men."""
    seventeen = f"110101{born.replace('-', '')}{serial % 100:02d}{(serial * 2 + (sex == '男')) % 10}"
    total = sum(weight * int(digit) for weight, digit in zip(WEIGHTS, seventeen, strict=True))
    return seventeen + "10X98765432"[total % 11]


def with_wrong_check(number: str) -> str:
    return number[:17] + ("0" if number[17] != "0" else "1")


class Identity:
    """Who somebody is. Every fifth shares name and birth month with the one before."""

    def __init__(self, draw: random.Random, serial: int, like: "Identity | None") -> None:
        self.sex: str = like.sex if like and draw.random() < 0.7 else draw.choice("男女")
        self.name: str = like.name if like else draw.choice(SURNAMES) + draw.choice(GIVEN)
        month = like.born[:7] if like else f"{draw.randint(1966, 1996)}-{draw.randint(1, 12):02d}"
        self.born: str = f"{month}-{draw.randint(1, 28):02d}"
        self.number = identity_number(self.born, serial, self.sex)


def identities(draw: random.Random, count: int) -> list[Identity]:
    found: list[Identity] = []
    for serial in range(count):
        like = found[-1] if serial % 5 == 4 else None
        found.append(Identity(draw, serial + 1, like))
    return found
