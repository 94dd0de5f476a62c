"""A case is raised: by a rule of the playbook in the act that made the fact, or by hand."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from desk.alarm import Alarm
from desk.case import Case, CaseClock
from desk.casework import Contact
from desk.deadline import LimitRule, due
from desk.enums import AlarmKind, CaseKind, CaseStatus, ClockKind, Role
from desk.escalation import BY_HAND, Called, Opening, Record, called_for
from desk.i18n import _
from desk.ids import new_id
from desk.playbook.base import Unit
from desk.ports import Act, Book
from desk.raising import Escalation
from desk.refusals import Refusal
from desk.related import Near, NearCase
from desk.services import flow
from desk.services.alarms import raise_alarm, role_there
from desk.services.base import Desk, case_act, case_by_reference, service
from desk.services.merging import file_ids
from desk.services.reports import warnings_of
from desk.staff.model import Actor, Staff
from desk.staff.permissions import RANK, May
from desk.text import clean_line

if TYPE_CHECKING:
    from desk.playbook.entries import Escalation as Rule

ASKING = (CaseKind.INQUIRY, CaseKind.OPINION, CaseKind.SERVICE_REQUEST)
MOST = 50
"""So many cases of a customer or a house are counted."""
LONGEST = 300
SWEEPER = ""
LEVELS = {Role.LEAD: 1, Role.MANAGER: 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Raised:
    """An escalation as it stands in a list: its case, what raised it, whether it is late."""

    escalation: Escalation
    reference: str
    why: str
    late: bool
    holder: str = ""
    done_by: str = ""


def raise_by_rules(
    desk: Desk, act: Act, case: Case, now: datetime, opening: Opening | None = None
) -> list[Escalation]:
    """Raise an open case by every rule that holds now, each fact once; the caller commits."""
    if case.status is not CaseStatus.OPEN:
        return []
    record = Record(
        case=case,
        contacts=act.find(Contact, case_id=case.id, reminder=True),
        clocks=act.find(CaseClock, case_id=case.id),
        raised=act.find(Escalation, case_id=case.id),
        opening=opening,
    )
    rules = desk.playbook.escalations.values()
    found = called_for(rules, record, desk.hours.day_of(now), now)
    kinds = {clock.id: clock.kind for clock in record.clocks}
    return [_raise(desk, act, case, one, now, kinds.get(one.fact)) for one in found]


def at_registration(desk: Desk, act: Act, case: Case, now: datetime) -> None:
    """Raise a new case by what is known of its customer and its place."""
    raise_by_rules(desk, act, case, now, _opening(desk, act, case))


def _opening(desk: Desk, act: Act, case: Case) -> Opening:
    days = max((rule.days for rule in desk.playbook.escalations.values()), default=0)
    since = case.received_at - timedelta(days=days)
    ids = file_ids(act, case.customer_id) if case.customer_id else ()
    earlier = [
        one
        for one in act.near_cases(Near.CUSTOMER, ids, since=since, limit=MOST)
        if one.case_id != case.id
    ]
    here = (case.place,) if case.place else ()
    near = act.near_cases(Near.PLACE, here, since=since, limit=MOST)
    same = [one for one in earlier if one.topic is case.topic]
    complains = case.kind is CaseKind.COMPLAINT
    asked = [one.received_at for one in same if one.kind in ASKING]
    if complains:
        asked += [
            contact.at
            for one in same
            if one.reminders
            for contact in act.find(Contact, case_id=one.case_id, reminder=True)
        ]
    complaints = [one.received_at for one in earlier if one.kind is CaseKind.COMPLAINT]
    return Opening(
        warned=any(hit.entry.tell for hit in warnings_of(desk, case.narrative)),
        earlier_open=any(one.open for one in earlier),
        of_customer=(*complaints, case.received_at) if complains else (),
        near=(
            *(one.received_at for one in near if one.case_id != case.id and _other(one, ids)),
            case.received_at,
        ),
        asked=tuple(asked) if complains else (),
    )


def _other(one: NearCase, ids: Sequence[str]) -> bool:
    """Whether a case of the same house is somebody else's: one customer makes no crowd."""
    return one.customer_id is None or one.customer_id not in ids


