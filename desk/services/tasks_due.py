"""What falls due of tasks: a department past its time is put before whoever holds the case."""

from dataclasses import replace
from datetime import datetime

from desk.case import Case, CaseClock
from desk.enums import AlarmKind, CaseStatus, ClockKind, Role
from desk.services.alarms import raise_alarm
from desk.services.base import Desk
from desk.services.departments import people_of
from desk.task import OPEN, Task

TOLD = " late"
"""What the note of a clock ends in once somebody was told."""


def fall_due(desk: Desk, now: datetime) -> int:
    """Tell the holder, the lead and the department of every task that is past its time; once."""
    with desk.store.read() as book:
        late = [
            clock
            for clock in book.find(CaseClock, kind=ClockKind.TASK, verdict="")
            if clock.due_at < now and not clock.note.endswith(TOLD)
        ]
    return sum(_late(desk, clock, now) for clock in late)


def task_of(clock: CaseClock) -> str:
    """The id of the task that a clock is of."""
    return clock.note.partition(" ")[0]


def _late(desk: Desk, clock: CaseClock, now: datetime) -> bool:
    with desk.store.act("task.late", staff_id="", at=now, case_id=clock.case_id) as act:
        fresh, task = act.get(CaseClock, clock.id), act.get(Task, task_of(clock))
        case = act.get(Case, clock.case_id)
        if (
            fresh is None
            or fresh.verdict
            or task is None
            or case is None
            or fresh.note.endswith(TOLD)
            or task.state not in OPEN
        ):
            return False
        act.put(replace(fresh, note=task.id + TOLD))
        if case.status is CaseStatus.OPEN:
            of_them = [task.receiver_id] if task.receiver_id else []
            of_them = of_them or [one.id for one in people_of(act, task.department)]
            told = dict.fromkeys((case.holder_id, task.given_by, *of_them))
            for staff_id in told:
                raise_alarm(
                    act,
                    case.id,
                    AlarmKind.TASK_DUE,
                    now,
                    staff_id=staff_id,
                    fell_due_at=clock.due_at,
                    detail=task.number,
                )
            raise_alarm(
                act,
                case.id,
                AlarmKind.TASK_DUE,
                now,
                role=Role.LEAD,
                fell_due_at=clock.due_at,
                detail=task.number,
            )
        act.commit()
    return True
