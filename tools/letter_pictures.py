"""Makes docs/letters: every kind of letter in both languages, short and long, with an index.

    python tools/letter_pictures.py [FOLDER]

The letters are those of the tests, so that they never lie. Needs the package pillow.
"""

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2
from PIL import Image

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from desk.enums import LetterKind
from desk.labels import label
from desk.letter.book import compose, with_number
from desk.letter.kinds import KINDS, Way
from desk.letter.layout import Layout
from desk.letter.press import to_pdf
from desk.letter.words import copies
from tests.desk.letter.family import LONG, SHORT

if TYPE_CHECKING:
    from desk.letter.facts import LetterFacts

WIDE = 900
SMALL = 460
"""Pixels that a page is wide: of a short letter, and of one of many pages side by side."""
COLOURS = 32
DAY = date(2026, 11, 9)
WAYS = {
    Way.SLIP: "issued at once",
    Way.TWO_PEOPLE: "approved by a second person",
    Way.TWO_OR_ALONE: "approved; alone where nobody else is there",
    Way.NOTICE: "made where it is told",
}


def number_of(kind: LetterKind, facts: "LetterFacts") -> str:
    """A number as such a letter carries it."""
    if KINDS[kind].suffix:
        return f"{facts.case_reference}-{KINDS[kind].suffix}"
    notice = KINDS[kind].way is Way.NOTICE
    return "GZ-HD01-20261103-0001" if notice else "云供客复〔2026〕17号"


def pictures(kind: LetterKind, facts: "LetterFacts", wide: int) -> list[Image.Image]:
    """The pages of one copy of a letter."""
    text = with_number(compose(kind, facts), number_of(kind, facts), DAY)
    pdf = to_pdf(text, facts, kind, Layout(issued_on=DAY))
    made = []
    with pypdfium2.PdfDocument(pdf) as document:
        for at in range(len(document) // len(copies(kind, facts.language))):
            page = document[at]
            image = page.render(scale=wide / page.get_width()).to_pil()
            made.append(image.convert("RGB"))
    return made


def side_by_side(images: Sequence[Image.Image]) -> Image.Image:
    """Pages in one picture, up to four in a row."""
    wide = max(image.width for image in images) + 6
    high = max(image.height for image in images) + 6
    across = min(4, len(images))
    sheet = Image.new("RGB", (wide * across, high * -(-len(images) // across)), (128, 128, 128))
    for at, image in enumerate(images):
        sheet.paste(image, (at % across * wide + 3, at // across * high + 3))
    return sheet


def main(arguments: Sequence[str]) -> None:
    """Write the pictures and the index into a folder, by default docs/letters."""
    here = Path(__file__).resolve().parents[1]
    folder = Path(arguments[0]) if arguments else here / "docs" / "letters"
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.png"):
        old.unlink()
    lines = [
        "# Every kind of letter",
        "",
        "Made by `python tools/letter_pictures.py`; every name and number is invented. What each",
        "may say is listed in [templates/letters](../../templates/letters/README.md).",
    ]
    for kind in LetterKind:
        lines += ["", f"## {label(kind, 'zh_CN')} · {label(kind, 'en')}", ""]
        lines += [f"{WAYS[KINDS[kind].way].capitalize()}; copies: {KINDS[kind].copies}.", ""]
        for language in ("zh_CN", "en"):
            short = pictures(kind, SHORT[kind, language](), WIDE)
            long = side_by_side(pictures(kind, LONG[kind, language], SMALL))
            for what, image in [*enumerate(short, 1), ("long", long)]:
                name = f"{kind}.{language}-{what}.png"
                image.quantize(COLOURS, Image.Quantize.MAXCOVERAGE).save(
                    folder / name, optimize=True
                )
                page = "at its longest" if what == "long" else f"page {what}"
                lines.append(f"![{label(kind, language)}, {page}]({name})")
    (folder / "README.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