def _raise(
    desk: Desk, act: Act, case: Case, called: Called, now: datetime, kind: ClockKind | None
) -> Escalation:
    rule = called.rule
    one = Escalation(
        id=new_id(),
        case_id=case.id,
        rule_id=rule.id,
        level=rule.level,
        to_role=role_there(act, case.id, rule.to),
        duty=rule.what_to_do,
        at=now,
        fell_due_at=called.at,
        fact=called.fact,
    )
    return _keep(desk, act, one, _limit(rule), rule, kind)


def _limit(rule: "Rule") -> LimitRule:
    return LimitRule(
        id=rule.id,
        clock=ClockKind.ESCALATION,
        amount=rule.within.amount,
        unit=rule.within.unit,
        source="；".join(source.cited for source in rule.source),
        as_of=rule.as_of,
        confidence=rule.confidence,
    )


def _keep(
    desk: Desk,
    act: Act,
    one: Escalation,
    limit: LimitRule,
    rule: "Rule | None" = None,
    kind: ClockKind | None = None,
) -> Escalation:
    """Keep an escalation with its clock, and put it before everybody who is to see it."""
    deadline = due(limit, one.at, desk.calendar, desk.hours)
    one = replace(one, due_at=deadline.due_at)
    act.add(one, flow.clock_row(one.case_id, deadline, note=one.id))
    alarm = AlarmKind.EMERGENCY if kind is ClockKind.LEAD_SEES else AlarmKind.ESCALATED
    told = (one.to_role, *(role_there(act, one.case_id, r) for r in (rule.tell if rule else ())))
    for role in dict.fromkeys(told):
        if kind is ClockKind.PROMISED_CONTACT and _hears_already(act, one, role):
            continue
        raise_alarm(
            act,
            one.case_id,
            alarm,
            one.at,
            role=role,
            fell_due_at=one.fell_due_at,
            detail=rule.id if rule else one.duty,
        )
    return one


def _hears_already(book: Book, one: Escalation, role: Role) -> bool:
    """Whether the contact that was missed is before a role already: one alarm for one fact."""
    missed = AlarmKind.CONTACT_MISSED
    alarms = book.find(Alarm, case_id=one.case_id, kind=missed, role=role, seen_at=None)
    return any(alarm.fell_due_at == one.fell_due_at for alarm in alarms)


@service("escalation.raise", May.WORK)
def escalate(
    desk: Desk, who: Actor, reference: str, reason: str, to: Role = Role.LEAD
) -> Escalation:
    """Raise a case by hand, to the shift lead or the manager, with what is wanted of them."""
    reason = clean_line(reason)[:LONGEST]
    if not reason:
        raise Refusal(
            _("It is missing why the case goes up, and what is wanted."),
            _("One sentence is enough."),
            field="reason",
            code="missing",
        )
    if to not in LEVELS:
        raise Refusal(
            _("A case goes up to the shift lead or to the manager."), field="to", code="bad_role"
        )
    with case_act(desk, who, "escalation.raise", reference) as (act, case, now):
        row_id = new_id()
        one = Escalation(
            id=row_id,
            case_id=case.id,
            rule_id=BY_HAND,
            level=LEVELS[to],
            to_role=role_there(act, case.id, to),
            duty=reason,
            at=now,
            fell_due_at=now,
            fact=row_id,
        )
        limit = LimitRule(id=BY_HAND, clock=ClockKind.ESCALATION, amount=4, unit=Unit.COUNTER_HOURS)
        one = _keep(desk, act, one, limit)
        flow.update(act, desk, case)
        act.commit()
    return one


