"""Lines of text that break where Chinese may be broken, with a hanging sign before them."""

from collections.abc import Iterable
from dataclasses import dataclass

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from desk.letter.plain import wrap
from desk.text import clean_line
from screens.plain import fit, shown


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph. `sign` hangs before it; its first `lead` characters are bold."""

    text: str
    style: str = ""
    sign: str = ""
    lead: int = 0


def items(texts: Iterable[str]) -> list[Line]:
    """A list, each with a dot."""
    return [Line(text, sign="· ") for text in texts]


def head(text: str) -> Line:
    """What the lines below are about."""
    return Line(text, "$text-muted underline")


BLANK = Line("")


class Flow(Widget):
    """Shows lines in any width; with `most` only so many, each cut to one row."""

    DEFAULT_CSS = "Flow { height: auto; width: 1fr; }"

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._lines: list[Line] = []
        self._most = 0

    def show(self, lines: Iterable[Line], *, most: int = 0) -> None:
        """Other lines."""
        self._lines, self._most = list(lines), most
        self.refresh(layout=True)

    @property
    def plain(self) -> str:
        """What stands there, paragraph by paragraph."""
        return "\n".join(f"{line.sign}{line.text}" for line in self._lines)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        if self._most:
            return min(len(self._lines), self._most)
        return sum(len(_rows(line, width)) for line in self._lines)

    def render(self) -> Content:
        width = self.content_size.width
        if self._most:
            chosen = self._lines[: self._most]
            cut = [fit(f"{line.sign}{clean_line(line.text)}", width).rstrip() for line in chosen]
            drawn = [_drawn(row, line, 0) for row, line in zip(cut, chosen, strict=True)]
        else:
            drawn = [
                _drawn(row, line, number)
                for line in self._lines
                for number, row in enumerate(_rows(line, width))
            ]
        return Content("\n").join(drawn)


def _rows(line: Line, width: int) -> list[str]:
    text = clean_line(line.text)
    # All signs are two cells wide, whatever they are made of.
    return wrap(text, max(8, width), first=line.sign, rest="  " if line.sign else "")


def _drawn(row: str, line: Line, number: int) -> Content:
    content = shown(row, line.style)
    if line.lead and number == 0:
        return content.stylize("bold $primary", 0, len(line.sign) + line.lead)
    return content
