"""What people left half typed: whose and how many, and passing it on; never what stands in it."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from textual import on
from textual.widget import Widget
from textual.widgets import Static

from desk.i18n import _
from desk.parked import ParkedBy
from desk.services import parking
from screens.base import DeskDialog
from screens.dialogs.prompt import Prompt
from screens.plain import shown
from screens.widgets.paged import Cell, Column, PagedList

if TYPE_CHECKING:
    from screens.base import DeskScreen


class Left(DeskDialog[None]):
    """Owners of half-typed registrations; enter passes on what somebody away left."""

    def __init__(self, found: Sequence[ParkedBy]) -> None:
        super().__init__(_("Left half typed"))
        self.add_class("-palette")
        self._found = list(found)
        self._list = PagedList[ParkedBy](
            [
                Column(_("Number"), 8),
                Column(_("Name"), 10, grows=1),
                Column(_("Half typed"), 10, right=True),
                Column(_("Oldest"), 12),
                Column(_("Here?"), 8),
            ],
            self._cells,
            empty=_("Nobody left anything half typed."),
        )

    def body(self) -> Iterable[Widget]:
        text = _("Enter passes on what somebody who is away left; it is offered to the other.")
        yield Static(shown(text), classes="dialog-text")
        yield self._list

    def on_mount(self) -> None:
        self._list.show(self._found)
        self._list.focus()

    def _cells(self, row: ParkedBy) -> Sequence[Cell]:
        desk = self.desk_app.desk
        oldest = f"{desk.hours.local(row.oldest):%m-%d %H:%M}" if desk is not None else ""
        here = (_("away"), "late") if row.away else _("here")
        return row.number, (row.name, "strong"), str(row.count), oldest, here

    @on(PagedList.Chosen)
    def accept(self) -> None:
        row = self._list.marked
        if row is None:
            return

        def passed(count: int) -> None:
            self.desk_app.tell(
                _("{count} half-typed registrations passed on.").format(count=count),
                _("They are offered to the other person at once."),
            )
            self.read(parking.left_parked, self._show)

        def to(number: str | None) -> None:
            if number:
                self.write(
                    lambda desk, who: parking.pass_on_parked(desk, who, row.number, number), passed
                )

        title = _("To whom does it go?")
        self.app.push_screen(Prompt(title, _("Staff number"), limit=20), to)

    def _show(self, found: list[ParkedBy]) -> None:
        self._found = found
        self._list.show(found)


def show_left(room: "DeskScreen") -> None:
    """Read who left what, and show it."""
    room.read(parking.left_parked, lambda found: _push(room, found), group="left")


def _push(room: "DeskScreen", found: list[ParkedBy]) -> None:
    room.app.push_screen(Left(found))
