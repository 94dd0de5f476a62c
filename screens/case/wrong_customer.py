"""A case that was taken down under the wrong customer goes to the right one."""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from textual import events, on
from textual.widget import Widget
from textual.widgets import Input

from desk.forms import CustomerForm
from desk.i18n import _
from desk.masks import mask_account, mask_address, mask_name, mask_phone
from desk.refusals import Refusal
from desk.services import customers, mistakes
from desk.views import CustomerRow
from screens.dialogs.find import PAUSE
from screens.dialogs.form import FormDialog, needed
from screens.widgets.field import ClerkInput
from screens.widgets.paged import Cell, Column, PagedList
from screens.widgets.row import FieldRow

if TYPE_CHECKING:
    from desk.services.base import Desk
    from desk.staff.model import Actor

MOST = 5


class WrongCustomer(FormDialog):
    """Finds the right customer as a new case does, or puts them on file; gives what came of it."""

    draft = "wrong_customer"

    def __init__(self, reference: str) -> None:
        super().__init__(
            _("Wrong customer"),
            reference,
            intro=_(
                "Whose it seemed to be stays on record; the file of that customer is not changed."
            ),
        )
        self._search = ClerkInput(
            limit=60, placeholder=_("phone, account, name or initials; Enter takes one")
        )
        self._hits = PagedList[CustomerRow | None](
            [
                Column("", 1),
                Column(_("Name"), 10, grows=1),
                Column(_("Phone"), 12),
                Column(_("Account"), 12),
                Column(_("Address"), 12, grows=2),
            ],
            self._cells,
        )
        self._hits.can_focus = False
        self._hits.display = False
        self._asked = ""
        self._answered = ""
        self._wanted = False
        self._chosen: CustomerRow | None = None
        self._new = False
        self._called = ClerkInput(limit=200)
        self._salutation = ClerkInput(limit=20)
        self._phone = ClerkInput(limit=30)
        self._reason = ClerkInput(limit=200, placeholder=_("e.g. two customers of one name"))

    def rows(self) -> Iterable[Widget]:
        yield FieldRow(_("Right customer"), self._search, name="customer_id")
        yield self._hits
        yield FieldRow(_("Name"), self._called, name="customer.name", classes="new")
        yield FieldRow(_("Salutation"), self._salutation, name="customer.salutation", classes="new")
        yield FieldRow(_("Phone"), self._phone, name="customer.phone", classes="new")
        yield FieldRow(_("Reason"), self._reason, name="reason")

    def on_mount(self) -> None:
        self._pause = self.set_timer(PAUSE, self._look, pause=True)
        super().on_mount()

    # -- finding ---------------------------------------------------------------------------

    def typed(self) -> None:
        if self._search.text != self._asked:
            self._asked = self._search.text
            self._wanted = False
            self._chosen, self._new = None, bool(self._called.text)
            self._pause.stop()
            self._pause = self.set_timer(PAUSE, self._look)
        for row in self.query(".new"):
            row.display = self._new

    def _look(self) -> None:
        text = self._asked
        if text:
            self.read(
                lambda desk, who: customers.find_customers(desk, who, text, limit=MOST),
                lambda rows: self._found(text, rows),
                group="who",
            )
        else:
            self.forget("who")
            self._show([])

    def _found(self, text: str, rows: list[CustomerRow]) -> None:
        self._answered = text
        self._show([*rows, None])
        if self._wanted:
            self._wanted = False
            self._choose()
            self.focus_next()

    def _show(self, rows: Sequence[CustomerRow | None]) -> None:
        self._hits.show(rows)
        self._hits.styles.height = len(rows) + 1
        self._hits.display = bool(rows) and not self._new and self._chosen is None

    def _cells(self, row: CustomerRow | None) -> Sequence[Cell]:
        if row is None:
            return "", (_("New customer"), "strong"), "", "", ""
        return (
            "✓" if row is self._chosen else "",
            f"{mask_name(row.name)} {row.salutation}".strip(),
            mask_phone(row.phone),
            mask_account(row.account_no),
            mask_address(row.address),
        )

    def on_key(self, event: events.Key) -> None:
        if self.focused is self._search and event.key in ("up", "down"):
            event.stop()
            self._hits.cursor += 1 if event.key == "down" else -1

    @on(Input.Submitted)
    def _take(self, event: Input.Submitted) -> None:
        if event.input is not self._search:
            return
        if self._asked and self._answered != self._asked:
            # What the list shows answers what was typed before.
            event.stop()
            event.prevent_default()
            self._wanted = True
        elif self._hits.display:
            self._choose()

    def _choose(self) -> None:
        self._chosen = self._hits.marked
        self._new = self._chosen is None
        if self._chosen is not None:
            # Only the chosen line stays on sight.
            self._hits.show([self._chosen])
            self._hits.styles.height = 2
        else:
            self._hits.display = False
        self.typed()

    # -- saving ----------------------------------------------------------------------------

    def work(self) -> "Callable[[Desk, Actor], object]":
        if self._chosen is None and not self._new:
            raise Refusal(
                _("It is missing to whom the case belongs."),
                _("Find the customer and take the line with Enter."),
                field="customer_id",
                code="missing",
            )
        reference, reason = self.subject, needed(self._reason.text, "reason")
        chosen = self._chosen.customer_id if self._chosen is not None else ""
        form = CustomerForm(
            name=self._called.text, salutation=self._salutation.text, phone=self._phone.text
        )
        if not chosen:
            needed(form.name, "customer.name")

        def move(desk: "Desk", who: "Actor") -> object:
            right = chosen or customers.add_customer(desk, who, form).id
            return mistakes.move_case(desk, who, reference, right, reason)

        return move
