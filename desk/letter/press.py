"""Markdown and facts → the page as PDF: one warm Typst compiler, our own fonts, nothing else.

The layout is a static file that receives the letter as data. The same Markdown, facts, options
and versions of engine and fonts give the same bytes. Warnings count as failures, because Typst
only warns of an unknown font.
"""

import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any, Literal

import typst

from desk.enums import LetterKind
from desk.i18n import _
from desk.letter.book import is_numbered
from desk.letter.faces import faces
from desk.letter.facts import InnerKind, PaperFacts, PaperKind
from desk.letter.finding import place
from desk.letter.fit import FORMS, fitted
from desk.letter.glyphs import uncovered, way_out
from desk.letter.layout import Layout
from desk.letter.markdown import Block, as_data, part, tree
from desk.letter.pending import DRAFT, pending
from desk.letter.qr import qr_svg
from desk.letter.shelf import templates_folder
from desk.letter.width import width
from desk.letter.words import copies
from desk.refusals import Fault, Refusal

Manner = Literal["letter", "slip", "sheet", "record", "inner", "form", "card"]

MANNERS: dict[str, Manner] = {
    LetterKind.ACKNOWLEDGEMENT: "slip",
    LetterKind.REFERRAL: "slip",
    LetterKind.NOTICE: "sheet",
    LetterKind.POSTPONEMENT: "sheet",
    LetterKind.REGISTRATION_RECORD: "record",
    LetterKind.FOLLOW_UP_CARD: "slip",
    InnerKind.CHAIN: "inner",
    InnerKind.SHIFT: "inner",
    InnerKind.MONTH: "inner",
    InnerKind.TASK: "inner",
    InnerKind.FILE_COPY: "inner",
    InnerKind.KEY_CARD: "card",
    **dict.fromkeys(FORMS, "form"),
}
"""What a paper looks like; every other kind is an official letter."""
_NARROW_CELL = 20
_LONGEST_CELL = {"zh_CN": 10_000, "en": 70}
"""Columns of text that a table's cell counts for; English is wordier and sets more lines a cell."""
_WORD = re.compile(r"[!-~]{1,20}")
_ACROSS, _AROUND = 90, 3
"""Columns of text that a table has room for, and what a cell's edges take of them."""


@cache
def _compiler(folder: Path, fonts: Path | None) -> typst.Compiler:
    found = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=list(faces(fonts).folders),
    )
    return typst.Compiler(input=folder / "page.typ", root=folder, font_paths=found)


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


def page_data(
    markdown: str, facts: PaperFacts, kind: PaperKind, layout: Layout | None = None
) -> str:
    """The JSON that the page layout receives."""
    layout = layout or Layout()
    draft = "" if is_numbered(markdown) else DRAFT[facts.language][0]
    blocks = tree(pending(markdown, facts.language))
    data = as_data(blocks)
    _with_widths(blocks, data, _LONGEST_CELL[facts.language])
    fonts = faces(layout.fonts)
    title = next((b.text() for b in blocks if b.kind == "heading" and b.level == 1), "")
    reference = part(blocks, "reference")
    return json.dumps(
        {
            "lang": "en" if facts.language == "en" else "zh",
            "manner": MANNERS.get(kind, "letter"),
            "size": "standard" if layout.size == "auto" else layout.size,
            "sheet": "a5" if layout.sheet == "a5" else "a4",
            "unit": facts.unit.name,
            "title": title,
            "number": reference.text().split("\n")[0] if reference else "",
            "copies": copies(kind, facts.language),
            "draft": draft,
            "qr": qr_svg(facts.lookup_code),
            "address": layout.address if layout.window != "none" else (),
            "window": layout.window,
            "body": fonts.body,
            "title-face": fonts.title,
            "black": fonts.heading,
            "kai": fonts.kai,
            "blocks": data,
        },
        ensure_ascii=False,
    )


def compile_page(data: str, layout: Layout | None = None) -> bytes:
    """PDF bytes of the page for the JSON of `page_data`."""
    layout = layout or Layout()
    day = layout.issued_on or date(2000, 1, 1)
    stamp = datetime(day.year, day.month, day.day, tzinfo=UTC)
    try:
        with _press:
            made, warnings = _compiler(templates_folder(), layout.fonts).compile_with_warnings(
                format="pdf",
                sys_inputs={"letter": data, "seal": layout.seal},
                pdf_standards=["a-2b"] if layout.archive else [],
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


def to_pdf(
    markdown: str, facts: PaperFacts, kind: PaperKind, layout: Layout | None = None
) -> bytes:
    """The letter as PDF. Unfilled placeholders print as pending, with a draft mark on each page.

    Refuses, naming character and field, when a character stands in no font: a page with a hole in
    a name is worse than no page.
    """
    layout = layout or Layout()
    missing = uncovered(markdown, facts, layout.fonts)
    if missing:
        raise Refusal(
            _("No font can print {characters}.").format(
                characters=_(", ").join(
                    f"{one.character} ({place(one.field)})" for one in missing[:5]
                )
            ),
            way_out(),
            field=missing[0].field,
            code="glyph",
        )
    if not is_numbered(markdown):
        layout = replace(layout, seal="")

    def make(one: Layout) -> bytes:
        return compile_page(page_data(markdown, facts, kind, one), one)

    return fitted(markdown, facts, kind, layout, make)
