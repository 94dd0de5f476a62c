"""What a customer's file shows: rows of its cases, and what is counted from the record."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from desk.case import Stage
from desk.enums import CaseKind, CaseStatus, Conclusion, Rating, Topic


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerCase:
    """One case of a customer, in a list."""

    case_id: str
    reference: str
    kind: CaseKind
    topic: Topic
    stage: Stage
    status: CaseStatus
    received_at: datetime
    due_at: datetime | None
    points: int
    answered: int
    holder: str
    cursor: str


@dataclass(frozen=True, slots=True)
class Scores:
    """How a customer answered when they were called back; means lie between 1 and 5."""

    asked: int = 0
    """Tries to call back, and boxes on receipts."""
    reached: int = 0
    satisfied: int = 0
    dissatisfied: int = 0
    volunteered: int = 0
    means: Mapping[str, float] = field(default_factory=dict)
    """"attitude", "speed", "result", "clarity" → mean, where somebody gave a score."""
    ratings: Mapping[Rating, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Promises:
    """How promises to a customer stand; those overdue are open as well."""

    open: int = 0
    overdue: int = 0
    kept: int = 0
    broken: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerFigures:
    """What is counted from the record of one customer within a span of time."""

    cases: int = 0
    open: int = 0
    late: int = 0
    """Cases of which a limit passed."""
    repeats: int = 0
    """Cases that came on the same topic within some days of the one before."""
    by_kind: Mapping[CaseKind, int] = field(default_factory=dict)
    by_topic: Mapping[Topic, int] = field(default_factory=dict)
    by_status: Mapping[CaseStatus, int] = field(default_factory=dict)
    by_outcome: Mapping[Conclusion, int] = field(default_factory=dict)
    by_year: Mapping[int, int] = field(default_factory=dict)
    reminders: int = 0
    notices: int = 0
    breaches: int = 0
    """Materials that were asked for on a later visit and had not been told before."""
    paid_fen: int = 0
    """Money that went back to the customer as the remedy of a point."""
    scores: Scores = Scores()
    promises: Promises = Promises()
