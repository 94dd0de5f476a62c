"""Choosing a customer: the search field, the list under it, the line of who was chosen."""

from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from desk.i18n import _
from desk.views import CustomerRow
from screens.intake.sheet import Who
from screens.plain import shown
from screens.widgets.field import ClerkInput
from screens.widgets.paged import PagedList


@dataclass(frozen=True, slots=True)
class Pick:
    """A line of the list: a customer on file, or one of the ways without."""

    who: Who
    row: CustomerRow | None = None


class PickList(PagedList[Pick]):
    """Takes a digit for its line; up from the first line goes back to the search.

    What else is typed belongs to the search: it says more of whom is meant.
    """

    class Typed(Message):
        """A character for the search was typed here."""

        def __init__(self, character: str) -> None:
            super().__init__()
            self.character = character

    def on_key(self, event: events.Key) -> None:
        if event.character and event.is_printable and not event.character.isdigit():
            event.stop()
            event.prevent_default()
            self.post_message(self.Typed(event.character))
        elif event.character and event.character.isdigit():
            at = int(event.character) - 1
            if 0 <= at < len(self.rows):
                event.stop()
                event.prevent_default()
                self.cursor = at
                self.action_choose()

    def action_move(self, step: int) -> None:
        if step < 0 and self.cursor == 0:
            self.screen.focus_previous()
        else:
            super().action_move(step)


class Search(ClerkInput):
    """The search field; down goes into the list."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("down", "to_list", show=False)]

    class ListWanted(Message):
        """The person wants to choose from the list."""

    def action_to_list(self) -> None:
        self.post_message(self.ListWanted())


class Picked(Static, can_focus=True):
    """Who was chosen, on one line; enter or backspace chooses again."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,backspace", "again", show=False),
    ]

    def __init__(self) -> None:
        super().__init__(id="who-picked")
        self._words = Content("")

    class Again(Message):
        """Somebody else shall be chosen."""

    def action_again(self) -> None:
        self.post_message(self.Again())

    def say(self, words: Content) -> None:
        """Who it is; with the focus the key for choosing again stands behind it."""
        self._words = words
        self._draw(focused=self.has_focus)

    def on_focus(self) -> None:
        self._draw(focused=True)

    def on_blur(self) -> None:
        # It still has the focus while it is told.
        self._draw(focused=False)

    def _draw(self, *, focused: bool) -> None:
        how = shown(f"  {_('Enter chooses again')}", "$text-muted")
        self.update(Content.assemble(self._words, how) if focused else self._words)
