"""The first screen: staff number and PIN. Painted before anything of the book is loaded."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Input, Static

from desk.i18n import _
from desk.refusals import Refusal
from screens.keys import bindings
from screens.plain import shown
from screens.widgets.field import ClerkInput
from screens.widgets.lines import FootLine, TopLine
from screens.widgets.row import ErrorLine, FieldRow
from screens.working import WorkScreen

if TYPE_CHECKING:
    from desk.staff.model import Actor


class SignIn(WorkScreen[None]):
    """Asks who is there; also what stands before everything while the screen is locked."""

    AUTO_FOCUS = "#number"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("sign_in")]
    scope: ClassVar[str] = "sign_in"

    def compose(self) -> ComposeResult:
        yield TopLine()
        with Vertical(id="sign-in") as box:
            box.border_title = shown(_("Sign in"))
            yield from self.body()
        yield FootLine(self.scope)

    def body(self) -> Iterable[Widget]:
        self.number = ClerkInput(id="number", limit=20)
        self.pin = ClerkInput(id="pin", limit=64, password=True)
        yield Static(id="sign-in-word")
        yield FieldRow(_("Staff number"), self.number, name="number")
        yield FieldRow(_("PIN"), self.pin, name="pin")
        yield ErrorLine(id="sign-in-error")

    def on_screen_resume(self) -> None:
        """Somebody has locked, or Desk has just begun."""
        actor = self.desk_app.actor
        word = self.query_one("#sign-in-word", Static)
        self.pin.value = ""
        if actor is None:
            word.update(shown(_("Good day. Who is at the desk?")))
            self.number.focus()
        else:
            text = _("Locked by {name}. Everything half typed is as it was.")
            word.update(shown(text.format(name=actor.name)))
            self.number.value = actor.number
            self.pin.focus()

    @on(Input.Submitted, "#number")
    def _to_pin(self) -> None:
        self.pin.focus()

    @on(Input.Submitted, "#pin")
    def sign_in(self) -> None:
        """Try the number and the PIN."""
        number, pin = self.number.text, self.pin.value
        error = self.query_one("#sign-in-error", ErrorLine)
        if not number or not pin:
            error.say(_("Type your staff number and your PIN."))
            (self.pin if number else self.number).focus()
            return
        error.say("")

        def try_it() -> "Actor":
            from desk.services.people import sign_in

            return sign_in(self.desk_app.wait_for_desk(), number, pin)

        self.ask(try_it, self._entered, refused=self._not_entered)

    async def _entered(self, actor: "Actor") -> None:
        self.pin.value = ""
        await self.desk_app.signed_in(actor)

    def _not_entered(self, refusal: Refusal) -> None:
        self.pin.value = ""
        self.pin.focus()
        self.query_one("#sign-in-error", ErrorLine).say(refusal.message, refusal.hint)
