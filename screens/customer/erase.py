"""Erasing a customer's data on request: what goes and what stays is read before it is done."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from textual.widget import Widget

from desk.customer_file import Erasure
from desk.erasing import said_kept, values_erased
from desk.i18n import _
from desk.services import erasing
from screens.dialogs.form import FormDialog, needed
from screens.widgets.field import ClerkInput
from screens.widgets.row import FieldRow

if TYPE_CHECKING:
    from desk.services.base import Desk
    from desk.staff.model import Actor


class EraseFile(FormDialog):
    """How it was asked for; gives the Erasure."""

    def __init__(self, customer_id: str, seen: Erasure) -> None:
        count = _("{count} values would be erased.").format(count=values_erased(seen))
        stays = "\n".join((_("What stays"), *map(said_kept, seen.kept)))
        super().__init__(_("Erase on request"), customer_id, intro=f"{count}\n{stays}")
        self._asked = ClerkInput(limit=200, placeholder=_("in writing, identity checked"))

    def rows(self) -> Iterable[Widget]:
        yield FieldRow(_("Reason"), self._asked, name="reason")

    def work(self) -> "Callable[[Desk, Actor], object]":
        asked, customer_id = needed(self._asked.text, "reason"), self.subject
        return lambda desk, who: erasing.erase_customer(desk, who, customer_id, asked)


class CopyFile(FormDialog):
    """How a copy was asked for; gives its Page."""

    def __init__(self, customer_id: str) -> None:
        super().__init__(
            _("Copy for the customer"),
            customer_id,
            intro=_("Everything that is kept about them, in full. The look stays on record."),
        )
        self._asked = ClerkInput(limit=200, placeholder=_("in writing, identity checked"))

    def rows(self) -> Iterable[Widget]:
        yield FieldRow(_("Reason"), self._asked, name="reason")

    def work(self) -> "Callable[[Desk, Actor], object]":
        from desk.services.copy_of_file import copy_page

        asked, customer_id = needed(self._asked.text, "reason"), self.subject
        return lambda desk, who: copy_page(desk, who, customer_id, asked)
