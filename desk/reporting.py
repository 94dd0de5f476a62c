"""Reports ahead and what happens in the hall: emergencies, threats, visits of the media."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from desk.enums import Grade, HallEventKind, ReportTo

if TYPE_CHECKING:
    from desk.playbook.outside import ReportRule


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportAhead:
    """A matter reported by phone before it is worked on: to whom, when, under which number."""

    id: str
    case_id: str | None = None
    event_id: str | None = None
    incident_id: str | None = None
    receiver: ReportTo
    person: str = ""
    number: str = ""
    """The ticket that the other side gave."""
    said: str = ""
    """What the other side said."""
    at: datetime
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HallEvent:
    """Something in the hall that the lead must know at once, with or without a case."""

    id: str
    kind: HallEventKind
    at: datetime
    by: str
    note: str = ""
    who: str = ""
    """The medium and the name of its people; nothing for a threat by an unknown person."""
    case_id: str | None = None
    seen_by: str | None = None
    seen_at: datetime | None = None
    done: str = ""
    """What was done about it, in the words of whoever saw it."""
    version: int = 1


def duties(
    rules: Iterable["ReportRule"], warnings: Collection[str], grade: Grade, day: date
) -> tuple["ReportRule", ...]:
    """The rules by which a matter is reported ahead; `warnings` are ids of what it raised."""
    return tuple(
        rule
        for rule in rules
        if rule.in_force(day)
        and (grade in rule.grades or any(name in warnings for name in rule.sensitive))
    )


def still_to_tell(
    rules: Iterable["ReportRule"], told: Collection[ReportTo]
) -> tuple[ReportTo, ...]:
    """Who has not been told yet, each once, in the order of the rules."""
    wanted = dict.fromkeys(receiver for rule in rules for receiver in rule.to)
    return tuple(receiver for receiver in wanted if receiver not in told)


_BY_NUMBER = {
    "95598": ReportTo.HOTLINE,
    "110": ReportTo.POLICE,
    "119": ReportTo.FIRE,
    "120": ReportTo.AMBULANCE,
}


def receiver_of(number: str) -> ReportTo:
    """Who answers a number of the playbook; one that the hall filled in is the repair crew's."""
    return _BY_NUMBER.get(number.strip(), ReportTo.REPAIR)
