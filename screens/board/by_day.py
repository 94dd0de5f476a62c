"""The strip of due dates on the board: how much falls due when; a day narrows the list."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from textual import on

from desk.due_days import DueCell, DuePart, DueSpan, folded
from desk.due_words import short, told
from desk.i18n import _
from desk.services.due_days import due_days
from desk.views import View
from screens.base import DeskScreen
from screens.widgets.strip import DayStrip, Place

if TYPE_CHECKING:
    from desk.services.base import Desk
    from desk.staff.model import Actor

Day = tuple[DuePart, date | None]
"""What is chosen: it stays the same while the hours pass."""


class ByDay(DeskScreen):
    """A board with a strip of days above its list."""

    view: View

    def __init__(self, subject: str = "") -> None:
        super().__init__(subject)
        self.day: Day | None = None
        self._days: list[DueCell] = []
        self._strip = DayStrip(hint=_("Esc: all days"), id="due-days")

    @property
    def due(self) -> DueSpan | None:
        """What the list is narrowed to."""
        cell = next((cell for cell in self._in_strip() if _day_of(cell) == self.day), None)
        return cell.span if cell is not None else None

    def load(self) -> None:
        """Read what is listed again."""

    def read_days(self) -> None:
        """Count anew what falls due when in the view that is shown."""
        view = self.view

        def count(desk: "Desk", who: "Actor") -> list[DueCell]:
            return due_days(desk, who, view)

        self.read(count, self._counted, group="due_days")

    def every_day(self) -> None:
        """Narrow to no day."""
        self.day = None

    def _counted(self, cells: list[DueCell]) -> None:
        self._days = cells
        self.show_days()

    def show_days(self) -> None:
        """Show the strip as it fits; a closed case falls due no more."""
        if not self._days:
            return
        self._strip.display = self.view is not View.CLOSED
        cells = self._in_strip()
        days = [_day_of(cell) for cell in cells]
        chosen = days.index(self.day) if self.day in days else None
        self._strip.show([_place(cell, told(cell)) for cell in cells], chosen)

    def _in_strip(self) -> list[DueCell]:
        """As many places as there is room for; what has no date only where there is any."""
        cells = [c for c in self._days if c.part is not DuePart.WITHOUT or c.count]
        room = self._strip.content_size.width or self.app.size.width - 2
        for keep in range(len(cells), 0, -1):
            fitting = folded(cells, keep)
            if _width(fitting) <= room:
                return fitting
        return folded(cells, 1) if cells else []

    def on_resize(self) -> None:
        self.show_days()

    def action_days(self) -> None:
        """Go to the strip."""
        if self._strip.display and self._strip.places:
            self._strip.focus()
            if self._strip.chosen is None:
                self._strip.action_step(1)

    @on(DayStrip.Picked)
    def _picked(self, message: DayStrip.Picked) -> None:
        cells = self._in_strip()
        at = message.at
        day = _day_of(cells[at]) if at is not None and at < len(cells) else None
        if day != self.day:
            self.day = day
            self.load()
        if message.done:
            self.query_one("#queue").focus()


def _day_of(cell: DueCell) -> Day:
    return cell.part, cell.first


def _place(cell: DueCell, words: str = "") -> Place:
    kind = "now" if cell.today else "off" if cell.part is DuePart.OFF else ""
    kind = "late" if cell.part is DuePart.LATE else kind
    return Place(short(cell), cell.count, kind, words)


def _width(cells: Sequence[DueCell]) -> int:
    least = [_place(cell).least for cell in cells]
    return sum(least) + len(least) - 1
