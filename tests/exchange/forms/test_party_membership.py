"""入党时间."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bihuan.exchange.forms.party_membership import PartyMembership, parse_party_membership, render_party_membership
from bihuan.exchange.reading.partial_date import parse_date

JOINED = parse_date("2001.08")


@pytest.mark.parametrize(
    ("text", "membership"),
    [
        ("200108", PartyMembership(JOINED, True)),
        ("2001.08", PartyMembership(JOINED, True)),
        ("20010815", PartyMembership(parse_date("2001-08-15"), True)),
        ("民建", PartyMembership(None, False, ("民建",))),
        ("（民建）", PartyMembership(None, False, ("民建",))),
        ("群众", PartyMembership(None, False, ("群众",))),
        ("无党派", PartyMembership(None, False, ("无党派",))),
        ("民建；民盟", PartyMembership(None, False, ("民建", "民盟"))),
        ("(民建、民盟)", PartyMembership(None, False, ("民建", "民盟"))),
        ("200108；民建", PartyMembership(JOINED, True, ("民建",))),
        ("2001.08;九三学社", PartyMembership(JOINED, True, ("九三学社",))),
        ("民建200108", PartyMembership(JOINED, True, ("民建",))),
        ("民建2001.08", PartyMembership(JOINED, True, ("民建",))),
        ("民建（2001.08）", PartyMembership(JOINED, True, ("民建",))),
        ("中共党员", PartyMembership(None, True)),
        ("", PartyMembership()),
    ],
)
def test_the_grammar_of_the_field(text: str, membership: PartyMembership) -> None:
    assert parse_party_membership(text) == membership


@pytest.mark.parametrize("text", ["200113", "2001.08；2002.09", "入党2001年代"])
def test_what_cannot_be_read_is_kept_unread(text: str) -> None:
    assert parse_party_membership(text).unread


PARTIES = st.lists(
    st.sampled_from(["民革", "民盟", "民建", "民进", "农工党", "致公党", "九三学社", "台盟"]), unique=True, max_size=2
)
MONTHS = st.builds(lambda year, month: parse_date(f"{year}.{month:02d}"), st.integers(1921, 2050), st.integers(1, 12))


@given(st.none() | MONTHS, PARTIES)
def test_whatever_is_written_reads_back_equal(joined: object, parties: list[str]) -> None:
    membership = PartyMembership(joined, joined is not None, tuple(parties))  # type: ignore[arg-type]
    assert parse_party_membership(render_party_membership(membership)) == membership
