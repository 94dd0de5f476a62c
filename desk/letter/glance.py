"""The pages of a PDF for a terminal: each as a small picture, and the lines that stand on it.

A terminal shows two points of a picture in one cell, one above the other. That is too coarse to
read, and enough to see where pages break, how full the last one is, and where the signature
stands; the lines tell what stands there.
"""

from dataclasses import dataclass

from desk.letter.pdfium import ONE

Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Glance:
    """One page: `rows` of cells, each the colours of its upper and lower point; its `lines`."""

    rows: tuple[tuple[tuple[Colour, Colour], ...], ...]
    lines: tuple[str, ...]


def glances(pdf: bytes, width: int) -> list[Glance]:
    """Every page, its picture `width` cells wide."""
    import pypdfium2

    with ONE, pypdfium2.PdfDocument(pdf) as document:
        return [glance(page, width) for page in document]


def glance(page: "object", width: int, *, most_rows: int = 0) -> Glance:
    """A page of pdfium, at most `width` cells wide and, if given, `most_rows` high; closes it."""
    from pypdfium2 import PdfPage

    assert isinstance(page, PdfPage)
    wide, high = page.get_size()
    scale = width / wide
    if most_rows:
        scale = min(scale, 2 * most_rows / high)
    bitmap = page.render(scale=scale, rev_byteorder=True)
    points, stride, step = bytes(bitmap.buffer), bitmap.stride, bitmap.n_channels
    textpage = page.get_textpage()
    text = textpage.get_text_range()

    def colour(x: int, y: int) -> Colour:
        if y >= bitmap.height:
            return 255, 255, 255
        at = y * stride + x * step
        return points[at], points[at + 1], points[at + 2]

    rows = tuple(
        tuple((colour(x, y), colour(x, y + 1)) for x in range(min(width, bitmap.width)))
        for y in range(0, bitmap.height, 2)
    )
    lines = tuple(line.rstrip() for line in text.replace("\r", "").split("\n"))
    textpage.close()
    bitmap.close()
    page.close()
    return Glance(rows, lines)
