"""What is added to a record after it was taken down: nothing in it is ever overwritten."""

from dataclasses import dataclass
from datetime import datetime

from desk.enums import Confirmation, Confirmed, LinkKind


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordConfirmation:
    """How the customer confirmed what was written down; nothing waits for it."""

    id: str
    case_id: str
    what: Confirmed = Confirmed.RECORD
    how: Confirmation
    witness_id: str | None = None
    reason: str = ""
    interpreter: str = ""
    dialect: str = ""
    at: datetime
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Supplement:
    """Something that was added to the narrative later, with its date; the narrative stands."""

    id: str
    case_id: str
    position: int
    text: str
    told_by: str = ""
    """Who said it, where that was not the complainant."""
    at: datetime
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """A field that was put right: what stood there, what stands now, and why."""

    id: str
    case_id: str
    field: str
    old: str
    new: str
    reason: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLink:
    """Two cases that belong beside each other."""

    id: str
    case_id: str
    other_id: str
    kind: LinkKind
    note: str = ""
    at: datetime
    by: str
    ended_at: datetime | None = None
    """Since when the two do not belong beside each other any more."""
    ended_by: str | None = None
    ended_reason: str = ""
    version: int = 1
