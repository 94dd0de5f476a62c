"""Markdown and facts → the page as PDF: one warm Typst compiler, our own fonts, nothing else.

The layout is a static file that receives the letter as data. The same Markdown, facts, options
and versions of engine and fonts give the same bytes. Warnings count as failures, because Typst
only warns of an unknown font.
"""

import json
import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any, Literal

import pylopdf_fonts_zh_cn as fonts
import typst

from desk.enums import LetterKind
from desk.i18n import _
from desk.letter.book import PLACEHOLDERS, is_numbered
from desk.letter.facts import InnerKind, PaperFacts, PaperKind
from desk.letter.glyphs import uncovered
from desk.letter.markdown import Block, as_data, part, tree
from desk.letter.qr import qr_svg
from desk.letter.shelf import templates_folder
from desk.letter.width import width
from desk.letter.words import copies
from desk.refusals import Fault, Refusal

Size = Literal["auto", "standard", "snug", "compact", "smallest", "large"]
Sheet = Literal["auto", "a4", "a5"]

SERIF = ("Noto Serif SC",)
SANS = ("Noto Sans SC",)
COMPACT_FROM = 1800
"""A letter with more columns of text than this is set in the compact size unless told otherwise."""
_SLIP: tuple[tuple[Size, Sheet], ...] = (("standard", "a5"), ("compact", "a5"), ("standard", "a4"))
_SHEET: tuple[tuple[Size, Sheet], ...] = (
    ("standard", "a4"),
    ("snug", "a4"),
    ("compact", "a4"),
    ("smallest", "a4"),
)
FITTING: dict[str, tuple[tuple[Size, Sheet], ...]] = {
    LetterKind.ACKNOWLEDGEMENT: _SLIP,
    LetterKind.REFERRAL: _SLIP,
    LetterKind.FOLLOW_UP_CARD: _SLIP,
    LetterKind.REGISTRATION_RECORD: _SHEET,
    LetterKind.NOTICE: _SHEET,
    LetterKind.POSTPONEMENT: _SHEET,
    InnerKind.CHAIN: _SHEET[:2],
}
"""The settings that a slip tries in turn until it fits one page."""

_DRAFT = {
    "zh_CN": ("草稿", "编号待定", "日期待定"),
    "en": ("DRAFT", "number pending", "date pending"),
}
_NARROW_CELL = 20
_LONGEST_CELL = {"zh_CN": 10_000, "en": 70}
"""Columns of text that a table's cell counts for; English is wordier and sets more lines a cell."""
_WORD = re.compile(r"[!-~]{1,20}")
_ACROSS, _AROUND = 90, 3
"""Columns of text that a table has room for, and what a cell's edges take of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How a letter is set. `issued_on` dates the file; `archive` makes it PDF/A-2b.

    "auto" chooses: a slip takes the first of its settings that fits one page a copy, a reply goes
    from standard to compact when it is long.
    """

    size: Size = "auto"
    sheet: Sheet = "auto"
    archive: bool = False
    issued_on: date | None = None


@cache
def _compiler(folder: Path) -> typst.Compiler:
    faces = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[Path(fonts.serif_path()).parent],
    )
    return typst.Compiler(input=folder / "page.typ", root=folder, font_paths=faces)


# A compiler keeps its inputs between calls, so two threads must not share a call.
_press = Lock()


