"""Text in a cell of a spreadsheet: what begins like a formula must stay text."""

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What spreadsheets take for the beginning of a formula, or leave out before one."""
_FULL_WIDTH = ("＝", "＋", "－", "＠")
"""What some of them take for the same."""


def defused(text: str) -> str:
    """A text that a spreadsheet shows as it reads and never works out.

    The apostrophe is the sign for text in every spreadsheet; reading the file back takes it away.
    """
    begins = text.lstrip(" \u3000\n")
    if begins.startswith((*FORMULA, *_FULL_WIDTH)):
        return f"'{text}"
    return text
