"""What a clerk should know of a customer at the window, in words they may read themselves."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Care:
    """One-to-one care: a named person to whom every new case of this customer is offered first."""

    id: str
    customer_id: str
    staff_id: str
    reason: str
    since: datetime
    until: date | None = None
    ended_at: datetime | None = None
    made_by: str
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Attention:
    """A word of attention with a reason and a last day, after which it is gone by itself."""

    id: str
    customer_id: str
    text: str
    """In words that the customer may read over the clerk's shoulder."""
    reason: str
    until: date
    made_at: datetime
    made_by: str
    ended_at: datetime | None = None
    version: int = 1
