"""The end of a shift or a day: one sheet on which everything is accounted for."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """A shift from its beginning to the sheet that ends it; the next one begins there."""

    id: str
    serial: int
    began_at: datetime
    ended_at: datetime
    handed_by: str
    taken_by: str | None = None
    """Who took over; None until they signed."""
    taken_at: datetime | None = None
    remarks: str = ""
    sheet: str
    """JSON of the sheet as it was printed."""
    journal_seq: int
    journal_hash: str
    """The head of the journal, so that a chain rewritten later shows."""
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """When somebody signed in, and until when they were seen: what changed since is told."""

    id: str
    staff_id: str
    since: datetime
    seen_at: datetime
    version: int = 1
