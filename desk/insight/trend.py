"""What charts are drawn from: weeks or months side by side, and topics by their weight."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from desk.insight.figures import Tally
from desk.insight.period import DAY, Days, Month, days_of, month_of

AMOUNT = 12
"""How many weeks or months stand side by side."""
MOST = 60
"""More than so many are not counted at once."""


class Step(StrEnum):
    """How long each part of a trend is."""

    WEEK = "week"
    """Monday to Sunday."""
    MONTH = "month"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """One week or month: what it brought, what was closed in it, what fell due and was in time."""

    first: date
    last: date
    whole: bool
    """False while it still runs."""
    received: int = 0
    closed: int = 0
    due: int = 0
    in_time: int = 0

    @property
    def days(self) -> Days:
        """Its days."""
        return Days(self.first, self.last)

    @property
    def late(self) -> int:
        """Due and not in time."""
        return self.due - self.in_time


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """Weeks or months in a row, the last of them with today in it."""

    step: Step
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """One topic of a Pareto list; `sum` counts it and all that weigh more."""

    group: str
    count: int
    sum: int
    whole: int

    @property
    def share(self) -> float:
        """Which part of all of them it is, 0 to 1."""
        return self.count / self.whole if self.whole else 0.0

    @property
    def reached(self) -> float:
        """Which part of all of them it is with those before it, 0 to 1."""
        return self.sum / self.whole if self.whole else 0.0


def stretches(today: date, step: Step, amount: int = AMOUNT) -> list[Days]:
    """The days of each week or month, the oldest first, the last with today in it."""
    if step is Step.WEEK:
        monday = today - timedelta(days=today.weekday())
        begins = [monday - timedelta(weeks=n) for n in reversed(range(amount))]
        return [Days(begin, begin + 6 * DAY) for begin in begins]
    found: list[Days] = []
    month = Month(today.year, today.month)
    for _each in range(amount):
        days = days_of(month)
        found.append(days)
        before = days.first - DAY
        month = Month(before.year, before.month)
    return found[::-1]


def pareto(found: Sequence[Tally]) -> list[Weight]:
    """Groups by their weight, the heaviest first; equal ones by name."""
    whole = sum(one.all for one in found)
    made: list[Weight] = []
    reached = 0
    for one in sorted(found, key=lambda one: (-one.all, one.group)):
        if one.all:
            reached += one.all
            made.append(Weight(group=one.group, count=one.all, sum=reached, whole=whole))
    return made


def short_name(days: Days) -> str:
    """A week by its Monday, a month by year and month."""
    month = month_of(days)
    return f"{month.year % 100:02d}-{month.month:02d}" if month else f"{days.first:%m-%d}"
