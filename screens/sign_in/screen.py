"""The first screen: staff number and PIN. Painted before anything of the book is loaded."""

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Input, Static

from desk.i18n import _
from desk.refusals import Refusal
from screens.keys import bindings
from screens.plain import shown
from screens.widgets.field import ClerkInput
from screens.widgets.lines import FootLine, TopLine
from screens.working import WorkScreen

if TYPE_CHECKING:
    from desk.backup.rule import Standing
    from desk.staff.model import Actor


class SignIn(WorkScreen[None]):
    """Asks who is there; also what stands before everything while the screen is locked."""

    AUTO_FOCUS = "#number"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("sign_in")]
    scope: ClassVar[str] = "sign_in"

    def compose(self) -> ComposeResult:
        self.word = Static(id="sign-in-word")
        self.number = ClerkInput(id="number", limit=20)
        # The next person at a locked desk types over the number of whoever locked it.
        self.number.select_on_focus = True
        self.number.border_title = shown(_("Staff number"))
        self.pin = ClerkInput(id="pin", limit=64, password=True)
        self.pin.border_title = shown(_("PIN"))
        box = Vertical(self.word, self.number, self.pin, id="sign-in")
        box.border_title = shown(_("Sign in"))
        yield TopLine()
        yield box
        yield FootLine(self.scope)

    def on_screen_resume(self) -> None:
        """Somebody has locked, or Desk has just begun."""
        actor = self.desk_app.actor
        self.pin.value = ""
        if self.desk_app.backups_stand is not None:
            self.tell_backups(self.desk_app.backups_stand)
        if actor is None:
            self.word.update(shown(_("Good day. Who is at the desk?")))
            (self.pin if self.number.text else self.number).focus()
        else:
            text = _("Locked by {name}. Everything half typed is as it was.")
            self.word.update(shown(text.format(name=actor.name)))
            self.number.value = actor.number
            self.pin.focus()

    def begin_with(self, number: str) -> None:
        """Somebody was just set up here: their PIN is all that is missing."""
        self.number.value = number
        self.word.update(shown(_("Good day. Who is at the desk?")))
        self.pin.focus()

    @on(Input.Submitted, "#number")
    def _to_pin(self) -> None:
        self.pin.focus()

    @on(Input.Submitted, "#pin")
    def sign_in(self) -> None:
        """Try the number and the PIN."""
        number, pin = self.number.text, self.pin.value
        if not number or not pin:
            self.say(_("Type your staff number and your PIN."))
            (self.pin if number else self.number).focus()
            return
        self.say("")

        def try_it() -> "Actor":
            from desk.services.people import sign_in

            return sign_in(self.desk_app.wait_for_desk(), number, pin)

        def not_entered(refusal: Refusal) -> None:
            if refusal.code == "pin_given":
                self._choose_pin(number, pin)
            else:
                self._not_entered(refusal)

        self.ask(try_it, self._entered, refused=not_entered)

    def _choose_pin(self, number: str, given: str) -> None:
        from screens.dialogs.own_pin import ChoosePin

        async def chosen(actor: "Actor | None") -> None:
            if actor is not None:
                await self._entered(actor)

        self.pin.value = ""
        self.app.push_screen(ChoosePin(number, given), chosen)

    def action_open_seal(self) -> None:
        """Come back with the code from the envelope."""
        from desk.staff.words import code_words
        from screens.dialogs.tell import Tell
        from screens.staff.forms import OpenSeal

        async def back(found: "tuple[Actor, str] | None") -> None:
            if found is not None:
                actor, code = found
                await self._entered(actor)
                await self.app.push_screen(Tell(_("Sealed code"), code_words(code)))

        self.app.push_screen(OpenSeal(self.number.text), back)

    async def _entered(self, actor: "Actor") -> None:
        self.pin.value = ""
        await self.desk_app.signed_in(actor)

    def _not_entered(self, refusal: Refusal) -> None:
        self.pin.value = ""
        self.pin.focus()
        self.say(refusal.message, refusal.hint)

    def tell_backups(self, found: "Standing") -> None:
        """How old the last verified backup is, below the fields; loud when it is too old."""
        from desk.backup.words import standing_words

        words = shown(standing_words(found), "bold $error" if found.loud else "$text-muted")
        for line in self.query("#sign-in-backups").results(Static):
            line.update(words)
            return
        self.query_one("#sign-in").mount(Static(words, id="sign-in-backups"))

    def say(self, message: str, hint: str = "") -> None:
        """What went wrong, below the fields; "" takes it away."""
        from screens.widgets.row import ErrorLine

        for line in self.query(ErrorLine):
            line.say(message, hint)
            return
        if message:
            # Made when it is needed: the first screen has no widget too many.
            line = ErrorLine()
            self.query_one("#sign-in").mount(line)
            line.say(message, hint)
