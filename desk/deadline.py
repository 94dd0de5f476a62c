"""What falls due when, counted by a rule; the days behind a date and the verdict are kept."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from desk.calendar import DayFact, DayReason, WorkCalendar
from desk.counting import (
    clock_due,
    count_days,
    counter_days,
    counter_due,
    instant,
    merged_holds,
)
from desk.enums import ClockKind
from desk.explanation import BY_COUNTER, BY_DAYS, Explanation, Hold
from desk.hours import BranchHours
from desk.i18n import N_, _
from desk.playbook.base import Confidence, Unit
from desk.refusals import Refusal

if TYPE_CHECKING:
    from desk.playbook.entries import Limit

_MOST = {
    Unit.MINUTES: 60 * 24 * 3660,
    Unit.HOURS: 24 * 3660,
    Unit.COUNTER_MINUTES: 60 * 3660,
    Unit.COUNTER_HOURS: 3660,
    Unit.WORKING_DAYS: 1830,
    Unit.CALENDAR_DAYS: 3660,
    Unit.MONTHS: 120,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitRule:
    """How long something may take, and who says so. `amount` is at least 1."""

    id: str
    clock: ClockKind
    amount: int
    unit: Unit
    source: str = ""
    as_of: date | None = None
    confidence: Confidence = Confidence.DEFAULT

    def __post_init__(self) -> None:
        if not 1 <= self.amount <= _MOST[self.unit]:
            raise ValueError(f"{self.id}: {self.amount} {self.unit}")


def sources_of(limit: "Limit", language: str = "zh_CN") -> str:
    """Who says so, as cited in a language."""
    return ("; " if language == "en" else "；").join(source.cited for source in limit.source)


def limit_rule(limit: "Limit") -> LimitRule:
    """The rule a limit of the playbook makes; ValueError for one that runs no clock."""
    if limit.clock is None:
        raise ValueError(limit.id)
    return LimitRule(
        id=limit.id,
        clock=limit.clock,
        amount=limit.amount,
        unit=limit.unit,
        source=sources_of(limit),
        as_of=limit.as_of,
        confidence=limit.confidence,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """How a clock ended, a fact that later acts do not change.

    `met` is false when it was stopped without being met (withdrawn, annulled).
    """

    at: datetime
    met: bool
    late_by: timedelta

    @property
    def in_time(self) -> bool:
        """Whether it ended at or before its due time."""
        return not self.late_by


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """One clock on one matter: what for, when due, why, and how it ended."""

    clock: ClockKind
    start: datetime
    due_at: datetime
    explanation: Explanation
    verdict: Verdict | None = None


class DeadlineState(StrEnum):
    """Where a clock stands. STOPPED ended unmet but not late; unmet and late stays OVERDUE."""

    WAITING = "waiting"
    HALF = "half"
    THREE_QUARTERS = "three_quarters"
    NINE_TENTHS = "nine_tenths"
    OVERDUE = "overdue"
    MET_IN_TIME = "met_in_time"
    MET_LATE = "met_late"
    STOPPED = "stopped"


STATE_WORDS = {
    DeadlineState.WAITING: N_("within the limit"),
    DeadlineState.HALF: N_("half the time is gone"),
    DeadlineState.THREE_QUARTERS: N_("three quarters of the time are gone"),
    DeadlineState.NINE_TENTHS: N_("about to fall due"),
    DeadlineState.OVERDUE: N_("past the limit"),
    DeadlineState.MET_IN_TIME: N_("done within the limit"),
    DeadlineState.MET_LATE: N_("done past the limit"),
    DeadlineState.STOPPED: N_("no longer running"),
}
"""A clock's state in words, to be translated where it is shown."""


# -- counting -----------------------------------------------------------------------------


def due(
    rule: LimitRule,
    start: datetime,
    calendar: WorkCalendar,
    hours: BranchHours,
    holds: Iterable[Hold] = (),
) -> Deadline:
    """The deadline that `rule` sets from an aware instant.

    Minutes and hours run by the clock; counter hours while the branch is open. Working days are
    counted from the day after the start and end at that day's closing. Calendar days and months
    do too, and move on to the next working day when their last day is a holiday or weekend.
    Of a day-counted limit, the days from the first of a hold to the day before its last are not
    counted; of the others, the time of the hold is not.
    """
    start = instant(start)
    holds = merged_holds(holds)
    counted: tuple[date, ...] = ()
    skipped: tuple[DayFact, ...] = ()
    if rule.unit in BY_DAYS:
        counted, skipped, last = count_days(
            rule.amount, rule.unit, hours.day_of(start), calendar, hours, holds
        )
        due_at = hours.end_of(last, calendar)
        seen = [*counted, last]
    elif rule.unit in BY_COUNTER:
        due_at = counter_due(start, rule.amount * BY_COUNTER[rule.unit], calendar, hours, holds)
        counted, skipped = counter_days(start, due_at, calendar, hours)
        seen = [*counted, *(fact.day for fact in skipped)]
    else:
        step = {Unit.MINUTES: timedelta(minutes=1), Unit.HOURS: timedelta(hours=1)}[rule.unit]
        due_at = clock_due(start, rule.amount * step, holds)
        seen = []
    explanation = Explanation(
        start=start,
        due_at=due_at,
        zone=hours.zone,
        rule_id=rule.id,
        source=rule.source,
        as_of=rule.as_of,
        confidence=rule.confidence,
        amount=rule.amount,
        unit=rule.unit,
        counted=counted,
        made_up=tuple(
            day
            for day in counted
            if rule.unit is Unit.WORKING_DAYS and calendar.fact(day).reason is DayReason.MAKE_UP
        ),
        skipped=skipped,
        holds=tuple(h for h in holds if h.until > start and h.since < due_at),
        calendar_version=calendar.version,
        unknown_years=tuple(sorted({d.year for d in seen if not calendar.known(d.year)})),
    )
    return Deadline(clock=rule.clock, start=start, due_at=due_at, explanation=explanation)


