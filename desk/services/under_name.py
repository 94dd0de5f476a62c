"""A first responder's own list: everything open under their name, and what each waits for."""

from dataclasses import dataclass

from desk.case import Case, CaseClock
from desk.custody import Handover
from desk.due_days import DueSpan
from desk.i18n import current
from desk.notice.model import Notice
from desk.point import IssuePoint
from desk.referral import Referral
from desk.services.base import Desk, service
from desk.services.lists import today_ends
from desk.staff.model import Actor
from desk.staff.permissions import May
from desk.views import QueueRow, View
from desk.waiting import Waiting, waiting_words, waits_for


@dataclass(frozen=True, slots=True, kw_only=True)
class UnderName:
    """One line of the list. `text` says the most pressing of `waits` in words."""

    row: QueueRow
    waits: tuple[Waiting, ...]
    text: str


@service("list.first_responder", May.READ, writes=False)
def under_my_name(
    desk: Desk, who: Actor, *, due: DueSpan | None = None, after: str = "", limit: int = 200
) -> list[UnderName]:
    """Open cases of which this person is the first responder, whoever holds them, by due date.

    `due` narrows them to what falls due in it.
    """
    now = desk.clock.now()
    listed = []
    with desk.store.read() as book:
        rows = book.queue(
            View.FIRST,
            staff_id=who.staff_id,
            now=now,
            today_ends=today_ends(desk),
            due=due,
            after=after,
            limit=limit,
        )
        for row in rows:
            case = book.get(Case, row.case_id)
            assert case is not None
            waits = waits_for(
                case,
                points=book.find(IssuePoint, case_id=case.id),
                clocks=book.find(CaseClock, case_id=case.id, verdict=""),
                handovers=book.find(Handover, case_id=case.id),
                referrals=book.find(Referral, case_id=case.id),
                notices=book.find(Notice, case_id=case.id),
                holder=row.holder,
            )
            text = waiting_words(waits[0], now, desk.hours, current())
            listed.append(UnderName(row=row, waits=waits, text=text))
    return listed
