"""Who is away, until when, and who stands in."""

from dataclasses import dataclass

from desk.ports import Book
from desk.services.base import Desk, service
from desk.staff.absence import Absence, Delegation
from desk.staff.model import Actor, Staff
from desk.staff.permissions import May


@dataclass(frozen=True, slots=True, kw_only=True)
class Away:
    """One absence that has not ended, with whose it is."""

    absence: Absence
    number: str
    name: str
    now: bool
    """False while it has not begun."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StandIn:
    """One delegation that has not ended, with the names of both."""

    delegation: Delegation
    absent: str
    deputy: str


@service("staff.away", May.READ, writes=False)
def who_is_away(desk: Desk, who: Actor) -> tuple[list[Away], list[StandIn]]:
    """Absences and delegations that hold now or will, by their beginning."""
    now = desk.clock.now()
    with desk.store.read() as book:
        absences = [a for a in book.find(Absence) if a.until is None or now < a.until]
        delegations = [d for d in book.find(Delegation) if d.until is None or now < d.until]
        away = [
            Away(absence=a, number=staff.number, name=staff.name, now=a.since <= now)
            for a in sorted(absences, key=lambda a: a.since)
            if (staff := book.get(Staff, a.staff_id)) is not None
        ]
        standing_in = [
            StandIn(delegation=d, absent=_name(book, d.absent_id), deputy=_name(book, d.deputy_id))
            for d in sorted(delegations, key=lambda d: d.since)
        ]
    return away, standing_in


def _name(book: Book, staff_id: str) -> str:
    staff = book.get(Staff, staff_id)
    return staff.name if staff else ""
