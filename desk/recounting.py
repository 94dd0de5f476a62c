"""Counting a running clock again by its own rule: after a hold, or with another calendar."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from desk import explanation
from desk.calendar import WorkCalendar
from desk.case import CaseClock
from desk.deadline import LimitRule, due
from desk.explanation import Earlier, Explanation, Hold
from desk.hours import BranchHours
from desk.raising import ClockPause


def holds_of(pauses: Iterable[ClockPause]) -> tuple[Hold, ...]:
    """Pauses as holds; one still open lasts as long as it may."""
    return tuple(
        Hold(since=one.since, until=one.until or one.at_most, reason=one.reason)
        for one in pauses
        if (one.until or one.at_most) > one.since
    )


def rule_of(clock: CaseClock, kept: Explanation) -> LimitRule | None:
    """The rule as it was when the clock began; None for a time that was named."""
    if kept.unit is None:
        return None
    return LimitRule(
        id=kept.rule_id,
        clock=clock.kind,
        amount=kept.amount,
        unit=kept.unit,
        source=kept.source,
        as_of=kept.as_of,
        confidence=kept.confidence,
    )


def recounted(
    clock: CaseClock,
    pauses: Iterable[ClockPause],
    calendar: WorkCalendar,
    hours: BranchHours,
    *,
    at: datetime,
    why: str = "",
) -> CaseClock:
    """A running clock counted again; the clock itself where nothing moves, or it has ended.

    With `why`, how it was counted until `at` stays readable behind the new reasons.
    """
    if clock.verdict:
        return clock
    kept = explanation.from_json(clock.explanation)
    rule = rule_of(clock, kept)
    if rule is None:
        return clock
    anew = due(rule, kept.start, calendar, hours, holds_of(pauses))
    if anew.due_at == clock.due_at and anew.explanation.holds == kept.holds:
        return clock
    before = kept.earlier
    if why:
        before = (*before, Earlier(at=at, why=why, was=replace(kept, earlier=())))
    return replace(
        clock,
        due_at=anew.due_at,
        explanation=explanation.to_json(replace(anew.explanation, earlier=before)),
        calendar_version=anew.explanation.calendar_version,
    )
