"""Another person agrees to one act at this counter, without the clerk's work being touched."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.widget import Widget
from textual.widgets import Input, Static

from desk.i18n import _
from desk.refusals import Refusal
from screens.base import DeskDialog
from screens.plain import shown
from screens.widgets.field import ClerkInput
from screens.widgets.row import FieldRow

if TYPE_CHECKING:
    from desk.staff.model import Actor


class OverTheShoulder(DeskDialog["Actor"]):
    """Gives the person for that one act, to be passed as `who` to `write`; None if nobody came.

    `act` says in a few words what is agreed to. The clerk cannot agree to their own work.
    """

    help_page: ClassVar[str] = "second_person"

    def __init__(self, act: str) -> None:
        super().__init__(_("A second person agrees"))
        self._act = act
        self._number = ClerkInput(limit=20, id="second-number")
        self._pin = ClerkInput(limit=64, password=True, id="second-pin")

    def body(self) -> Iterable[Widget]:
        yield Static(shown(self._act), classes="dialog-text")
        yield FieldRow(_("Staff number"), self._number, name="number")
        yield FieldRow(_("PIN"), self._pin, name="pin")

    def accept(self) -> None:
        number, pin = self._number.text, self._pin.value
        if not number or not pin:
            (self._pin if number else self._number).focus()
            return

        def check() -> "Actor":
            from desk.services.people import sign_in

            app = self.desk_app
            return sign_in(app.wait_for_desk(), number, pin, counter_of=app.who)

        self.ask(check, self._known)

    def _known(self, actor: "Actor") -> None:
        if actor.staff_id == self.desk_app.who.staff_id:
            self.refused(
                Refusal(
                    _("That is you yourself."),
                    _("Somebody else has to agree to this."),
                    field="number",
                )
            )
            return
        self.dismiss(actor)

    def refused(self, refusal: Refusal) -> None:
        # What is said about the field would go away with what was typed in it.
        with self.prevent(Input.Changed):
            self._pin.value = ""
        super().refused(refusal)
