"""What lies before one person today, by the hour: shapes and arithmetic alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from desk.deadline import DeadlineState
from desk.enums import ClockKind
from desk.hours import BranchHours, Spans
from desk.i18n import N_, _

_DEEDS: dict[ClockKind, str] = {
    ClockKind.FIRST_CONTACT: N_("Contact the customer for the first time"),
    ClockKind.PROMISED_CONTACT: N_("Contact the customer as promised"),
    ClockKind.REPLY: N_("Answer the customer"),
    ClockKind.EXTERNAL: N_("Report back to the other channel"),
    ClockKind.FOLLOW_UP: N_("Call the customer back"),
    ClockKind.HANDOVER_OFFER: N_("Accept the handover"),
    ClockKind.TASK: N_("Do the task"),
    ClockKind.COMMITMENT: N_("Keep the promise"),
    ClockKind.REFERRAL_RESULT: N_("Ask what became of the referral"),
    ClockKind.MATERIALS_DUE: N_("Ask for the papers to follow"),
    ClockKind.NEXT_DELIVERY: N_("Deliver the letter again"),
    ClockKind.REPORT_AHEAD: N_("Report it upward"),
    ClockKind.SCOPE_DECISION: N_("Say whose matter it is"),
    ClockKind.LEAD_SEES: N_("Look at the emergency"),
    ClockKind.RESTORE: N_("See that the power is back"),
    ClockKind.ESCALATION: N_("Do what the raised case asks"),
}
_WATCHED = N_("Ask after the department's task")
_APPROVED = N_("Look at the letter that waits for approval")


class Share(StrEnum):
    """Which share somebody has in a thing of the day."""

    OWN = "own"
    WATCHED = "watched"
    """A department does it; the holder of the case asks after it."""
    APPROVAL = "approval"
    """The letter that answers the case waits for a second person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayLine:
    """One thing of the day: by when, what, on which case."""

    at: datetime
    kind: ClockKind
    reference: str
    customer: str = ""
    """Masked."""
    who: str = ""
    """Who else has to do with it: the giver of a handover, the department of a task."""
    state: DeadlineState = DeadlineState.WAITING
    share: Share = Share.OWN
    shared: bool = False
    """Whoever is free does it."""

    @property
    def deed(self) -> str:
        """What is to be done, in the language of the interface."""
        others = {Share.WATCHED: _WATCHED, Share.APPROVAL: _APPROVED}
        words = others.get(self.share, _DEEDS[self.kind])
        return _(words)


@dataclass(frozen=True, slots=True, kw_only=True)
class MyDay:
    """Everything of one day, the earliest first; `more`: there is more than was read."""

    day: date
    now: datetime
    lines: tuple[DayLine, ...]
    more: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Hour:
    """How much falls due in one hour. `hour` None: what is past its time."""

    hour: int | None
    now: bool = False
    last: bool = False
    """The last hour, with all that comes after it."""
    count: int = 0


def hours_open(spans: Spans) -> range:
    """The hours of the clock from opening to closing; those of an office day where it is shut."""
    return range(spans[0].opens // 60, -(-spans[-1].closes // 60)) if spans else range(8, 18)


def by_hour(
    lines: Sequence[DayLine], now: datetime, open_: range, hours: BranchHours
) -> list[Hour]:
    """The day hour by hour; what lies before the doors open or after they close counts there."""
    first, last = open_.start, open_.stop - 1
    counts = dict.fromkeys(open_, 0)
    late = 0
    for line in lines:
        if line.at < now:
            late += 1
            continue
        later = hours.day_of(line.at) > hours.day_of(now)
        counts[last if later else min(max(hours.local(line.at).hour, first), last)] += 1
    present = min(max(hours.local(now).hour, first), last)
    return [
        Hour(hour=None, count=late),
        *(
            Hour(hour=hour, now=hour == present, last=hour == last, count=count)
            for hour, count in counts.items()
        ),
    ]
