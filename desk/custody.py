"""Who stands for a case: the first responder for ever, a holder at every moment."""

from dataclasses import dataclass
from datetime import datetime

from desk.enums import HandoverState


@dataclass(frozen=True, slots=True, kw_only=True)
class Custody:
    """A span in which one person held a case; the open one (`until` None) is the holder's."""

    id: str
    case_id: str
    staff_id: str
    since: datetime
    until: datetime | None = None
    how: str
    """One of "registered", "handover", "by_word", "returned", "taken_over",
    "handed_on" (its holder has left) and "passed_up" (past those it is about)."""
    handover_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """An offer of a case to a named person; until it is accepted the giver holds the case."""

    id: str
    case_id: str
    giver_id: str
    receiver_id: str | None
    """None when the receiver has no sign-in: then answers come by word."""
    receiver_name: str
    receiver_unit: str = ""
    receiver_phone: str = ""
    matter: str
    told: str
    """What the customer was told."""
    contact_by: datetime
    """By when the receiver will contact the customer."""
    state: HandoverState = HandoverState.OFFERED
    offered_at: datetime
    lapses_at: datetime
    answered_at: datetime | None = None
    answered_by: str | None = None
    reason: str = ""
    by_word: str = ""
    """For an answer given by word: who said it and in which words."""
    version: int = 1
