"""A paper in every form it is needed in: Markdown, text for any printer, PDF."""

import re
from dataclasses import dataclass
from datetime import date

from desk.enums import LetterKind
from desk.letter.facts import LetterFacts

_UNSAFE = re.compile(r"[^0-9A-Za-z\u4e00-\u9fff〔〕_-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One paper. `file_name` has no folder and no ending, and is safe on every system."""

    file_name: str
    markdown: str
    text: str
    pdf: bytes


def file_name(number: str) -> str:
    """A file name made of a number; nothing a person typed gets into it."""
    return _UNSAFE.sub("_", number).strip("_") or "letter"


def page(
    kind: LetterKind,
    facts: LetterFacts,
    *,
    number: str,
    issued_on: date,
    markdown: str = "",
    columns: int = 80,
) -> Page:
    """The paper composed from facts, or of the given Markdown, with number and date filled in."""
    from desk.letter.book import compose, with_number
    from desk.letter.plain import to_text
    from desk.letter.press import Layout, to_pdf

    text = with_number(markdown or compose(kind, facts), number, issued_on)
    layout = Layout(archive=True, issued_on=issued_on)
    return Page(
        file_name=file_name(number),
        markdown=text,
        text=to_text(text, columns=columns),
        pdf=to_pdf(text, facts, kind, layout),
    )
