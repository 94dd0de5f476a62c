"""What counts as the same text to somebody who searches, and where it stands."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from db.folding import folded, places_in, words_of
from desk.simplified import SIMPLIFIED, TRADITIONAL

TEXTS = st.text("电電费費後后乾ＡａB9９é\u0301ﬁ㎡ \n😀", max_size=12)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("電費", "电费"),
        ("張偉", "张伟"),
        ("臺灣路裏", "台湾路里"),
        ("國網後臺", "国网后台"),
        ("著急", "着急"),
        ("ＡＢ９", "ab9"),
        ("Ⅲ", "iii"),
        ("é", "e\u0301"),
    ],
)
def test_two_ways_of_writing_are_one(one: str, other: str) -> None:
    assert folded(one) == folded(other)


def test_words_are_what_stands_between_spaces_of_any_width() -> None:
    assert words_of(" Ａ b\u3000C a") == ("a", "b", "c")


def test_the_table_goes_one_for_one_and_ends_where_it_leads() -> None:
    assert len(TRADITIONAL) == len(SIMPLIFIED) == len(set(TRADITIONAL))
    assert not set(TRADITIONAL) & set(SIMPLIFIED)


@given(st.one_of(TEXTS, st.text(max_size=8)))
@example("ẞ\u0345")
def test_what_is_folded_stays_as_it_is(text: str) -> None:
    assert folded(folded(text)) == folded(text)


def test_places_are_told_in_the_spelling_that_was_used() -> None:
    assert places_in("退還電費，电费", ("电费",)) == [(2, 4), (5, 7)]
    assert places_in("面积90㎡的房", ("m2的",)) == [(4, 6)]
    assert places_in("cafe\u0301店", ("é店",)) == [(3, 6)]
    assert places_in("电费费", ("电费", "费费")) == [(0, 3)]
    assert places_in("电费", ("水费",)) == []


@given(TEXTS, st.integers(0, 11), st.integers(1, 4))
@example("9㎡99Ａ\u0301", 2, 2)
def test_every_place_holds_the_word(text: str, start: int, size: int) -> None:
    word = folded(text[start : start + size]).strip()
    for at, end in places_in(text, tuple(word.split())):
        assert 0 <= at < end <= len(text)
        assert any(each in folded(text[at:end]) for each in word.split())
