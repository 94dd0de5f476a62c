"""Which settings a paper tries until it fits its pages, and which of the pages made is kept."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from desk.enums import LetterKind
from desk.letter.facts import InnerKind, PaperFacts, PaperKind
from desk.letter.layout import Layout, Sheet, Size
from desk.letter.markdown import Block, part, tree
from desk.letter.pdfium import ONE
from desk.letter.width import width
from desk.letter.words import copies

STANDARD_PAGES = 2
"""A letter that fills more pages than this in the standard size is set smaller."""
FORMS = (InnerKind.BLANK_REGISTRATION, InnerKind.BLANK_NOTICE, InnerKind.BLANK_RECEIPT)
"""Forms that are filled in by hand."""

_SLIP: tuple[tuple[Size, Sheet], ...] = (
    ("standard", "a5"),
    ("compact", "a5"),
    ("standard", "a4"),
    ("close", "a4"),
    ("compact", "a4"),
)
_SHEET: tuple[tuple[Size, Sheet], ...] = (
    ("standard", "a4"),
    ("close", "a4"),
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
    InnerKind.CHAIN: _SHEET[:3],
    InnerKind.SHIFT: _SHEET[:3],
    InnerKind.MONTH: _SHEET[:3],
    InnerKind.TASK: _SHEET[:3],
    InnerKind.FILE_COPY: _SHEET[:3],
    InnerKind.KEY_CARD: _SHEET[2:],
    **dict.fromkeys(FORMS, _SHEET[:3]),
}
"""The settings that a slip tries in turn until it fits one page."""
_SIZES: dict[str, tuple[Size, ...]] = {
    "zh_CN": ("standard", "snug", "compact"),
    "en": ("standard", "compact"),
}
"""The sizes of a letter's text, the largest first."""
_COMPACT_FROM = {"zh_CN": 2000, "en": 4200}
"""Columns of text above which a letter surely takes too many pages in any larger size."""
_WORTH_A_PAGE = {"zh_CN": 260, "en": 420}
"""Columns of a letter's own words that are worth a page: about five lines."""
_AROUND = ("signature", "receipt", "reference")


@dataclass(frozen=True, slots=True)
class _Made:
    pages: int
    rank: int
    pdf: bytes


def pages(pdf: bytes) -> int:
    """How many pages a PDF has."""
    import pypdfium2

    with ONE, pypdfium2.PdfDocument(pdf) as document:
        return len(document)


def _hardly_a_word(pdf: bytes, blocks: list[Block], facts: PaperFacts) -> bool:
    """Whether the last page carries little beside head, signature and receipt."""
    import pypdfium2

    with ONE, pypdfium2.PdfDocument(pdf) as document:
        shown = document[len(document) - 1].get_textpage().get_text_range()
    around = [found.text() for role in _AROUND if (found := part(blocks, role))]
    own = width("".join(shown.split())) - width("".join("".join(around).split()))
    return own < width("".join(facts.unit.name.split())) + _WORTH_A_PAGE[facts.language]


def _fitted_slip(
    kind: PaperKind, layout: Layout, most: int, make: Callable[[Layout], bytes]
) -> bytes:
    tries = [replace(layout, size=size, sheet=sheet) for size, sheet in FITTING[kind]]
    tries = [one for one in tries if layout.sheet in ("auto", one.sheet)]
    made = []
    for rank, one in enumerate(tries):
        pdf = make(one)
        if len(tries) == 1:
            return pdf
        count = pages(pdf)
        if count <= most:
            return pdf
        made.append((one.sheet, _Made(count, rank, pdf)))
    # None is short enough: the fewest pages, on the larger sheet, in the largest print.
    larger = [one for sheet, one in made if sheet == tries[-1].sheet]
    return min(larger, key=lambda one: (one.pages, one.rank)).pdf


def fitted(
    markdown: str,
    facts: PaperFacts,
    kind: PaperKind,
    layout: Layout,
    make: Callable[[Layout], bytes],
) -> bytes:
    """The page as `make` makes it, in the settings that suit its length.

    A slip takes the first of its settings that fits one page a copy. A letter is set smaller when
    that saves pages beyond the second, or a second page with hardly a word on it; of settings that
    take as many pages it has the largest.
    """
    if layout.size != "auto":
        return make(layout)
    of_copies = len(copies(kind, facts.language))
    before = 1 if layout.address and layout.window == "page" else 0
    if kind in FITTING:
        return _fitted_slip(kind, layout, of_copies + before, make)
    blocks = tree(markdown)
    sizes = _SIZES[facts.language]
    long = sum(width(block.text()) for block in blocks) > _COMPACT_FROM[facts.language]
    made: list[_Made] = []
    for size in sizes[:-3:-1] if long else sizes:
        pdf = make(replace(layout, size=size))
        count = pages(pdf)
        filled = count <= of_copies + before or not _hardly_a_word(pdf, blocks, facts)
        if filled and (long or count <= STANDARD_PAGES * of_copies + before):
            return pdf
        made.append(_Made(count, sizes.index(size), pdf))
    return min(made, key=lambda one: (one.pages, one.rank)).pdf
