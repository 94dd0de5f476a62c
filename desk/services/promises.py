"""Promises, wherever they were made: taken down, agreed to, kept or broken, and followed."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from desk.case import Case, CaseClock
from desk.casework import Commitment, Contact
from desk.deadline import named
from desk.enums import AlarmKind, ClockKind, RemedyBy, Role
from desk.forms import CommitmentForm
from desk.forms_loop import BrokenForm
from desk.i18n import _
from desk.ids import new_id
from desk.point import IssuePoint
from desk.ports import Act, Book
from desk.promising import PromiseState, beyond, is_open, promise_state
from desk.refusals import Refusal
from desk.services import flow
from desk.services.alarms import raise_alarm
from desk.services.base import Desk, case_act, service
from desk.services.points import point_at
from desk.services.promises_due import promise_of
from desk.staff.model import Actor, Staff
from desk.staff.permissions import May, may
from desk.text import clean_line


def take_down(
    desk: Desk,
    act: Act,
    case: Case,
    who: Actor,
    form: CommitmentForm,
    now: datetime,
    *,
    source: str,
    agreed: Actor | None = None,
) -> Commitment:
    """Keep a promise inside an act.

    One above the authority of its maker needs somebody who may agree: `agreed`, who proved it at
    the same counter, or else the waiting list, where the form asks for it.
    """
    text, owner = clean_line(form.text), clean_line(form.owner)
    for value, field, message in (
        (text, "text", _("It is missing what was promised.")),
        (owner, "owner", _("It is missing who keeps the promise.")),
    ):
        if not value:
            raise Refusal(message, field=field, code="missing")
    if form.due_on < desk.hours.day_of(now):
        raise Refusal(
            _("The promised day lies in the past."),
            _("Name a day from today on, or say on which day it was done."),
            field="due_on",
            code="in_past",
        )
    if form.amount_fen is not None and not 0 <= form.amount_fen <= 10**12:
        raise Refusal(_("This amount cannot be right."), field="amount_fen", code="bad_amount")
    waits, by = _agreement(desk, who, text, form, now, agreed)
    point_id = point_at(act, case, form.point, "point").id if form.point is not None else None
    made = Commitment(
        id=new_id(),
        case_id=case.id,
        point_id=point_id,
        text=text,
        owner=owner,
        due_on=form.due_on,
        made_by=who.staff_id,
        made_at=now,
        source=source,
        amount_fen=form.amount_fen,
        owner_id=_one_of_us(act, owner),
        agreed_by=by,
        asks_agreement=waits,
    )
    keep(desk, act, case, made, now)
    if waits:
        raise_alarm(
            act,
            case.id,
            AlarmKind.COMMITMENT_TO_AGREE,
            now,
            role=Role.LEAD,
            detail=form.due_on.isoformat(),
        )
    return made


def _agreement(
    desk: Desk,
    who: Actor,
    text: str,
    form: CommitmentForm,
    now: datetime,
    agreed: Actor | None,
) -> tuple[bool, str | None]:
    """Whether a promise waits for somebody's agreement, and who has given it."""
    limits = beyond(
        desk.spoken.authorities.values(), who.role, text, form.amount_fen, desk.hours.day_of(now)
    )
    if not limits:
        return False, None
    if agreed is not None and all(agreed.role in one.agrees for one in limits):
        return False, agreed.staff_id
    if form.ask:
        return True, None
    raise Refusal(
        _("This promise goes beyond what you may promise: {why}.").format(
            why="；".join(dict.fromkeys(one.why for one in limits))
        ),
        _("Have a lead agree with their PIN, or put it on the list of those who may agree."),
        field="text" if any(one.words for one in limits) else "amount_fen",
        code="needs_agreement",
    )


def keep(desk: Desk, act: Act, case: Case, made: Commitment, now: datetime) -> None:
    """Put a promise on the list, with the clock that ends with its day."""
    act.add(made)
    ends = datetime.combine(made.due_on, time(23, 59, 59), tzinfo=desk.hours.tz)
    start = min(now, ends - timedelta(seconds=1))
    clock = named(ClockKind.COMMITMENT, ends, start, desk.hours, rule_id="commitment")
    act.add(flow.clock_row(case.id, clock, case.round, note=made.id))


def _one_of_us(book: Book, owner: str) -> str | None:
    """Who of us is meant by a name or a staff number; None where it is not one person here."""
    found = [s for s in book.find(Staff, active=True) if owner in (s.name, s.number)]
    return found[0].id if len(found) == 1 else None


