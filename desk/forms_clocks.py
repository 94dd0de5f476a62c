"""What people fill in to hold a clock or to have it extended; see `desk.forms`."""

from dataclasses import dataclass
from datetime import datetime

from desk.enums import ClockKind
from desk.form import Form


@dataclass(frozen=True, slots=True, kw_only=True)
class PauseForm(Form):
    """A clock stands still: for which reason of the playbook, since when, until when if known.

    Left open, it runs on when it is resumed, and by itself once the playbook's days are over.
    """

    kind: ClockKind = ClockKind.REPLY
    reason: str
    """Id of a reason for which the rule of this clock allows it."""
    words: str = ""
    """For whom or what we wait, e.g. the number of the receipt."""
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionForm(Form):
    """More time for an answer: by how many working days, why, and what was done so far.

    Reason and what was done are told to the customer in the holding letter.
    """

    kind: ClockKind = ClockKind.REPLY
    days: int = 0
    """0: as many as the rule allows."""
    reason: str
    done: str
