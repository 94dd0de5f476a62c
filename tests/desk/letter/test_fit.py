"""How letters fill their pages: no page for a handful of words, no heading or signature alone."""

import re
from typing import Any

import pytest

from desk.enums import LetterKind
from desk.letter.facts import LetterFacts
from desk.letter.fit import pages
from desk.letter.words import copies
from tests.desk.letter import samples
from tests.desk.letter.family import LONG, SHORT
from tests.desk.letter.pages import Mark, printed, row, rows, texts

LETTERS = (
    LetterKind.REPLY,
    LetterKind.SUMMARY_REPLY,
    LetterKind.SUPPLEMENTARY_REPLY,
    LetterKind.HOLDING,
    LetterKind.COMMITMENT,
    LetterKind.TERMINATION,
)
LANGUAGES = ("zh_CN", "en")
HEADING = {
    "zh_CN": re.compile(r"[一二三四五六七八九十]+、(您|综合|为什么|已经|什么时候)"),
    "en": re.compile(r"\d+\.(What|Why|When|Theoutcome)"),
}
CLOSING = {"zh_CN": re.compile(r"特此.{2,4}。"), "en": re.compile("Yourssincerely,")}
HEAD, FOOT = {"zh_CN": 36, "en": 27}, {"zh_CN": 263, "en": 280}
SIGNED = {"zh_CN": "2026年11月9日", "en": "FictionalCity"}


def _words(line: list[Mark]) -> str:
    return "".join(mark.char for mark in line)


def _made() -> list[Any]:
    short = [
        pytest.param(kind, SHORT[kind, language](), size, id=f"{kind}-{language}-{size}")
        for kind in LETTERS
        for language in LANGUAGES
        for size in ("auto", "compact", "large")
    ]
    return short + [
        pytest.param(kind, LONG[kind, language], "auto", id=f"{kind}-{language}-long")
        for kind in LETTERS
        for language in LANGUAGES
    ]


@pytest.mark.parametrize(("kind", "facts", "size"), _made())
def test_no_heading_at_the_foot_and_two_lines_beside_every_signature(
    kind: LetterKind, facts: LetterFacts, size: str
) -> None:
    pdf = printed(kind, facts, size=size)
    language = facts.language
    signed = 0
    for number in range(pages(pdf)):
        lines = [
            _words(line)
            for line in rows(pdf, number)
            if HEAD[language] < line[0].bottom < FOOT[language]
        ]
        if not lines:
            raise AssertionError(f"page {number + 1} is empty")
        assert not HEADING[language].match(lines[-1]), lines[-1]
        closing = [at for at, line in enumerate(lines) if CLOSING[language].search(line)]
        below = [at for at in closing if any(SIGNED[language] in one for one in lines[at:])]
        # The closing line and at least one line of the text before it.
        assert below == closing
        assert all(at >= 1 for at in closing)
        signed += len(closing)
    assert signed == len(copies(kind, language))


@pytest.mark.parametrize("kind", [kind for kind in LETTERS if kind is not LetterKind.REPLY])
def test_a_short_english_letter_is_one_page_with_its_receipt(kind: LetterKind) -> None:
    shown = texts(printed(kind, SHORT[kind, "en"]()))
    assert len(shown) == len(copies(kind, "en"))
    assert all("Receipt" in text and "Yourssincerely" in text for text in shown)


def test_a_second_page_is_saved_where_it_holds_hardly_a_word() -> None:
    facts = SHORT[LetterKind.COMMITMENT, "zh_CN"]()
    assert pages(printed(LetterKind.COMMITMENT, facts, size="standard")) == 4
    assert pages(printed(LetterKind.COMMITMENT, facts)) == 2


def test_of_settings_with_as_many_pages_a_letter_takes_the_largest() -> None:
    facts = samples.reply()
    assert pages(printed(LetterKind.REPLY, facts, size="compact")) == 3
    pdf = printed(LetterKind.REPLY, facts)
    assert pages(pdf) == 3
    assert row(pdf, 0, "尊敬的沈先生")[0].size == 14


def test_a_well_filled_second_page_keeps_the_standard_size() -> None:
    facts = SHORT[LetterKind.HOLDING, "zh_CN"]()
    pdf = printed(LetterKind.HOLDING, facts)
    assert pages(pdf) == 2
    assert row(pdf, 0, "尊敬的沈先生")[0].size == pytest.approx(15.75, abs=0.01)
