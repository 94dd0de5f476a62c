"""The lookup code as a QR picture."""

import io
from functools import lru_cache


@lru_cache(maxsize=64)
def qr_svg(text: str) -> str:
    """SVG text of a QR code (error level M, quiet zone of two modules); "" for no text."""
    if not text:
        return ""
    import segno

    picture = io.BytesIO()
    segno.make(text, error="m", micro=False).save(
        picture, kind="svg", border=2, xmldecl=False, svgns=True, nl=False, omitsize=True
    )
    return picture.getvalue().decode()
