"""The list of those to call back: whom, since when, at which times of day it was tried."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from desk.calling import best_part, tries_of
from desk.case import Case, CaseClock, Party
from desk.casework import Contact
from desk.enums import ClockKind, PartyRole
from desk.followup import FollowUp
from desk.masks import mask_phone
from desk.ports import Book
from desk.services.base import Desk, service
from desk.services.lists import today_ends
from desk.staff.model import Actor
from desk.staff.permissions import May
from desk.views import QueueRow, View

MOST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class ToCallBack:
    """One customer to call back. `customer` is the full name: whoever shows it masks it."""

    reference: str
    customer: str
    phone: str
    """Masked."""
    due_at: datetime | None
    tried: tuple[str, ...]
    """Parts of the day at which nobody answered, in words, oldest first."""
    best: str
    """The part of the day at which to try next, in words."""
    own: bool
    """True for whoever handled it: somebody else calls."""
    round: int


@service("followup.list", May.FOLLOW_UP, writes=False)
def to_call_back(desk: Desk, who: Actor) -> list[ToCallBack]:
    """Whom to call back, the most pressing first."""
    with desk.store.read() as book:
        rows = book.queue(
            View.TO_CALL_BACK,
            staff_id=who.staff_id,
            now=desk.clock.now(),
            today_ends=today_ends(desk),
            limit=MOST,
        )
        found = [_line(desk, book, who, row) for row in rows]
    latest = desk.clock.now() + timedelta(days=3660)
    return sorted(found, key=lambda one: (one.due_at or latest, one.reference))


def _line(desk: Desk, book: Book, who: Actor, row: QueueRow) -> ToCallBack:
    case = book.get(Case, row.case_id)
    assert case is not None
    parts = desk.spoken.day_parts
    follow_ups = book.find(FollowUp, case_id=case.id)
    tries = tries_of(follow_ups, case.round)
    reached = [one.at for one in follow_ups if one.reached and not one.volunteered]
    reached += [one.at for one in book.find(Contact, case_id=case.id) if one.reached]
    best = best_part(parts, reached, tries, desk.hours.tz)
    clocks = book.find(CaseClock, case_id=case.id, kind=ClockKind.FOLLOW_UP, verdict="")
    asked = book.find(Party, case_id=case.id, role=PartyRole.COMPLAINANT, limit=1)
    tried = dict.fromkeys(parts[one.part].label for one in tries if one.part in parts)
    return ToCallBack(
        reference=case.reference,
        customer=row.customer,
        phone=mask_phone(asked[0].phone) if asked else "",
        due_at=min((clock.due_at for clock in clocks), default=None),
        tried=tuple(tried),
        best=parts[best].label if best else "",
        own=who.staff_id == case.holder_id,
        round=case.round,
    )
