"""What somebody of a department sees of the book: their part of it, and nothing beside."""

from collections.abc import Iterable

from desk.case import Case, CaseClock
from desk.custody import Handover
from desk.enums import ClockKind, HandoverState
from desk.ports import Book
from desk.services.veil import Only
from desk.staff.absence import Delegation
from desk.staff.model import Staff
from desk.task import Task

LATEST = 300
"""How many tasks somebody looks back on."""


def what_a_department_sees(book: Book, staff: Staff, *, tasks: bool) -> Only:
    """The cases that they, or those they stand in for, hold, and what they are offered.

    With `tasks` those of their tasks as well.

    An offer that has lapsed is still seen, so that whoever comes late is told so.

    A case that is theirs by a task alone is seen through the task: what it must tell, and no more.
    """
    others = {one.absent_id for one in book.find(Delegation, deputy_id=staff.id)}
    held = {case.id: case for i in (staff.id, *others) for case in book.find(Case, holder_id=i)}
    held |= {case.id: case for case in book.find(Case, first_responder_id=staff.id)}
    offers = [
        offer
        for offer in book.find(Handover, receiver_id=staff.id, order="-offered_at", limit=LATEST)
        if offer.state in (HandoverState.OFFERED, HandoverState.LAPSED)
    ]
    held |= _cases(book, (offer.case_id for offer in offers))
    if tasks:
        held |= _cases(book, (task.case_id for task in _tasks_of(book, staff)))
    customers = {case.customer_id for case in held.values() if case.customer_id}
    return Only(frozenset(held), frozenset(customers))


def _cases(book: Book, ids: Iterable[str]) -> dict[str, Case]:
    return {case.id: case for case in book.among(Case, "id", list(dict.fromkeys(ids)))}


def _tasks_of(book: Book, staff: Staff) -> list[Task]:
    """Open tasks of their department, the latest of the others, and what names them."""
    own = book.find(Task, receiver_id=staff.id, order="-due_at", limit=LATEST)
    if not staff.unit:
        return own
    running = book.find(CaseClock, kind=ClockKind.TASK, verdict="")
    open_ = book.among(Task, "id", [clock.note.partition(" ")[0] for clock in running])
    open_ = [task for task in open_ if task.department == staff.unit]
    return own + open_ + book.find(Task, department=staff.unit, order="-due_at", limit=LATEST)
