"""Entries that rule a case: limits, gates, what it needs to close, when somebody above is told."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from desk.enums import (
    CaseKind,
    Cause,
    Channel,
    ClockKind,
    Conclusion,
    Grade,
    Lane,
    LetterKind,
    PointKind,
    Role,
    Topic,
)
from desk.playbook.base import FORBID_EXTRA, Entry, Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit(Entry):
    """How long something may take.

    With a `clock` it makes deadlines of our own cases; `kinds`, `channels`, `grades`, `topics`,
    `lanes` empty mean any, and the most specific limit in force wins, then the higher `rank`.
    Without a clock it is a standard of the trade that a reply may rest on.

    `pauses` names the reasons for which its clock may stand still, for `pause_days` working days
    each time at most; `extend_days` are the working days by which it may be extended, once.
    """

    __pydantic_config__: ClassVar = FORBID_EXTRA

    label: str
    amount: int
    unit: Unit
    clock: ClockKind | None = None
    kinds: tuple[CaseKind, ...] = ()
    channels: tuple[Channel, ...] = ()
    grades: tuple[Grade, ...] = ()
    topics: tuple[Topic, ...] = ()
    lanes: tuple[Lane, ...] = ()
    rank: int = 0
    pauses: tuple[str, ...] = ()
    pause_days: int = 0
    extend_days: int = 0
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PauseReason(Entry):
    """For what a clock may stand still: we wait for somebody who is not of this house."""

    __pydantic_config__: ClassVar = FORBID_EXTRA

    label: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """Something that must be on record before a conclusion."""

    __pydantic_config__: ClassVar = FORBID_EXTRA

    id: str
    label: str
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate(Entry):
    """Conclusions that stay shut until checks are logged.

    It applies to a point of one of `topics` and `kinds` whose matter holds one of `words`
    (empty: any), spelt as in Keyword, or whose cause is one of `causes`.
    """

    __pydantic_config__: ClassVar = FORBID_EXTRA

    label: str
    topics: tuple[Topic, ...]
    kinds: tuple[PointKind, ...] = ()
    words: tuple[str, ...] = ()
    causes: tuple[Cause, ...] = ()
    conclusions: tuple[Conclusion, ...]
    checks: tuple[Check, ...]
    why: str


class Outcome(StrEnum):
    """How a case came out as a whole, for the table of what it needs."""

    AT_WINDOW = "at_window"
    UPHELD = "upheld"
    PARTLY_UPHELD = "partly_upheld"
    NOT_UPHELD = "not_upheld"
    EXPLAINED = "explained"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosingRule(Entry):
    """What a case needs before it closes; empty lists mean any, the most specific rule wins."""

    __pydantic_config__: ClassVar = FORBID_EXTRA

    kinds: tuple[CaseKind, ...] = ()
    channels: tuple[Channel, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    rank: int = 0
    letters: tuple[LetterKind, ...]
    approval: bool
    follow_up: bool
    why: str


class Measure(StrEnum):
    """What an escalation rule looks at."""

    REMINDERS = "reminders"
    """How often the customer asked again."""
    LATE = "late"
    """A clock of one of the kinds in `clocks` passed unmet; each such clock counts once."""
    SAME_MATTER_OF_CUSTOMER = "same_matter_of_customer"
    """Which time this customer brings this topic."""
    GRADE = "grade"
    """The case has one of `grades`."""
    SENSITIVE_WHILE_OPEN = "sensitive_while_open"
    """A sensitive word, while an earlier case of the customer is open."""
    CASES_OF_CUSTOMER = "cases_of_customer"
    CASES_NEAR_ADDRESS = "cases_near_address"
    CONTACTS_BEFORE_COMPLAINT = "contacts_before_complaint"


@dataclass(frozen=True, slots=True, kw_only=True)
class Within:
    """By when somebody has done what a rule asks."""

    __pydantic_config__: ClassVar = FORBID_EXTRA

    amount: int
    unit: Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Escalation(Entry):
    """When a case is raised: at `threshold` of `measure` within `days` (0: no window).

    `to` does `what_to_do` within the time; those of `tell` see it as well.
    """

    __pydantic_config__: ClassVar = FORBID_EXTRA

    label: str
    measure: Measure
    threshold: int = 1
    days: int = 0
    clocks: tuple[ClockKind, ...] = ()
    grades: tuple[Grade, ...] = ()
    level: int
    """1 the lead, 2 the manager, 3 the superior unit."""
    to: Role
    tell: tuple[Role, ...] = ()
    what_to_do: str
    within: Within
