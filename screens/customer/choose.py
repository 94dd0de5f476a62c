"""F8 where no customer is in sight: found while one types, opened by enter."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import Input

from desk.i18n import _
from desk.masks import mask_account, mask_address, mask_name, mask_phone
from desk.services import customers
from desk.views import CustomerRow
from screens.base import DeskDialog
from screens.widgets.field import ClerkInput
from screens.widgets.paged import Cell, Column, PagedList

PAUSE = 0.08
"""Seconds after the last key before the book is asked."""
MOST = 50


class ChooseCustomer(DeskDialog[str]):
    """Gives the id of a customer."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("up", "move(-1)", ""),
        ("down", "move(1)", ""),
        ("pageup", "move(-8)", ""),
        ("pagedown", "move(8)", ""),
    ]

    def __init__(self) -> None:
        super().__init__(_("Customer file"))
        self._asked = ClerkInput(limit=60, placeholder=_("phone, account, name or initials"))
        self._list = PagedList[CustomerRow](
            [
                Column(_("Name"), 10, grows=2),
                Column(_("Phone"), 12),
                Column(_("Account"), 12),
                Column(_("Address"), 14, grows=3),
                Column(_("Open"), 4, right=True),
            ],
            self._cells,
            empty=_("Whom you find appears here."),
            empty_key=_("Two initials or four digits are enough."),
        )
        self._list.can_focus = False
        self._enter = False
        self._shown = ""
        self.add_class("-palette")

    def body(self) -> Iterable[Widget]:
        yield self._asked
        yield self._list

    def on_mount(self) -> None:
        self._pause = self.set_timer(PAUSE, self._look, pause=True)
        self._asked.focus()

    def _cells(self, row: CustomerRow) -> Sequence[Cell]:
        return (
            f"{mask_name(row.name)} {row.salutation}".strip(),
            mask_phone(row.phone),
            mask_account(row.account_no),
            mask_address(row.address),
            str(row.open_cases or ""),
        )

    @on(Input.Changed)
    def _typed(self) -> None:
        self._pause.stop()
        self._pause = self.set_timer(PAUSE, self._look)

    def _look(self) -> None:
        text = self._asked.text
        if not text:
            self.forget("find")
            self._show([], text)
            return
        self.read(
            lambda desk, who: customers.find_customers(desk, who, text, limit=MOST),
            lambda rows: self._show(rows, text),
            group="find",
        )

    def _show(self, rows: list[CustomerRow], asked: str) -> None:
        self._shown = asked
        if asked:
            self._list.empty = _("Nobody was found.")
            self._list.empty_key = _("Try a shorter piece, or the last four digits.")
        self._list.show(rows)
        if self._enter:
            self._enter = False
            self.accept()

    def action_move(self, step: int) -> None:
        self._list.cursor += step

    @on(PagedList.Chosen)
    def accept(self) -> None:
        if self._asked.text != self._shown:
            # Enter came faster than the answer: it is kept until that is here.
            self._enter = True
            self._pause.stop()
            self._look()
            return
        row = self._list.marked
        if row is not None:
            self.dismiss(row.customer_id)
