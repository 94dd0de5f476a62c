"""A point: one thing the customer says, asks or wants, and our answer to it."""

from dataclasses import dataclass
from datetime import date, datetime

from desk.enums import Cause, Conclusion, PointKind, RemedyBy, Responsibility


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuePoint:
    """One point of a case, answered when finding, conclusion and remedy all stand."""

    id: str
    case_id: str
    position: int
    kind: PointKind
    matter: str
    finding: str = ""
    basis: str = ""
    """Free text, or what the cited articles say for this point."""
    articles: tuple[str, ...] = ()
    """Ids of playbook articles in force on the day of the answer."""
    conclusion: Conclusion | None = None
    true_part: str = ""
    """For a partly substantiated point: what of it is true."""
    responsibility: Responsibility | None = None
    cause: Cause | None = None
    apology: str = ""
    remedy: str = ""
    """What we did or will do; where nothing is remedied, what the customer can do next."""
    remedy_by: RemedyBy = RemedyBy.UNIT
    remedy_owner: str = ""
    """Person or department that does it."""
    remedy_due: date | None = None
    remedy_done_on: date | None = None
    amount_fen: int | None = None
    payment: str = ""
    """Way, payee and proof of a refund, in words."""
    checks: tuple[str, ...] = ()
    """Ids of the checks that the trade's gates ask for and that were logged for this point."""
    answered_by: str | None = None
    answered_at: datetime | None = None
    version: int = 1
