"""Words to read, or to read aloud to the customer."""

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from screens.base import DeskDialog
from screens.plain import shown


class Tell(DeskDialog[None]):
    """Shows a text until it is closed; enter, esc and ctrl+s close it."""

    BINDINGS: ClassVar[list[BindingType]] = [("enter", "accept", "")]

    def __init__(self, title: str, text: str) -> None:
        super().__init__(title)
        self._text = text

    def body(self) -> Iterable[Widget]:
        yield VerticalScroll(Static(shown(self._text)), classes="dialog-scroll")
