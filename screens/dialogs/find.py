"""The one search box: cases, customers and letters by any piece of them."""

from collections.abc import Iterable
from datetime import datetime
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import Input

from desk.i18n import _
from desk.services import lists
from desk.views import FoundRow
from screens.base import DeskDialog
from screens.board.rows import ended_cell
from screens.rooms import ROOMS
from screens.widgets.field import ClerkInput
from screens.widgets.paged import Column, PagedList

PAUSE = 0.12
"""Seconds after the last key before the book is asked."""


class Find(DeskDialog[None]):
    """Searches while one types; enter opens what is marked."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("up", "move(-1)", ""),
        ("down", "move(1)", ""),
        ("pageup", "move(-8)", ""),
        ("pagedown", "move(8)", ""),
    ]

    def __init__(self) -> None:
        super().__init__(_("Find"))
        self._asked = ClerkInput(
            limit=100, placeholder=_("number, name, phone, account, or words of the matter")
        )
        self._list = PagedList[FoundRow](
            [
                Column(_("Number"), 19),
                Column(_("Who or what"), 14, grows=1),
                Column(_("Where it stands"), 20, grows=2),
                Column(_("Date"), 10),
            ],
            self._cells,
            empty=_("What you find appears here."),
            empty_key=_("One character is enough."),
        )
        self._list.can_focus = False
        self.add_class("-palette")

    def body(self) -> Iterable[Widget]:
        yield self._asked
        yield self._list

    def on_mount(self) -> None:
        self._pause = self.set_timer(PAUSE, self._look, pause=True)
        self._asked.focus()

    def _cells(self, row: FoundRow) -> tuple[str, str, tuple[str, str], str]:
        return row.reference, masked(row), (standing(row), "faint"), self._date(row.at)

    def _date(self, at: datetime) -> str:
        desk = self.desk_app.desk
        return (desk.hours.local(at) if desk is not None else at).strftime("%Y-%m-%d")

    @on(Input.Changed)
    def _typed(self) -> None:
        self._pause.stop()
        self._pause = self.set_timer(PAUSE, self._look)

    def _look(self) -> None:
        text = self._asked.text
        if not text:
            self.forget("find")
            self._show([])
            return
        self.read(lambda desk, who: lists.find(desk, who, text), self._show, group="find")

    def _show(self, rows: list[FoundRow]) -> None:
        if self._asked.text:
            self._list.empty = _("Nothing was found.")
            self._list.empty_key = _("Try a shorter piece, or the last four digits.")
        self._list.show(rows)

    def action_move(self, step: int) -> None:
        self._list.cursor += step

    @on(PagedList.Chosen)
    def accept(self) -> None:
        row = self._list.marked
        if row is None:
            return
        room = {"customer": "customer"}.get(row.kind, "case")
        if room not in ROOMS:
            self.desk_app.tell(_("This cannot be opened here yet."))
            return
        self.dismiss(None)
        self.desk_app.go(room, row.row_id if room == "customer" else row.reference)


def standing(row: FoundRow) -> str:
    """Where the words stand; before it that a case was withdrawn or annulled."""
    ended = ended_cell(row.status) if row.status is not None else ""
    return f"{ended[0]} · {row.excerpt}" if ended else row.excerpt


def masked(row: FoundRow) -> str:
    """Whom a hit is about, as it may stand on a screen that others can see."""
    from desk.masks import mask_name

    return mask_name(row.title)
