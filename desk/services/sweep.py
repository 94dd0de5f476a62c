"""What falls due by itself: found whenever somebody looks, marked with the time it fell due."""

from dataclasses import replace
from datetime import datetime

from desk.case import Case, CaseClock
from desk.concern import Concern, goes_up_to
from desk.custody import Custody, Handover
from desk.enums import AlarmKind, CaseStatus, ClockKind, HandoverState, Role
from desk.ids import new_id
from desk.ports import Act, Book
from desk.services import escalating, externals, flow, promises_due, tasks_due
from desk.services.alarms import raise_alarm
from desk.services.base import Desk
from desk.services.timekeeping import doubt
from desk.staff.absence import Absence, absent
from desk.staff.model import Staff

ASKED = {
    ClockKind.SCOPE_DECISION: AlarmKind.SCOPE_TO_DECIDE,
    ClockKind.REFERRAL_RESULT: AlarmKind.REFERRAL_TO_ASK,
    ClockKind.MATERIALS_DUE: AlarmKind.MATERIALS_OVERDUE,
    ClockKind.REPORT_AHEAD: AlarmKind.REPORT_AHEAD,
    ClockKind.RESTORE: AlarmKind.RESTORE_FIRST,
}
"""Clocks whose end is put before somebody; the clock itself runs on until it is met."""
SWEEPER = ""
"""Nobody acts here: the hour does."""


def sweep(desk: Desk) -> int:
    """Let offers lapse, bring missed contacts back to the first responder; how many there were."""
    now = desk.clock.now()
    with desk.store.read() as book:
        if doubt(desk, book):
            # By a wrong clock everything would have fallen due, or nothing.
            return 0
        offers = [
            (offer, since)
            for offer in book.find(Handover, state=HandoverState.OFFERED)
            if (since := _lapses_since(book, offer, now)) is not None
        ]
        clocks = [
            clock
            for kind in (ClockKind.PROMISED_CONTACT, *ASKED)
            for clock in book.find(CaseClock, kind=kind, verdict="")
            if clock.due_at < now and not _alarmed(clock)
        ]
    done = sum(_lapse(desk, offer, since, now) for offer, since in offers)
    for clock in clocks:
        if clock.kind is ClockKind.PROMISED_CONTACT:
            done += _missed(desk, clock, now)
        else:
            done += _asked(desk, clock, now)
    done += externals.fall_due(desk, now) + tasks_due.fall_due(desk, now)
    done += promises_due.fall_due(desk, now)
    return done + escalating.fall_due(desk, now)


def _lapses_since(book: Book, offer: Handover, now: datetime) -> datetime | None:
    """Since when an offer should have lapsed: its limit passed, or its receiver went away."""
    if offer.lapses_at < now:
        return offer.lapses_at
    if offer.receiver_id is None:
        return None
    away = absent(book.find(Absence, staff_id=offer.receiver_id), offer.receiver_id, now)
    return max(away.since, offer.offered_at) if away else None


def _alarmed(clock: CaseClock) -> bool:
    return clock.kind in ASKED and clock.note == ASKED[clock.kind].value


def lapsed(handover: Handover, now: datetime) -> Handover:
    """The offer as nobody answered it in time."""
    return replace(handover, state=HandoverState.LAPSED, answered_at=now)


def _lapse(desk: Desk, offer: Handover, since: datetime, now: datetime) -> bool:
    with desk.store.act("handover.lapse", staff_id=SWEEPER, at=now, case_id=offer.case_id) as act:
        fresh = act.get(Handover, offer.id)
        if fresh is None or fresh.state is not HandoverState.OFFERED:
            return False
        let_lapse(act, fresh, now, since)
        act.commit()
    return True


def let_lapse(act: Act, offer: Handover, now: datetime, since: datetime | None = None) -> None:
    """End an offer that nobody answered; whoever gave it hears of it."""
    act.put(lapsed(offer, now))
    raise_alarm(
        act,
        offer.case_id,
        AlarmKind.OFFER_LAPSED,
        now,
        staff_id=offer.giver_id,
        fell_due_at=since,
        detail=offer.receiver_name,
    )


