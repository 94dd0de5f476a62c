"""Things to tick off, each on its line: arrows move, space or its digit ticks."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from screens.plain import fit, shown
from screens.undo import note


@dataclass(frozen=True, slots=True)
class TickItem:
    """One line: its id, its words, and what to know about it while it is marked."""

    id: str
    words: str
    how: str = ""


class Ticks(Widget, can_focus=True):
    """A list of items, each ticked or not. `ticked` holds the ids, in the order of the items."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("space", "tick", show=False),
        Binding("enter", "on", show=False),
    ]
    DEFAULT_CSS = """
    Ticks { height: auto; width: 1fr; padding: 0 1; background: $surface; }
    Ticks:focus { background-tint: $primary 8%; }
    """

    cursor: reactive[int] = reactive(0, layout=True)

    class Changed(Message):
        """The person ticked something, or took a tick back."""

        def __init__(self, ticks: "Ticks") -> None:
            super().__init__()
            self.ticks = ticks

        @property
        def control(self) -> "Ticks":
            return self.ticks

    def __init__(self, items: Sequence[TickItem] = (), *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.items = list(items)
        self._on: set[str] = set()

    @property
    def ticked(self) -> list[str]:
        """Ids of what is ticked; also of what is not among the items now, so none is lost."""
        here = [item.id for item in self.items if item.id in self._on]
        return here + sorted(self._on - set(here))

    def show(self, items: Sequence[TickItem], ticked: Sequence[str] | None = None) -> None:
        """Other items; with `ticked` other ticks as well. Nothing is posted."""
        self.items = list(items)
        if ticked is not None:
            self._on = set(ticked)
        self.cursor = min(self.cursor, max(0, len(self.items) - 1))
        self.refresh(layout=True)

    def toggle(self, number: int) -> None:
        """Tick a line as a person would, or take its tick back."""
        if 0 <= number < len(self.items):
            self.cursor = number
            note(self, partial(self._put_back, self._on))
            self._put_back(self._on ^ {self.items[number].id})

    def _put_back(self, ticked: set[str]) -> None:
        self._on = ticked
        self.refresh(layout=True)
        self.post_message(self.Changed(self))

    def action_move(self, step: int) -> None:
        """Mark another line; past the ends the neighbours get the focus."""
        at = self.cursor + step
        if 0 <= at < len(self.items):
            self.cursor = at
        elif step > 0:
            self.screen.focus_next()
        else:
            self.screen.focus_previous()

    def action_tick(self) -> None:
        """Tick the marked line, or take its tick back."""
        self.toggle(self.cursor)

    def action_on(self) -> None:
        """Go on to the next line, then to the next field."""
        self.action_move(1)

    def on_key(self, event: events.Key) -> None:
        if event.character and event.character.isdigit() and event.character != "0":
            event.stop()
            event.prevent_default()
            self.toggle(int(event.character) - 1)

    def on_click(self, event: events.Click) -> None:
        at = event.get_content_offset(self)
        if at is not None and at.y < len(self.items):
            self.toggle(at.y)

    def on_focus(self) -> None:
        self.refresh(layout=True)

    def on_blur(self) -> None:
        self.refresh(layout=True)

    @property
    def _how(self) -> str:
        if not self.has_focus or not self.items:
            return ""
        return self.items[self.cursor].how

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        how = -(-cell_len(self._how) // max(1, width - 2)) if self._how else 0
        return max(1, len(self.items) + how)

    def render(self) -> Content:
        width = self.content_size.width or 40
        lines = []
        for number, item in enumerate(self.items):
            sign = "✓" if item.id in self._on else " "
            text = fit(f"{number + 1} [{sign}] {item.words}", width)
            marked = self.has_focus and number == self.cursor
            style = "bold reverse" if marked else "$success" if sign == "✓" else ""
            lines.append(shown(text, style))
        if self._how:
            lines.append(shown(self._how, "$text-muted"))
        return Content("\n").join(lines) if lines else Content("—")
