"""How many columns text takes on paper where Chinese is printed."""

import unicodedata


def wide(char: str) -> int:
    """Columns of one character; characters of ambiguous width take two."""
    if unicodedata.category(char) in ("Cf", "Cc", "Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WFA" else 1


def width(text: str) -> int:
    """Columns that `text` takes where Chinese is printed: 0 for marks that stand on another."""
    return sum(wide(char) for char in text)