def _widths(block: Block, longest: int) -> list[int]:
    """Shares of a table's columns: 0 for a narrow one, else by its longest and its usual cell.

    A cell counts for no more than `longest` columns. Every column has room for its longest word.
    """
    shares, words = [], []
    for column in zip(*(row.blocks for row in block.blocks), strict=False):
        texts = [cell.text() for cell in column]
        cells = [min(width(text), longest) for text in texts]
        usual = sum(cells) // len(cells)
        shares.append(0 if max(cells) <= _NARROW_CELL else usual + max(cells) // 2)
        words.append(max(len(word) for text in texts for word in _WORD.findall(text) or [""]))
    total = sum(shares)
    needed = [(word + _AROUND) * total // _ACROSS for word in words]
    return [max(share, need) if share else 0 for share, need in zip(shares, needed, strict=True)]


def _with_widths(blocks: list[Block], data: list[dict[str, Any]], longest: int) -> None:
    for block, one in zip(blocks, data, strict=True):
        if block.kind == "table":
            one["widths"] = _widths(block, longest)
        _with_widths(block.blocks, one["blocks"], longest)


def _pending(markdown: str, language: str) -> str:
    for number, when in PLACEHOLDERS.values():
        markdown = markdown.replace(number, _DRAFT[language][1])
        markdown = markdown.replace(when, _DRAFT[language][2])
    return markdown


def page_data(
    markdown: str, facts: PaperFacts, kind: PaperKind, layout: Layout | None = None
) -> str:
    """The JSON that the page layout receives."""
    layout = layout or Layout()
    draft = "" if is_numbered(markdown) else _DRAFT[facts.language][0]
    blocks = tree(_pending(markdown, facts.language))
    data = as_data(blocks)
    _with_widths(blocks, data, _LONGEST_CELL[facts.language])
    length = sum(width(block.text()) for block in blocks)
    size = layout.size
    if size == "auto":
        size = "compact" if length > COMPACT_FROM else "standard"
    title = next((b.text() for b in blocks if b.kind == "heading" and b.level == 1), "")
    reference = part(blocks, "reference")
    return json.dumps(
        {
            "lang": "en" if facts.language == "en" else "zh",
            "kind": kind.value,
            "size": size,
            "sheet": "a5" if layout.sheet == "a5" else "a4",
            "unit": facts.unit.name,
            "title": title,
            "number": reference.text().split("\n")[0] if reference else "",
            "copies": copies(kind, facts.language),
            "draft": draft,
            "qr": qr_svg(facts.lookup_code),
            "serif": [*SERIF, *SANS],
            "sans": [*SANS, *SERIF],
            "blocks": data,
        },
        ensure_ascii=False,
    )


def compile_page(data: str, *, archive: bool = False, issued_on: date | None = None) -> bytes:
    """PDF bytes of the page for the JSON of `page_data`."""
    day = issued_on or date(2000, 1, 1)
    stamp = datetime(day.year, day.month, day.day, tzinfo=UTC)
    try:
        with _press:
            made, warnings = _compiler(templates_folder()).compile_with_warnings(
                format="pdf",
                sys_inputs={"letter": data},
                pdf_standards=["a-2b"] if archive else [],
                timestamp=stamp,
            )
    except typst.TypstError as wrong:
        raise Fault(
            _("The page could not be made: {why}").format(why=wrong.diagnostic or wrong.message),
            _("Have the administrator look at the page layout of the letters."),
        ) from wrong
    if warnings or not isinstance(made, bytes):
        raise Fault(
            _("The page could not be made: {why}").format(
                why="; ".join(one.message for one in warnings)
            ),
            _("Have the administrator look at the page layout of the letters."),
        )
    return made


def pages(pdf: bytes) -> int:
    """How many pages a PDF has."""
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        return len(document)


def _tries(kind: PaperKind, layout: Layout) -> list[Layout]:
    if layout.size != "auto" or kind not in FITTING:
        return [layout]
    tries = [replace(layout, size=size, sheet=sheet) for size, sheet in FITTING[kind]]
    tries = [one for one in tries if layout.sheet in ("auto", one.sheet)]
    # What does not fit one page at any size is set over two, large enough to read.
    return [*tries, replace(tries[-1], size="standard")]


def to_pdf(
    markdown: str, facts: PaperFacts, kind: PaperKind, layout: Layout | None = None
) -> bytes:
    """The letter as PDF. Unfilled placeholders print as pending, with a draft mark on each page.

    Refuses, naming character and field, when a character stands in no font: a page with a hole in
    a name is worse than no page.
    """
    layout = layout or Layout()
    missing = uncovered(markdown, facts)
    if missing:
        raise Refusal(
            _("No font can print {characters}.").format(
                characters=", ".join(f"{one.character} ({one.field})" for one in missing[:5])
            ),
            _("Write it with other characters, or have a font added."),
            field=missing[0].field,
            code="glyph",
        )
    tries = _tries(kind, layout)
    wanted = len(copies(kind, facts.language))
    for number, one in enumerate(tries, 1):
        data = page_data(markdown, facts, kind, one)
        made = compile_page(data, archive=layout.archive, issued_on=layout.issued_on)
        if number == len(tries) or pages(made) <= wanted:
            break
    return made
