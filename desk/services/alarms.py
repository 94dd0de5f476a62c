"""Alarms: what fell due while nobody looked, put before the person who must act."""

from dataclasses import replace
from datetime import datetime

from desk.alarm import Alarm
from desk.case import Case
from desk.enums import AlarmKind, Role
from desk.i18n import _
from desk.ids import new_id
from desk.ports import Act
from desk.refusals import Refusal
from desk.services.base import Desk, service
from desk.staff.model import Actor
from desk.staff.permissions import May


def raise_alarm(
    act: Act,
    case_id: str,
    kind: AlarmKind,
    now: datetime,
    *,
    staff_id: str | None = None,
    role: Role | None = None,
    fell_due_at: datetime | None = None,
    detail: str = "",
) -> None:
    """Put something before a person, or before whoever holds a role."""
    act.add(
        Alarm(
            id=new_id(),
            case_id=case_id,
            kind=kind,
            staff_id=staff_id,
            role=role,
            at=now,
            fell_due_at=fell_due_at or now,
            detail=detail,
        )
    )


@service("alarm.list", May.READ, writes=False)
def alarms(desk: Desk, who: Actor) -> list[tuple[Alarm, str]]:
    """What this person has not seen yet, oldest first, each with the reference of its case."""
    with desk.store.read() as book:
        mine = book.find(Alarm, staff_id=who.staff_id, seen_at=None)
        of_role = book.find(Alarm, role=who.role, seen_at=None)
        found = sorted([*mine, *of_role], key=lambda alarm: (alarm.fell_due_at, alarm.id))
        cases = {alarm.case_id: book.get(Case, alarm.case_id) for alarm in found}
    return [
        (alarm, case.reference) for alarm in found if (case := cases[alarm.case_id]) is not None
    ]


@service("alarm.seen", May.READ)
def alarm_seen(desk: Desk, who: Actor, alarm_id: str) -> Alarm:
    """Note that this person has seen an alarm that was meant for them."""
    now = desk.clock.now()
    with desk.store.act("alarm.seen", staff_id=who.staff_id, at=now) as act:
        alarm = act.get(Alarm, alarm_id)
        if alarm is None or (alarm.staff_id != who.staff_id and alarm.role != who.role):
            raise Refusal(_("This reminder is not meant for you."), code="no_such_alarm")
        seen = replace(alarm, seen_by=who.staff_id, seen_at=now)
        if alarm.seen_at is None:
            act.put(seen)
            act.commit()
    return seen
