"""A paper in every form it is needed in: Markdown, text for any printer, PDF."""

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from desk.letter.facts import PaperFacts, PaperKind

if TYPE_CHECKING:
    from desk.letter.layout import Layout
    from desk.letter.life import Letter
    from desk.services.base import Desk

_UNSAFE = re.compile(r"[^0-9A-Za-z\u4e00-\u9fff〔〕_-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One paper. `file_name` has no folder and no ending, and is safe on every system."""

    file_name: str
    markdown: str
    pdf: bytes

    @property
    def text(self) -> str:
        """The paper as plain text of 80 columns, for any printer."""
        return self.text_of(80)

    def text_of(self, columns: int) -> str:
        """The paper as plain text, `columns` half-width characters wide (32 for a slip)."""
        from desk.letter.plain import to_text

        return to_text(self.markdown, columns=columns)


def file_name(number: str) -> str:
    """A file name made of a number; nothing a person typed gets into it."""
    return _UNSAFE.sub("_", number).strip("_") or "letter"


def page(
    kind: PaperKind,
    facts: PaperFacts,
    *,
    number: str,
    issued_on: date,
    markdown: str,
    layout: "Layout | None" = None,
) -> Page:
    """The paper of a Markdown that was composed from facts, with number and date filled in."""
    from desk.letter.book import with_number
    from desk.letter.layout import Layout
    from desk.letter.press import to_pdf

    text = with_number(markdown, number, issued_on)
    layout = replace(layout or Layout(), archive=True, issued_on=issued_on)
    return Page(
        file_name=file_name(number),
        markdown=text,
        pdf=to_pdf(text, facts, kind, layout),
    )


def slip_layout(desk: "Desk", *, large: bool = False) -> "Layout":
    """How the papers of the counter are set here; `large` for eyes that need it."""
    from desk.letter.layout import Layout

    return Layout(size="large" if large else "auto", fonts=desk.stationery.fonts)


def letter_layout(desk: "Desk", letter: "Letter", *, seal: str = "") -> "Layout":
    """How a letter is set; `seal` is the hash of the picture that it carries."""
    from desk.letter.layout import Layout
    from desk.letter.press import MANNERS

    official = MANNERS.get(letter.kind, "letter") == "letter"
    picture = desk.stationery.seal(seal) if official else None
    return Layout(
        size=letter.size.value,
        fonts=desk.stationery.fonts,
        seal=picture.svg if picture else "",
        address=tuple(letter.address.split("\n")) if letter.address else (),
        window=letter.address_place.value if official else "none",
    )
