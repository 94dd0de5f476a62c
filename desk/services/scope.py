"""Whose matter it is: ours, another post's, outside our unit, or for the lead to say."""

from dataclasses import replace
from datetime import datetime

from desk.case import Case, CaseClock
from desk.deadline import promised_contact
from desk.enums import AlarmKind, ClockKind, Role, Scope
from desk.forms import ReferralForm, ScopeForm
from desk.i18n import _
from desk.ids import new_id
from desk.ports import Act
from desk.referral import Referral
from desk.refusals import Refusal
from desk.services import flow
from desk.services.alarms import raise_alarm
from desk.services.base import Desk, case_act, service
from desk.staff.model import Actor, Staff
from desk.staff.permissions import May
from desk.text import clean_line


@service("case.scope", May.WORK)
def assess_scope(desk: Desk, who: Actor, reference: str, form: ScopeForm) -> Case:
    """Say whose matter a case is. None of the answers ends it.

    An unclear one goes before the shift lead, who decides within a limit of the playbook.
    """
    with case_act(desk, who, "case.scope", reference) as (act, case, now):
        changed = replace(case, scope=form.scope, scope_note=clean_line(form.note))
        if form.scope is Scope.UNCLEAR and case.scope is not Scope.UNCLEAR:
            ask_lead(act, desk, changed, now)
        elif form.scope is not Scope.UNCLEAR:
            flow.meet(act, case.id, (ClockKind.SCOPE_DECISION,), now)
        changed = flow.update(act, desk, changed)
        act.commit()
    return changed


def ask_lead(act: Act, desk: Desk, case: Case, now: datetime) -> None:
    """Start the lead's clock on a case of which nobody knows whose it is."""
    act.add(*flow.clocks_for(desk, case, (ClockKind.SCOPE_DECISION,), now))
    raise_alarm(act, case.id, AlarmKind.SCOPE_TO_DECIDE, now, role=Role.LEAD)


@service("case.decide_scope", May.DECIDE_SCOPE)
def decide_scope(desk: Desk, who: Actor, reference: str, form: ScopeForm) -> Case:
    """The lead says whose matter it is; the first responder brings the customer the answer."""
    note = clean_line(form.note)
    if form.scope is Scope.UNCLEAR:
        raise Refusal(
            _("Decide whose matter it is."),
            _("Ours, another post of ours, or outside our unit."),
            field="scope",
            code="undecided",
        )
    if not note:
        raise Refusal(
            _("It is missing what the customer shall be told."),
            _("One sentence that the first responder can say."),
            field="note",
            code="missing",
        )
    with case_act(desk, who, "case.decide_scope", reference) as (act, case, now):
        if case.scope is not Scope.UNCLEAR:
            raise Refusal(_("Whose matter this is has been settled already."), code="not_unclear")
        flow.meet(act, case.id, (ClockKind.SCOPE_DECISION,), now)
        changed = replace(case, scope=form.scope, scope_note=note)
        limits = flow.clocks_for(desk, changed, (ClockKind.FIRST_CONTACT,), now)
        if limits:
            told = promised_contact(limits[0].due_at, now, desk.hours)
            first = act.get(Staff, case.first_responder_id)
            name = first.name if first else ""
            act.add(flow.clock_row(case.id, told, case.round, note=name))
        raise_alarm(act, case.id, AlarmKind.SCOPE_DECIDED, now, staff_id=case.first_responder_id)
        changed = flow.update(act, desk, changed)
        act.commit()
    return changed


@service("case.refer", May.WORK)
def refer(desk: Desk, who: Actor, reference: str, form: ReferralForm) -> Referral:
    """Help the customer to another unit: whom we called there, what they said, what to bring.

    The case stays with us; its result is asked after, and that is a clock.
    """
    entry = desk.playbook.directory_entry(clean_line(form.entry)) if form.entry else None
    unit = clean_line(form.unit) or (entry.unit if entry else "")
    phone = clean_line(form.phone) or (entry.phone if entry else "")
    for value, field, message in (
        (unit, "unit", _("The name of the other unit is missing.")),
        (phone, "phone", _("The phone of the other unit is missing.")),
        (clean_line(form.called), "called", _("It is missing whom you called there.")),
        (clean_line(form.said), "said", _("It is missing what they said.")),
    ):
        if not value:
            raise Refusal(
                message,
                _("The customer must not arrive there unannounced."),
                field=field,
                code="missing",
            )
    with case_act(desk, who, "case.refer", reference) as (act, case, now):
        referral = Referral(
            id=new_id(),
            case_id=case.id,
            entry_id=entry.id if entry else "",
            unit=unit,
            address=clean_line(form.address) or (entry.address if entry else ""),
            phone=phone,
            hours=clean_line(form.hours) or (entry.hours if entry else ""),
            bring=tuple(filter(None, map(clean_line, form.bring)))
            or (entry.bring if entry else ()),
            called=clean_line(form.called),
            said=clean_line(form.said),
            why=clean_line(form.why) or (entry.what_for if entry else ""),
            made_by=who.staff_id,
            made_at=now,
        )
        act.add(referral)
        act.add(*flow.clocks_for(desk, case, (ClockKind.REFERRAL_RESULT,), now))
        flow.meet(act, case.id, (ClockKind.SCOPE_DECISION,), now)
        flow.update(act, desk, replace(case, scope=Scope.OUTSIDE_UNIT))
        act.commit()
    return referral


@service("referral.result", May.WORK)
def record_referral_result(desk: Desk, who: Actor, reference: str, result: str) -> Referral:
    """Note what came of the latest referral, as the customer or the other unit told it."""
    result = clean_line(result)
    if not result:
        raise Refusal(
            _("It is missing what came of it."),
            _("Ask the customer or the other unit."),
            field="result",
            code="missing",
        )
    with case_act(desk, who, "referral.result", reference) as (act, case, now):
        waiting = [r for r in act.find(Referral, case_id=case.id) if r.result_at is None]
        if not waiting:
            raise Refusal(_("No referral of this case waits for its result."), code="no_referral")
        known = replace(waiting[-1], result=result, result_at=now, result_by=who.staff_id)
        act.put(known)
        asks = act.find(CaseClock, case_id=case.id, kind=ClockKind.REFERRAL_RESULT, verdict="")
        # Each referral has a clock of its own, which began when it was made.
        for clock in [ask for ask in asks if ask.started_at == known.made_at][:1]:
            flow.end(act, clock, now)
        flow.update(act, desk, case)
        act.commit()
    return known
