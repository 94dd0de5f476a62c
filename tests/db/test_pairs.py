"""Finding by pairs is as complete as looking through every text."""

from hypothesis import example, given
from hypothesis import strategies as st

from db.folding import folded, words_of
from db.pairs import holds, indexed, pairs, query, topic_mark
from tests.db.conftest import Hall

# Few enough that pieces meet: Chinese, marks, both widths, rare characters, emoji, controls.
ALPHABET = "电费表热线 ab9AＢ９%_'\"*()^:-.,，。\\\n\t<>[]{}𠮷㐀😀é\u0301\u200d\x00\x1b\u202e"
TEXTS = st.text(ALPHABET, max_size=14)


def test_a_pair_never_reaches_over_white_space() -> None:
    assert list(pairs("电费 热线")) == ["电费", "热线"]
    assert list(pairs("电 费")) == []


def test_what_the_tokenizer_would_cut_is_spelt_out() -> None:
    assert indexed("a-b") == "ax2d x2db"
    assert indexed("𠮷野") == "x20bb7野"
    assert query(['"a']) == '(("x22a"))'


def test_each_pair_stands_once() -> None:
    assert indexed("电费电费") == "电费 费电"


def test_numbers_stand_in_longer_pieces_as_well() -> None:
    assert indexed("12345") == "12 23 34 45 1234 2345"
    assert "123456 234567" in indexed("1234567")
    assert indexed("路9号") == "路9 9号 路9号"


def test_the_pieces_are_asked_for_that_stand_in_the_fewest_texts() -> None:
    assert query(["1380001"]) == '(("138000" AND "380001"))'
    assert query(["hd01-20261123-0007"]) == '(("202611" AND "026112" AND "261123" AND "0007"))'
    assert query(["ab12c"]) == '(("ab12" AND "b12c"))'
    assert query(["河西路9号"]) == '(("路9号" AND "河西"))'
    assert query(["24号308室"]) == '(("24号" AND "08室" AND "号30"))'
    assert query(["电费3月2605室"]) == '(("2605" AND "费3月" AND "电费"))'
    assert query(["电费多了"]) == '(("电费" AND "费多" AND "多了"))'
    assert query(["123"]) == '(("12" AND "23"))'


def test_marks_say_what_one_character_and_a_reading_find() -> None:
    assert query(["佟"]) == '("ν佟")'
    assert query(["zw"]) == '(("zw") OR "πzw")'
    assert query(["佟"], topic_mark("meter_reading")) == '("τmeterreading") AND ("ν佟")'
    assert holds("", "ν佟 πta πt", ("佟", "ta"))
    assert not holds("佟", "πta", ("佟",))
    assert not holds("", "ν佟", ("佟安",))


@given(texts=st.lists(TEXTS, min_size=1, max_size=4), asked=TEXTS)
@example(texts=["电费"], asked="")
@example(texts=["a\u0301b"], asked="áb")
def test_a_text_that_holds_the_words_holds_their_pairs(texts: list[str], asked: str) -> None:
    for text in texts:
        if all(word in folded(text) for word in words_of(asked)):
            assert set(pairs(folded(asked))) <= set(pairs(folded(text)))


HOSTILE = ['"', "%", "\x00", "\ud800", "''", "電" * 3000, "(", "NOT", "\U0010ffff", "1e999", "--"]


def test_no_text_whatever_breaks_a_search(hall: Hall) -> None:
    with hall.store.read() as book:

        @given(st.one_of(st.sampled_from(HOSTILE), st.text(max_size=30), TEXTS))
        def asks(text: str) -> None:
            assert book.find_text(text) == []
            assert book.customers(text) == []

        asks()
