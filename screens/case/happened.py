"""Everything that happened with a case, to read; the cases beside it are a key away."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import events, on
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from desk.i18n import _
from desk.labels import label
from desk.views import CaseFile
from screens.case.corrections import link_words
from screens.case.record import whole
from screens.dialogs.tell import Tell
from screens.plain import shown
from screens.widgets.paged import Column, PagedList

if TYPE_CHECKING:
    from desk.services.base import Desk

MOST = 5
"""Linked cases on sight at once."""


class Beside(NamedTuple):
    """A case beside this one."""

    reference: str
    words: str
    note: str


def beside(file: CaseFile) -> list[Beside]:
    """The linked cases that this person may see."""
    found = []
    for link in file.links:
        other_id = link.other_id if link.case_id == file.case.id else link.case_id
        if other_id in file.linked:
            words = link_words(file, link.case_id, label(link.kind))
            found.append(Beside(file.linked[other_id], words, link.note))
    return found


class Happened(Tell):
    """Shows the record; gives the reference of a linked case that was chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pageup", "page(-1)", show=False, priority=True),
        Binding("pagedown", "page(1)", show=False, priority=True),
    ]

    def __init__(self, file: CaseFile, desk: "Desk") -> None:
        super().__init__(_("What happened"), whole(file, desk), tall=True)
        self._beside = beside(file)
        self._list = PagedList[Beside](
            [
                Column("", 2, right=True),
                Column(_("Case beside this one"), 20),
                Column(_("How related"), 16, grows=1),
                Column(_("Note"), 10, grows=1),
            ],
            lambda one: (
                str(self._beside.index(one) + 1),
                (one.reference, "strong"),
                one.words,
                (one.note, "faint"),
            ),
        )
        self._list.display = bool(self._beside)
        self._list.styles.height = min(len(self._beside), MOST) + 1

    def body(self) -> Iterable[Widget]:
        if self._beside:
            yield Static(shown(_("Enter opens a case beside this one.")), classes="dialog-text")
        yield self._list
        yield from super().body()

    def on_mount(self) -> None:
        self._list.show(self._beside)
        if self._beside:
            self._list.focus()

    def on_key(self, event: events.Key) -> None:
        if event.character and event.character.isdecimal():
            at = int(event.character) - 1
            if 0 <= at < len(self._beside):
                event.stop()
                self.dismiss(self._beside[at].reference)

    @on(PagedList.Chosen)
    def _chosen(self, message: PagedList.Chosen) -> None:
        self.dismiss(message.row.reference)

    def action_page(self, step: int) -> None:
        """Turn the page of the text, wherever the focus is."""
        text = self.query_one(VerticalScroll)
        (text.scroll_page_down if step > 0 else text.scroll_page_up)(animate=False)
