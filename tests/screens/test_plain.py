"""The door out: what people typed stands on the screen as they typed it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from screens.plain import cell, fit, sentences, shown

HOSTILE = (
    "[@click=app.quit]退出[/]",
    "[/foo]",
    "[bold red]柳明月",
    "$primary {{ 7*7 }} #import",
    "\x1b[2J清屏",
    "abc\u202edcb",
    "𠮷野家 👨‍👩‍👧 ①",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_markup_is_shown_and_never_obeyed(text: str) -> None:
    plain = shown(text)
    assert "\x1b" not in plain.plain
    assert "\u202e" not in plain.plain
    assert plain.spans == []
    assert plain.plain == text.replace("\x1b", "").replace("\u202e", "")


def test_a_style_covers_the_text_and_leaves_it_alone() -> None:
    assert shown("[b]x", "bold").plain == "[b]x"


def test_a_cell_is_one_line() -> None:
    assert cell("一\n二\t三").plain == "一 二 三"


@given(st.text(max_size=60), st.integers(min_value=0, max_value=40), st.booleans())
def test_a_text_fits_exactly(text: str, width: int, right: bool) -> None:
    line = cell(text).plain
    assert cell_len(fit(line, width, right=right)) == width


def test_a_wide_character_is_never_halved() -> None:
    assert fit("电表电表", 6) == "电表… "
    assert fit("电表", 6, right=True) == "  电表"


def test_two_sentences_join_as_their_language_does() -> None:
    assert sentences("已保存。", "请打印。") == "已保存。请打印。"
    assert sentences("Saved.", "Print it.") == "Saved. Print it."
    assert sentences("Saved.") == "Saved."
