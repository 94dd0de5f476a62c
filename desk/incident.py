"""An incident: one cause behind many cases, with one script for every counter."""

from dataclasses import dataclass
from datetime import datetime

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
    """The points that are about it; none named: the whole case."""
    by: str
    at: datetime
    restored_at: datetime | None = None
    restored_by: str | None = None
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
