"""How many customers the hall serves, for what is counted per million of them."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from textual.widget import Widget

from desk.i18n import _
from desk.refusals import Refusal
from desk.services import insight
from screens.dialogs.form import FormDialog, needed
from screens.widgets.field import ClerkInput
from screens.widgets.row import FieldRow

if TYPE_CHECKING:
    from collections.abc import Callable

    from desk.services.base import Desk
    from desk.staff.model import Actor


class Served(FormDialog):
    """Takes the number and its day; gives the branch as it is kept then."""

    draft = "served"

    def __init__(self) -> None:
        intro = _("From the marketing system; it stands beside the figure with its day.")
        super().__init__(_("Customers served"), "served", intro=intro)
        self._many = ClerkInput(limit=10)
        self._on = ClerkInput(limit=10, placeholder="2026-10-31")

    def rows(self) -> Iterable[Widget]:
        yield FieldRow(_("How many"), self._many, name="customers")
        yield FieldRow(_("As of"), self._on, name="on")

    def work(self) -> "Callable[[Desk, Actor], object]":
        typed = needed(self._many.text, "customers").replace(",", "")
        if not typed.isascii() or not typed.isdecimal():
            raise Refusal(
                _("Give the number of customers served, as a whole number."),
                field="customers",
                code="not_a_number",
            )
        try:
            day = date.fromisoformat(needed(self._on.text, "on"))
        except ValueError as error:
            raise Refusal(
                _("Write the day like 2026-11-21."), field="on", code="no_such_day"
            ) from error
        return lambda desk, who: insight.set_served(desk, who, int(typed), day)
