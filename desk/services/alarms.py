"""Alarms: what fell due while nobody looked, put before the person who must act."""

from dataclasses import replace
from datetime import datetime

from desk.alarm import Alarm
from desk.case import Case
from desk.concern import Concern
from desk.enums import AlarmKind, CaseStatus, DelegationScope, Role
from desk.i18n import _
from desk.ids import new_id
from desk.ports import Act, Book
from desk.refusals import Refusal
from desk.services.base import Desk, service
from desk.staff.absence import Absence, Delegation, absent, stands_in_for
from desk.staff.model import Actor, Staff
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
    if role is not None:
        role = role_there(act, case_id, role)
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


def role_there(book: Book, case_id: str, role: Role) -> Role:
    """The role itself; the manager where a case is about every shift lead there is."""
    if role is Role.LEAD and (about := book.find(Concern, case_id=case_id)):
        leads = {one.id for one in book.find(Staff, role=Role.LEAD, active=True)}
        if leads <= {one.staff_id for one in about}:
            return Role.MANAGER
    return role


OUTLIVES = (
    AlarmKind.NOTICE_BREACH,
    AlarmKind.COMMITMENT_DUE,
    AlarmKind.COMMITMENT_BROKEN,
    AlarmKind.COMMITMENT_TO_AGREE,
)
"""Alarms that must be seen even when their case has ended; the others went with their reason."""


def _eyes_of(book: Book, who: Actor, now: datetime) -> tuple[list[str], list[Role]]:
    """For whom and for which roles this person sees alarms.

    For themselves and for those they stand in for while these are away; the manager for the
    shift lead while no lead is there.
    """
    delegations = book.find(Delegation, deputy_id=who.staff_id)
    others = stands_in_for(delegations, who.staff_id, now, DelegationScope.CASES)
    away = [i for i in dict.fromkeys(others) if absent(book.find(Absence, staff_id=i), i, now)]
    roles = [who.role]
    if who.role is Role.MANAGER:
        leads = book.find(Staff, role=Role.LEAD, active=True)
        if all(absent(book.find(Absence, staff_id=lead.id), lead.id, now) for lead in leads):
            roles.append(Role.LEAD)
    return [who.staff_id, *away], roles


@service("alarm.list", May.READ, writes=False, tasks=True)
def alarms(desk: Desk, who: Actor) -> list[tuple[Alarm, str]]:
    """What nobody has seen yet and this person should, oldest first, each with its case."""
    now = desk.clock.now()
    with desk.store.read() as book:
        people, roles = _eyes_of(book, who, now)
        found = [a for i in people for a in book.find(Alarm, staff_id=i, seen_at=None)]
        found += [a for role in roles for a in book.find(Alarm, role=role, seen_at=None)]
        found.sort(key=lambda alarm: (alarm.fell_due_at, alarm.id))
        cases = {alarm.case_id: book.get(Case, alarm.case_id) for alarm in found}
    return [
        (_said(desk, alarm), case.reference)
        for alarm in found
        if (case := cases[alarm.case_id]) is not None
        and (case.status is CaseStatus.OPEN or alarm.kind in OUTLIVES)
    ]


def _said(desk: Desk, alarm: Alarm) -> Alarm:
    """The alarm as it is shown: what raised a case in words, not by the id of its rule."""
    rule = desk.spoken.escalations.get(alarm.detail)
    raised = alarm.kind in (AlarmKind.ESCALATED, AlarmKind.EMERGENCY)
    return replace(alarm, detail=rule.label) if rule and raised else alarm


@service("alarm.seen", May.READ, tasks=True)
def alarm_seen(desk: Desk, who: Actor, alarm_id: str) -> Alarm:
    """Note that this person has seen an alarm that was meant for them."""
    now = desk.clock.now()
    with desk.store.act("alarm.seen", staff_id=who.staff_id, at=now) as act:
        alarm = act.get(Alarm, alarm_id)
        people, roles = _eyes_of(act, who, now)
        if alarm is None or not (alarm.staff_id in people or alarm.role in roles):
            raise Refusal(_("This reminder is not meant for you."), code="no_such_alarm")
        seen = replace(alarm, seen_by=who.staff_id, seen_at=now)
        if alarm.seen_at is None:
            act.put(seen)
            act.commit()
    return seen
