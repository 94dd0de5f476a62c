"""What falls due when: the branch's next ten working days, with what is late before them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from desk.calendar import DayFact, DayReason, WorkCalendar
from desk.hours import BranchHours

WORKING_DAYS = 10
MOST_DAYS = 60
"""No strip is longer, whatever the calendar says."""
_DAY = timedelta(days=1)
_TELLING = (DayReason.CLOSURE, DayReason.HOLIDAY, DayReason.OVERRIDE, DayReason.WEEKEND)
"""Of several reasons for days off in a row, the first of these is told."""


class DuePart(StrEnum):
    """What one place of the strip stands for."""

    LATE = "late"
    DAY = "day"
    """A working day."""
    OFF = "off"
    """Days off in a row; what runs by the hour falls due on them too."""
    LATER = "later"
    WITHOUT = "without"
    """No date runs."""


class DueSpan(NamedTuple):
    """Due from an instant on and before another; None on a side leaves it open.

    Both None: due at no time at all.
    """

    since: datetime | None
    until: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DueCell:
    """One place of the strip: days, from when to when, and how much falls due in it."""

    part: DuePart
    span: DueSpan
    first: date | None = None
    last: date | None = None
    reason: DayReason | None = None
    """Why days are off, or why a day counts: a make-up day."""
    name: str = ""
    """The name of a holiday, or the reason of a closure."""
    shut: bool = False
    """A working day on which the doors stay closed: it counts all the same."""
    today: bool = False
    count: int = 0

    @property
    def days(self) -> int:
        """How many days it stands for; 0 for those without an end."""
        return (self.last - self.first).days + 1 if self.first and self.last else 0


def strip_of(
    now: datetime, calendar: WorkCalendar, hours: BranchHours, amount: int = WORKING_DAYS
) -> list[DueCell]:
    """The places of the strip from now on: late, `amount` working days and the days off between.

    Today stands first whatever day it is; what comes after, and what has no date, stand last.
    Every instant belongs to exactly one place.
    """
    today = hours.day_of(now)
    runs = _runs(today, calendar, amount)
    starts = [now, *(hours.instant(run[0].day, 0) for run in runs[1:])]
    end = hours.instant(runs[-1][-1].day + _DAY, 0)
    cells = [DueCell(part=DuePart.LATE, span=DueSpan(None, now))]
    for run, (since, until) in zip(runs, pairwise((*starts, end)), strict=True):
        told = min(run, key=_told)
        cells.append(
            DueCell(
                part=DuePart.DAY if told.working else DuePart.OFF,
                span=DueSpan(since, until),
                first=run[0].day,
                last=run[-1].day,
                reason=told.reason,
                name=told.name,
                shut=told.working and not hours.open_spans(told.day, calendar),
                today=run[0].day <= today <= run[-1].day,
            )
        )
    cells.append(DueCell(part=DuePart.LATER, span=DueSpan(end, None)))
    cells.append(DueCell(part=DuePart.WITHOUT, span=DueSpan(None, None)))
    return cells


def _told(fact: DayFact) -> int:
    return _TELLING.index(fact.reason) if fact.reason in _TELLING else len(_TELLING)


def _runs(today: date, calendar: WorkCalendar, amount: int) -> list[list[DayFact]]:
    """Each working day by itself, days off in a row together, up to the last working day."""
    runs: list[list[DayFact]] = []
    left = amount
    for step in range(MOST_DAYS):
        fact = calendar.fact(today + step * _DAY)
        if runs and not fact.working and not runs[-1][0].working:
            runs[-1].append(fact)
        else:
            runs.append([fact])
        left -= fact.working
        if left <= 0:
            break
    return runs


def counted(cells: Sequence[DueCell], counts: Sequence[int]) -> list[DueCell]:
    """The places with how much falls due in each, in the same order."""
    return [replace(cell, count=n) for cell, n in zip(cells, counts, strict=True)]


def folded(cells: Sequence[DueCell], keep: int) -> list[DueCell]:
    """The strip with `keep` places of days, at least one; all that come after count as later."""
    days = [cell for cell in cells if cell.days]
    kept, rest = days[: max(1, keep)], days[max(1, keep) :]
    if not rest:
        return list(cells)
    first, *others = (cell for cell in cells if not cell.days)
    later = replace(
        others[0],
        span=DueSpan(rest[0].span.since, None),
        count=others[0].count + sum(cell.count for cell in rest),
    )
    return [first, *kept, later, *others[1:]]


def place_of(cells: Sequence[DueCell], due_at: datetime | None) -> int:
    """In which place a date lies."""
    return next(n for n, cell in enumerate(cells) if holds(cell.span, due_at))


def holds(span: DueSpan, due_at: datetime | None) -> bool:
    """Whether a date lies in a span."""
    if due_at is None or span == DueSpan(None, None):
        return due_at is None and span == DueSpan(None, None)
    since, until = span
    return (since is None or since <= due_at) and (until is None or due_at < until)
