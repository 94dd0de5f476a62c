"""The columns of a table: no word runs into the next column, however wordy the others are."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.enums import LetterKind, MaterialState
from desk.letter.book import compose
from desk.letter.facts import MaterialFacts
from desk.letter.press import page_data
from tests.desk.letter import samples

ACROSS = 90
"""Columns of text that surely fit beside each other in a table."""
LONG = "any one of: identity card, household register, passport, residence permit, travel permit"


def shares(*materials: MaterialFacts) -> list[int]:
    """What each column of the list of papers gets."""
    facts = samples.notice_en(materials=materials)
    data = json.loads(page_data(compose(LetterKind.NOTICE, facts), facts, LetterKind.NOTICE))
    (table,) = [block for block in data["blocks"] if block["kind"] == "table"]
    return list(table["widths"])


def paper(name: str, issuer: str = "People's court", condition: str = LONG) -> MaterialFacts:
    return MaterialFacts(
        name=name,
        state=MaterialState.MISSING,
        form="original and copy (1)",
        issuer=issuer,
        condition=condition,
        later=True,
    )


@pytest.mark.parametrize("condition", [LONG, LONG * 5, ""])
def test_a_wordy_column_leaves_room_for_the_others(condition: str) -> None:
    number, name, form, issuer, checked = shares(
        paper("Property certificate", "Property registration office", condition),
        paper("Court judgment", condition=condition),
    )
    assert number == 0
    whole = name + form + issuer + checked
    assert form * ACROSS / whole >= len("original") + 2
    assert issuer * ACROSS / whole >= len("registration") + 2


@given(st.text(st.characters(codec="ascii", categories=("L", "Nd")), min_size=21, max_size=60))
def test_a_word_without_end_does_not_take_the_table(word: str) -> None:
    _number, name, *rest = shares(paper("Letter of authority", issuer=word))
    assert name > 0
    assert all(share * ACROSS >= name for share in rest)
