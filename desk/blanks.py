"""Forms with reserved numbers, printed ahead for a day without power."""

from dataclasses import dataclass
from datetime import date, datetime

from desk.enums import BlankKind, BlankState


@dataclass(frozen=True, slots=True, kw_only=True)
class BlankForm:
    """One numbered sheet; every one of them is accounted for on a shift sheet."""

    id: str
    kind: BlankKind
    number: str
    printed_at: datetime
    printed_by: str
    state: BlankState = BlankState.PRINTED
    used_on: date | None = None
    case_id: str | None = None
    notice_id: str | None = None
    reason: str = ""
    """Why it was spoiled."""
    settled_at: datetime | None = None
    settled_by: str | None = None
    version: int = 1
