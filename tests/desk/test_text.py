"""The one door in: what people type is kept as text, and nothing in it acts."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.text import UNPRINTABLE, clean, clean_line

anything = st.text(st.characters(exclude_categories=()))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("一\r\n二\r三\n四", "一\n二\n三\n四"),
        ("a\x1b[31mred\x1b[0m", "a[31mred[0m"),
        ("a\x00b\x07c\x9bd", "abcd"),
        ("金额\u202e001元", "金额001元"),
        ("\u2066隐\u2069", "隐"),
        ("上\u2028下\u2029", "上下"),
        ("坏\ud800字", "坏字"),
        ("e\u0301", "é"),
        ("列\t表", "列\t表"),
        ("[@click=app.quit]退出[/]", "[@click=app.quit]退出[/]"),
        ("𠮷葛\U000e0100👨‍👩‍👧", "𠮷葛\U000e0100👨‍👩‍👧"),
    ],
)
def test_what_is_kept(typed: str, kept: str) -> None:
    assert clean(typed) == kept


def test_a_line_is_one_line() -> None:
    assert clean_line("  王\t小\r\n\n明 ") == "王 小 明"
    assert clean_line(" \n\t ") == ""


@given(anything)
def test_clean_text_stays_as_it_is(text: str) -> None:
    kept = clean(text)
    assert clean(kept) == kept
    assert "\r" not in kept
    assert not UNPRINTABLE.search(kept)
    assert unicodedata.is_normalized("NFC", kept)
    kept.encode("utf-8")


@given(anything)
def test_a_clean_line_has_no_breaks_and_no_ragged_ends(text: str) -> None:
    line = clean_line(text)
    assert clean_line(line) == line
    assert not set(line) & set("\t\n\r")
    assert line == line.strip()


@given(st.text(st.characters(codec="gb18030", categories=("L", "N", "P"))))
def test_ordinary_text_loses_nothing(text: str) -> None:
    assert clean(text) == unicodedata.normalize("NFC", text)
