"""Finding by pairs is as complete as looking through every text."""

import unicodedata

from hypothesis import example, given
from hypothesis import strategies as st

from db.pairs import folded, indexed, pairs, query, words_of
from tests.builders import MONDAY, a_case, a_party
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
    assert query('"a') == '"x22a"'


def test_widths_and_cases_are_one() -> None:
    assert folded("ＡＢ９") == folded("ab9") == "ab9"
    assert words_of(" Ａ b\u3000C ") == ("a", "b", "c")


def test_each_pair_stands_once() -> None:
    assert indexed("电费电费") == "电费 费电"


@given(texts=st.lists(TEXTS, min_size=1, max_size=4), asked=TEXTS)
@example(texts=["电费"], asked="")
@example(texts=["a\u0301b"], asked="áb")
def test_a_text_that_holds_the_words_holds_their_pairs(texts: list[str], asked: str) -> None:
    for text in texts:
        if all(word in folded(text) for word in words_of(asked)):
            assert set(pairs(folded(asked))) <= set(pairs(folded(text)))


def test_everything_that_stands_in_the_words_is_found_and_nothing_else(hall: Hall) -> None:
    narratives = [
        "电费翻倍，电表也换过",
        "电表 费用",
        "Ａｂ９ 表号 No.5-77",
        "户主𠮷田㐀 😀😀",
        "100%_折扣 'quoted\" \\back",
        "<b>[red]粗体</b> {{x}} #set",
        "   ",
        "é 停电",
    ]
    with hall.store.act("test", staff_id=hall.clerk.id, at=MONDAY) as act:
        for n, narrative in enumerate(narratives, 1):
            case = a_case(hall.clerk.id, n, narrative=narrative)
            act.add(case, a_party(case.id, name=""))
            act.index_case(case.id, narrative)
        act.commit()
    asked = [
        *{text[at : at + size] for text in narratives for at in range(20) for size in (2, 3, 5)},
        *("电费 翻倍", "费电", "AND", 'NEAR("电费"', "电费*", "-电费", "^电费", "pairs:电费", '"'),
        unicodedata.normalize("NFD", "é 停"),
    ]
    with hall.store.read() as book:
        for text in asked:
            words = words_of(text)
            if not any(len(word) > 1 for word in words):
                continue
            expected = {
                n
                for n, narrative in enumerate(narratives, 1)
                if all(word in folded(narrative) for word in words)
            }
            rows = [row for row in book.find_text(text) if row.kind == "case"]
            assert {int(row.reference[-4:]) for row in rows} == expected, text


HOSTILE = ['"', "%", "\x00", "\ud800", "''", "電" * 3000, "(", "NOT", "\U0010ffff", "1e999", "--"]


def test_no_text_whatever_breaks_a_search(hall: Hall) -> None:
    with hall.store.read() as book:

        @given(st.one_of(st.sampled_from(HOSTILE), st.text(max_size=30), TEXTS))
        def asks(text: str) -> None:
            assert book.find_text(text) == []
            assert book.customers(text) == []

        asks()