def lapse_offers_to(act: Act, staff_id: str, now: datetime) -> None:
    """End the offers that wait for somebody who is not there any more."""
    for offer in act.find(Handover, receiver_id=staff_id, state=HandoverState.OFFERED):
        let_lapse(act, offer, now)


def _missed(desk: Desk, clock: CaseClock, now: datetime) -> bool:
    """A promised contact passed unlogged: back to the first responder, and the lead hears of it."""
    with desk.store.act("contact.missed", staff_id=SWEEPER, at=now, case_id=clock.case_id) as act:
        fresh, case = act.get(CaseClock, clock.id), act.get(Case, clock.case_id)
        if fresh is None or fresh.verdict or case is None or case.status is not CaseStatus.OPEN:
            return False
        act.put(replace(fresh, verdict="late"))
        if case.holder_id != case.first_responder_id:
            case = pass_on(act, case, case.first_responder_id, now, "returned")
        for staff_id, role in ((case.first_responder_id, None), (None, Role.LEAD)):
            raise_alarm(
                act,
                case.id,
                AlarmKind.CONTACT_MISSED,
                now,
                staff_id=staff_id,
                role=role,
                fell_due_at=clock.due_at,
                detail=clock.note,
            )
        flow.update(act, desk, case)
        act.commit()
    return True


def _asked(desk: Desk, clock: CaseClock, now: datetime) -> bool:
    """The hour of something that must be asked after or decided: an alarm, once."""
    kind = ASKED[clock.kind]
    with desk.store.act("clock.due", staff_id=SWEEPER, at=now, case_id=clock.case_id) as act:
        fresh, case = act.get(CaseClock, clock.id), act.get(Case, clock.case_id)
        if fresh is None or fresh.verdict or case is None or _alarmed(fresh):
            return False
        act.put(replace(fresh, note=kind.value))
        for staff_id, role in _told(kind, case):
            raise_alarm(
                act,
                case.id,
                kind,
                now,
                staff_id=staff_id,
                role=role,
                fell_due_at=clock.due_at,
            )
        act.commit()
    return True


def _told(kind: AlarmKind, case: Case) -> tuple[tuple[str | None, Role | None], ...]:
    """Who sees an alarm of this kind."""
    if kind is AlarmKind.SCOPE_TO_DECIDE:
        return ((None, Role.LEAD),)
    if kind in (AlarmKind.REPORT_AHEAD, AlarmKind.RESTORE_FIRST):
        return ((case.holder_id, None), (None, Role.LEAD))
    return ((case.first_responder_id, None),)


def upward(book: Book, case_id: str, now: datetime) -> Staff | None:
    """Who holds a case that goes past the people it is about; None when nobody is left."""
    people = book.find(Staff)
    away = {one.id for one in people if absent(book.find(Absence, staff_id=one.id), one.id, now)}
    concerned_ids = {one.staff_id for one in book.find(Concern, case_id=case_id)}
    return goes_up_to(people, concerned_ids, away)


def pass_on(
    act: Act,
    case: Case,
    staff_id: str,
    now: datetime,
    how: str,
    handover_id: str | None = None,
) -> Case:
    """The case in the hands of somebody else; the span of the holder before ends here.

    An offer that is still open ends too: nobody gives away what they no longer hold. A case never
    comes into the hands of somebody it is about: then it goes up past them.
    """
    for offer in act.find(Handover, case_id=case.id, state=HandoverState.OFFERED):
        let_lapse(act, offer, now)
    for span in act.find(Custody, case_id=case.id):
        if span.until is None:
            act.put(replace(span, until=now))
    if act.find(Concern, case_id=case.id, staff_id=staff_id):
        above = upward(act, case.id, now)
        staff_id, how = (above.id, "passed_up") if above else (case.holder_id, how)
    act.add(
        Custody(
            id=new_id(),
            case_id=case.id,
            staff_id=staff_id,
            since=now,
            how=how,
            handover_id=handover_id,
        )
    )
    return replace(case, holder_id=staff_id)
