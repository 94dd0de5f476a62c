"""Pages to a printer that takes pictures: each page of a PDF drawn band by band at its own dots.

The way of Windows, where a PC need not have a program that prints PDF; what is of Windows itself
stands behind `Canvas`.
"""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from desk.letter.printer import Sheets

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

POINTS_AN_INCH = 72
BAND = 512
"""Rows of dots at a time: a page of 600 dots an inch in one piece would take 100 MB."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """What the printer can put ink on, in its own dots.

    `across` and `down` are dots an inch; the printable part begins `left` and `top` from the
    edges of the sheet and is `width` by `height`.
    """

    across: int
    down: int
    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A strip of a page: rows of dots from the top, three bytes a dot, blue first.

    Each row is filled up to a multiple of four bytes. `x` and `y` are its place in the printable
    part.
    """

    x: int
    y: int
    width: int
    height: int
    dots: bytes


class Canvas(Protocol):
    """A printer that is drawn on, one job at a time."""

    def begin(self, name: str, sheets: Sheets) -> tuple[str, Paper]:
        """Begin a job; its name in the queue, and the paper it has."""
        ...

    def page(self) -> None:
        """Begin a page."""
        ...

    def draw(self, band: Band) -> None:
        """Draw a strip on the page."""
        ...

    def page_over(self) -> None:
        """End the page."""
        ...

    def over(self) -> None:
        """End the job: it goes to the printer."""
        ...

    def abort(self) -> None:
        """Throw the job away."""
        ...


def print_pdf(canvas: Canvas, content: bytes, name: str, sheets: Sheets) -> str:
    """Draw a PDF; the job's name. What fails half-way is thrown away, so no half letter comes."""
    import pypdfium2

    job, paper = canvas.begin(name, sheets)
    try:
        with pypdfium2.PdfDocument(content) as document:
            for page in document:
                canvas.page()
                for band in bands(page, paper):
                    canvas.draw(band)
                canvas.page_over()
                page.close()
    except BaseException:
        canvas.abort()
        raise
    canvas.over()
    return job


def bands(page: "PdfPage", paper: Paper) -> Iterator[Band]:
    """The printable part of a page in strips from the top, at the printer's own dots.

    A page keeps its size on paper; what falls outside the printable part falls away, as on any
    printer. A page larger than the sheet is made smaller.
    """
    wide, high = page.get_size()
    across, down = wide * paper.across / POINTS_AN_INCH, high * paper.down / POINTS_AN_INCH
    sheet = (paper.width + 2 * paper.left, paper.height + 2 * paper.top)
    scale = min(1.0, sheet[0] / across, sheet[1] / down)
    whole = (round(across * scale), round(down * scale))
    width = min(paper.width, whole[0] - paper.left)
    bottom = min(paper.height, whole[1] - paper.top)
    for y in range(0, bottom, BAND):
        height = min(BAND, bottom - y)
        dots = _dots(page, whole, (paper.left, paper.top + y), (width, height))
        yield Band(x=0, y=y, width=width, height=height, dots=dots)


def _dots(
    page: "PdfPage", whole: tuple[int, int], place: tuple[int, int], size: tuple[int, int]
) -> bytes:
    """The dots of `size` from `place` on, of a page that is `whole` dots large."""
    from pypdfium2 import PdfBitmap, raw

    # GDI wants each row to begin at a multiple of four bytes.
    stride = (size[0] * 3 + 3) // 4 * 4
    room = (ctypes.c_ubyte * (stride * size[1]))()
    bitmap = PdfBitmap.new_native(*size, raw.FPDFBitmap_BGR, buffer=room, stride=stride)
    try:
        bitmap.fill_rect((255, 255, 255, 255), 0, 0, *size)
        raw.FPDF_RenderPageBitmap(
            bitmap, page, -place[0], -place[1], *whole, 0, raw.FPDF_ANNOT | raw.FPDF_PRINTING
        )
        return bytes(room)
    finally:
        bitmap.close()
