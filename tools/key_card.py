"""The card of keys of docs/, from the tables that the screens themselves have.

python tools/key_card.py write    the page anew
python tools/key_card.py check    whether it says what the tables say
"""

import sys
from datetime import date
from pathlib import Path

from desk import i18n
from desk.letter.base import Unit
from desk.letter.book import fill
from desk.letter.facts import InnerKind
from desk.letter.hall_papers import KeyCardFacts
from desk.letter.pdfium import ONE
from desk.letter.shelf import shipped
from desk.services.pages import Page, page
from screens.key_card import card_parts

CARD = Path(__file__).resolve().parent.parent / "docs" / "key-card.pdf"
DAY = date(2026, 11, 23)


def card() -> Page:
    """The card of a branch that is nobody's."""
    i18n.use("zh_CN")
    unit = Unit(name="供电营业厅", branch="Desk", address="", phone="")
    facts = KeyCardFacts(language="zh_CN", unit=unit, parts=card_parts())
    markdown = fill(InnerKind.KEY_CARD, facts, shipped())
    return page(InnerKind.KEY_CARD, facts, markdown=markdown, number="Desk", issued_on=DAY)


def text_of(pdf: bytes) -> list[str]:
    """The words of each page."""
    import pypdfium2

    with ONE, pypdfium2.PdfDocument(pdf) as document:
        return [one.get_textpage().get_text_range() for one in document]


def main() -> int:
    """Write the card or check it; 1 where it says something else."""
    asked = sys.argv[1:] or ["check"]
    if asked == ["write"]:
        CARD.write_bytes(card().pdf)
        return 0
    if CARD.is_file() and text_of(CARD.read_bytes()) == text_of(card().pdf):
        return 0
    sys.stderr.write("docs/key-card.pdf is not the card of today: python tools/key_card.py write\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