@service("escalation.done", May.ANSWER_HALL)
def answer_escalation(
    desk: Desk, who: Actor, reference: str, escalation_id: str, note: str
) -> Escalation:
    """Note what was done about an escalation, by the role it went to or one above it."""
    note = clean_line(note)[:LONGEST]
    if not note:
        raise Refusal(
            _("It is missing what was done."),
            _("Whom you asked, what the customer was told: one sentence."),
            field="note",
            code="missing",
        )
    with case_act(desk, who, "escalation.done", reference) as (act, case, now):
        one = act.get(Escalation, escalation_id)
        if one is None or one.case_id != case.id:
            raise Refusal(_("This case was not raised so."), code="no_such_escalation")
        if one.done_at is not None:
            raise Refusal(
                _("That was done already, and noted."), one.done_note, code="done_already"
            )
        if RANK[who.role] < RANK[one.to_role]:
            raise Refusal(
                _("The case was raised to the manager; only the manager answers."),
                code="not_allowed",
            )
        done = replace(one, done_at=now, done_by=who.staff_id, done_note=note)
        act.put(done)
        for clock in act.find(CaseClock, case_id=case.id, kind=ClockKind.ESCALATION):
            if clock.note == one.id:
                flow.end(act, clock, now)
        flow.update(act, desk, case)
        act.commit()
    return done


@service("escalation.list", May.READ, writes=False)
def escalations(desk: Desk, who: Actor, reference: str = "") -> list[Raised]:
    """What was raised and is not done yet, most pressing first; of one case, all of it."""
    now = desk.clock.now()
    with desk.store.read() as book:
        if reference:
            case = case_by_reference(book, reference)
            return [
                _raised(desk, book, case, one, now)
                for one in book.find(Escalation, case_id=case.id)
            ]
        found = book.find(Escalation, done_at=None, order="due_at")
        cases = {c.id: c for c in book.among(Case, "id", [one.case_id for one in found])}
        return [
            _raised(desk, book, cases[one.case_id], one, now)
            for one in found
            if one.case_id in cases and cases[one.case_id].status is CaseStatus.OPEN
        ]


def _raised(desk: Desk, book: Book, case: Case, one: Escalation, now: datetime) -> Raised:
    holder = book.get(Staff, case.holder_id)
    done_by = book.get(Staff, one.done_by or "")
    return Raised(
        escalation=replace(one, duty=duty_words(desk, one)),
        reference=case.reference,
        why=why_raised(desk, one),
        late=one.due_at is not None and (one.done_at or now) > one.due_at,
        holder=holder.name if holder else "",
        done_by=done_by.name if done_by else "",
    )


def why_raised(desk: Desk, one: Escalation) -> str:
    """What raised a case, in the language of the interface."""
    rule = desk.spoken.escalations.get(one.rule_id)
    return rule.label if rule else _("Raised by hand")


def duty_words(desk: Desk, one: Escalation) -> str:
    """What is to be done; in the language of the interface while the rule stands as it did."""
    rule = desk.playbook.escalations.get(one.rule_id)
    same = rule is not None and rule.what_to_do == one.duty
    return desk.spoken.escalations[one.rule_id].what_to_do if same else one.duty


def fall_due(desk: Desk, now: datetime) -> int:
    """Raise the cases whose clocks passed while nobody looked; how many were raised."""
    rules = [r for r in desk.playbook.escalations.values() if r.clocks]
    kinds = list(dict.fromkeys(kind for rule in rules for kind in rule.clocks))
    if not kinds:
        return 0
    with desk.store.read() as book:
        late = book.overdue(kinds, now)
        raised = {
            one.fact for one in book.among(Escalation, "case_id", list({c.case_id for c in late}))
        }
    cases = dict.fromkeys(clock.case_id for clock in late if clock.id not in raised)
    return sum(_fell_due(desk, case_id, now) for case_id in cases)


def catch_up(desk: Desk, reference: str) -> None:
    """Raise one case by what passed since anybody looked."""
    with desk.store.read() as book:
        case_id = case_by_reference(book, reference).id
    _fell_due(desk, case_id, desk.clock.now())


def _fell_due(desk: Desk, case_id: str, now: datetime) -> int:
    with desk.store.act("case.raised", staff_id=SWEEPER, at=now, case_id=case_id) as act:
        case = act.get(Case, case_id)
        if case is None or not raise_by_rules(desk, act, case, now):
            return 0
        flow.update(act, desk, case)
        act.commit()
    return 1
