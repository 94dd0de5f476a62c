"""Restore first: power for a paid-up customer whom our fault cut off, before all the rest."""

from dataclasses import replace
from datetime import datetime

from desk.case import Case
from desk.enums import AlarmKind, CaseStatus, ClockKind, Role
from desk.i18n import _
from desk.ids import new_id
from desk.incident import Incident, Restoration
from desk.ports import Act, Book
from desk.refusals import Refusal
from desk.services import flow
from desk.services.alarms import raise_alarm
from desk.services.base import Desk, case_act, service
from desk.services.incident_rows import links_of
from desk.staff.model import Actor
from desk.staff.permissions import May
from desk.text import clean_line


@service("case.restore_first", May.WORK)
def restore_first(desk: Desk, who: Actor, reference: str, ground: str) -> Restoration:
    """Power comes first in this case: its step, its short clock, the holder and the lead told.

    `ground` says by what one knows that the customer had paid: a receipt, the system.
    """
    ground = clean_line(ground)[:300]
    if not ground:
        raise Refusal(
            _("It is missing by what one knows that the customer had paid."),
            _("A receipt, a screenshot, the payment in the system."),
            field="ground",
            code="missing",
        )
    with case_act(desk, who, "case.restore_first", reference) as (act, case, now):
        if waiting_in(act, case.id):
            raise Refusal(
                _("Power comes first in {reference} already.").format(reference=case.reference),
                code="restoring_already",
            )
        step = start(desk, act, who, case, now, ground=ground)
        flow.update(act, desk, case)
        act.commit()
    return step


@service("case.restored", May.WORK)
def restored(
    desk: Desk, who: Actor, reference: str, told_by: str = "", at: datetime | None = None
) -> Restoration:
    """Note that power is back, since when, and who said so; the short clock ends."""
    with case_act(desk, who, "case.restored", reference) as (act, case, now):
        step = _waiting(act, case)
        at = at or now
        if at.tzinfo is None:
            at = at.replace(tzinfo=desk.hours.tz)
        if at > now:
            raise Refusal(_("Power cannot be back in the future."), field="at", code="in_future")
        if at < case.received_at:
            raise Refusal(
                _("The customer came after that."),
                _("Check day and time; if power was back already, drop the step with the reason."),
                field="at",
                code="too_early",
            )
        done = replace(
            step, restored_at=at, restored_by=who.staff_id, told_by=clean_line(told_by)[:60]
        )
        _end(desk, act, case, done, at)
        act.commit()
    return done


@service("case.drop_restore", May.WORK)
def drop_restore(desk: Desk, who: Actor, reference: str, reason: str) -> Restoration:
    """Take the step back with a reason: it was found that it does not apply to this customer."""
    reason = clean_line(reason)[:300]
    if not reason:
        raise Refusal(
            _("It is missing why power does not come first here after all."),
            field="reason",
            code="missing",
        )
    with case_act(desk, who, "case.drop_restore", reference) as (act, case, now):
        dropped = _dropped(_waiting(act, case), who, now, reason)
        _end(desk, act, case, dropped, None)
        act.commit()
    return dropped


# -- for the services about incidents and the end of a case ---------------------------------


def waiting_in(book: Book, case_id: str) -> list[Restoration]:
    """The steps of a case that still wait for power."""
    return [one for one in book.find(Restoration, case_id=case_id) if one.waiting]


def start(
    desk: Desk,
    act: Act,
    who: Actor,
    case: Case,
    now: datetime,
    *,
    ground: str = "",
    incident_id: str | None = None,
) -> Restoration:
    """Begin the step in an act; the caller brings the case up to date and commits."""
    step = Restoration(
        id=new_id(),
        case_id=case.id,
        incident_id=incident_id,
        ground=ground,
        asked_by=who.staff_id,
        asked_at=now,
    )
    act.add(step, *flow.clocks_for(desk, case, (ClockKind.RESTORE,), now))
    for staff_id, role in ((case.holder_id, None), (None, Role.LEAD)):
        raise_alarm(act, case.id, AlarmKind.RESTORE_FIRST, now, staff_id=staff_id, role=role)
    return step


def start_for(desk: Desk, who: Actor, incident: Incident) -> int:
    """Begin the step in every linked open case that has none; how many there were."""
    with desk.store.read() as book:
        linked = [book.get(Case, link.case_id) for link in links_of(book, incident)]
    begun = 0
    for one in linked:
        if one is None or one.status is not CaseStatus.OPEN:
            continue
        with case_act(desk, who, "case.restore_first", one.reference) as (act, case, now):
            if not act.find(Restoration, case_id=case.id):
                start(desk, act, who, case, now, incident_id=incident.id)
                flow.update(act, desk, case)
                act.commit()
                begun += 1
    return begun


def drop_of(
    desk: Desk, act: Act, who: Actor, case: Case, incident_id: str, now: datetime, reason: str
) -> None:
    """End the step that an incident brought, because the case is no longer of it."""
    for step in waiting_in(act, case.id):
        if step.incident_id == incident_id:
            _end(desk, act, case, _dropped(step, who, now, reason), None)


def _waiting(book: Book, case: Case) -> Restoration:
    found = waiting_in(book, case.id)
    if not found:
        raise Refusal(
            _("Nobody waits for power in {reference}.").format(reference=case.reference),
            code="not_restoring",
        )
    return found[0]


def _dropped(step: Restoration, who: Actor, now: datetime, reason: str) -> Restoration:
    return replace(step, dropped_at=now, dropped_by=who.staff_id, dropped_reason=reason)


def _end(desk: Desk, act: Act, case: Case, step: Restoration, at: datetime | None) -> None:
    """Keep the step as it ended: its clock is met at `at`, or stopped because it fell away."""
    act.put(step)
    if at is not None:
        flow.meet(act, case.id, (ClockKind.RESTORE,), at)
    else:
        flow.fall_away(act, case.id, (ClockKind.RESTORE,), desk.clock.now())
    flow.update(act, desk, case)
