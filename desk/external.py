"""The same matter elsewhere: at 95598, 12345 or 12398."""

from dataclasses import dataclass
from datetime import datetime

from desk.enums import ExternalSource


@dataclass(frozen=True, slots=True, kw_only=True)
class ExternalRef:
    """A number under which another channel holds this matter; the earliest due of all rules."""

    id: str
    case_id: str
    source: ExternalSource
    number: str
    received_at: datetime
    due_at: datetime | None = None
    reported_at: datetime | None = None
    """When we told that channel what came of it."""
    reported_by: str | None = None
    reported_words: str = ""
    note: str = ""
    made_by: str
    version: int = 1
