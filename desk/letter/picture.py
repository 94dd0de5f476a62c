"""Photographs and scans for a terminal: one page at a time, as `desk.letter.glance` shows it."""

import struct
from dataclasses import dataclass
from io import BytesIO

from desk.i18n import _
from desk.letter.glance import Glance, glance
from desk.letter.pdfium import ONE
from desk.refusals import Refusal

SHOWN = frozenset({"image/jpeg", "application/pdf"})
"""Kinds of files that can be shown so."""
MOST_POINTS = 150_000_000
"""Points of a photograph: more than any camera takes, and as much memory as may be asked for."""
MOST_ROWS = 300
"""Cells that a picture is high at most, whatever shape a page has."""
_TURNS = {3: 180, 4: 180, 5: 90, 6: 90, 7: 270, 8: 270}
"""By the orientation a camera writes down: degrees to turn clockwise."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A page of a file, and how many it has."""

    page: Glance
    pages: int


def see(content: bytes, media_type: str, *, width: int, rows: int = 0, page: int = 0) -> Seen:
    """A page, counted from 0, in `width` cells; with `rows` so that the whole of it fits.

    A Refusal where the file is broken, has a password, or is of no kind in `SHOWN`.
    """
    import pypdfium2

    if media_type not in SHOWN:
        raise _refused()
    try:
        with (
            ONE,
            pypdfium2.PdfDocument.new()
            if media_type == "image/jpeg"
            else (pypdfium2.PdfDocument(content)) as document,
        ):
            if media_type == "image/jpeg":
                _lay(document, content)
            pages = len(document)
            if not 0 <= page < pages:
                raise _refused()
            high = min(rows, MOST_ROWS) if rows else MOST_ROWS
            return Seen(glance(document[page], width, most_rows=high), pages)
    except pypdfium2.PdfiumError as wrong:
        raise _refused() from wrong


def _lay(document: "object", content: bytes) -> None:
    """Put a photograph on a page of its own shape, the right way up."""
    from pypdfium2 import PdfDocument, PdfImage, PdfMatrix

    assert isinstance(document, PdfDocument)
    shape = measured(content)
    if shape is None or shape.wide * shape.high > MOST_POINTS:
        raise _refused()
    # A page is measured in points of print; only its shape matters here.
    wide, high = 1000.0, 1000.0 * shape.high / shape.wide
    image = PdfImage.new(document)
    image.load_jpeg(BytesIO(content), inline=True)
    image.set_matrix(PdfMatrix().scale(wide, high))
    page = document.new_page(wide, high)
    page.insert_obj(image)
    page.gen_content()
    page.set_rotation(shape.turn)
    page.close()


@dataclass(frozen=True, slots=True)
class Shape:
    """What a JPEG says of itself: points wide and high, degrees to turn it clockwise."""

    wide: int
    high: int
    turn: int


def measured(content: bytes) -> Shape | None:
    """The shape of a JPEG (ITU T.81, orientation by Exif 2.3); None where it has none."""
    at, turn = 2, 0
    try:
        while content[at] == 0xFF:
            mark = content[at + 1]
            if mark == 0xFF:
                at += 1
                continue
            (length,) = struct.unpack_from(">H", content, at + 2)
            if mark == 0xE1 and content[at + 4 : at + 10] == b"Exif\x00\x00":
                turn = _turn(content[at + 10 : at + 2 + length])
            elif 0xC0 <= mark <= 0xCF and mark not in (0xC4, 0xC8, 0xCC):
                high, wide = struct.unpack_from(">HH", content, at + 5)
                return Shape(wide, high, turn) if wide and high else None
            at += 2 + length
    except (IndexError, struct.error):
        return None
    return None


def _turn(exif: bytes) -> int:
    order = {b"II": "<", b"MM": ">"}.get(exif[:2])
    if order is None:
        return 0
    try:
        (at,) = struct.unpack_from(f"{order}I", exif, 4)
        (count,) = struct.unpack_from(f"{order}H", exif, at)
        for n in range(count):
            tag, _kind, _count, value = struct.unpack_from(f"{order}HHIH", exif, at + 2 + 12 * n)
            if tag == 0x0112:
                return _TURNS.get(value, 0)
    except struct.error:
        return 0
    return 0


def _refused() -> Refusal:
    return Refusal(
        _("This file cannot be shown here: it is broken, locked with a password, or too large."),
        _("Open it with another program, or write it out."),
        field="",
        code="not_shown",
    )
