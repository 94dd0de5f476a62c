"""Lists of tasks, and what a department may read of one."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING

from desk.case import Case, CaseClock, Party
from desk.customer import Account, Customer
from desk.enums import ClockKind, Nature, PartyRole, Role
from desk.i18n import current
from desk.masks import mask_in_text, mask_name, mask_phone
from desk.point import IssuePoint
from desk.ports import Book
from desk.services import flow
from desk.services.base import Desk, case_by_reference, service
from desk.services.departments import department_named, shown_as
from desk.services.part import LATEST
from desk.services.tasks import is_of, no_such_task, task_by_number
from desk.services.tasks_due import task_of
from desk.staff.model import Actor, Staff
from desk.staff.permissions import May
from desk.task import OPEN, Task, unconfirmed
from desk.views_loop import TaskRow, TaskView, due_within

if TYPE_CHECKING:
    from desk.services.pages import Page

MOST = 2_000
"""How many tasks are looked through where those that ended count too."""


@service("task.list", May.TASKS, writes=False)
def tasks(
    desk: Desk,
    who: Actor,
    *,
    reference: str = "",
    department: str = "",
    late: bool = False,
    to_confirm: bool = False,
    ended: bool = False,
    due_from: date | None = None,
    due_by: date | None = None,
) -> list[TaskRow]:
    """Open tasks, the first due first; those that ended too where `ended`.

    The days between which they fall due belong to them.
    Somebody of a department sees those of their department alone.
    """
    now = desk.clock.now()
    with desk.store.read() as book:
        staff = book.get(Staff, who.staff_id)
        assert staff is not None
        if reference:
            case = case_by_reference(book, reference)
            found = book.find(Task, case_id=case.id)
        elif department:
            found = book.find(Task, department=department_named(desk, book, department))
        elif ended and _only_own(staff):
            found = book.find(Task, department=staff.unit, order="-due_at", limit=LATEST)
        elif ended or to_confirm:
            found = book.find(Task, order="-due_at", limit=MOST)
        else:
            found = open_tasks(book)
        rows = [
            row
            for task in found
            if ended or reference or task.state in OPEN or (to_confirm and unconfirmed(task))
            if (row := row_of(desk, book, task, staff, now)) is not None
        ]
    rows = [
        row
        for row in rows
        if (not to_confirm or row.to_confirm)
        and (not late or row.late)
        and due_within(desk.hours.day_of(row.task.due_at), due_from, due_by)
        and (row.mine or not _only_own(staff))
    ]
    rows.sort(key=lambda row: (row.task.state not in OPEN, row.task.due_at, row.task.number))
    return rows


def _only_own(staff: Staff) -> bool:
    return staff.role is Role.DEPARTMENT


def open_tasks(book: Book) -> list[Task]:
    """Every task whose clock runs."""
    running = book.find(CaseClock, kind=ClockKind.TASK, verdict="")
    return book.among(Task, "id", [task_of(clock) for clock in running])


def row_of(desk: Desk, book: Book, task: Task, staff: Staff, now: datetime) -> TaskRow | None:
    """A task as a line of a list; None where its case is not for this person."""
    case = book.get(Case, task.case_id)
    if case is None:
        return None
    giver = book.get(Staff, task.given_by)
    return TaskRow(
        task=task,
        reference=case.reference,
        department=shown_as(desk, task.department),
        given_by=giver.name if giver else "",
        late=task.state in OPEN and task.due_at < now,
        to_confirm=unconfirmed(task),
        mine=is_of(task, staff),
    )


@service("task.show", May.TASKS, writes=False)
def task_view(desk: Desk, who: Actor, number: str) -> TaskView:
    """One task, with as much of its case as the department needs."""
    now = desk.clock.now()
    with desk.store.read() as book:
        task = task_by_number(book, number)
        staff, case = book.get(Staff, who.staff_id), book.get(Case, task.case_id)
        assert staff is not None
        assert case is not None
        row = row_of(desk, book, task, staff, now)
        assert row is not None
        if _only_own(staff) and not row.mine:
            raise no_such_task(number)
        point = book.get(IssuePoint, task.point_id) if task.point_id else None
        who_came = _complainant(book.find(Party, case_id=case.id))
        customer = book.get(Customer, case.customer_id) if case.customer_id else None
        holder = book.get(Staff, case.holder_id)
        account = next(iter(book.find(Account, number=case.account_no, limit=1)), None)
        clocks = book.find(CaseClock, case_id=case.id)
    known = [one for one in (who_came.name, who_came.phone) if one] if who_came else []
    unit = customer is not None and customer.nature is not Nature.RESIDENT
    mine = next((c for c in clocks if c.kind is ClockKind.TASK and task_of(c) == task.id), None)
    reply = [c.due_at for c in clocks if c.kind is ClockKind.REPLY and not c.verdict]
    return TaskView(
        row=row,
        topic=case.topic,
        point=point.position if point else None,
        point_matter=mask_in_text(point.matter, known=known) if point else "",
        customer=mask_name(who_came.name, organisation=unit) if who_came else "",
        phone=mask_phone(who_came.phone) if who_came else "",
        address=case.address,
        account_no=case.account_no,
        meter_no=account.meter_no if account and case.account_no else "",
        holder=holder.name if holder else "",
        holder_phone=holder.phone if holder else "",
        told_on=desk.hours.day_of(min(reply)) if reply else None,
        due_at=task.due_at,
        why_due=flow.why_due(desk, mine) if mine else "",
    )


def _complainant(parties: Iterable[Party]) -> Party | None:
    return next((one for one in parties if one.role is PartyRole.COMPLAINANT), None)


@service("task.page", May.TASKS, writes=False)
def task_page(desk: Desk, who: Actor, number: str) -> "Page":
    """The sheet of a task (任务单) for the printer, with room for result and signature."""
    from desk.letter.facts import InnerKind, TaskFacts
    from desk.services.composing import composed
    from desk.services.facts import unit_of
    from desk.services.pages import page, slip_layout

    view, language = task_view(desk, who, number), current()
    task = view.row.task
    said = TaskFacts(
        language=language,
        unit=unit_of(desk, desk.branch, language),
        case_reference=view.row.reference,
        number=task.number,
        department=view.row.department,
        matter=task.matter,
        point=view.point_matter,
        customer=view.customer,
        address=view.address,
        account=view.account_no,
        meter=view.meter_no,
        due=desk.hours.local(task.due_at),
        given_by=view.row.given_by,
        given_at=desk.hours.local(task.given_at),
        phone=view.holder_phone,
    )
    with desk.store.read() as book:
        markdown = composed(book, InnerKind.TASK, said).markdown
    return page(
        InnerKind.TASK,
        said,
        markdown=markdown,
        number=task.number,
        issued_on=desk.hours.day_of(task.given_at),
        layout=slip_layout(desk),
    )
