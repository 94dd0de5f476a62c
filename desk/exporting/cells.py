"""Text in a cell of a spreadsheet: what begins like a formula must stay text."""

BEGINNINGS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
"""What spreadsheets take for the beginning of a formula, some in full width as well."""


def defused(text: str) -> str:
    """A text that a spreadsheet shows as it reads and never works out.

    The apostrophe is the sign for text in every spreadsheet; reading the file back takes it away.
    """
    return f"'{text}" if text.lstrip().startswith(BEGINNINGS) else text
