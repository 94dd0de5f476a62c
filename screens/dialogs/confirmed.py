"""How a customer confirmed what was written down; nothing waits for it."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from textual.widget import Widget

from desk.enums import Confirmation, Confirmed
from desk.forms_counter import RecordForm
from desk.i18n import _
from desk.labels import label
from desk.refusals import Refusal
from desk.services.confirming import confirm_record
from screens.dialogs.form import FormDialog
from screens.widgets.choice import Choice
from screens.widgets.field import ClerkInput
from screens.widgets.row import FieldRow

if TYPE_CHECKING:
    from desk.services.base import Desk
    from desk.staff.model import Actor


class ConfirmRecord(FormDialog):
    """Notes how the record of a case was confirmed; gives the RecordConfirmation."""

    draft = "record_confirmed"

    def __init__(self, reference: str, how: Confirmation | None = None) -> None:
        intro = _("Read it to them, or let them read. Nothing waits for a signature.")
        super().__init__(_("How was the record confirmed?"), reference, intro=intro)
        self._how = Choice([(one, label(one)) for one in Confirmation], how, folded=False)
        self._witness = ClerkInput(limit=20, placeholder=_("staff number of a second person"))
        self._reason = ClerkInput(limit=300, placeholder=_("or why there is none"))
        self._dialect = ClerkInput(limit=60, placeholder=_("if it was told in one"))
        self._interpreter = ClerkInput(limit=100, placeholder=_("name, and whose"))

    def rows(self) -> Iterable[Widget]:
        yield FieldRow(_("Confirmed"), self._how, name="how")
        yield FieldRow(_("Witness"), self._witness, name="witness", classes="unsigned")
        yield FieldRow(_("Reason"), self._reason, name="reason", classes="unsigned")
        yield FieldRow(_("Dialect"), self._dialect, name="dialect")
        yield FieldRow(_("Interpreter"), self._interpreter, name="interpreter")

    def on_mount(self) -> None:
        asks = self._how.value in (None, Confirmation.SIGNED)
        (self._how if asks else self._witness).focus()

    def typed(self) -> None:
        for row in self.query(".unsigned"):
            row.display = self._how.value not in (None, Confirmation.SIGNED)

    def work(self) -> "Callable[[Desk, Actor], object]":
        how = chosen(self._how, "how")
        signed = how is Confirmation.SIGNED
        form = RecordForm(
            how=how,
            witness="" if signed else self._witness.text,
            reason="" if signed else self._reason.text,
            dialect=self._dialect.text,
            interpreter=self._interpreter.text,
        )
        reference = self.subject
        return lambda desk, who: confirm_record(desk, who, reference, form, Confirmed.RECORD)


def chosen(how: Choice[Confirmation], field: str) -> Confirmation:
    """How they confirmed it; refuses where nobody chose: no signature is noted by itself."""
    if how.value is None:
        raise Refusal(
            _("Choose how the customer confirmed it."),
            _("1 where they signed themselves."),
            field=field,
            code="missing",
        )
    return how.value
