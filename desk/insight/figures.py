"""The figures there are, and the span they are counted over: shapes alone, no counting."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from desk.enums import CaseKind, CaseStatus, Topic


class Figure(StrEnum):
    """What is counted. Each names things of a span; of some of them it asks whether they hold."""

    RECEIVED = "received"
    COMPLAINTS = "complaints"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"
    ANNULLED = "annulled"
    TERMINATED = "terminated"
    OPEN = "open"
    REPLY = "reply"
    EXTENDED = "extended"
    CONTACT = "contact"
    BOTH = "both"
    AT_ONCE = "at_once"
    REPEATS = "repeats"
    REOPENED = "reopened"
    FOUND_TRUE = "found_true"
    REMINDED = "reminded"
    REACHED = "reached"
    SATISFIED = "satisfied"
    NOTICES = "notices"
    HANDOVERS = "handovers"
    TASKS = "tasks"
    PROMISES = "promises"
    RAISED = "raised"
    INCIDENTS = "incidents"


PLAIN = frozenset(
    {
        *(Figure.RECEIVED, Figure.COMPLAINTS, Figure.CLOSED, Figure.WITHDRAWN, Figure.ANNULLED),
        *(Figure.TERMINATED, Figure.OPEN, Figure.REOPENED, Figure.REMINDED),
    }
)
"""Figures that only count; of the others so many hold out of so many."""


class By(StrEnum):
    """What a figure is broken down by."""

    WHOLE = "whole"
    TOPIC = "topic"
    UNIT = "unit"
    """The department that holds the case; for tasks the one that has the task."""
    KIND = "kind"
    CHANNEL = "channel"


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """From `since` up to, not including, `until`, looked at from `now`.

    The days are those of the branch: `first` and `last` belong to the span, `today` is now's.
    """

    since: datetime
    until: datetime
    now: datetime
    first: date
    last: date
    today: date
    repeat_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many there are, and of how many what the figure asks holds."""

    group: str = ""
    all: int = 0
    good: int = 0

    @property
    def other(self) -> int:
        """Of how many it does not hold."""
        return self.all - self.good


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRow:
    """A case behind a figure, and when it counted there."""

    case_id: str
    reference: str
    kind: CaseKind
    topic: Topic
    status: CaseStatus
    holder: str
    at: datetime
    good: bool
    cursor: str
