"""The views of the board: those of every day with their digits, then what stands out."""

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget

from desk.labels import label
from desk.staff.model import Actor
from desk.staff.permissions import May, may
from desk.views import Counts, View

ORDER = (
    View.MINE,
    View.DUE_TODAY,
    View.LATE,
    View.TO_ACCEPT,
    View.TO_APPROVE,
    View.TO_PRINT,
    View.TO_CALL_BACK,
    View.ALL,
    View.FIRST,
    View.CLOSED,
    View.TO_DECIDE,
)
MARKS = "1234567890-"
"""The key of each view, in their order."""

SIGNS = {
    View.EMERGENCY: "‼",
    View.RESTORE: "‼",
    View.ESCALATED: "▲",
    View.PROMISES: "◆",
    View.TASKS: "○",
    View.INCIDENT: "●",
}
"""What stands out has a sign and no digit: it is shown while there is any of it."""
LOUD = (View.LATE, View.EMERGENCY, View.RESTORE)
RAISED = (View.ESCALATED, View.PROMISES)


def views_of(who: Actor) -> tuple[View, ...]:
    """The views that mean something to this person: deciding is for leads."""
    decides = may(who.role, May.DECIDE_SCOPE)
    return tuple(view for view in ORDER if decides or view is not View.TO_DECIDE)


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
        self.views: tuple[View, ...] = ORDER[:-1]
        self._places: list[tuple[int, int, int, View]] = []

    @property
    def shown(self) -> tuple[View, ...]:
        """The views that one comes by: those of every day, and what stands out now."""
        return (*self.views, *self._out())

    def _out(self) -> list[View]:
        return [view for view in SIGNS if self._counts[view] or view is self._view]

    def show(self, counts: Counts, view: View) -> None:
        """Other counts."""
        self._counts = counts
        self.mark(view)

    def mark(self, view: View) -> None:
        """Another view is the present one."""
        self._view = view
        self.refresh(layout=True)

    def _texts(self, width: int) -> list[list[tuple[View, str]]]:
        """The views line by line; a view is never broken."""
        views = [(view, f"{MARKS[n]} {label(view)}") for n, view in enumerate(self.views)]
        views += [(view, f"{SIGNS[view]} {label(view)}") for view in self._out()]
        lines: list[list[tuple[View, str]]] = [[]]
        x = 0
        for view, words in views:
            count = self._counts[view] if view is not View.CLOSED else 0
            text = f" {words} {count or ''}".rstrip() + " "
            if lines[-1] and x + cell_len(text) > width:
                lines.append([])
                x = 0
            lines[-1].append((view, text))
            x += cell_len(text)
        return lines

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self._texts(width))

    def render(self) -> Content:
        self._places = []
        lines: list[Content] = []
        for y, line in enumerate(self._texts(self.content_size.width)):
            x = 0
            parts: list[Content] = []
            for view, text in line:
                parts.append(Content.styled(text, self._style(view, self._counts[view])))
                self._places.append((y, x, x + cell_len(text), view))
                x += cell_len(text)
            lines.append(Content("").join(parts))
        return Content("\n").join(lines)

    def _style(self, view: View, count: int) -> str:
        if view is self._view:
            return "bold $background on $primary"
        if view in LOUD and count:
            return "bold $error"
        if view in RAISED and count:
            return "bold $warning"
        return "" if count or view is View.CLOSED else "$text-muted"

    def on_click(self, event: events.Click) -> None:
        at = event.get_content_offset(self)
        for y, start, end, view in self._places:
            if at is not None and at.y == y and start <= at.x < end:
                self.post_message(self.Asked(view))
