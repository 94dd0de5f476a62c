"""The pages of a letter as they will be printed: a small picture, and what stands on each."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.color import Color
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.style import Style
from textual.widget import Widget
from textual.widgets import Static

from desk.i18n import _
from desk.letter.glance import Glance
from screens.base import DeskDialog
from screens.plain import shown

WIDTH = 36
"""Cells of the small picture of a page."""
ROOM = 104
"""Columns of a terminal from which on there is room for it beside the lines."""


class Pages(DeskDialog[None]):
    """Shows one page at a time; page up and page down turn, `told` says where the file is."""

    DEFAULT_CSS = """
    Pages #pages-picture { display: none; width: auto; height: auto; margin-right: 2; }
    Pages.-picture #pages-picture { display: block; }
    Pages #pages-lines { width: 1fr; height: auto; }
    Pages .pages-both { height: auto; }
    Pages .pages-told { height: auto; color: $text-muted; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pagedown", "turn(1)", priority=True, show=False),
        Binding("pageup", "turn(-1)", priority=True, show=False),
        Binding("enter", "accept", show=False),
    ]

    def __init__(self, glances: Sequence[Glance], told: str) -> None:
        super().__init__(_("The page"))
        self._glances = list(glances)
        self._told = told
        self._at = 0
        self._picture = Static(id="pages-picture")
        self._lines = Static(id="pages-lines")
        self._where = Static(classes="pages-told")
        self._scroll = VerticalScroll(
            Horizontal(self._picture, self._lines, classes="pages-both"), classes="dialog-scroll"
        )
        self.add_class("-tall")

    def body(self) -> Iterable[Widget]:
        yield self._where
        yield self._scroll
        yield Static(shown(self._told), classes="pages-told")

    def on_mount(self) -> None:
        self.set_class(self.app.size.width >= ROOM, "-picture")
        self._scroll.focus()
        self._show()

    def action_turn(self, step: int) -> None:
        """Another page, if there is one."""
        at = self._at + int(step)
        if 0 <= at < len(self._glances):
            self._at = at
            self._show()

    def _show(self) -> None:
        if not self._glances:
            return
        page = self._glances[self._at]
        where = _("Page {n} of {all} · PgUp and PgDn turn · {lines} lines")
        lines = [line for line in page.lines if line.strip()]
        self._where.update(
            shown(where.format(n=self._at + 1, all=len(self._glances), lines=len(lines)))
        )
        self._lines.update(shown("\n".join(lines)))
        if self.has_class("-picture"):
            self._picture.update(picture(page))
        self._scroll.scroll_home(animate=False)


def picture(page: Glance) -> Content:
    """A page in half blocks, each cell an upper and a lower point."""
    lines = []
    for row in page.rows:
        runs = []
        for (upper, lower), cells in groupby(row):
            style = Style(foreground=Color(*upper), background=Color(*lower))
            runs.append(("▀" * len(list(cells)), style))
        lines.append(Content.assemble(*runs))
    return Content("\n").join(lines)
