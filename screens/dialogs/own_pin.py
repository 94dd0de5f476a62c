"""A PIN of one's own: chosen where somebody else has set one, or changed with the old one."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from textual.widget import Widget
from textual.widgets import Static

from desk.i18n import _
from desk.refusals import Refusal
from screens.base import DeskDialog
from screens.dialogs.form import FormDialog
from screens.plain import shown
from screens.widgets.field import ClerkInput
from screens.widgets.row import FieldRow

if TYPE_CHECKING:
    from desk.services.base import Desk
    from desk.staff.model import Actor


def pin_field(name: str) -> ClerkInput:
    """A field that shows no digit of what is typed."""
    return ClerkInput(limit=64, password=True, id=name)


def typed_twice(first: ClerkInput, again: ClerkInput) -> str:
    """The PIN that stands in both fields; refuses two that differ, or none."""
    if not first.value:
        raise Refusal(_("This must not stay empty."), field="pin", code="missing")
    if first.value != again.value:
        raise Refusal(_("The two PINs are not the same."), _("Try again."), field="again")
    return first.value


class ChoosePin(DeskDialog["Actor"]):
    """Lets a person in who replaces the PIN that somebody else has set for them."""

    def __init__(self, number: str, given: str) -> None:
        super().__init__(_("Choose your PIN"))
        self._number, self._given = number, given
        self._new, self._again = pin_field("own-pin"), pin_field("own-pin-again")

    def body(self) -> Iterable[Widget]:
        said = _("Somebody else has set your PIN. Choose one that only you know.")
        yield Static(shown(said), classes="dialog-text")
        yield FieldRow(_("New PIN"), self._new, name="pin")
        yield FieldRow(_("Once more"), self._again, name="again")

    def accept(self) -> None:
        for row in self.query(FieldRow):
            row.say("")
        if not self._again.value and self._new.value:
            self._again.focus()
            return
        try:
            new = typed_twice(self._new, self._again)
        except Refusal as refusal:
            self.refused(refusal)
            return

        def choose() -> "Actor":
            from desk.services.people import choose_pin

            return choose_pin(self.desk_app.wait_for_desk(), self._number, self._given, new)

        self.ask(choose, self._chosen)

    def _chosen(self, actor: "Actor") -> None:
        self.dismiss(actor)


class ChangePin(FormDialog):
    """Another PIN for whoever is signed in; the old one must fit."""

    def __init__(self) -> None:
        super().__init__(_("Change your PIN"), "")
        self._old = pin_field("old-pin")
        self._new, self._again = pin_field("own-pin"), pin_field("own-pin-again")

    def rows(self) -> Iterable[Widget]:
        yield FieldRow(_("Old PIN"), self._old, name="old")
        yield FieldRow(_("New PIN"), self._new, name="pin")
        yield FieldRow(_("Once more"), self._again, name="again")

    def work(self) -> "Callable[[Desk, Actor], object]":
        old, new = self._old.value, typed_twice(self._new, self._again)

        def change(desk: "Desk", who: "Actor") -> bool:
            from desk.services.people import change_pin

            change_pin(desk, who, old, new)
            return True

        return change
