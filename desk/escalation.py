"""Which rules of the playbook raise a case: one pure function over its record."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from desk.case import Case, CaseClock
from desk.casework import Contact
from desk.raising import Escalation

if TYPE_CHECKING:
    from desk.playbook.entries import Escalation as Rule

BY_HAND = "by_hand"
"""What stands for the rule where a person raised the case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What was known of the customer and the place when a case was registered.

    The moments are those at which cases were received, this one included.
    """

    warned: bool = False
    """Whether the narrative holds a sensitive word."""
    earlier_open: bool = False
    of_customer: tuple[datetime, ...] = ()
    near: tuple[datetime, ...] = ()
    asked: tuple[datetime, ...] = ()
    """When the customer asked or reminded us before this complaint."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What the rules look at. `opening` is there at registration alone."""

    case: Case
    contacts: Sequence[Contact]
    clocks: Sequence[CaseClock]
    raised: Sequence[Escalation] = ()
    opening: Opening | None = None


@dataclass(frozen=True, slots=True)
class Called:
    """A rule that holds now: for which fact, and since when."""

    rule: "Rule" = field(compare=False)
    rule_id: str
    fact: str
    at: datetime


def called_for(
    rules: Iterable["Rule"], record: Record, day: date, now: datetime
) -> tuple[Called, ...]:
    """The rules in force that hold and have not raised the case yet, each fact once."""
    known = {(one.rule_id, one.fact) for one in record.raised}
    found = [
        Called(rule, rule.id, fact, at)
        for rule in rules
        if rule.in_force(day)
        for fact, at in _facts(rule, record, now)
        if (rule.id, fact) not in known
    ]
    return tuple(sorted(found, key=lambda one: (one.at, one.rule.level, one.rule_id)))


def is_late(clock: CaseClock, now: datetime) -> bool:
    """Whether a clock ended late, or runs on past its time."""
    return clock.verdict == "late" or (not clock.verdict and clock.due_at < now)


def _facts(rule: "Rule", record: Record, now: datetime) -> list[tuple[str, datetime]]:
    """For which facts a rule holds, and since when."""
    from desk.playbook.entries import Measure

    case, opening = record.case, record.opening
    once = [("", now)]
    match rule.measure:
        case Measure.REMINDERS:
            reminders = sorted(one.at for one in record.contacts if one.reminder)
            enough = len(reminders) >= rule.threshold
            return [("", reminders[rule.threshold - 1])] if enough else []
        case Measure.LATE:
            levels = {one.id: one.level for one in record.raised}
            return [
                (clock.id, clock.due_at)
                for clock in record.clocks
                if clock.kind in rule.clocks
                and is_late(clock, now)
                # What was raised in vain goes up, never to whoever did nothing.
                and levels.get(clock.note, 0) < rule.level
            ]
        case Measure.SAME_MATTER_OF_CUSTOMER:
            return once if case.times >= rule.threshold else []
        case Measure.GRADE:
            return once if case.grade in rule.grades else []
    if opening is None:
        return []
    since = case.received_at - timedelta(days=rule.days)
    match rule.measure:
        case Measure.SENSITIVE_WHILE_OPEN:
            holds = opening.warned and opening.earlier_open
        case Measure.CASES_OF_CUSTOMER:
            holds = sum(at >= since for at in opening.of_customer) >= rule.threshold
        case Measure.CASES_NEAR_ADDRESS:
            holds = sum(at >= since for at in opening.near) >= rule.threshold
        case Measure.CONTACTS_BEFORE_COMPLAINT:
            holds = sum(at >= since for at in opening.asked) >= rule.threshold
    return once if holds else []
