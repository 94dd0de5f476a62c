"""What a file is to a clerk: its kind in a word, its text, a name that is safe on any disk."""

import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE

from desk.i18n import N_, _
from desk.text import clean, clean_line

_KINDS: tuple[tuple[str, str], ...] = (
    ("image/", N_("Picture")),
    ("text/", N_("Text")),
    ("audio/", N_("Recording")),
    ("video/", N_("Film")),
    ("application/pdf", "PDF"),
    ("application/zip", N_("Document")),
)
_ENDINGS = {
    "image/jpeg": ("jpg", "jpeg"),
    "image/png": ("png",),
    "image/gif": ("gif",),
    "image/bmp": ("bmp",),
    "image/tiff": ("tif", "tiff"),
    "image/webp": ("webp",),
    "image/heic": ("heic", "heif"),
    "audio/wav": ("wav",),
    "audio/mpeg": ("mp3",),
    "audio/mp4": ("m4a",),
    "video/mp4": ("mp4", "mov"),
    "application/pdf": ("pdf",),
    "text/plain": ("txt", "csv"),
    # Office documents without macros are archives; any other archive is only handed out.
    "application/zip": ("docx", "xlsx", "pptx", "odt", "ods", "ofd"),
}
"""Endings that a program outside may be given; the first where the name has none of them."""
_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
_RESERVED = re.compile(r"(?i)^(con|prn|aux|nul|com\d|lpt\d)(\.|$)")
_MACHINE = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
"""Controls that no text has; ESC may stand in the protocol of a machine."""
_LONGEST = 180
"""Bytes of a name, less than what any disk takes."""


def kind_said(media_type: str) -> str:
    """The kind of a file in a word."""
    found = next((word for begins, word in _KINDS if media_type.startswith(begins)), N_("Other"))
    return _(found)


def size_said(size: int) -> str:
    """Bytes as a person counts them."""
    return f"{size / 1024 / 1024:.1f} MB" if size >= 1024 * 1024 else f"{max(1, size // 1024)} kB"


def safe_name(name: str) -> str:
    """A name that is only a name on every system; nothing in it leads elsewhere."""
    plain = _FORBIDDEN.sub("_", clean_line(name)).strip(" .").lstrip("-~")
    if _RESERVED.match(plain):
        plain = f"_{plain}"
    stem, dot, ending = plain.rpartition(".")
    if not stem or len(ending) > 8:
        stem, dot, ending = plain, "", ""
    room = _LONGEST - len(f"{dot}{ending}".encode())
    stem = stem.encode()[:room].decode(errors="ignore").rstrip(" .")
    return f"{stem or 'file'}{dot}{ending}"


def opening_name(name: str, media_type: str) -> str:
    """The name under which a program outside may open it; "" when it had better not.

    The ending follows the content: a program that calls itself a picture is opened as one.
    """
    endings = _ENDINGS.get(media_type)
    if endings is None:
        return ""
    safe = safe_name(name)
    ending = safe.rpartition(".")[2].casefold()
    if ending in endings:
        return safe
    return "" if media_type == "application/zip" else f"{safe}.{endings[0]}"


def decoded(content: bytes) -> str | None:
    """The text of a file in any encoding of an office here; None where it is none."""
    wide = content.startswith((BOM_UTF16_LE, BOM_UTF16_BE))
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if _MACHINE.search(text) else text
    return None


def text_of(content: bytes) -> str | None:
    """Like `decoded`, with nothing in it that acts on a terminal."""
    text = decoded(content)
    return None if text is None else clean(text)
