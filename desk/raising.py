"""What holds a clock, moves it, or raises a case: pauses, extensions, escalations."""

from dataclasses import dataclass
from datetime import datetime

from desk.enums import ClockKind, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockPause:
    """A clock held from one instant to another, where its rule allows it and for whom it waits.

    While `until` is open the clock stands still until `at_most`, and then runs on by itself.
    """

    id: str
    case_id: str
    clock_id: str
    since: datetime
    until: datetime | None = None
    at_most: datetime
    reason_id: str = ""
    """The reason of the playbook that allows it."""
    reason: str
    by: str
    ended_by: str | None = None
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension:
    """A deadline moved once for a rule: reason, lead, and the letter that told the customer.

    It holds once somebody above has agreed and the holding letter has reached the customer. Then
    the clock ends as "extended", or as "late" where that came after its date, and a new one runs.
    """

    id: str
    case_id: str
    clock_id: str
    """The clock that is extended."""
    new_clock_id: str | None = None
    """The clock that runs since it holds."""
    kind: ClockKind
    round: int
    reason: str
    old_due_at: datetime
    new_due_at: datetime
    letter_id: str | None = None
    """The holding letter."""
    asked_by: str
    at: datetime
    agreed_by: str | None = None
    agreed_at: datetime | None = None
    holds_at: datetime | None = None
    """When agreement and delivery had both come."""
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Escalation:
    """A case raised by a rule of the playbook: who must do what by when."""

    id: str
    case_id: str
    rule_id: str
    level: int
    """1 the lead, 2 the manager, 3 the superior unit."""
    to_role: Role
    duty: str
    """What they must do, as the rule said then."""
    at: datetime
    fell_due_at: datetime
    """When it happened, which may be before anybody opened the book."""
    fact: str = ""
    """What of the case it is about where a rule may hold more than once: the id of a clock."""
    due_at: datetime | None = None
    done_at: datetime | None = None
    done_by: str | None = None
    done_note: str = ""
    version: int = 1
