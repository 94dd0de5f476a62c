"""The letter on the right: drawn anew in a thread when its text or its width changes."""

from typing import TYPE_CHECKING, cast

from textual.containers import VerticalScroll
from textual.geometry import Region, Size
from textual.widgets import Static

from desk.i18n import _
from screens.plain import shown
from screens.working import WorkScreen

if TYPE_CHECKING:
    from screens.reply.reading import Reading

GROUP = "paper"
_MARGIN = 1
"""Cells left free between the letter and the scroll bar."""


class _Sheet(Static):
    """Tells the paper the width it is laid out in; no event tells that while it is scrolled."""

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        cast("Paper", self.parent).fits(width)
        return super().get_content_height(container, viewport, width)


class Paper(VerticalScroll, can_focus=True):
    """A letter to read. `show` sets its Markdown, `turn_to` brings a point's heading to the top.

    Stands in a `WorkScreen`, whose threads draw it.
    """

    DEFAULT_CSS = """
    Paper { padding: 0 1; scrollbar-gutter: stable; }
    Paper > _Sheet { width: 1fr; height: auto; }
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self.markdown = ""
        self._text = _Sheet()
        self._width = 0
        self._reading: Reading | None = None
        self._turn = ""
        self._draw = False

    def compose(self) -> "list[Static]":
        return [self._text]

    def show(self, markdown: str, *, from_top: bool = False) -> None:
        """Another text; the place that is being read stays, unless `from_top`."""
        if from_top:
            self.scroll_home(animate=False)
        if markdown != self.markdown or self._reading is None:
            self.markdown = markdown
            self._ask()

    def say(self, words: str) -> None:
        """Words in the place of a letter."""
        self.markdown, self._reading = "", None
        cast("WorkScreen[None]", self.screen).forget(GROUP)
        self._text.update(shown(words, "$text-muted"))

    def turn_to(self, text: str) -> None:
        """Bring the heading in which `text` stands to the top, now or when it is drawn."""
        self._turn = text
        self._follow()

    def turn_to_last(self) -> None:
        """Bring the last heading to the top."""
        if self._reading is not None and self._reading.heads:
            self.turn_to(self._reading.heads[-1][0])

    @property
    def plain(self) -> str:
        """What is drawn, without its looks."""
        return self._reading.content.plain if self._reading is not None else ""

    # --------------------------------------------------------------------------------------

    def fits(self, width: int) -> None:
        """The sheet is laid out `width` cells wide."""
        width = max(0, width - _MARGIN)
        if width != self._width:
            self._width = width
            if self.markdown:
                self.call_later(self._ask)

    def _ask(self) -> None:
        width, markdown = self._width, self.markdown
        if not width:
            # Not laid out yet: whoever lays it out asks.
            return

        def draw() -> "Reading":
            from screens.reply.reading import read_letter

            return read_letter(markdown, width)

        screen = cast("WorkScreen[None]", self.screen)
        screen.ask(draw, self._drawn, group=GROUP)

    def _drawn(self, reading: "Reading") -> None:
        self._reading = reading
        self._text.update(reading.content if reading.content.plain else shown(_("(empty)")))
        self.call_after_refresh(self._follow)

    def _follow(self) -> None:
        if not self._turn or self._reading is None:
            return
        line = self._reading.line_of(self._turn)
        self._turn = ""
        if line is not None:
            room = self.scrollable_content_region.height
            self.scroll_to_region(
                Region(0, line, 1, max(1, room)), top=True, animate=False, force=True
            )
