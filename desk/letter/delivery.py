"""Getting a letter to the customer: every try, what each way needs, when it counts as settled."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from desk.enums import AttemptResult, Delivery, LetterState

TRIES = 2
"""So many tries that failed settle a delivery as "not found"."""

APART = timedelta(hours=4)
"""Tries closer together than this count as one: nobody comes home within minutes."""

RECEIPT_DAYS = 10
"""Days after which a receipt that is still out is asked after."""

WITH_RECEIPT = (Delivery.BY_HAND, Delivery.POST)
"""Ways after which a signed receipt comes back."""

FAILED = (AttemptResult.NOT_MET, AttemptResult.CAME_BACK)

_TRACKING = re.compile(r"[0-9A-Z]{8,30}")


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryAttempt:
    """One try to get a letter to the customer; tries are never changed."""

    id: str
    letter_id: str
    at: datetime
    noted_at: datetime
    staff_id: str
    way: Delivery
    """By hand or by post."""
    result: AttemptResult
    receiver: str = ""
    entitled: str = ""
    """By what right somebody who is no party took it."""
    tracking: str = ""
    witness_id: str | None = None
    note: str = ""
    next_on: date | None = None
    """The day of the next try, where this one failed."""


def failed_tries(attempts: Sequence[DeliveryAttempt]) -> int:
    """How many tries failed, those too close to the one before left out."""
    count = 0
    last: datetime | None = None
    for attempt in sorted(attempts, key=lambda one: one.at):
        if attempt.result in FAILED and (last is None or attempt.at - last >= APART):
            count += 1
            last = attempt.at
    return count


def tracking_number(text: str) -> str:
    """A postal number as it is kept: capitals and digits; "" when it cannot be one."""
    number = re.sub(r"[\s-]", "", text).upper()
    fits = _TRACKING.fullmatch(number) and sum(map(str.isdigit, number)) >= 8
    return number if fits else ""


def receipt_overdue(
    state: LetterState, delivery: Delivery | None, delivered_at: datetime | None, now: datetime
) -> bool:
    """Whether a signed receipt should have come back by now."""
    return (
        state is LetterState.DELIVERED
        and delivery in WITH_RECEIPT
        and delivered_at is not None
        and now - delivered_at > timedelta(days=RECEIPT_DAYS)
    )
