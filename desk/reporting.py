"""Reports ahead and what happens in the hall: emergencies, threats, visits of the media."""

from dataclasses import dataclass
from datetime import datetime

from desk.enums import HallEventKind, ReportTo


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportAhead:
    """A matter reported by phone before it is worked on: to whom, when, under which number."""

    id: str
    case_id: str | None = None
    event_id: str | None = None
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
