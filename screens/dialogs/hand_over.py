"""Offer a case to a named person."""

from collections.abc import Iterable
from datetime import datetime

from textual.widget import Widget
from textual.widgets import Static

from desk.forms import HandoverForm
from desk.i18n import _
from desk.refusals import Refusal
from screens.base import DeskDialog
from screens.plain import shown
from screens.widgets.field import ClerkInput
from screens.widgets.row import FieldRow


class HandOver(DeskDialog[HandoverForm]):
    """Gives the form to be passed to `custody.offer_handover`."""

    def __init__(self, reference: str) -> None:
        super().__init__(_("Hand over {reference}").format(reference=reference))
        self._staff = ClerkInput(limit=20)
        self._person = ClerkInput(limit=40)
        self._unit = ClerkInput(limit=60)
        self._phone = ClerkInput(limit=30)
        self._matter = ClerkInput(limit=300)
        self._told = ClerkInput(limit=300)
        self._by = ClerkInput(limit=40, placeholder=_("e.g. tomorrow 10:00"))

    def body(self) -> Iterable[Widget]:
        yield Static(
            shown(_("To a staff number here, or to a named person elsewhere.")),
            classes="dialog-text",
        )
        yield FieldRow(_("Staff number"), self._staff, name="to_staff")
        yield FieldRow(_("or name"), self._person, name="to_name")
        yield FieldRow(_("Unit"), self._unit, name="to_unit")
        yield FieldRow(_("Phone"), self._phone, name="to_phone")
        yield FieldRow(_("Matter"), self._matter, name="matter")
        yield FieldRow(_("Told"), self._told, name="told")
        yield FieldRow(_("Contact by"), self._by, name="contact_by")

    def accept(self) -> None:
        for row in self.query(FieldRow):
            row.say("")
        try:
            form = HandoverForm(
                to_staff=self._staff.text,
                to_name=self._person.text,
                to_unit=self._unit.text,
                to_phone=self._phone.text,
                matter=self._needed(self._matter, "matter"),
                told=self._needed(self._told, "told"),
                contact_by=self._moment(),
            )
        except Refusal as refusal:
            self.refused(refusal)
            return
        if not form.to_staff and not form.to_name:
            self.refused(Refusal(_("Who shall have it?"), field="to_staff"))
            return
        self.dismiss(form)

    def _needed(self, field: ClerkInput, name: str) -> str:
        if not field.text:
            raise Refusal(_("This must not stay empty."), field=name)
        return field.text

    def _moment(self) -> datetime:
        from desk.dates import parse_moment

        desk = self.desk_app.desk
        if desk is None:
            raise Refusal(_("The book is not open."))
        return parse_moment(
            self._needed(self._by, "contact_by"),
            now=desk.clock.now(),
            zone=desk.branch.timezone,
            calendar=desk.calendar,
            field="contact_by",
        )
