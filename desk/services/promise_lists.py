"""The one list of promises: whose, by when, how each stands, and where it was made."""

from datetime import date

from desk.case import Case, CaseClock, Party
from desk.casework import Commitment, Contact
from desk.enums import ClockKind, PartyRole
from desk.masks import mask_name
from desk.ports import Book
from desk.promising import PromiseState, is_open, promise_state
from desk.services.base import Desk, case_by_reference, service
from desk.services.promises_due import promise_of
from desk.staff.model import Actor, Staff
from desk.staff.permissions import May
from desk.views_loop import PromiseRow, due_within

MOST = 2_000
"""How many promises are looked through where those that ended count too."""


@service("promise.list", May.TASKS, writes=False)
def promises(
    desk: Desk,
    who: Actor,
    *,
    reference: str = "",
    owner: str = "",
    mine: bool = False,
    late: bool = False,
    waiting: bool = False,
    ended: bool = False,
    due_from: date | None = None,
    due_by: date | None = None,
) -> list[PromiseRow]:
    """Open promises, the first due first; those that ended too where `ended`.

    `owner` is a part of the owner's name. `mine` are those one keeps or made. The days between
    which they fall due belong to them.
    """
    today = desk.hours.day_of(desk.clock.now())
    with desk.store.read() as book:
        if reference:
            found = book.find(Commitment, case_id=case_by_reference(book, reference).id)
        elif ended:
            found = book.find(Commitment, order="-due_on", limit=MOST)
        else:
            running = book.find(CaseClock, kind=ClockKind.COMMITMENT, verdict="")
            found = book.among(Commitment, "id", [promise_of(clock) for clock in running])
        chosen = [
            one
            for one in found
            if (ended or reference or is_open(one))
            and owner.strip().casefold() in one.owner.casefold()
            and (not mine or who.staff_id in (one.owner_id, one.made_by))
            and due_within(one.due_on, due_from, due_by)
        ]
        rows = [
            row
            for one in chosen
            if (state := promise_state(one, today))
            and (not late or state is PromiseState.LATE)
            and (not waiting or state is PromiseState.WAITING)
            and (row := _row(desk, book, one, state)) is not None
        ]
    rows.sort(key=lambda row: (not is_open(row.commitment), row.commitment.due_on, row.reference))
    return rows


def _row(desk: Desk, book: Book, one: Commitment, state: PromiseState) -> PromiseRow | None:
    case = book.get(Case, one.case_id)
    if case is None:
        return None
    came = [p for p in book.find(Party, case_id=case.id) if p.role is PartyRole.COMPLAINANT]
    call = book.get(Contact, one.contact_id) if one.contact_id else None
    maker = book.get(Staff, one.made_by)
    agreed = book.get(Staff, one.agreed_by) if one.agreed_by else None
    return PromiseRow(
        commitment=one,
        reference=case.reference,
        state=state,
        customer=mask_name(came[0].name) if came else "",
        made_by=maker.name if maker else "",
        agreed_by=agreed.name if agreed else "",
        told_late=call is not None and desk.hours.day_of(call.at) > one.due_on,
    )
