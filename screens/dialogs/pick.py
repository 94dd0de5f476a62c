"""One of a few things, by arrow and enter or by its digit."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from textual import events, on
from textual.widget import Widget
from textual.widgets import Static

from screens.base import DeskDialog
from screens.plain import shown
from screens.widgets.paged import Column, PagedList


class Way(NamedTuple):
    """One line: the name it gives, its words, and what it does."""

    name: str
    word: str
    tip: str = ""


class Pick(DeskDialog[str]):
    """Gives the name of the line that was chosen."""

    def __init__(self, title: str, ways: Sequence[Way], *, text: str = "") -> None:
        super().__init__(title)
        self._ways = list(ways)
        self._text = text
        self._list = PagedList[Way](
            [Column("", 2, right=True), Column("", 16, grows=1), Column("", 24, grows=2)],
            lambda way: (str(self._ways.index(way) + 1), (way.word, "strong"), (way.tip, "faint")),
            round_=True,
        )
        self._list.styles.height = len(self._ways) + 1
        self.add_class("-menu")

    def body(self) -> Iterable[Widget]:
        if self._text:
            yield Static(shown(self._text), classes="dialog-text")
        yield self._list

    def on_mount(self) -> None:
        self._list.show(self._ways)
        self._list.focus()

    def on_key(self, event: events.Key) -> None:
        at = int(event.character) - 1 if event.character and event.character.isdecimal() else -1
        if 0 <= at < len(self._ways):
            event.stop()
            self.dismiss(self._ways[at].name)

    @on(PagedList.Chosen)
    def accept(self) -> None:
        marked = self._list.marked
        self.dismiss(marked.name if marked is not None else None)
