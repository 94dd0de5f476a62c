"""The notice as it will be printed, to read through before it gets its number."""

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from desk.i18n import N_, _
from screens.base import DeskDialog
from screens.plain import shown

MAKE, PRINT = "make", "print"


class Preview(DeskDialog[str]):
    """Gives `MAKE` or `PRINT` when the person wants it made, or made and put on paper at once."""

    accept_word = N_("Without paper")
    BINDINGS: ClassVar[list[BindingType]] = [Binding("f5", "print", show=False, priority=True)]

    def __init__(self, text: str) -> None:
        super().__init__(_("As it will be printed · F5 makes both copies, Ctrl+S without paper"))
        self._text = text
        self.add_class("-tall")

    def body(self) -> Iterable[Widget]:
        yield VerticalScroll(Static(shown(self._text)), classes="dialog-scroll")

    def accept(self) -> None:
        self.dismiss(MAKE)

    def action_print(self) -> None:
        self.dismiss(PRINT)
