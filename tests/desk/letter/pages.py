"""Reading PDF pages back: their text, and where each character stands."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

import pypdfium2
import pypdfium2.raw as raw

from desk.letter.book import compose, with_number
from desk.letter.facts import PaperFacts, PaperKind
from desk.letter.layout import Layout
from desk.letter.press import to_pdf
from tests.desk.letter.hostile import even

MM = 72 / 25.4
NUMBER = "云供客复〔2026〕17号"
DAY = date(2026, 11, 9)


def issued(kind: PaperKind, facts: PaperFacts) -> str:
    """The letter with a number and a date."""
    return with_number(compose(kind, facts), NUMBER, DAY)


def printed(kind: PaperKind, facts: PaperFacts, **layout: Any) -> bytes:
    """The page of an issued letter."""
    return to_pdf(issued(kind, facts), facts, kind, Layout(issued_on=DAY, **layout))


@contextmanager
def opened(pdf: bytes) -> Iterator[Any]:
    """The document, closed afterwards."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        yield document
    finally:
        document.close()


def texts(pdf: bytes) -> list[str]:
    """The text of each page without white space."""
    with opened(pdf) as document:
        return [even(page.get_textpage().get_text_range()) for page in document]


def sizes(pdf: bytes) -> list[tuple[int, int]]:
    """Width and height of each page in whole millimetres."""
    with opened(pdf) as document:
        return [(round(page.get_width() / MM), round(page.get_height() / MM)) for page in document]


@dataclass(frozen=True, slots=True)
class Mark:
    """A character of a page; millimetres from the left and from the top, to its lower edge."""

    char: str
    left: float
    right: float
    bottom: float
    size: float = 0
    """Of the font, in points."""


def marks(pdf: bytes, number: int) -> list[Mark]:
    """The characters of one page (from 0) in the order they were set."""
    with opened(pdf) as document:
        page = document[number]
        height = page.get_height()
        text = page.get_textpage()
        found = []
        for at in range(text.count_chars()):
            char = text.get_text_range(at, 1)
            if char.strip():
                left, bottom, right, _top = text.get_charbox(at, loose=True)
                size = raw.FPDFText_GetFontSize(text.raw, at)
                found.append(Mark(char, left / MM, right / MM, (height - bottom) / MM, size))
        return found


def place(pdf: bytes, number: int, words: str) -> float:
    """How far down the words stand on a page, in millimetres; where they stand last."""
    listed = marks(pdf, number)
    at = "".join(mark.char for mark in listed).rfind(even(words))
    if at < 0:
        raise AssertionError(f"{words} is not on page {number + 1}")
    return listed[at].bottom


@dataclass(frozen=True, slots=True)
class Box:
    """A drawn thing of a page; millimetres from the left and from the top."""

    left: float
    top: float
    right: float
    bottom: float


def boxes(pdf: bytes, number: int, kind: int) -> list[Box]:
    """Lines (`raw.FPDF_PAGEOBJ_PATH`) or pictures (`raw.FPDF_PAGEOBJ_IMAGE`) of one page."""
    with opened(pdf) as document:
        page = document[number]
        height = page.get_height()
        found = []
        for one in page.get_objects(filter=[kind], max_depth=8):
            left, bottom, right, top = one.get_bounds()
            found.append(Box(left / MM, (height - top) / MM, right / MM, (height - bottom) / MM))
        return found


def rows(pdf: bytes, number: int) -> list[list[Mark]]:
    """The characters of one page line by line, from the top."""
    found: dict[float, list[Mark]] = {}
    for mark in marks(pdf, number):
        at = next((at for at in found if abs(at - mark.bottom) < 1.3), mark.bottom)
        found.setdefault(at, []).append(mark)
    return [sorted(found[at], key=lambda mark: mark.left) for at in sorted(found)]


def row(pdf: bytes, number: int, words: str) -> list[Mark]:
    """The line of a page in which words stand."""
    for line in rows(pdf, number):
        if even(words) in "".join(mark.char for mark in line):
            return line
    raise AssertionError(f"{words} is in no line of page {number + 1}")
