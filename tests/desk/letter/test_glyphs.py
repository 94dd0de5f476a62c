"""No page goes out with a hole where a name should be."""

import pytest

from desk.enums import LetterKind
from desk.letter.book import compose
from desk.letter.glyphs import Uncovered, holes, uncovered
from tests.desk.letter import samples


@pytest.mark.parametrize("text", ["喆犇垚㛃䶮𬱖", "〔2026〕17号", "□✓—“”①℃㎡", "é ñ ü", "\u3000\n"])
def test_what_the_fonts_have_is_fine(text: str) -> None:
    assert holes(text) == []


@pytest.mark.parametrize("text", ["葛\U000e0100", "a\u200bb", "\ufeffx", "✓\ufe0f"])
def test_joiners_and_selectors_need_no_glyph(text: str) -> None:
    assert holes(text) == []


def test_holes_are_named_once_in_order() -> None:
    assert holes("😀电ཀ😀") == ["😀", "ཀ"]


def test_the_field_is_named_and_an_edit_is_called_text() -> None:
    facts = samples.reply(
        points=(samples.changed(samples.POINTS[0], remedy="送您一个😀"),), result="也有😀"
    )
    markdown = compose(LetterKind.REPLY, facts)
    assert uncovered(markdown, facts) == [
        Uncovered("😀", "points.1.remedy"),
        Uncovered("😀", "result"),
    ]
    assert uncovered(compose(LetterKind.REPLY, samples.reply()) + "\nཀ", samples.reply()) == [
        Uncovered("ཀ", "text")
    ]


def test_placeholders_are_no_holes_but_the_same_marks_typed_by_a_person_are() -> None:
    facts = samples.reply()
    assert uncovered(compose(LetterKind.REPLY, facts), facts) == []
    typed = samples.reply(result="⟦编号⟧")
    assert {one.character for one in uncovered(compose(LetterKind.REPLY, typed), typed)} == {
        "⟦",
        "⟧",
    }
