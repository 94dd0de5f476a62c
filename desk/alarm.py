"""What somebody must see soon, kept until they have seen it."""

from dataclasses import dataclass
from datetime import datetime

from desk.enums import AlarmKind, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """One thing to see, for one person or for whoever holds a role."""

    id: str
    case_id: str
    kind: AlarmKind
    staff_id: str | None = None
    role: Role | None = None
    at: datetime
    fell_due_at: datetime
    """When it happened, which may be long before anybody opened the book."""
    detail: str = ""
    """A name, a number or a state that the sentence needs; no free text of customers."""
    seen_by: str | None = None
    seen_at: datetime | None = None
    version: int = 1
