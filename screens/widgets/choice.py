"""One of a few: all on sight while it has the focus, chosen by a digit, an arrow or a letter."""

from collections.abc import Sequence
from functools import partial
from typing import Any, ClassVar, Generic, TypeVar

from rich.cells import cell_len
from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from desk.text import clean_line
from screens.undo import note

V = TypeVar("V")
_MARKS = "123456789abcdefghijklmnopqrstuvwxyz"


class Choice(Widget, Generic[V], can_focus=True):
    """A choice among `options`, pairs of value and words.

    Without the focus it shows what is chosen; with it every option under its digit (letters
    follow after nine). A digit chooses, left and right move, so no key depends on the input
    method. `value` is None until something is chosen, unless one is given.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "move(-1)", show=False),
        Binding("right,space", "move(1)", show=False),
        Binding("enter", "app.focus_next", show=False),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {"choice--chosen", "choice--mark"}
    DEFAULT_CSS = """
    Choice { height: auto; width: 1fr; min-height: 1; }
    Choice > .choice--chosen { text-style: bold; color: $primary; }
    Choice:focus > .choice--chosen { text-style: bold reverse; color: $primary; }
    Choice > .choice--mark { color: $text-muted; }
    """

    value: reactive[V | None] = reactive[V | None](None, layout=True)

    class Changed(Message):
        """Another option was chosen by the person."""

        def __init__(self, choice: "Choice[Any]", value: Any) -> None:
            super().__init__()
            self.choice = choice
            self.value = value

        @property
        def control(self) -> "Choice[Any]":
            return self.choice

    def __init__(
        self,
        options: Sequence[tuple[V, str]],
        value: V | None = None,
        *,
        folded: bool | None = None,
        goes_on: bool = False,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        """`folded` shows the chosen option alone while unfocused; by default with over five.

        With `goes_on` a digit is the whole answer: the next field has the cursor after it.
        """
        super().__init__(id=id, classes=classes)
        self._goes_on = goes_on
        self.options = _shown(options)
        self._folds = len(self.options) > 5 if folded is None else folded
        with self.prevent(Message):
            self.value = value

    def set_options(self, options: Sequence[tuple[V, str]], value: V | None = None) -> None:
        """Offer other options; nothing is posted."""
        self.options = _shown(options)
        self.value = value
        self.refresh(layout=True)

    @property
    def words(self) -> str:
        """The words of the chosen option."""
        return next((words for option, words in self.options if option == self.value), "")

    def choose(self, value: V) -> None:
        """Choose as a person would: tells the screen."""
        if value != self.value:
            note(self, partial(self._put_back, self.value))
            self._put_back(value)

    def _put_back(self, value: V | None) -> None:
        self.value = value
        self.post_message(self.Changed(self, value))

    def action_move(self, step: int) -> None:
        """Choose the option `step` further on, round the ends."""
        values = [value for value, _words in self.options]
        if values:
            at = values.index(self.value) + step if self.value in values else min(step, 0)
            self.choose(values[at % len(values)])

    def on_key(self, event: events.Key) -> None:
        if event.character and event.character in _MARKS:
            at = _MARKS.index(event.character)
            if at < len(self.options):
                event.stop()
                event.prevent_default()
                self.choose(self.options[at][0])
                if self._goes_on:
                    self.screen.focus_next()

    def on_focus(self) -> None:
        self.refresh(layout=True)

    def on_blur(self) -> None:
        self.refresh(layout=True)

    def on_click(self, event: events.Click) -> None:
        at = event.get_content_offset(self)
        if at is None:
            return
        for line, (_start, parts) in enumerate(self._lines(self.content_size.width)):
            for value, start, end in parts:
                if line == at.y and start <= at.x < end:
                    self.choose(value)

    @property
    def _unfolded(self) -> bool:
        return self.has_focus or not self._folds

    def _lines(self, width: int) -> list[tuple[int, list[tuple[V, int, int]]]]:
        """Where each option stands: lines of (value, first cell, cell after the last)."""
        lines: list[tuple[int, list[tuple[V, int, int]]]] = []
        parts: list[tuple[V, int, int]] = []
        x = 0
        for number, (value, words) in enumerate(self.options):
            length = cell_len(self._label(number, words))
            if parts and x + length > width:
                lines.append((x, parts))
                parts, x = [], 0
            parts.append((value, x, x + length))
            x += length + 1
        if parts:
            lines.append((x, parts))
        return lines

    def _label(self, number: int, words: str) -> str:
        mark = _MARKS[number] if number < len(_MARKS) else " "
        return f"{mark} {words} "

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return max(1, len(self._lines(width))) if self._unfolded else 1

    def render(self) -> Content:
        chosen = self.get_visual_style("choice--chosen")
        mark_style = self.get_visual_style("choice--mark")
        if not self._unfolded:
            words = self.words
            return Content.styled(f"{words}", chosen) if words else Content("—")
        texts = {value: (n, words) for n, (value, words) in enumerate(self.options)}
        lines = []
        for _width, parts in self._lines(self.content_size.width or 40):
            line: list[Content] = []
            for value, _start, _end in parts:
                number, words = texts[value]
                label = self._label(number, words)
                if value == self.value:
                    # A sign beside the colour: the choice is seen on any screen.
                    line.append(Content.styled(f"{label[:1]}✓{label[2:]}", chosen))
                else:
                    line.append(Content.assemble((label[:2], mark_style), Content(label[2:])))
            lines.append(Content(" ").join(line))
        return Content("\n").join(lines)


def _shown(options: Sequence[tuple[V, str]]) -> list[tuple[V, str]]:
    """Options whose words may be what somebody typed: without what a terminal would obey."""
    return [(value, clean_line(words)) for value, words in options]
