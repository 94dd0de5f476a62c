"""The figures as pictures: weeks, months, topics, in time; the same as a table on a key."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual import events, on
from textual.widget import Widget
from textual.widgets import Static

from desk.i18n import N_, _, current
from desk.insight.figures import By, Figure
from desk.insight.month import percent
from desk.insight.period import Days, Month, days_of
from desk.insight.picture_words import (
    Table,
    reached_told,
    share_told,
    topic_table,
    trend_table,
)
from desk.insight.rules import name_of
from desk.insight.trend import Step, Trend, Weight, short_name
from desk.insight.words import Row, part_name
from desk.services.trend import topics, trend
from screens.base import DeskDialog
from screens.insight.behind import Behind
from screens.plain import shown
from screens.widgets.bar import Pareto, Part
from screens.widgets.chart import Chart, Columns, Picture, Series
from screens.widgets.paged import Column, PagedList

if TYPE_CHECKING:
    from desk.services.base import Desk
    from desk.staff.model import Actor


class Which(StrEnum):
    """The pictures there are."""

    WEEKS = "weeks"
    MONTHS = "months"
    TOPICS = "topics"
    IN_TIME = "in_time"


_NAMES = {
    Which.WEEKS: N_("By week"),
    Which.MONTHS: N_("By month"),
    Which.TOPICS: N_("Topics"),
    Which.IN_TIME: N_("In time"),
}


@dataclass(frozen=True, slots=True)
class Drawn:
    """What one picture shows, and the same as a table."""

    picture: Picture
    table: Table
    behind: tuple[tuple[Row, Days | None], ...]
    """For each line of the table the figure whose cases it counts, and of which days."""


class Charts(DeskDialog[None]):
    """One picture at a time; ← → another, ctrl+e the table of it and back."""

    def __init__(self, days: Days | None) -> None:
        super().__init__(_("Charts"))
        self.add_class("-tall")
        self.which = Which.WEEKS
        self._days = days
        self._drawn: Drawn | None = None
        self._bar = Static(classes="dialog-text")
        self._chart = Chart(
            empty=_("Nothing was counted here yet."), waiting=_("Counting figures…")
        )
        self._list = PagedList[tuple[str, ...]]([Column("", 1)], lambda line: list(line))
        self._list.display = False

    def body(self) -> Iterable[Widget]:
        yield self._bar
        yield self._chart
        yield self._list

    def on_mount(self) -> None:
        self.set_focus(None)
        self._ask()

    def _ask(self) -> None:
        """Count what the picture shows; months serve two pictures, each asks for itself."""
        which, days = self.which, self._days
        self._chart.show(None)
        self._say()

        def count(desk: "Desk", who: "Actor") -> Drawn:
            if which is Which.TOPICS:
                return topics_drawn(topics(desk, who, days), days)
            step = Step.WEEK if which is Which.WEEKS else Step.MONTH
            found = trend(desk, who, step)
            return in_time_drawn(found) if which is Which.IN_TIME else trend_drawn(found)

        self.read(count, self._show, group="chart")

    def _show(self, drawn: Drawn) -> None:
        self._drawn = drawn
        self._chart.show(drawn.picture)
        heads, lines = drawn.table
        self._list.set_columns(
            [
                Column(
                    head,
                    18 if n == 0 else max(7, cell_len(head)),
                    grows=2 if n == 0 else 1,
                    right=n > 0,
                )
                for n, head in enumerate(heads)
            ]
        )
        self._list.empty = _("Nothing was counted here yet.")
        self._list.show(lines)

    def _say(self) -> None:
        names = [
            f"▸{number} {_(_NAMES[which])}"
            if which is self.which
            else f" {number} {_(_NAMES[which])}"
            for number, which in enumerate(Which, 1)
        ]
        table = _("Ctrl+E table")
        if self._list.display:
            table = "  ".join((_("Ctrl+E picture"), _("Enter: the cases")))
        self._bar.update(shown("  ".join([*names, f" ← →   {table}"])))

    @on(PagedList.Chosen)
    def _behind(self) -> None:
        """The cases that a line of the table counts."""
        if self._drawn is None or not self._drawn.behind:
            return
        row, days = self._drawn.behind[self._list.cursor]
        desk = self.desk_app.desk
        if days is None and desk is not None:
            today = desk.hours.day_of(desk.clock.now())
            days = days_of(Month(today.year, today.month))
        if days is None:
            return

        def done(reference: str | None) -> None:
            if reference:
                self.dismiss(None)
                self.desk_app.go("case", reference)

        self.app.push_screen(Behind(row, days), done)

    def on_key(self, event: events.Key) -> None:
        """← → and digits choose a picture, ctrl+e changes between picture and table."""
        kinds = list(Which)
        at = kinds.index(self.which)
        if event.key in ("left", "right"):
            at = (at + (1 if event.key == "right" else -1)) % len(kinds)
        elif event.character and event.character in "1234":
            at = int(event.character) - 1
        elif event.key == "ctrl+e" or event.character in ("t", "T"):
            event.stop()
            self._list.display = not self._list.display
            self._chart.display = not self._list.display
            self.set_focus(self._list if self._list.display else None)
            self._say()
            return
        else:
            return
        event.stop()
        if kinds[at] is not self.which:
            self.which = kinds[at]
            self._ask()


def trend_drawn(found: Trend) -> Drawn:
    """What came in and what was closed, as two lines."""
    return Drawn(
        Columns(
            tuple(short_name(one.days) for one in found.stretches),
            (
                Series(
                    _("received"), "●", tuple(s.received for s in found.stretches), "chart--one"
                ),
                Series(
                    _("settled"),
                    "○",
                    tuple(s.closed for s in found.stretches),
                    "chart--two",
                    dashed=True,
                ),
            ),
        ),
        trend_table(found, current()),
        _of_days(found, Figure.RECEIVED),
    )


def _of_days(found: Trend, figure: Figure) -> tuple[tuple[Row, Days | None], ...]:
    return tuple(
        (Row(name_of(figure, current()), "", "", figure), one.days)
        for one in reversed(found.stretches)
    )


def in_time_drawn(found: Trend) -> Drawn:
    """Replies that fell due, in time below and late on top."""
    return Drawn(
        Columns(
            tuple(short_name(one.days) for one in found.stretches),
            (
                Series(_("in time"), "█", tuple(s.in_time for s in found.stretches), "chart--one"),
                Series(_("late"), "▒", tuple(s.late for s in found.stretches), "chart--bad"),
            ),
            stacked=True,
            more=(
                (
                    "%",
                    tuple(_rounded(one.in_time, one.due) for one in found.stretches),
                ),
            ),
        ),
        trend_table(found, current()),
        _of_days(found, Figure.REPLY),
    )


def _rounded(good: int, whole: int) -> str:
    """A share where there are enough of them, without decimals for want of room."""
    return f"{good / whole:.0%}" if percent(good, whole) else "—"


def topics_drawn(found: list[Weight], days: Days | None = None) -> Drawn:
    """Topics by their weight, beside them what they reach together."""
    parts = tuple(
        Part(
            part_name(By.TOPIC, one.group, current()),
            one.count,
            share_told(one),
            one.reached,
            reached_told(one),
        )
        for one in found
    )
    behind = tuple(
        (Row(part.name, "", "", Figure.RECEIVED, By.TOPIC, one.group), days)
        for part, one in zip(parts, found, strict=True)
    )
    return Drawn(Pareto(parts, _("{n} others")), topic_table(found, current()), behind)
