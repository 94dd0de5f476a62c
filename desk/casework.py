"""Work on a case between registration and letter: contacts, promises, reminders."""

from dataclasses import dataclass
from datetime import date, datetime

from desk.enums import ContactWay


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """One contact with the customer, whoever began it."""

    id: str
    case_id: str
    at: datetime
    way: ContactWay
    staff_id: str
    reached: bool
    text: str
    from_customer: bool = False
    reminder: bool = False
    """A customer's reminder (催办), which counts towards escalation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """A promise to the customer with an owner and a date, followed until it is kept."""

    id: str
    case_id: str
    point_id: str | None = None
    text: str
    owner: str
    due_on: date
    made_by: str
    made_at: datetime
    kept_on: date | None = None
    evidence: str = ""
    broken_reason: str = ""
    source: str = ""
    """Where it was made: "point", "contact", "letter", "window"."""
    letter_id: str | None = None
    amount_fen: int | None = None
    owner_id: str | None = None
    """The owner where it is one of us."""
    agreed_by: str | None = None
    """Who agreed before the customer heard it, where it is above the authority of its maker."""
    broken_at: datetime | None = None
    broken_by: str | None = None
    contact_id: str | None = None
    """The call in which the customer was told that it is broken."""
    asks_agreement: bool = False
    """True where nobody had agreed yet: the customer hears nothing of it before somebody has."""
    declined_by: str | None = None
    declined_reason: str = ""
    """Why it was not agreed to; then it never was a promise."""
    version: int = 1
