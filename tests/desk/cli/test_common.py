"""Common options may stand anywhere; everything else stays where it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.cli.common import arranged


@pytest.mark.parametrize(
    ("line", "words", "rest", "given_"),
    [
        ([], [], [], {}),
        (["case", "list"], ["case", "list"], ["case", "list"], {}),
        (
            ["case", "list", "--staff", "1001", "--json"],
            ["--staff", "1001", "--json", "case", "list"],
            ["case", "list"],
            {"staff": "1001", "as_json": "1"},
        ),
        (["--at=d", "find", "x"], ["--at=d", "find", "x"], ["find", "x"], {"at": "d"}),
        (["find", "--", "--json"], ["find", "--", "--json"], ["find", "--", "--json"], {}),
        (["case", "--lang"], ["--lang"], ["--lang"], {}),
    ],
)
def test_common_options_come_first(
    line: list[str], words: list[str], rest: list[str], given_: dict[str, str]
) -> None:
    found = arranged(line)
    assert (found.words, found.rest, found.given) == (words, rest, given_)


WORDS = st.sampled_from(["case", "--json", "--staff=1", "--at=d", "x", "--view", "-o", "", "-"])


@given(st.lists(WORDS))
def test_no_word_is_lost_or_turned_round(line: list[str]) -> None:
    found = arranged(line)
    assert sorted(found.words) == sorted(line)
    assert found.words[len(found.words) - len(found.rest) :] == found.rest
    assert found.rest == [word for word in line if word in ("case", "x", "--view", "-o", "", "-")]
