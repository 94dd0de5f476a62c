"""A screen that stands still: what stands on the terminal already is not painted again.

The book is looked at every minute and after every act; most of the time nothing has changed. A
line that is written anew flickers on a slow connection and costs what a change costs.
"""

from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.app import App
from textual.screen import Screen
from textual.strip import Strip


class Terminal:
    """What stands on the terminal, line by line, whichever screen painted it."""

    def __init__(self) -> None:
        self._lines: dict[int, Strip] = {}
        self.painted = 0
        """How many lines were painted so far."""

    def forget(self) -> None:
        """Something else has written there."""
        self._lines.clear()

    def all_of(self, update: LayoutUpdate) -> None:
        """Every line is painted."""
        top = update.region.y
        self._lines = {y: Strip.join(strips) for y, strips in enumerate(update.strips, top)}
        self.painted += len(self._lines)

    def fresh(self, update: ChopsUpdate, width: int) -> list[tuple[int, int, int]]:
        """The pieces of an update that differ from what stands there."""
        found = []
        for span in update.spans:
            y, first, end = span
            line = Strip.join(update.chops[y].values())
            if first > 0 or end < width:
                # A piece of a line tells nothing about the rest of it.
                self._lines.pop(y, None)
            elif self._lines.get(y) == line:
                continue
            else:
                self._lines[y] = line
            found.append(span)
        self.painted += len(found)
        return found


class StillApp(App[None]):
    """Paints the lines that changed and no others."""

    def __init__(self) -> None:
        super().__init__()
        self.terminal = Terminal()
        self._cursor_stood = self.cursor_position

    def _resume_signal(self) -> None:
        self.terminal.forget()
        super()._resume_signal()

    def _display(self, screen: Screen[object], renderable: object) -> None:
        if not self._batch_count:
            if isinstance(renderable, LayoutUpdate):
                self.terminal.all_of(renderable)
            elif isinstance(renderable, ChopsUpdate):
                last = renderable.spans[-1:]
                renderable.spans = self.terminal.fresh(renderable, self.size.width)
                if not renderable.spans:
                    if self.cursor_position == self._cursor_stood:
                        return
                    # An input method writes where the cursor is said to be.
                    renderable.spans = last
            self._cursor_stood = self.cursor_position
        super()._display(screen, renderable)  # type: ignore[arg-type]
