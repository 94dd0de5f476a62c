"""Forms of the list of staff: somebody new, other duties, a first PIN, back with the code."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from textual.widget import Widget

from desk.enums import Role
from desk.forms import StaffForm
from desk.i18n import _
from desk.labels import label
from desk.refusals import Refusal
from screens.base import DeskDialog
from screens.dialogs.form import FormDialog, needed
from screens.dialogs.own_pin import pin_field, typed_twice
from screens.widgets.choice import Choice
from screens.widgets.field import ClerkInput
from screens.widgets.row import FieldRow

if TYPE_CHECKING:
    from desk.services.base import Desk
    from desk.staff.model import Actor, Staff


class _Entry(FormDialog):
    """What is known of a member of staff."""

    def __init__(self, title: str, subject: str, staff: "Staff | None" = None) -> None:
        super().__init__(title, subject)
        self._number = ClerkInput(staff.number if staff else "", limit=20)
        self._number.disabled = staff is not None
        self._full_name = ClerkInput(staff.name if staff else "", limit=40)
        self._duty = Choice([(r, label(r)) for r in Role], staff.role if staff else Role.CLERK)
        self._unit = ClerkInput(staff.unit if staff else "", limit=60)
        self._phone = ClerkInput(staff.phone if staff else "", limit=40)

    def rows(self) -> Iterable[Widget]:
        yield FieldRow(_("Staff number"), self._number, name="number")
        yield FieldRow(_("Full name"), self._full_name, name="name")
        yield FieldRow(_("Role"), self._duty, name="role")
        yield FieldRow(_("Team or department"), self._unit, name="unit")
        yield FieldRow(_("Phone at work"), self._phone, name="phone")

    def entered(self) -> StaffForm:
        """The form as the services take it."""
        return StaffForm(
            number=needed(self._number.text, "number"),
            name=needed(self._full_name.text, "name"),
            role=(self._duty.value or Role.CLERK).value,
            unit=self._unit.text,
            phone=self._phone.text,
        )


class AddStaff(_Entry):
    """Somebody new, with the PIN for their first sign-in."""

    draft = "staff"

    def __init__(self) -> None:
        super().__init__(_("Somebody new"), "new")
        self._pin, self._again = pin_field("first-pin"), pin_field("first-pin-again")

    def rows(self) -> Iterable[Widget]:
        yield from super().rows()
        yield FieldRow(_("PIN for the first sign-in"), self._pin, name="pin")
        yield FieldRow(_("Once more"), self._again, name="again")

    def work(self) -> "Callable[[Desk, Actor], object]":
        from desk.services.people import add_staff

        form, pin = self.entered(), typed_twice(self._pin, self._again)
        return lambda desk, who: add_staff(desk, who, form, pin)


class ChangeStaff(_Entry):
    """Another name, role, unit or phone."""

    draft = "staff_change"

    def __init__(self, staff: "Staff") -> None:
        super().__init__(f"{staff.number} {staff.name}", staff.number, staff)
        self._was = staff

    def work(self) -> "Callable[[Desk, Actor], object]":
        from desk.services.staffing import change_staff

        form, was = self.entered(), self._was
        return lambda desk, who: change_staff(desk, who, form, was=was)

    def refused(self, refusal: Refusal) -> None:
        from desk.services.people import list_staff

        super().refused(refusal)
        if refusal.code == "changed_meanwhile":
            self.read(list_staff, self._anew)

    def _anew(self, everybody: "list[Staff]") -> None:
        self._was = now = next(one for one in everybody if one.id == self._was.id)
        self.stands_now(
            {"name": now.name, "role": str(now.role), "unit": now.unit, "phone": now.phone}
        )


class GivePin(FormDialog):
    """A PIN for somebody else, good for one sign-in; `back` takes them into service again."""

    def __init__(self, staff: "Staff", *, back: bool = False) -> None:
        title = _("Back in service: {name}") if back else _("New PIN: {name}")
        intro = _("It is good for one sign-in, at which they choose their own.")
        super().__init__(title.format(name=staff.name), staff.number, intro=intro)
        self._back = back
        self._pin, self._again = pin_field("first-pin"), pin_field("first-pin-again")

    def rows(self) -> Iterable[Widget]:
        yield FieldRow(_("New PIN"), self._pin, name="pin")
        yield FieldRow(_("Once more"), self._again, name="again")

    def work(self) -> "Callable[[Desk, Actor], object]":
        from desk.services.people import reset_pin
        from desk.services.staffing import take_back_staff

        number, pin = self.subject, typed_twice(self._pin, self._again)
        run = take_back_staff if self._back else reset_pin

        def give(desk: "Desk", who: "Actor") -> bool:
            run(desk, who, number, pin)
            return True

        return give


class HandOn(FormDialog):
    """To whom the cases of somebody who has left go; gives their references."""

    def __init__(self, staff: "Staff") -> None:
        super().__init__(
            _("Hand on what {name} left").format(name=staff.name),
            staff.number,
            intro=_("All their open cases go to one person, who holds them from then on."),
        )
        self._to = ClerkInput(limit=20, placeholder=_("staff number"))

    def rows(self) -> Iterable[Widget]:
        yield FieldRow(_("Who goes on"), self._to, name="to_staff")

    def work(self) -> "Callable[[Desk, Actor], object]":
        from desk.services.staffing import hand_on

        number, to = self.subject, needed(self._to.text, "to_staff")
        return lambda desk, who: hand_on(desk, who, number, to)


class OpenSeal(DeskDialog["tuple[Actor, str]"]):
    """Back with the sealed code; gives the person and the code to be sealed next."""

    def __init__(self, number: str) -> None:
        super().__init__(_("Back with the sealed code"))
        self._number = ClerkInput(number, limit=20)
        self._code = ClerkInput(limit=60, placeholder="XXXX-XXXX-XXXX-XXXX-XXXX-XXXX")
        self._pin, self._again = pin_field("own-pin"), pin_field("own-pin-again")

    def body(self) -> Iterable[Widget]:
        yield FieldRow(_("Staff number"), self._number, name="number")
        yield FieldRow(_("Sealed code"), self._code, name="code")
        yield FieldRow(_("New PIN"), self._pin, name="pin")
        yield FieldRow(_("Once more"), self._again, name="again")

    def accept(self) -> None:
        for row in self.query(FieldRow):
            row.say("")
        try:
            number = needed(self._number.text, "number")
            code = needed(self._code.text, "code")
            pin = typed_twice(self._pin, self._again)
        except Refusal as refusal:
            self.refused(refusal)
            return

        def come_back() -> "tuple[Actor, str]":
            from desk.services.way_back import open_seal

            return open_seal(self.desk_app.wait_for_desk(), number, code, pin)

        self.ask(come_back, self._back)

    def _back(self, found: "tuple[Actor, str]") -> None:
        self.dismiss(found)
