"""The views of the board in a row, each with its digit and its count."""

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from desk.labels import label
from desk.views import Counts, View

_COUNTED = tuple(view for view in View if view is not View.CLOSED)


class ViewBar(Widget):
    """Shows the views; the present one stands out, one with nothing in it is faint."""

    DEFAULT_CSS = """
    ViewBar { height: auto; padding: 0 1; background: $panel; }
    """

    class Asked(Message):
        """Another view was clicked."""

        def __init__(self, view: View) -> None:
            super().__init__()
            self.view = view

    def __init__(self) -> None:
        super().__init__()
        self._counts = Counts()
        self._view = View.MINE
        self._places: list[tuple[int, int, View]] = []

    def show(self, counts: Counts, view: View) -> None:
        """Other counts."""
        self._counts = counts
        self.mark(view)

    def mark(self, view: View) -> None:
        """Another view is the present one."""
        self._view = view
        self.refresh()

    def render(self) -> Content:
        self._places = []
        parts: list[Content] = []
        x = 0
        for number, view in enumerate(View, 1):
            count = self._counts[view]
            words = f"{number} {label(view)}"
            text = f" {words} {count} " if view in _COUNTED else f" {words} "
            parts.append(Content.styled(text, self._style(view, count)))
            self._places.append((x, x + cell_len(text), view))
            x += cell_len(text)
        return Content("").join(parts)

    def _style(self, view: View, count: int) -> str:
        if view is self._view:
            return "bold $background on $primary"
        if view is View.LATE and count:
            return "bold $error"
        return "" if count or view not in _COUNTED else "$text-muted"

    def on_click(self, event: events.Click) -> None:
        for start, end, view in self._places:
            if start <= event.x - 1 < end:
                self.post_message(self.Asked(view))
