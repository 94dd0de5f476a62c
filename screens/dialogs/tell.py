"""Words to read, or to read aloud to the customer."""

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from screens.base import DeskDialog
from screens.plain import shown


class Tell(DeskDialog[str]):
    """Shows a text until it is closed; enter, esc and ctrl+s close it. `tall` takes the screen."""

    BINDINGS: ClassVar[list[BindingType]] = [("enter", "accept", "")]

    def __init__(self, title: str, text: str | Content, *, tall: bool = False) -> None:
        super().__init__(title)
        self._text = shown(text) if isinstance(text, str) else text
        self.set_class(tall, "-tall")

    def body(self) -> Iterable[Widget]:
        yield VerticalScroll(Static(self._text), classes="dialog-scroll")
