"""A letter as text: 80 columns for a line printer, 32 for a slip printer."""

import unicodedata


def width(text: str) -> int:
    """Columns that `text` takes where Chinese is printed: ambiguous characters count as two."""
    return sum(_wide(char) for char in text)


def _wide(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in ("Cf", "Cc", "Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WFA" else 1
