"""A question that is answered with yes or no."""

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Button, Static

from desk.i18n import _
from screens.base import DeskDialog
from screens.plain import shown


class Confirm(DeskDialog[bool]):
    """Gives True when the person agrees; enter presses the marked button, esc is a no.

    `yes` and `no` are the words on the buttons; the cautious one has the focus. Where something
    `loses`, ctrl+s presses the marked button too: who pressed it to save has agreed to nothing.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,right", "app.focus_next", show=False),
    ]

    def __init__(
        self, question: str, *, title: str = "", yes: str = "", no: str = "", loses: bool = False
    ) -> None:
        super().__init__(title or _("Are you sure?"))
        self._loses = loses
        self._question = question
        self._yes = yes or _("Yes, go on")
        self._no = no or _("No, stay here")
        self.accept_word = "" if loses else self._yes

    def body(self) -> Iterable[Widget]:
        yield Static(shown(self._question), classes="dialog-text")
        no = Button(shown(self._no), id="no", compact=True)
        yield Horizontal(no, Button(shown(self._yes), id="yes", compact=True), classes="buttons")

    def on_mount(self) -> None:
        self.query_one("#no", Button).focus()

    def accept(self) -> None:
        self.dismiss(not self._loses or self.query_one("#yes", Button).has_focus)

    @on(Button.Pressed, "#yes")
    def _agreed(self) -> None:
        self.dismiss(True)

    @on(Button.Pressed, "#no")
    def _stayed(self) -> None:
        self.dismiss(False)
