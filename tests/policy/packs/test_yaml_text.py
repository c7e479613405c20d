"""What a policy officer mistypes is told with file, line and what would be right."""

import pytest

from bihuan.policy.packs.problems import PackFault
from bihuan.policy.packs.yaml_text import line_of, parse

TEXT = """\
# a note
check: a
clauses:
  - {document: d, article: e}
  - {document: f, article: g}
select: |
  SELECT 1
  FROM b
"""


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ((), 2),
        (("check",), 2),
        (("clauses",), 3),
        (("clauses", 1), 5),
        (("clauses", 1, "article"), 5),
        (("select",), 7),
        (("absent",), 2),
        (("clauses", 9), 3),
    ],
)
def test_the_line_of_what_a_path_leads_to_is_found(path: tuple[str | int, ...], line: int) -> None:
    assert line_of(TEXT, path) == line


def test_a_key_given_twice_is_refused_with_its_line() -> None:
    with pytest.raises(PackFault, match=r"a\.yaml:3: 键 title 重复；同一层的键只能出现一次"):
        parse("a.yaml", "check: a\ntitle: b\ntitle: c\n")


def test_what_is_no_yaml_is_refused_with_its_line() -> None:
    with pytest.raises(PackFault, match=r"a\.yaml:2: 不是合格的 YAML"):
        parse("a.yaml", "check: a\n  title: b\n")


def test_dates_are_dates_and_quoted_ones_are_text() -> None:
    data = parse("a.yaml", 'on: 2026-03-01\ntext: "2026-03-01"\n')
    assert data["on"].isoformat() == data["text"] == "2026-03-01"
    assert not isinstance(data["on"], str)


def test_no_text_can_make_an_object() -> None:
    with pytest.raises(PackFault):
        parse("a.yaml", "a: !!python/object/apply:os.system ['true']\n")
