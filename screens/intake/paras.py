"""Paragraphs as the panels of the intake room use them."""

from collections.abc import Iterable

from desk.i18n import _
from screens.widgets.flow import Para

BLANK = Para("")


def colon(what: str, text: str) -> str:
    """What something is, and what is said of it."""
    return _("{what}: {text}").format(what=what, text=text)


def items(texts: Iterable[str]) -> list[Para]:
    """A list, each with a dot."""
    return [Para(text, lead="· ") for text in texts]


def head(text: str) -> Para:
    """What the lines below are about."""
    return Para(text, "$text-muted underline")
