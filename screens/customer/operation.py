"""Something that was done for a customer, or said, outside any case: one line of the record."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from textual.widget import Widget

from desk.enums import ContactWay
from desk.forms_file import OperationForm
from desk.i18n import _
from desk.labels import label
from desk.money import parse_yuan
from desk.refusals import Refusal
from desk.services import file_additions
from screens.customer.days import moment_typed
from screens.dialogs.form import FormDialog
from screens.widgets.area import ClerkTextArea
from screens.widgets.choice import Choice
from screens.widgets.field import ClerkInput
from screens.widgets.row import FieldRow

if TYPE_CHECKING:
    from desk.services.base import Desk
    from desk.staff.model import Actor

FEEDBACK = {"none": None, "volunteered": True, "asked": False}


class AddOperation(FormDialog):
    """When, by which way, where, what; energy and costs where they are known."""

    draft = "operation"

    def __init__(self, customer_id: str) -> None:
        super().__init__(_("Write down what was done"), customer_id)
        self._way = Choice([(way, label(way)) for way in ContactWay], ContactWay.PHONE)
        self._what = ClerkTextArea("", limit=1000)
        self._what.styles.height = 4
        self._at = ClerkInput(limit=30, placeholder=_("empty for now"))
        self._place = ClerkInput(limit=200, placeholder=_("may stay empty"))
        self._case = ClerkInput(limit=40, placeholder=_("may stay empty"))
        self._energy = ClerkInput(limit=12, placeholder=_("kWh, may stay empty"))
        self._cost = ClerkInput(limit=20, placeholder=_("yuan, may stay empty"))
        options = [
            ("none", _("no feedback")),
            ("volunteered", _("volunteered")),
            ("asked", _("asked for")),
        ]
        self._feedback = Choice(options, "none")

    def rows(self) -> Iterable[Widget]:
        yield FieldRow(_("By which way"), self._way, name="way")
        yield FieldRow(_("Said or done"), self._what, name="done")
        yield FieldRow(_("When"), self._at, name="at")
        yield FieldRow(_("At which place"), self._place, name="place")
        yield FieldRow(_("Case"), self._case, name="case")
        yield FieldRow(_("Energy"), self._energy, name="energy_kwh")
        yield FieldRow(_("Costs"), self._cost, name="cost_fen")
        yield FieldRow(_("Feedback"), self._feedback, name="volunteered")

    def work(self) -> "Callable[[Desk, Actor], object]":
        cost = self._cost.text
        form = OperationForm(
            way=self._way.value or ContactWay.PHONE,
            done=self._what.value,
            at=moment_typed(self, self._at.text, "at"),
            place=self._place.text,
            case=self._case.text,
            energy_kwh=_whole(self._energy.text),
            cost_fen=parse_yuan(cost, field="cost_fen") if cost else None,
            volunteered=FEEDBACK[self._feedback.value or "none"],
        )
        customer_id = self.subject
        return lambda desk, who: file_additions.add_operation(desk, who, customer_id, form)

    def refused(self, refusal: Refusal) -> None:
        if refusal.field == "reference":
            refusal = Refusal(refusal.message, refusal.hint, field="case", code=refusal.code)
        super().refused(refusal)


def _whole(text: str) -> int | None:
    if not text:
        return None
    if not text.isdecimal():
        raise Refusal(
            _("This figure cannot be right."),
            _("Energy in kilowatt-hours, money in yuan; leave it empty if unknown."),
            field="energy_kwh",
            code="bad_amount",
        )
    return int(text)
