"""What is counted over: a month, or any whole days from one to another."""

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

from desk.insight.month import month_before

DAY = timedelta(days=1)


class Month(NamedTuple):
    """A month of a year."""

    year: int
    month: int


class Days(NamedTuple):
    """Whole days of the branch, the first and the last among them."""

    first: date
    last: date


Period = Month | Days


def days_of(period: Period) -> Days:
    """The days of a period; ValueError for a month that no year has."""
    if isinstance(period, Days):
        return period
    first = date(period.year, period.month, 1)
    return Days(first, first.replace(day=_length(period)))


def month_of(days: Days) -> Month | None:
    """The month that these days are, if they are one."""
    month = Month(days.first.year, days.first.month)
    return month if days_of(month) == days else None


def before(days: Days) -> Days:
    """The month before a month, or as many days as these right before them."""
    month = month_of(days)
    if month is not None:
        return days_of(Month(*month_before(*month)))
    return Days(days.first - (days.last - days.first) - DAY, days.first - DAY)


def after(days: Days) -> Days:
    """The month after a month, or as many days as these right after them."""
    month = month_of(days)
    if month is not None:
        return days_of(Month(month.year + month.month // 12, month.month % 12 + 1))
    return Days(days.last + DAY, days.last + DAY + (days.last - days.first))


def _length(month: Month) -> int:
    return monthrange(month.year, month.month)[1]
