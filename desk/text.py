"""The one door in for text that people type, paste or import."""

import re
import unicodedata

# Controls, line separators, bidi overrides and lone surrogates: they act on a terminal or
# a page instead of standing in it. Tab and newline stay.
UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_BREAKS = re.compile(r"[\t\n]+")


def clean(text: str) -> str:
    """Text as it may be kept: NFC, LF line ends, nothing that acts instead of being shown."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", UNPRINTABLE.sub("", text))


def clean_line(text: str) -> str:
    """Like `clean`, for one line: tabs and line ends fold to a space, ends are trimmed."""
    return _BREAKS.sub(" ", clean(text)).strip()
