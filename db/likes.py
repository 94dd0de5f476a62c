"""Pieces of text in LIKE and ranges, with nothing in them read as a pattern."""

LAST = "\U0010ffff"
"""Sorts behind every text that goes on after a prefix."""


def piece(text: str) -> str:
    """The pattern for a text that stands anywhere; needs ESCAPE '\\'."""
    escaped = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"