@service("promise.break", May.WORK)
def break_promise(
    desk: Desk, who: Actor, reference: str, promise_id: str, form: BrokenForm
) -> Commitment:
    """Note that a promise cannot be kept, why, and that the customer was told.

    Telling them after the day has passed is kept as what it is: late.
    """
    reason, told = clean_line(form.reason), clean_line(form.told)
    if not reason:
        raise Refusal(
            _("It is missing why the promise cannot be kept."), field="reason", code="missing"
        )
    if not told:
        raise Refusal(
            _("The customer must hear that the promise cannot be kept."),
            _("Phone them before the promised day has passed, and write what was said."),
            field="told",
            code="missing",
        )
    with case_act(desk, who, "promise.break", reference, ended=True) as (act, case, now):
        one = _heard(act, case, promise_id)
        at = form.at or now
        if at.tzinfo is None:
            at = at.replace(tzinfo=desk.hours.tz)
        if not one.made_at.replace(second=0, microsecond=0) <= at <= now:
            raise Refusal(
                _("The call must lie between the promise and now."), field="at", code="bad_time"
            )
        call = Contact(
            id=new_id(),
            case_id=case.id,
            at=at,
            way=form.way,
            staff_id=who.staff_id,
            reached=True,
            text=told,
        )
        act.add(call)
        one = replace(
            one,
            broken_reason=reason,
            broken_at=now,
            broken_by=who.staff_id,
            contact_id=call.id,
        )
        act.put(one)
        _end(act, one, now, "stopped")
        for staff_id, role in ((one.owner_id, None), (None, Role.LEAD)):
            if role is not None or (staff_id is not None and staff_id != who.staff_id):
                raise_alarm(
                    act,
                    case.id,
                    AlarmKind.COMMITMENT_BROKEN,
                    now,
                    staff_id=staff_id,
                    role=role,
                    detail=one.due_on.isoformat(),
                )
        flow.index(act, flow.update(act, desk, case))
        act.commit()
    return one


@service("promise.agree", May.AGREE)
def agree_promise(desk: Desk, who: Actor, reference: str, promise_id: str) -> Commitment:
    """Agree to a promise that waits; from now on the customer may hear of it."""
    with case_act(desk, who, "promise.agree", reference, ended=True) as (act, case, now):
        one = _waiting(desk, act, case, who, promise_id, now)
        one = replace(one, agreed_by=who.staff_id)
        act.put(one)
        act.commit()
    return one


@service("promise.decline", May.AGREE)
def decline_promise(
    desk: Desk, who: Actor, reference: str, promise_id: str, reason: str
) -> Commitment:
    """Do not agree to a promise that waits; it never was one, and its maker hears why."""
    reason = clean_line(reason)
    if not reason:
        raise Refusal(_("The reason is missing."), field="reason", code="missing")
    with case_act(desk, who, "promise.decline", reference, ended=True) as (act, case, now):
        one = _waiting(desk, act, case, who, promise_id, now)
        one = replace(one, declined_by=who.staff_id, declined_reason=reason)
        act.put(one)
        _end(act, one, now, "stopped")
        raise_alarm(
            act,
            case.id,
            AlarmKind.COMMITMENT_DECLINED,
            now,
            staff_id=one.made_by,
            detail=one.due_on.isoformat(),
        )
        act.commit()
    return one


def keep_one(
    desk: Desk, act: Act, case: Case, promise_id: str, evidence: str, now: datetime
) -> Commitment:
    """Note inside an act that a promise was kept; its clock says whether in time."""
    one = _heard(act, case, promise_id)
    one = replace(one, kept_on=desk.hours.day_of(now), evidence=evidence)
    act.put(one)
    _end(act, one, now)
    return one


def _of_case(book: Book, case: Case, promise_id: str) -> Commitment:
    one = book.get(Commitment, promise_id)
    if one is None or one.case_id != case.id:
        raise Refusal(_("There is no such promise on this case."), code="no_such_promise")
    return one


def _heard(book: Book, case: Case, promise_id: str) -> Commitment:
    """An open promise that the customer heard."""
    one = _of_case(book, case, promise_id)
    if not is_open(one):
        raise Refusal(
            _("This promise was settled already."),
            _("What was noted stays; a new promise is a new line."),
            code="promise_settled",
        )
    if one.asks_agreement and one.agreed_by is None:
        raise Refusal(
            _("Nobody has agreed to this promise yet."),
            _("A lead agrees or declines first."),
            code="not_agreed",
        )
    return one


