"""Counting a running clock again by its own rule: after a hold, or with another calendar."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import NamedTuple

from desk import explanation
from desk.calendar import WorkCalendar
from desk.case import CaseClock
from desk.deadline import LimitRule, due
from desk.explanation import (
    BY_COUNTER,
    BY_DAYS,
    MARK,
    Earlier,
    Explanation,
    Hold,
    begun,
    read,
    spelt,
)
from desk.hours import BranchHours
from desk.playbook.base import Unit
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


class Anew(NamedTuple):
    """How a running clock falls due now, and the other fields that follow from it.

    As it is known for all that began on a day, `explanation` has MARK for when one began.
    """

    due_at: datetime
    explanation: str
    calendar_version: str


class Recount:
    """Counts many running clocks again with another calendar or other hours.

    What is counted in days depends on the day it begins alone, so it is counted once a day.
    """

    def __init__(self, calendar: WorkCalendar, hours: BranchHours, *, at: datetime, why: str):
        self._calendar, self._hours = calendar, hours
        self._at, self._why = at.isoformat(), why
        self._known: dict[tuple[str, date], Anew] = {}

    def __call__(self, clock: CaseClock, pauses: Sequence[ClockPause] = ()) -> Anew | None:
        """How a clock falls due now; None where its date stays, or it has ended."""
        if clock.verdict:
            return None
        start, told = begun(clock.explanation)
        anew = self._counted(clock, start, told, pauses)
        if anew is None or anew.due_at == clock.due_at:
            return None
        due_at, explanation, version = anew
        return Anew(due_at, explanation.replace(MARK, start), version)

    def _counted(
        self, clock: CaseClock, start: str, told: str, pauses: Sequence[ClockPause]
    ) -> Anew | None:
        """None for what no calendar moves, and where the reasons are not on record."""
        try:
            began = datetime.fromisoformat(start)
        except ValueError:
            return None
        key = (told, self._hours.day_of(began))
        if not pauses and (known := self._known.get(key)):
            return known
        data = read(told)
        if data.get("unit") not in _BY_CALENDAR:
            return None
        unit = Unit(data["unit"])
        rule = LimitRule(id=data["rule_id"], clock=clock.kind, amount=data["amount"], unit=unit)
        found = due(rule, began, self._calendar, self._hours, holds_of(pauses))
        counted = read(explanation.to_json(found.explanation))
        earlier = data.pop("earlier", [])
        moved = {**data, **{name: counted[name] for name in _COUNTED}}
        moved["earlier"] = [*earlier, {"at": self._at, "why": self._why, "was": data}]
        anew = Anew(
            due_at=datetime.fromisoformat(counted["due_at"]),
            explanation=spelt(moved),
            calendar_version=counted["calendar_version"],
        )
        if unit in BY_DAYS and not pauses:
            self._known[key] = anew
        return anew


_COUNTED = (
    *("due_at", "zone", "counted", "made_up", "skipped", "holds", "calendar_version"),
    "unknown_years",
)
"""What counting again puts anew; start, rule and source stay what they were."""
_BY_CALENDAR = {unit.value for unit in (*BY_DAYS, *BY_COUNTER)}
