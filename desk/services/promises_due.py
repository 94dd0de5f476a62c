"""What falls due of promises: tomorrow, today, passed; each is said once, to owner and lead."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from desk.case import Case, CaseClock
from desk.casework import Commitment
from desk.enums import AlarmKind, ClockKind, Role
from desk.promising import is_open
from desk.services.alarms import raise_alarm
from desk.services.base import Desk

TOMORROW, TODAY, PASSED = "tomorrow", "today", "passed"


def promise_of(clock: CaseClock) -> str:
    """The id of the promise that a clock is of."""
    return clock.note.partition(" ")[0]


def fall_due(desk: Desk, now: datetime) -> int:
    """Tell of every open promise how near its day is, once for each step."""
    today = desk.hours.day_of(now)
    with desk.store.read() as book:
        near = [
            (clock, said)
            for clock in book.find(CaseClock, kind=ClockKind.COMMITMENT, verdict="")
            if (said := _step(desk.hours.day_of(clock.due_at), today))
            and clock.note.partition(" ")[2] != said
        ]
    return sum(_told(desk, clock, said, now) for clock, said in near)


def _step(due_on: date, today: date) -> str:
    if due_on < today:
        return PASSED
    if due_on == today:
        return TODAY
    return TOMORROW if due_on == today + timedelta(days=1) else ""


def _told(desk: Desk, clock: CaseClock, said: str, now: datetime) -> bool:
    with desk.store.act("promise.due", staff_id="", at=now, case_id=clock.case_id) as act:
        fresh, one = act.get(CaseClock, clock.id), act.get(Commitment, promise_of(clock))
        case = act.get(Case, clock.case_id)
        if fresh is None or fresh.verdict or one is None or case is None or not is_open(one):
            return False
        if fresh.note != clock.note:
            return False
        act.put(replace(fresh, note=f"{one.id} {said}"))
        for staff_id, role in ((one.owner_id or case.holder_id, None), (None, Role.LEAD)):
            raise_alarm(
                act,
                case.id,
                AlarmKind.COMMITMENT_DUE,
                now,
                staff_id=staff_id,
                role=role,
                fell_due_at=clock.due_at if said == PASSED else now,
                detail=one.due_on.isoformat(),
            )
        act.commit()
    return True
