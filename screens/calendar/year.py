"""Half a year of months side by side, one day of it marked; a sign beside every colour."""

import calendar as months
from datetime import date, timedelta
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from desk.calendar import DayReason
from desk.i18n import _
from desk.saying import MONTHS
from desk.services.calendar_room import CalendarDay, CalendarYear
from screens.plain import shown

SIGNS: dict[DayReason, tuple[str, str]] = {
    DayReason.WEEKDAY: (" ", ""),
    DayReason.WEEKEND: ("-", "$text-muted"),
    DayReason.HOLIDAY: ("*", "$success"),
    DayReason.MAKE_UP: ("+", "bold $warning"),
    DayReason.CLOSURE: ("#", "bold $error"),
    DayReason.OVERRIDE: ("=", "bold $warning"),
}
ACROSS, WIDE = 3, 21


class YearView(Static, can_focus=True):
    """The half of a year that holds the marked day."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", show=False),
        Binding("right", "step(1)", show=False),
        Binding("up", "step(-7)", show=False),
        Binding("down", "step(7)", show=False),
        Binding("pageup", "half(-1)", show=False),
        Binding("pagedown", "half(1)", show=False),
    ]

    class Marked(Message):
        """Another day is marked; its year may have to be read first."""

        def __init__(self, day: date) -> None:
            super().__init__()
            self.day = day

    def __init__(self, day: date) -> None:
        super().__init__("", id="year")
        self.day = day
        self._days: dict[date, CalendarDay] = {}

    def show(self, year: CalendarYear) -> None:
        """The days of a year, the marked one among them."""
        self._days = {one.fact.day: one for one in year.days}
        self._draw()

    @property
    def marked(self) -> CalendarDay | None:
        """The marked day, once its year is there."""
        return self._days.get(self.day)

    def action_step(self, days: int) -> None:
        self._go(self.day + timedelta(days=days))

    def action_half(self, way: int) -> None:
        at = self.day.year * 12 + self.day.month - 1 + way * 6
        self._go(date(at // 12, at % 12 + 1, 1))

    def _go(self, day: date) -> None:
        self.day = day
        if day in self._days:
            self._draw()
        self.post_message(self.Marked(day))

    def _draw(self) -> None:
        first = 1 if self.day.month <= 6 else 7
        lines: list[Content] = []
        for row in (first, first + ACROSS):
            grids = [self._month(month) for month in range(row, row + ACROSS)]
            for place in range(max(map(len, grids))):
                cells = [
                    grid[place] if place < len(grid) else Content(" " * WIDE) for grid in grids
                ]
                lines.append(Content("  ").join(cells))
        self.update(Content("\n").join(lines))

    def _month(self, month: int) -> list[Content]:
        name = f"{self.day.year}  {_(MONTHS[month - 1])}"
        lines = [_padded(shown(name, "bold $primary")), _heads()]
        for week in months.Calendar().monthdatescalendar(self.day.year, month):
            parts = [self._cell(day, month) for day in week]
            lines.append(Content.assemble(*parts))
        return lines

    def _cell(self, day: date, month: int) -> Content:
        if day.month != month:
            return Content("   ")
        one = self._days.get(day)
        sign, style = SIGNS[one.fact.reason] if one else (" ", "")
        text = f"{day.day:>2}{sign}"
        return shown(text, f"{style} reverse".strip() if day == self.day else style)


def _heads() -> Content:
    """The days of the week over their columns, two cells each and one for the sign."""
    names = _("Mo Tu We Th Fr Sa Su").split()
    return _padded(shown(" ".join(names) + " ", "$text-muted"))


def _padded(content: Content) -> Content:
    return Content.assemble(content, " " * max(WIDE - content.cell_length, 0))
