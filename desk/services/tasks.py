"""Tasks: parts of a case that a department does, each with its own promised time."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime

from desk.case import Case, CaseClock
from desk.deadline import named
from desk.enums import AlarmKind, ClockKind, Role, TaskState
from desk.forms import ByWordForm
from desk.forms_loop import TaskForm
from desk.i18n import _, current
from desk.ids import new_id
from desk.labels import label
from desk.ports import Act, Book
from desk.refusals import Refusal
from desk.saying import say_moment
from desk.services import flow
from desk.services.alarms import raise_alarm
from desk.services.base import Desk, case_act, service
from desk.services.departments import department_named, people_of
from desk.services.people import staff_by_number
from desk.services.points import point_at
from desk.services.tasks_due import task_of
from desk.staff.model import Actor, Staff
from desk.staff.permissions import May, may
from desk.task import OPEN, Task
from desk.text import clean, clean_line

REGISTER = "task"
LONGEST = 2_000


@service("task.give", May.WORK)
def give_task(
    desk: Desk, who: Actor, reference: str, form: TaskForm, *, agreed: Actor | None = None
) -> Task:
    """Give a department its part, by a time it promised.

    A time later than the case allows needs a lead: whoever gives it, or `agreed`, who proved to
    be one at the same counter.
    """
    matter = _text(form.matter, "matter", _("It is missing what is to be done."))
    with case_act(desk, who, "task.give", reference) as (act, case, now):
        department = department_named(desk, act, form.department)
        receiver = _receiver(act, department, form.to_staff)
        due_at, by = _promised(desk, act, case, form.due_at, now, who, agreed)
        point_id = point_at(act, case, form.point, "point").id if form.point is not None else None
        day = desk.hours.day_of(now)
        serial = act.next_serial(REGISTER, f"{desk.branch.code}-{day:%Y%m%d}")
        task = Task(
            id=new_id(),
            number=f"RW-{desk.branch.code}-{day:%Y%m%d}-{serial:04d}",
            case_id=case.id,
            point_id=point_id,
            department=department,
            receiver_id=receiver.id if receiver else None,
            receiver_name=receiver.name if receiver else clean_line(form.to_name)[:60],
            receiver_phone=clean_line(form.to_phone)[:60] or (receiver.phone if receiver else ""),
            matter=matter,
            due_at=due_at,
            beyond_agreed_by=by,
            given_by=who.staff_id,
            given_at=now,
        )
        act.add(task)
        clock = named(ClockKind.TASK, due_at, now, desk.hours, rule_id="task", source=task.number)
        act.add(flow.clock_row(case.id, clock, case.round, note=task.id))
        for one in [receiver] if receiver else people_of(act, department):
            raise_alarm(
                act, case.id, AlarmKind.TASK_GIVEN, now, staff_id=one.id, detail=task.number
            )
        flow.update(act, desk, case)
        act.commit()
    return task


@service("task.accept", May.TASKS)
def accept_task(desk: Desk, who: Actor, number: str, by_word: ByWordForm | None = None) -> Task:
    """Take a task on, or note that the department took it on by word."""
    with _on_task(desk, who, "task.accept", number) as (act, case, task, now):
        if task.state is not TaskState.GIVEN:
            raise _not_now(task)
        task = _answered(desk, act, who, task, by_word, now)
        task = replace(task, state=TaskState.ACCEPTED, answered_at=now)
        act.put(task)
        flow.update(act, desk, case)
        act.commit()
    return task


@service("task.return", May.TASKS)
def return_task(
    desk: Desk, who: Actor, number: str, ground: str, by_word: ByWordForm | None = None
) -> Task:
    """Send a task back with a ground; whoever holds the case hears of it at once."""
    ground = _text(ground, "ground", _("It is missing why the task goes back."))
    with _on_task(desk, who, "task.return", number) as (act, case, task, now):
        _open_only(task)
        task = _answered(desk, act, who, task, by_word, now)
        task = replace(task, state=TaskState.RETURNED, answered_at=now, ground=ground)
        act.put(task)
        end_clock(act, task, now, "stopped")
        _tell_holder(act, case, task, AlarmKind.TASK_RETURNED, who, now)
        flow.update(act, desk, case)
        act.commit()
    return task


@service("task.done", May.TASKS)
def finish_task(
    desk: Desk,
    who: Actor,
    number: str,
    result: str,
    evidence: str = "",
    by_word: ByWordForm | None = None,
) -> Task:
    """Note what came of a task and by what one can see it."""
    result = _text(result, "result", _("It is missing what came of it."))
    evidence = clean(evidence).strip()[:LONGEST]
    if not evidence:
        raise Refusal(
            _("It is missing by what one can see the result."),
            _("A reading, a photo, a work order, a name: whatever can be shown later."),
            field="evidence",
            code="missing",
        )
    with _on_task(desk, who, "task.done", number) as (act, case, task, now):
        _open_only(task)
        task = _answered(desk, act, who, task, by_word, now)
        task = replace(
            task,
            state=TaskState.DONE,
            answered_at=task.answered_at or now,
            result=result,
            evidence=evidence,
            done_at=now,
        )
        act.put(task)
        end_clock(act, task, now)
        _tell_holder(act, case, task, AlarmKind.TASK_DONE, who, now)
        flow.update(act, desk, case)
        act.commit()
    return task


@service("task.withdraw", May.WORK)
def withdraw_task(desk: Desk, who: Actor, number: str, ground: str) -> Task:
    """Take a task back that is not done yet; the department hears of it."""
    ground = _text(ground, "ground", _("It is missing why the task is taken back."))
    with _on_task(desk, who, "task.withdraw", number) as (act, case, task, now):
        _open_only(task)
        if who.staff_id not in (task.given_by, case.holder_id) and not may(who.role, May.AGREE):
            raise Refusal(
                _("Only whoever gave the task, who holds the case or a lead takes it back."),
                code="not_giver",
            )
        task = withdrawn(act, task, ground, now)
        flow.update(act, desk, case)
        act.commit()
    return task


@service("task.confirm", May.AGREE)
def confirm_task(desk: Desk, who: Actor, number: str) -> Task:
    """Confirm, as a lead, what a department is said to have said."""
    with _on_task(desk, who, "task.confirm", number) as (act, _case, task, now):
        if not task.by_word or task.confirmed_by is not None:
            raise Refusal(
                _("Nothing of this task waits to be confirmed."), code="nothing_to_confirm"
            )
        task = replace(task, confirmed_by=who.staff_id, confirmed_at=now)
        act.put(task)
        act.commit()
    return task


def withdrawn(act: Act, task: Task, ground: str, now: datetime) -> Task:
    """The task as it is taken back; its clock ends with it."""
    task = replace(task, state=TaskState.WITHDRAWN, ground=ground)
    act.put(task)
    end_clock(act, task, now, "stopped")
    return task


def end_with_case(act: Act, case: Case, now: datetime) -> None:
    """Take back what departments still have of a case that ended without an answer."""
    for task in act.find(Task, case_id=case.id):
        if task.state in OPEN:
            withdrawn(act, task, _("The case has ended."), now)


def end_clock(act: Act, task: Task, at: datetime, unmet: str = "") -> None:
    """End the clock of a task, with its verdict."""
    for clock in act.find(CaseClock, case_id=task.case_id, kind=ClockKind.TASK, verdict=""):
        if task_of(clock) == task.id:
            flow.end(act, clock, at, unmet)


@contextmanager
def _on_task(
    desk: Desk, who: Actor, name: str, number: str
) -> Iterator[tuple[Act, Case, Task, datetime]]:
    """One act on a task of an open case: the act, the case, the task, the time."""
    with desk.store.read() as book:
        found = task_by_number(book, number)
        case = book.get(Case, found.case_id)
        assert case is not None
    with case_act(desk, who, name, case.reference) as (act, case, now):
        task = act.get(Task, found.id)
        assert task is not None
        yield act, case, task, now


def task_by_number(book: Book, number: str) -> Task:
    """The task with this number; refuses when there is none that this person may see."""
    found = book.find(Task, number=clean_line(number).upper(), limit=1)
    if not found or book.get(Case, found[0].case_id) is None:
        raise no_such_task(number)
    return found[0]


def no_such_task(number: str) -> Refusal:
    """Said of a task that is not there, or not for this person."""
    return Refusal(
        _("There is no task {number}.").format(number=clean_line(number)),
        _("Check the number, or look at the list of tasks."),
        field="number",
        code="no_such_task",
    )


def _text(value: str, field: str, missing: str) -> str:
    value = clean(value).strip()
    if not value:
        raise Refusal(missing, _("One sentence is enough."), field=field, code="missing")
    if len(value) > LONGEST:
        raise Refusal(
            _("This text has at most {most} characters.").format(most=LONGEST),
            _("Say the essential; keep papers with the case."),
            field=field,
            code="too_long",
        )
    return value


def _receiver(book: Book, department: str, number: str) -> Staff | None:
    if not number.strip():
        return None
    staff = staff_by_number(book, number, "to_staff")
    if staff.role is not Role.DEPARTMENT or not staff.active or staff.unit != department:
        raise Refusal(
            _("{name} is not of {department}.").format(name=staff.name, department=department),
            _("Leave the person out: everybody of the department sees the task."),
            field="to_staff",
            code="not_of_department",
        )
    return staff


def latest_for(desk: Desk, book: Book, case: Case) -> datetime | None:
    """Until when a department may take, so that our own reply is in time; None without a reply."""
    running = [
        clock.due_at
        for clock in book.find(CaseClock, case_id=case.id, kind=ClockKind.REPLY, verdict="")
    ]
    if not running:
        return None
    day = desk.hours.day_of(min(running))
    margin = desk.playbook.task_rules["task"].margin
    if margin:
        day = desk.calendar.subtract_working_days(day, margin)
    return min(desk.hours.end_of(day, desk.calendar), min(running))


def _promised(
    desk: Desk,
    book: Book,
    case: Case,
    asked: datetime | None,
    now: datetime,
    who: Actor,
    agreed: Actor | None,
) -> tuple[datetime, str | None]:
    """By when a task is due, and who agreed where the case does not allow that time."""
    latest = latest_for(desk, book, case)
    if asked is None:
        day = desk.calendar.add_working_days(
            desk.hours.day_of(now), desk.playbook.task_rules["task"].days
        )
        due_at = desk.hours.end_of(day, desk.calendar)
        if latest is not None and now < latest < due_at:
            due_at = latest
    else:
        due_at = asked if asked.tzinfo is not None else asked.replace(tzinfo=desk.hours.tz)
    if due_at <= now:
        raise Refusal(
            _("The promised time has passed already."),
            _("Ask the department for a time that is still to come."),
            field="due_at",
            code="in_past",
        )
    if latest is None or due_at <= latest:
        return due_at, None
    for one in (agreed, who):
        if one is not None and may(one.role, May.AGREE):
            return due_at, one.staff_id
    raise Refusal(
        _("That is later than this case allows: the task must be back by {latest}.").format(
            latest=say_moment(desk.hours.local(latest), current(), weekday=True)
        ),
        _("Agree on an earlier time with the department, or have a shift lead agree to this one."),
        field="due_at",
        code="beyond_case",
    )


def is_of(task: Task, staff: Staff) -> bool:
    """Whether a task is one for this member of staff to answer."""
    if staff.role is not Role.DEPARTMENT:
        return False
    return task.receiver_id == staff.id or (bool(staff.unit) and task.department == staff.unit)


def _answered(
    desk: Desk, book: Book, who: Actor, task: Task, by_word: ByWordForm | None, now: datetime
) -> Task:
    """The task with who answered it: somebody of the department, or by word through us."""
    staff = book.get(Staff, who.staff_id)
    assert staff is not None
    if is_of(task, staff) and by_word is None:
        return task
    if staff.role is Role.DEPARTMENT:
        raise Refusal(
            _("This task is for {department}, not for you.").format(department=task.department),
            code="not_of_department",
        )
    if by_word is None:
        raise Refusal(
            _("The department answers this task itself, or you note what it told you."),
            _("Say who told you, by which phone, in which words."),
            field="person",
            code="by_word_needed",
        )
    person, phone = clean_line(by_word.person)[:60], clean_line(by_word.phone)[:60]
    words = clean_line(by_word.words)[:LONGEST]
    for value, field, missing in (
        (person, "person", _("Who said it is missing.")),
        (phone, "phone", _("The phone number is missing.")),
        (words, "words", _("What was said is missing.")),
    ):
        if not value:
            raise Refusal(missing, field=field, code="missing")
    at = say_moment(desk.hours.local(now), "zh_CN")
    lines = [line for line in (task.told_words, f"{at} {person} {phone}: {words}") if line]
    # What a lead was told by themselves needs no second lead.
    by = who.staff_id if may(who.role, May.AGREE) else None
    return replace(
        task,
        by_word=True,
        told_by=person,
        told_phone=phone,
        told_words="\n".join(lines),
        confirmed_by=by,
        confirmed_at=now if by else None,
    )


def _tell_holder(
    act: Act, case: Case, task: Task, kind: AlarmKind, who: Actor, now: datetime
) -> None:
    for staff_id in dict.fromkeys((case.holder_id, task.given_by)):
        if staff_id != who.staff_id:
            raise_alarm(act, case.id, kind, now, staff_id=staff_id, detail=task.number)


def _open_only(task: Task) -> None:
    if task.state not in OPEN:
        raise _not_now(task)


def _not_now(task: Task) -> Refusal:
    return Refusal(
        _("Task {number} stands at “{state}”.").format(number=task.number, state=label(task.state)),
        _("What was answered stays; give the department a new task if something is left."),
        code="task_answered",
    )