def named(
    clock: ClockKind,
    at: datetime,
    start: datetime,
    hours: BranchHours,
    *,
    rule_id: str = "named",
    source: str = "",
) -> Deadline:
    """A deadline at a time that somebody named: a promise, another body's due time."""
    start, at = instant(start), instant(at)
    if at <= start:
        raise Refusal(
            _("The time named has already passed."),
            _("Name a time that is still to come."),
            code="time_passed",
        )
    explanation = Explanation(
        start=start, due_at=at, zone=hours.zone, rule_id=rule_id, source=source
    )
    return Deadline(clock=clock, start=start, due_at=at, explanation=explanation)


def promised_contact(
    at: datetime, made_at: datetime, hours: BranchHours, source: str = ""
) -> Deadline:
    """The clock of "we will contact you by then"; `source` is who promised, in words."""
    return named(
        ClockKind.PROMISED_CONTACT, at, made_at, hours, rule_id="promised_contact", source=source
    )


# -- where a clock stands -----------------------------------------------------------------


def verdict(deadline: Deadline, at: datetime, *, met: bool = True) -> Verdict:
    """How the clock ends at an instant; what has ended before keeps its first verdict."""
    if deadline.verdict is not None:
        return deadline.verdict
    at = instant(at)
    return Verdict(at=at, met=met, late_by=max(at - deadline.due_at, timedelta(0)))


def meet(deadline: Deadline, at: datetime) -> Deadline:
    """The deadline with its verdict frozen: what it asked for was done at `at`."""
    return replace(deadline, verdict=verdict(deadline, at))


def stop(deadline: Deadline, at: datetime) -> Deadline:
    """The deadline ended without being met; a breach that has happened stays one."""
    return replace(deadline, verdict=verdict(deadline, at, met=False))


def warning_times(deadline: Deadline) -> tuple[datetime, datetime, datetime]:
    """When half, three quarters and nine tenths are gone, as UTC instants, never after it is due.

    Of a limit counted in days it is the counted days that are shared out, so that a long holiday
    does not use up the time.
    """
    explanation = deadline.explanation
    length = deadline.due_at - deadline.start

    def gone(hundredths: int) -> datetime:
        if explanation.unit not in BY_DAYS or not explanation.counted:
            return deadline.start + length * hundredths / 100
        at = share_of_days(explanation.counted, hundredths, explanation.zone)
        return max(deadline.start, min(at, deadline.due_at))

    return gone(50), gone(75), gone(90)


def share_of_days(counted: Sequence[date], hundredths: int, zone: str) -> datetime:
    """When so many hundredths of the counted days are gone, as a UTC instant."""
    whole, rest = divmod(len(counted) * hundredths, 100)
    day = counted[min(whole, len(counted) - 1)]
    midnight = datetime.combine(day, time(), tzinfo=ZoneInfo(zone))
    return midnight.astimezone(UTC) + timedelta(days=1) * rest / 100


def state(deadline: Deadline, now: datetime) -> DeadlineState:
    """Where the clock stands at an instant; the due instant itself is still in time."""
    if ended := deadline.verdict:
        if ended.met:
            return DeadlineState.MET_IN_TIME if ended.in_time else DeadlineState.MET_LATE
        return DeadlineState.STOPPED if ended.in_time else DeadlineState.OVERDUE
    now = instant(now)
    if now > deadline.due_at:
        return DeadlineState.OVERDUE
    half, three_quarters, nine_tenths = warning_times(deadline)
    if now >= nine_tenths:
        return DeadlineState.NINE_TENTHS
    if now >= three_quarters:
        return DeadlineState.THREE_QUARTERS
    return DeadlineState.HALF if now >= half else DeadlineState.WAITING


def governing(deadlines: Iterable[Deadline]) -> Deadline | None:
    """Of several clocks on one matter, the running one that falls due first."""
    running = [d for d in deadlines if d.verdict is None]
    return min(running, key=lambda d: d.due_at, default=None)
