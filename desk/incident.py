"""An incident: one cause behind many cases, with one script for every counter."""

from dataclasses import dataclass
from datetime import date, datetime

from desk.enums import Conclusion, IncidentCause, IncidentState, Responsibility


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """One cause, many cases (突发事件)."""

    id: str
    number: str
    title: str
    cause: IncidentCause
    began_at: datetime
    area: str = ""
    """Where, in words: estates, roads, villages."""
    supply_areas: tuple[str, ...] = ()
    """Transformer areas (台区) it reaches."""
    accounts: tuple[str, ...] = ()
    """Accounts it reaches, where a list is known."""
    script: str = ""
    """What every counter says, the same."""
    script_at: datetime | None = None
    """When the script was last changed; it is unread again from then on."""
    restore_first: bool = False
    """True where a fault of ours cut off customers who had paid: power first, the rest later."""
    finding: str = ""
    """The finding shared by every point that is about it."""
    article_ids: tuple[str, ...] = ()
    conclusion: Conclusion | None = None
    responsibility: Responsibility | None = None
    remedy: str = ""
    remedy_owner: str = ""
    """Who does it, the same for every case."""
    remedy_due: date | None = None
    remedy_done_on: date | None = None
    state: IncidentState = IncidentState.OPEN
    declared_by: str
    declared_at: datetime
    closed_by: str | None = None
    closed_at: datetime | None = None
    closed_note: str = ""
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentEstimate:
    """When power or service is expected back, as it was thought at one time."""

    id: str
    incident_id: str
    expected_at: datetime | None = None
    """None: nobody can say yet."""
    expectation: str = ""
    """What is expected, in words."""
    told_by: str = ""
    """Who at dispatch or the repair crew said so."""
    at: datetime
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentCase:
    """A case that belongs to an incident."""

    id: str
    incident_id: str
    case_id: str
    point_ids: tuple[str, ...] = ()
    """The points that are about it; none: nobody has said yet which, and none is filled in."""
    by: str
    at: datetime
    filled: tuple[str, ...] = ()
    """The points that took their answer from the incident."""
    filled_at: datetime | None = None
    unlinked_at: datetime | None = None
    unlinked_by: str | None = None
    unlinked_reason: str = ""
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentRead:
    """Somebody at a counter has read the script as it stood then."""

    id: str
    incident_id: str
    staff_id: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Restoration:
    """ "Restore first": a paid-up customer whom a fault of ours cut off is to have power again.

    It stands with its own short clock, with an incident or without one; the case closes after it.
    """

    id: str
    case_id: str
    incident_id: str | None = None
    ground: str = ""
    """By what one knows that the customer had paid."""
    asked_by: str
    asked_at: datetime
    restored_at: datetime | None = None
    restored_by: str | None = None
    told_by: str = ""
    """Who said that power is back: the customer, the crew."""
    dropped_at: datetime | None = None
    dropped_by: str | None = None
    dropped_reason: str = ""
    version: int = 1

    @property
    def waiting(self) -> bool:
        """Whether power is still to come back."""
        return self.restored_at is None and self.dropped_at is None
