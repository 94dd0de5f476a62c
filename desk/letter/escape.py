"""Markdown's own escape: what people typed stays text in every letter."""

import re
from typing import Any

from markupsafe import Markup

_ANYWHERE = re.compile(r"[\\`*_\[\]<>&|~#⟦]")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_OPENING = "&#10214;"
_LINE_START = re.compile(r"^([ \t]*)([-+=:.)]|\d+(?=[.)](?:\s|$)))", re.MULTILINE)


def _one(match: re.Match[str]) -> str:
    # The bracket that opens a placeholder has no backslash escape in CommonMark; an entity has.
    return _OPENING if match[0] == "⟦" else "\\" + match[0]


def _start(match: re.Match[str]) -> str:
    lead, sign = match.groups()
    return f"{lead}{sign}\\" if sign.isdigit() else f"{lead}\\{sign}"


def escape_markdown(text: str) -> str:
    """`text` as Markdown that reads back as exactly that text; a line end is a hard break.

    A fact may stand at the start of a line or right after a digit of the template, so what is
    special only there is escaped at the start of every line of the fact.
    """
    text = _LINE_START.sub(_start, _ANYWHERE.sub(_one, text))
    lines = [line.strip() for line in text.split("\n")]
    return "\\\n".join(line for line in lines if line)


def unescaped(text: str) -> str:
    """The text that `escape_markdown` made this of."""
    # As a plain text: an escaped one would escape the pieces that are put together again.
    return _ESCAPED.sub(r"\1", str(text).replace(_OPENING, "⟦"))


class Escaped(Markup):
    """A fact on its way into a template: joining and formatting keep it literal."""

    __slots__ = ()

    @classmethod
    def escape(cls, s: Any, /) -> "Escaped":
        """`s` escaped for Markdown, unless it is escaped already."""
        return cls(s if isinstance(s, Markup) else escape_markdown(str(s)))
