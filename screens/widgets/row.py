"""A field with its name before it and its message below."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from desk.refusals import Refusal
from screens.plain import sentences, shown
from screens.widgets.choice import Choice
from screens.widgets.field import Told


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
        self.update(shown(f"✗ {self.message}" if self.message else ""))


class FieldRow(Vertical):
    """Label, control, message.

    `name` is the field as refusals call it (`Refusal.field`), so that
    `DeskScreen.refused` can put a refusal beside the field it is about. `label` is already
    in the person's language. Enter in a line of text goes on to the next field.
    """

    def __init__(
        self,
        label: str,
        control: Widget,
        *,
        name: str = "",
        hint: str = "",
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.field = name
        self.control = control
        self._label = label
        self._hint = hint
        self._error = ErrorLine(classes="field-error")

    def compose(self) -> ComposeResult:
        with Horizontal(classes="field-line"):
            yield Static(shown(self._label), classes="field-label")
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
