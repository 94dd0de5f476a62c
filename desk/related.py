"""Cases that may belong beside a new one, and why."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from desk.case import Stage
from desk.enums import CaseKind, CaseStatus, Topic


class Reason(StrEnum):
    """Why a case is named beside another."""

    REPEAT = "repeat"
    """The same customer with the same topic, not long ago."""
    ADDRESS_REPEAT = "address_repeat"
    """The same topic from the same house, not long ago."""
    CUSTOMER = "customer"
    ACCOUNT = "account"
    METER = "meter"
    ADDRESS = "address"
    NEIGHBOUR = "neighbour"
    AREA = "area"
    """The same transformer area (台区)."""
    BEFORE_COMPLAINT = "before_complaint"
    """Asked and reminded before it became a complaint."""


class Near(StrEnum):
    """By what a book looks for cases."""

    CUSTOMER = "customer"
    ACCOUNT = "account"
    METER = "meter"
    AREA = "area"
    PLACE = "place"
    NEXT = "next"
    """What begins with a place: the houses beside."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NearCase:
    """A case as it stands beside another one."""

    case_id: str
    reference: str
    received_at: datetime
    kind: CaseKind
    topic: Topic
    status: CaseStatus
    stage: Stage
    due_at: datetime | None
    customer_id: str | None
    reminders: int
    place: str = ""
    times: int = 1

    @property
    def open(self) -> bool:
        return self.status is CaseStatus.OPEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """A case that may belong beside this one. `reason` is the strongest, `reasons` are all."""

    case: NearCase
    reasons: tuple[Reason, ...]
    why: str
    """The reasons in words."""

    @property
    def reason(self) -> Reason:
        return self.reasons[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What stands beside a case: the cases, which time it is, what came before a complaint."""

    cases: tuple[Related, ...] = ()
    times: int = 1
    days: int = 0
    """Within how many days `times` counts."""
    inquiries: int = 0
    reminders: int = 0
    warning: str = ""
    """In words, where enough was asked and reminded before a complaint."""
