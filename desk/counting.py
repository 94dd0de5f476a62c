"""How the days and hours of a limit are counted, one by one, with holds taken out."""

import calendar as months
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from desk.calendar import DayFact, DayReason, WorkCalendar
from desk.explanation import Hold
from desk.hours import BranchHours
from desk.playbook.base import Unit


def instant(at: datetime) -> datetime:
    """An aware time in UTC; ValueError for a naive one, which is no instant."""
    if at.tzinfo is None:
        raise ValueError(f"{at} is not an instant: it has no time zone")
    return at.astimezone(UTC)


def merged_holds(holds: Iterable[Hold]) -> tuple[Hold, ...]:
    """Holds in order, in UTC, those that touch joined."""
    merged: list[Hold] = []
    for hold in sorted(holds, key=lambda h: instant(h.since)):
        since, until = instant(hold.since), instant(hold.until)
        if until <= since:
            continue
        if merged and since <= merged[-1].until:
            reasons = dict.fromkeys(filter(None, (merged[-1].reason, hold.reason)))
            merged[-1] = Hold(
                since=merged[-1].since,
                until=max(merged[-1].until, until),
                reason="；".join(reasons),
            )
        else:
            merged.append(Hold(since=since, until=until, reason=hold.reason))
    return tuple(merged)


Counted = tuple[tuple[date, ...], tuple[DayFact, ...], date]
"""Days counted, days passed over, and the day on which the limit ends."""


def count_days(
    amount: int,
    unit: Unit,
    start: date,
    calendar: WorkCalendar,
    hours: BranchHours,
    holds: Sequence[Hold],
) -> Counted:
    """Count working days, calendar days or months from the day after `start`.

    Calendar days and months move on to a working day at their end; held days never count.
    """
    stood = [(hours.day_of(h.since), hours.day_of(h.until), h.reason) for h in holds]

    def held(fact: DayFact) -> DayFact | None:
        for since, until, why in stood:
            if since <= fact.day < until:
                return replace(fact, working=False, reason=DayReason.HELD, name=why)
        return None

    if unit is Unit.WORKING_DAYS:
        return _count_working(calendar.after(start), amount, held)
    if unit is Unit.MONTHS:
        amount = (_months_later(start, amount) - start).days
    return _count_calendar(calendar.after(start), amount, held)


def _count_working(
    days: Iterator[DayFact], amount: int, held: Callable[[DayFact], DayFact | None]
) -> Counted:
    counted: list[date] = []
    skipped: list[DayFact] = []
    while len(counted) < amount:
        fact = next(days)
        if not fact.working:
            skipped.append(fact)
        elif stands := held(fact):
            skipped.append(stands)
        else:
            counted.append(fact.day)
    return tuple(counted), tuple(skipped), counted[-1]


def _count_calendar(
    days: Iterator[DayFact], amount: int, held: Callable[[DayFact], DayFact | None]
) -> Counted:
    counted: list[date] = []
    skipped: list[DayFact] = []
    while True:
        fact = next(days)
        stands = held(fact)
        if len(counted) < amount and not stands:
            counted.append(fact.day)
        if stands:
            skipped.append(stands)
        elif len(counted) == amount:
            if fact.working:
                return tuple(counted), tuple(skipped), fact.day
            skipped.append(fact)


def _months_later(day: date, amount: int) -> date:
    """The same day of a later month, or that month's last day when it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + amount, 12)
    return date(year, month + 1, min(day.day, months.monthrange(year, month + 1)[1]))


def clock_due(start: datetime, amount: timedelta, holds: Sequence[Hold]) -> datetime:
    """When `amount` has passed by the clock, holds left out."""
    end = start + amount
    for hold in holds:
        if hold.until > start and hold.since < end:
            end += hold.until - max(hold.since, start)
    return end


def counter_due(
    start: datetime,
    amount: timedelta,
    calendar: WorkCalendar,
    hours: BranchHours,
    holds: Sequence[Hold],
) -> datetime:
    """When `amount` of opening time has passed, holds left out."""
    end = hours.add_counter_time(start, amount, calendar)
    for hold in holds:
        if hold.until > start and hold.since < end:
            left = hours.counter_time_between(max(hold.since, start), end, calendar)
            end = hours.add_counter_time(hold.until, left, calendar)
    return end


def counter_days(
    start: datetime, end: datetime, calendar: WorkCalendar, hours: BranchHours
) -> tuple[tuple[date, ...], tuple[DayFact, ...]]:
    """The days on which the counter's clock ran, and the days between on which it could not."""
    counted: list[date] = []
    skipped: list[DayFact] = []
    day, last = hours.day_of(start), hours.day_of(end)
    while day <= last:
        if hours.open_spans(day, calendar):
            if hours.counter_time_between(
                max(start, hours.instant(day, 0)), min(end, hours.instant(day, 1440)), calendar
            ):
                counted.append(day)
        else:
            skipped.append(calendar.fact(day))
        day += timedelta(days=1)
    return tuple(counted), tuple(skipped)
