"""The Chinese form of a customer's name that no font here can print, asked for from a letter."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from textual.widget import Widget

from desk.forms_counter import AmendForm
from desk.i18n import _
from desk.services import mistakes
from screens.dialogs.form import FormDialog, needed
from screens.widgets.field import ClerkInput
from screens.widgets.row import FieldRow

if TYPE_CHECKING:
    from desk.services.base import Desk
    from desk.staff.model import Actor


class AskPrintedName(FormDialog):
    """Gives the case as it is put right; it takes an answer that is on its way back to draft."""

    draft = "printed_name"

    def __init__(self, reference: str, name: str, form: str = "") -> None:
        super().__init__(
            _("The name in Chinese"),
            reference,
            intro=_("{name} is kept as spelt. Letters and slips show the form below.").format(
                name=name
            ),
        )
        self._form = ClerkInput(form, limit=200, placeholder=_("as on the identity card"))

    def rows(self) -> Iterable[Widget]:
        yield FieldRow(_("In Chinese"), self._form, name="value")

    def work(self) -> "Callable[[Desk, Actor], object]":
        reference = self.subject
        form = AmendForm(
            field="printed_name",
            value=needed(self._form.text, "value"),
            reason=_("No font here prints the name; its official form was asked for."),
        )
        return lambda desk, who: mistakes.amend(desk, who, reference, form)
