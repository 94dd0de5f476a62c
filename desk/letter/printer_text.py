"""Letters in the language of text printers: bytes for a dot-matrix printer, or for slips of 58 mm.

Chinese is sent as GB18030, which is what these printers hold. What a person typed is never a
command: of control characters only our own reach the printer. Commands: Epson ESC/P and ESC/POS.
"""

import unicodedata

from desk.letter.plain import to_text
from desk.letter.run import PaperForm
from desk.letter.width import width

ESC, GS, FS = b"\x1b", b"\x1d", b"\x1c"
_RESET = ESC + b"@"
_CHINESE = FS + b"&"
_FORM_FEED = b"\x0c"
_FEED = ESC + b"d\x04"
_CUT = GS + b"V\x42\x00"
_LEFT, _CENTRE = ESC + b"a\x00", ESC + b"a\x01"
_DOTS = 6
"""Dots of the paper for a side of one square of the QR code; 8 dots are 1 mm."""
_MOST_DOTS = 384
"""Dots across a slip of 58 mm."""

COLUMNS = {PaperForm.TEXT80: 80, PaperForm.SLIP32: 32}
_COPY = {"zh_CN": "【副本】", "en": "[COPY]"}


def _encoded(text: str, end: bytes) -> bytes:
    lines = (
        "".join(char for char in line if unicodedata.category(char) not in ("Cc", "Cs"))
        for line in text.split("\n")
    )
    return b"".join(line.encode("gb18030") + end for line in lines)


def _marked(text: str, columns: int, language: str, *, as_copy: bool) -> str:
    if not as_copy:
        return text
    mark = _COPY[language]
    return f"{' ' * ((columns - width(mark)) // 2)}{mark}\n{text}"


def for_dot_matrix(markdown: str, language: str = "zh_CN", *, as_copy: bool = False) -> bytes:
    """A letter of 80 columns that ends its sheet; a second one comes of itself by carbon."""
    columns = COLUMNS[PaperForm.TEXT80]
    text = _marked(to_text(markdown, columns=columns).rstrip(), columns, language, as_copy=as_copy)
    return _RESET + _CHINESE + _encoded(text, b"\r\n") + _FORM_FEED


def for_slips(
    markdown: str, language: str = "zh_CN", *, code: str = "", as_copy: bool = False
) -> bytes:
    """A letter of 32 columns, with `code` as a QR picture under it, and cut off."""
    columns = COLUMNS[PaperForm.SLIP32]
    text = _marked(to_text(markdown, columns=columns).rstrip(), columns, language, as_copy=as_copy)
    picture = b""
    if code:
        picture = _CENTRE + _raster(code) + b"\n" + _encoded(code, b"\n") + _LEFT
    return _RESET + _CHINESE + _encoded(text, b"\n") + b"\n" + picture + _FEED + _CUT


def _raster(code: str) -> bytes:
    """A QR code as a picture of dots, because older slip printers know no code of their own."""
    import segno

    made = segno.make(code, error="m", micro=False)
    side = made.symbol_size(border=2)[0]
    scale = max(1, min(_DOTS, _MOST_DOTS // side))
    rows = []
    for row in made.matrix_iter(scale=scale, border=2):
        bits = "".join("1" if dot else "0" for dot in row)
        across = -(-len(bits) // 8)
        rows.append(int(bits.ljust(across * 8, "0"), 2).to_bytes(across, "big"))
    head = GS + b"v0\x00" + len(rows[0]).to_bytes(2, "little") + len(rows).to_bytes(2, "little")
    return head + b"".join(rows)
