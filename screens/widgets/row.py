"""A field with its name before it and its message below."""

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from desk.i18n import _
from desk.letter.width import wide
from desk.refusals import Refusal
from screens.plain import sentences, shown
from screens.widgets.area import OPEN
from screens.widgets.choice import Choice
from screens.widgets.field import ClerkInput, Told

if TYPE_CHECKING:
    from desk.manner import Slip


def unbroken(text: str) -> str:
    """A message that stays beside its sign: Chinese, one long word to whoever breaks lines, would
    begin on the line below.
    """
    sign, space, rest = text.partition(" ")
    return f"{sign}{'' if rest and wide(rest[0]) == 2 else space}{rest}"


class ErrorLine(Static):
    """One message in words for a clerk, with a sign before it; takes no room while it is empty."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self.message = ""
        self.display = False

    def say(self, message: str, hint: str = "") -> None:
        """Show a message and what to do about it; "" takes it away."""
        self.message = sentences(message, hint)
        self.display = bool(self.message)
        self.update(shown(unbroken(f"✗ {self.message}" if self.message else "")))


class FieldRow(Vertical):
    """Label, control, message.

    `name` is the field as refusals call it (`Refusal.field`), so that
    `DeskScreen.refused` can put a refusal beside the field it is about. `label` is already
    in the person's language. Enter in a line of text goes on to the next field.

    `own`: what is written here is our own voice. Words that push a customer away are told below
    the field while they are typed, with better ones; ctrl+a puts these in their place.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+a", "mend", show=False, priority=True)]

    def __init__(
        self,
        label: str,
        control: Widget,
        *,
        name: str = "",
        hint: str = "",
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
        own: bool = False,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.field = name
        self.control = control
        self.own = own
        self.slip: Slip | None = None
        self._open = ""
        self.label = label
        self._hint = hint
        self._error = ErrorLine(classes="field-error")
        self._manner = Static(classes="field-manner")

    def compose(self) -> ComposeResult:
        with Horizontal(classes="field-line"):
            yield Static(shown(self.label), classes="field-label")
            yield self.control
        if self._hint:
            yield Static(shown(self._hint), classes="field-hint")

    @property
    def error(self) -> str:
        """What the row complains about, "" when nothing."""
        return self._error.message

    def say(self, message: str, hint: str = "") -> None:
        """Show a message beside the field; "" takes it away."""
        if message and not self._error.is_attached:
            # Most rows never have anything to say: the line is made when it is needed.
            self.mount(self._error)
        self._error.say(message, hint)
        self.set_class(bool(message), "-wrong")

    def refuse(self, refusal: Refusal) -> None:
        """Show a refusal here and bring the cursor to the field."""
        self.say(refusal.message, refusal.hint)
        self.control.focus()

    @on(Told)
    def _pass_on(self, told: Told) -> None:
        told.stop()
        self.say(told.text)

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(Choice.Changed)
    def _changed(self) -> None:
        # What was said about the old value no longer holds.
        if self.error:
            self.say("")
        self.mind()

    # -- our own voice ---------------------------------------------------------------------

    def mind(self) -> None:
        """Look for words that push away, and tell them, or take back what was told."""
        manner = getattr(self.app, "manner", None)
        slips = manner.slips(self._text) if self.own and manner is not None else ()
        slip = slips[0] if slips else None
        slot = OPEN.search(self._text) if self.own else None
        is_open = slot[0] if slot is not None else ""
        if (slip, is_open) == (self.slip, self._open):
            return
        self.slip, self._open = slip, is_open
        told = slip is not None or bool(is_open)
        if told and not self._manner.is_attached:
            self.mount(self._manner)
        self._manner.display = told
        if is_open:
            words = _("△ Still a proposal: write what holds here in the place of {slot}.")
            self._manner.update(shown(unbroken(words.format(slot=is_open))))
        elif slip is not None:
            words = _("△ “{words}”: {why} Ctrl+A says instead: {instead}")
            words = words.format(words=slip.words, why=slip.why, instead=slip.instead)
            self._manner.update(shown(unbroken(words)))

    @property
    def _text(self) -> str:
        control = self.control
        if isinstance(control, Input):
            return control.value
        return control.text if isinstance(control, TextArea) else ""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return self.slip is not None if action == "mend" else True

    def action_mend(self) -> None:
        """Put the better words in the place of those that push away."""
        from desk.manner import mended

        control, slip = self.control, self.slip
        if slip is None:
            return
        better = mended(self._text, slip)
        if isinstance(control, ClerkInput):
            control.replace(better[: control.limit], 0, len(control.value))
        elif isinstance(control, TextArea):
            control.replace(better, (0, 0), control.document.end)
