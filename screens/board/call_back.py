"""Whom to call back: masked, with the times of day that were tried and the best one left."""

from collections.abc import Iterable, Sequence

from textual import on
from textual.widget import Widget
from textual.widgets import Static

from desk.i18n import _, current
from desk.masks import mask_name
from desk.saying import joined, relative
from desk.services import calling_back
from desk.services.calling_back import ToCallBack
from screens.base import DeskDialog, DeskScreen
from screens.plain import shown
from screens.widgets.paged import Cell, Column, PagedList


class CallBackList(DeskDialog[str]):
    """Gives the reference of the case that was chosen."""

    dated = True

    def __init__(self, found: Sequence[ToCallBack]) -> None:
        super().__init__(_("To call back"))
        self._found = found
        self._list = PagedList[ToCallBack](
            [
                Column(_("Number"), 18),
                Column(_("Customer"), 8, grows=1),
                Column(_("Until when"), 14),
                Column(_("Tried"), 9, grows=1),
                Column(_("Best time"), 10),
            ],
            self._cells,
            empty=_("Nobody is to be called back. Whoever got their reply stands here next day."),
        )
        self.add_class("-palette")

    def body(self) -> Iterable[Widget]:
        words = _("Enter opens the case; there Ctrl+O shows the number, Ctrl+N notes the call.")
        yield Static(shown(words), classes="dialog-text")
        yield self._list

    def on_mount(self) -> None:
        self._list.show(list(self._found))
        self._list.focus()

    def _cells(self, row: ToCallBack) -> list[Cell]:
        desk = self.desk_app.desk
        by: Cell = ("—", "faint")
        if row.due_at is not None and desk is not None:
            now, zone = desk.clock.now(), desk.branch.timezone
            words = relative(row.due_at, now, current(), calendar=desk.calendar, zone=zone)
            by = (f"! {words}", "late") if row.due_at < now else f"· {words}"
        best: Cell = (_("a colleague"), "faint") if row.own else row.best
        name = mask_name(row.customer)
        return [row.reference, name, by, joined(row.tried, current()), best]

    def reference(self) -> str:
        return self._list.marked.reference if self._list.marked is not None else ""

    @on(PagedList.Chosen)
    def accept(self) -> None:
        marked = self._list.marked
        self.dismiss(marked.reference if marked is not None else None)


def show_call_back(room: DeskScreen) -> None:
    """Read whom to call back, and show it; a line leads to its case."""

    def open_(reference: str | None) -> None:
        if reference:
            room.desk_app.go("case", reference)

    def show(found: list[ToCallBack]) -> None:
        room.app.push_screen(CallBackList(found), open_)

    room.read(calling_back.to_call_back, show, group="call_back")
