"""What can be done here, as a list: by digit, by arrow, or by the key that stands beside it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from textual import events, on
from textual.widget import Widget

from desk.i18n import _
from screens.base import DeskDialog
from screens.keys import Key, spoken
from screens.widgets.paged import Column, PagedList

MARKS = "123456789abcdefghijklmnopqrstuvwxyz"
AROUND = 7
"""Lines of a dialog around its list."""


@dataclass(frozen=True, slots=True)
class Deed:
    """One line: `name` is what the menu gives when it is chosen."""

    name: str
    key: Key


class KeyMenu(DeskDialog[str]):
    """Gives the name of the deed that was chosen."""

    def __init__(self, deeds: Sequence[Deed], title: str = "") -> None:
        super().__init__(title or _("What can be done now"))
        self._deeds = list(deeds)
        self._list = PagedList[Deed](
            [
                Column("", 2, right=True),
                Column(_("Action"), 16),
                Column(_("What it does"), 20, grows=1),
                Column(_("Key"), 6),
            ],
            self._cells,
            round_=True,
        )
        self.add_class("-menu")

    def _cells(self, deed: Deed) -> tuple[str, str, tuple[str, str], tuple[str, str]]:
        number = self._deeds.index(deed)
        mark = MARKS[number] if number < len(MARKS) else ""
        tip = _(deed.key.tip)
        return mark, _(deed.key.word), (tip, "faint"), (spoken(deed.key.first), "strong")

    def body(self) -> Iterable[Widget]:
        room = self.app.size.height - AROUND
        self._list.styles.height = min(len(self._deeds) + 1, room)
        yield self._list

    def on_mount(self) -> None:
        self._list.show(self._deeds)
        self._list.focus()

    def on_key(self, event: events.Key) -> None:
        if event.character and event.character in MARKS:
            at = MARKS.index(event.character)
            if at < len(self._deeds):
                event.stop()
                self.dismiss(self._deeds[at].name)

    @on(PagedList.Chosen)
    def accept(self) -> None:
        marked = self._list.marked
        self.dismiss(marked.name if marked is not None else None)