def _waiting(
    desk: Desk, book: Book, case: Case, who: Actor, promise_id: str, now: datetime
) -> Commitment:
    one = _of_case(book, case, promise_id)
    if promise_state(one, desk.hours.day_of(now)) is not PromiseState.WAITING:
        raise Refusal(_("This promise does not wait for agreement."), code="nothing_to_agree")
    maker = book.get(Staff, one.made_by)
    if who.staff_id == one.made_by:
        raise Refusal(
            _("Nobody agrees to their own promise."),
            _("Ask another shift lead or the manager."),
            code="own_promise",
        )
    limits = beyond(
        desk.spoken.authorities.values(),
        maker.role if maker else Role.CLERK,
        one.text,
        one.amount_fen,
        desk.hours.day_of(now),
    )
    own = beyond(
        desk.spoken.authorities.values(),
        who.role,
        one.text,
        one.amount_fen,
        desk.hours.day_of(now),
    )
    if own or any(who.role not in limit.agrees for limit in limits):
        raise Refusal(
            _("This promise goes beyond what you may agree to."),
            _("Ask the manager."),
            code="needs_manager",
        )
    return one


def _end(act: Act, one: Commitment, at: datetime, unmet: str = "") -> None:
    for clock in act.find(CaseClock, case_id=one.case_id, kind=ClockKind.COMMITMENT, verdict=""):
        if promise_of(clock) == one.id:
            flow.end(act, clock, at, unmet)


# -- promises that a letter makes ---------------------------------------------------------


def pending(point: IssuePoint) -> bool:
    """Whether the remedy of a point is something we have still to do by a day."""
    return (
        point.remedy_by is RemedyBy.UNIT
        and bool(point.remedy)
        and point.remedy_due is not None
        and point.remedy_done_on is None
    )


def _said(point: IssuePoint) -> str:
    return " ".join(point.remedy.split())


def unlisted(book: Book, case: Case) -> list[IssuePoint]:
    """Points whose remedy is still to be done by a day, and stands on no list of promises yet."""
    known = {(one.point_id, one.due_on, one.text) for one in book.find(Commitment, case_id=case.id)}
    return [
        point
        for point in book.find(IssuePoint, case_id=case.id, order="position")
        if pending(point) and (point.id, point.remedy_due, _said(point)) not in known
    ]


def of_points(
    desk: Desk,
    act: Act,
    case: Case,
    now: datetime,
    *,
    source: str,
    letter_id: str | None = None,
    agreed_by: str | None = None,
) -> None:
    """Put what the answers promise by a day on the list, each once.

    Whoever approved the letter agreed to it before the customer heard it. Where no letter is
    needed, what goes beyond the authority of whoever answered waits for a lead.
    """
    for point in unlisted(act, case):
        if point.remedy_due is None:
            continue
        text = _said(point)
        maker = act.get(Staff, point.answered_by or case.holder_id)
        role = maker.role if maker else Role.CLERK
        rules = desk.playbook.authorities.values()
        waits = letter_id is None and bool(
            beyond(rules, role, text, point.amount_fen, desk.hours.day_of(now))
        )
        owner = point.remedy_owner or (maker.name if maker else "")
        made = Commitment(
            id=new_id(),
            case_id=case.id,
            point_id=point.id,
            text=text,
            owner=owner,
            due_on=point.remedy_due,
            made_by=point.answered_by or case.holder_id,
            made_at=now,
            source=source,
            letter_id=letter_id,
            amount_fen=point.amount_fen,
            owner_id=_one_of_us(act, owner),
            agreed_by=agreed_by,
            asks_agreement=waits,
        )
        keep(desk, act, case, made, now)


def of_day(
    desk: Desk,
    act: Act,
    case: Case,
    until: date,
    now: datetime,
    *,
    text: str,
    letter_id: str,
    agreed_by: str | None,
) -> None:
    """Put the day that a holding letter names for the answer on the list."""
    holder = act.get(Staff, case.holder_id)
    made = Commitment(
        id=new_id(),
        case_id=case.id,
        text=text,
        owner=holder.name if holder else "",
        due_on=until,
        made_by=case.holder_id,
        made_at=now,
        source="letter",
        letter_id=letter_id,
        owner_id=case.holder_id,
        agreed_by=agreed_by,
    )
    keep(desk, act, case, made, now)


def may_agree(role: Role) -> bool:
    """Whether a role agrees to promises of others."""
    return may(role, May.AGREE)
