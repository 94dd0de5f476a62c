"""The month table: figures of some days beside those of the days before; plain arithmetic."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from desk.hours import BranchHours
from desk.insight.figures import PLAIN, Figure, Span, Tally

LEAST = 30
"""Below so many a percentage says more than is known."""

TABLE = (
    *(Figure.RECEIVED, Figure.COMPLAINTS, Figure.CLOSED, Figure.WITHDRAWN, Figure.ANNULLED),
    *(Figure.TERMINATED, Figure.OPEN, Figure.REPLY, Figure.EXTENDED, Figure.CONTACT),
    *(Figure.BOTH, Figure.AT_ONCE),
    *(Figure.REPEATS, Figure.REOPENED, Figure.FOUND_TRUE, Figure.REMINDED, Figure.REACHED),
    *(Figure.SATISFIED, Figure.NOTICES, Figure.HANDOVERS, Figure.TASKS, Figure.PROMISES),
    *(Figure.RAISED, Figure.INCIDENTS),
)
"""The lines of the table, in their order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One figure, with the same of the month before."""

    figure: Figure
    now: Tally
    before: Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What one topic or department had: received, due, in time; `before` was received before."""

    group: str
    received: int = 0
    due: int = 0
    in_time: int = 0
    before: int = 0

    @property
    def late(self) -> int:
        """Due and not in time."""
        return self.due - self.in_time


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthTable:
    """The figures of a month, or of any days.

    `whole` is False while they still run: then the figures are those up to now.
    """

    first: date
    last: date
    at: datetime
    whole: bool
    lines: tuple[Line, ...]
    by_topic: tuple[Part, ...]
    by_unit: tuple[Part, ...]
    tasks: tuple[Tally, ...]
    """Tasks by the department that has them."""
    served: int | None = None
    served_on: date | None = None

    def line(self, figure: Figure) -> Line:
        """The line of a figure."""
        return next(line for line in self.lines if line.figure is figure)

    @property
    def per_million(self) -> str:
        """Complaints for each million customers served, with one decimal; "" where unknown."""
        if not self.served:
            return ""
        return f"{self.line(Figure.COMPLAINTS).now.all * 1_000_000 / self.served:.1f}"


def percent(good: int, whole: int) -> str:
    """A share with two decimals; "" where there are too few to speak of shares."""
    return f"{good * 100 / whole:.2f}%" if whole >= LEAST else ""


def told(figure: Figure, tally: Tally) -> str:
    """A figure as it is written: a count, or so many out of so many with the share in front."""
    if figure in PLAIN:
        return str(tally.all)
    counts = f"{tally.good}/{tally.all}"
    share = percent(tally.good, tally.all)
    return f"{share} ({counts})" if share else counts


def month_before(year: int, month: int) -> tuple[int, int]:
    """The month before a month."""
    return (year, month - 1) if month > 1 else (year - 1, 12)


def days_span(
    first: date, last: date, *, now: datetime, hours: BranchHours, repeat_days: int
) -> Span:
    """Whole days of the branch, the first and the last among them."""
    return Span(
        since=hours.instant(first, 0),
        until=hours.instant(last + timedelta(days=1), 0),
        now=now,
        first=first,
        last=last,
        today=hours.day_of(now),
        repeat_days=repeat_days,
    )


def parts(received: list[Tally], before: list[Tally], due: list[Tally]) -> tuple[Part, ...]:
    """What each part had, the largest first."""
    came = {one.group: one.all for one in received}
    earlier = {one.group: one.all for one in before}
    fell = {one.group: one for one in due}
    made = [
        Part(
            group=group,
            received=came.get(group, 0),
            due=fell[group].all if group in fell else 0,
            in_time=fell[group].good if group in fell else 0,
            before=earlier.get(group, 0),
        )
        for group in {*came, *earlier, *fell}
    ]
    return tuple(sorted(made, key=lambda one: (-one.received, -one.due, one.group)))
