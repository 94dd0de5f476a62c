"""The notice as it will be printed, to read through before it gets its number."""

from collections.abc import Iterable

from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from desk.i18n import _
from screens.base import DeskDialog
from screens.plain import shown


class Preview(DeskDialog[bool]):
    """Gives True when the person wants it made."""

    def __init__(self, text: str) -> None:
        super().__init__(_("As it will be printed, in two copies · Ctrl+S makes it"))
        self._text = text
        self.add_class("-tall")

    def body(self) -> Iterable[Widget]:
        yield VerticalScroll(Static(shown(self._text)), classes="dialog-scroll")

    def accept(self) -> None:
        self.dismiss(True)
