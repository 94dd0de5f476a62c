"""The end of a case: the call-back, what is still missing, and the one function that closes."""

from dataclasses import dataclass, replace
from datetime import datetime

from desk.calling import part_of, tries_of, untried
from desk.case import Case, CaseClock
from desk.casework import Commitment
from desk.custody import Handover
from desk.enums import (
    AlarmKind,
    CaseStatus,
    ClockKind,
    HandoverState,
    LetterState,
    Rating,
    Role,
    Scope,
)
from desk.external import ExternalRef
from desk.followup import FollowUp
from desk.forms import FollowUpForm, ReceiptForm
from desk.i18n import _, current
from desk.ids import new_id
from desk.labels import label
from desk.letter.kinds import ANSWERING
from desk.letter.life import SENT, Letter
from desk.papers import Paper
from desk.point import IssuePoint
from desk.ports import Act, Book
from desk.progress import answering_letter, follow_up_made, is_answered
from desk.promising import is_open
from desk.raising import Escalation
from desk.referral import Referral
from desk.refusals import Refusal
from desk.saying import joined
from desk.services import flow, promises, restoring
from desk.services.alarms import raise_alarm
from desk.services.base import Desk, case_act, case_by_reference, service
from desk.services.departments import shown_as
from desk.services.escalating import catch_up, duty_words
from desk.services.presence import receiver_for_reopened
from desk.services.sweep import pass_on
from desk.staff.model import Actor, Staff
from desk.staff.permissions import May
from desk.task import OPEN as OPEN_TASKS
from desk.task import Task, unconfirmed
from desk.text import clean, clean_line


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing left to do before a case closes; `where` is what a screen jumps to."""

    code: str
    text: str
    where: str
    blocks: bool = True
    """Whether the case cannot close before; else it is said, and stays on record."""


@service("followup.record", May.FOLLOW_UP)
def record_follow_up(desk: Desk, who: Actor, reference: str, form: FollowUpForm) -> FollowUp:
    """Note one try to call back, by someone other than whoever handled the case.

    A dissatisfied customer opens a new round: the case is answered again.
    """
    for name in ("attitude", "speed", "result", "clarity"):
        score = getattr(form, name)
        if score is not None and not 1 <= score <= 5:
            raise Refusal(_("A score runs from 1 to 5."), field=name, code="bad_score")
    if form.reached and form.satisfied is None:
        raise Refusal(
            _("Ask whether the customer is satisfied."),
            _("If nobody answered, note it as not reached."),
            field="satisfied",
            code="missing",
        )
    with case_act(desk, who, "followup.record", reference) as (act, case, now):
        letter = answering_letter(case, act.find(Letter, case_id=case.id))
        needed = flow.needs(act, desk, case)
        if letter is not None and letter.delivered_at is None:
            raise Refusal(
                _("The reply has not reached the customer yet."),
                _("Deliver it first, then call back."),
                code="not_delivered",
            )
        if letter is None and any(kind in ANSWERING for kind in needed.letters):
            raise Refusal(_("This case has no reply yet."), code="not_delivered")
        if who.staff_id == case.holder_id and _others_can(act, who):
            raise Refusal(
                _("Whoever handled a case does not call back about it."),
                _("Ask a colleague at the counter or the shift lead."),
                code="own_case",
            )
        part = part_of(desk.playbook.day_parts, now, desk.hours.tz)
        if not form.reached:
            _another_time(desk, act, case, part, now)
        follow_up = FollowUp(
            id=new_id(),
            case_id=case.id,
            at=now,
            staff_id=who.staff_id,
            reached=form.reached,
            satisfied=form.satisfied if form.reached else None,
            attitude=form.attitude if form.reached else None,
            speed=form.speed if form.reached else None,
            result=form.result if form.reached else None,
            clarity=form.clarity if form.reached else None,
            words=clean(form.words).strip(),
            round=case.round,
            part=part,
        )
        _keep(act, desk, case, follow_up, now)
        act.commit()
    return follow_up


def _another_time(desk: Desk, act: Act, case: Case, part: str, now: datetime) -> None:
    """Refuse a second try in vain within one part of one day."""
    parts = desk.spoken.day_parts
    tries = tries_of(act.find(FollowUp, case_id=case.id), case.round)
    today = desk.hours.day_of(now)
    if any(one.part == part and desk.hours.day_of(one.at) == today for one in tries):
        left = [parts[one].label for one in untried(parts, tries)]
        raise Refusal(
            _("Somebody called in vain at this time of day already ({part}).").format(
                part=parts[part].label if part in parts else ""
            ),
            _("Call at another time of day: {parts}.").format(parts=joined(left, current())),
            field="reached",
            code="same_time_of_day",
        )


def take_down(
    act: Act, desk: Desk, case: Case, who: Actor, form: ReceiptForm, now: datetime
) -> FollowUp:
    """Keep what the customer ticked and wrote on the receipt slip, as volunteered feedback."""
    satisfied = None if form.rating is None else form.rating is not Rating.DISSATISFIED
    feedback = FollowUp(
        id=new_id(),
        case_id=case.id,
        at=now,
        staff_id=who.staff_id,
        reached=True,
        satisfied=satisfied,
        rating=form.rating,
        volunteered=True,
        words=clean(form.words).strip(),
        round=case.round,
    )
    _keep(act, desk, case, feedback, now)
    return feedback


def _keep(act: Act, desk: Desk, case: Case, follow_up: FollowUp, now: datetime) -> None:
    """Keep a follow-up and what follows from it; the caller commits."""
    act.add(follow_up)
    flow.index(act, case)
    tried = not follow_up.volunteered and follow_up.reached
    if tried or follow_up_made(case, act.find(FollowUp, case_id=case.id)):
        flow.meet(act, case.id, (ClockKind.FOLLOW_UP,), now)
    if follow_up.satisfied is False:
        case = _taken_up_again(act, replace(case, round=case.round + 1), now)
        act.add(*flow.clocks_for(desk, case, (ClockKind.REPLY, ClockKind.CEILING), now))
    flow.update(act, desk, case)


def _taken_up_again(act: Act, case: Case, now: datetime) -> Case:
    """A new round, in the hands of somebody who is there; the lead hears of it."""
    raise_alarm(act, case.id, AlarmKind.REOPENED, now, role=Role.LEAD)
    holder = receiver_for_reopened(act, case, now)
    return case if holder == case.holder_id else pass_on(act, case, holder, now, "returned")


def _others_can(book: Book, who: Actor) -> bool:
    counter = (Role.CLERK, Role.LEAD, Role.MANAGER)
    return any(s.active and s.role in counter and s.id != who.staff_id for s in book.find(Staff))


@service("case.missing", May.READ, writes=False)
def what_is_missing(desk: Desk, who: Actor, reference: str) -> list[Missing]:
    """What keeps a case from closing, in the order in which it is best done."""
    with desk.store.read() as book:
        return _missing(desk, book, case_by_reference(book, reference))


def _missing(desk: Desk, book: Book, case: Case) -> list[Missing]:
    today = desk.hours.day_of(desk.clock.now())
    found = [
        Missing(
            "point",
            _("Point {position} is not answered.").format(position=point.position),
            f"points.{point.position}",
        )
        for point in book.find(IssuePoint, case_id=case.id, order="position")
        if not is_answered(point)
    ]
    states = {handover.state for handover in book.find(Handover, case_id=case.id)}
    if HandoverState.OFFERED in states:
        found.append(Missing("handover", _("A handover is still waiting."), "handover"))
    elif case.scope is Scope.OTHER_POST and HandoverState.ACCEPTED not in states:
        found.append(
            Missing("handover", _("Nobody at the other post has taken it over."), "handover")
        )
    if case.scope is Scope.UNCLEAR:
        found.append(Missing("scope", _("Whose matter it is has not been decided."), "scope"))
    referrals = book.find(Referral, case_id=case.id)
    if case.scope is Scope.OUTSIDE_UNIT and not referrals:
        found.append(
            Missing("referral", _("The customer was not helped to the other unit yet."), "referral")
        )
    if any(r.result_at is None for r in referrals):
        found.append(
            Missing("referral", _("The result of a referral was not asked after."), "referral")
        )
    if restoring.waiting_in(book, case.id):
        found.append(Missing("restore", _("The customer has no power back yet."), "restore"))
    for task in book.find(Task, case_id=case.id):
        where = f"tasks.{task.number}"
        if task.state in OPEN_TASKS:
            text = _("Task {number} at {department} is not done.")
        elif unconfirmed(task):
            text = _("No lead has confirmed what {department} told about task {number}.")
        else:
            continue
        named = shown_as(desk, task.department)
        found.append(Missing("task", text.format(number=task.number, department=named), where))
    needed = flow.needs(book, desk, case)
    letter = answering_letter(case, book.find(Letter, case_id=case.id))
    wanted = any(kind in ANSWERING for kind in needed.letters)
    done = (LetterState.DELIVERED, LetterState.COUNTERSIGNED)
    if letter is None and wanted:
        found.append(Missing("letter", _("The reply is not written."), "letter"))
    elif letter is not None and letter.state not in done:
        found.append(Missing("letter", _("The reply has not reached the customer."), "letter"))
    letters = book.find(Letter, case_id=case.id)
    found += [
        Missing(
            "letter",
            _("The {kind} that this case needs has not gone out.").format(kind=label(kind)),
            "letter",
        )
        for kind in needed.letters
        if kind not in ANSWERING
        and not any(one.kind is kind and one.state in SENT for one in letters)
    ]
    found += [
        Missing(
            "promise",
            _("A promise is open: {text}").format(text=promise.text),
            f"commitments.{promise.id}",
        )
        for promise in book.find(Commitment, case_id=case.id)
        if is_open(promise) and (promise.letter_id is None or promise.due_on < today)
    ]
    found += [
        Missing(
            "contact",
            _("A promised contact with the customer is not on record."),
            f"clocks.{clock.id}",
        )
        for clock in book.find(CaseClock, case_id=case.id, verdict="")
        if clock.kind is ClockKind.PROMISED_CONTACT
    ]
    found += [
        Missing(
            "external",
            _("{channel} was not told what came of {number}.").format(
                channel=label(one.source), number=one.number
            ),
            f"externals.{one.number}",
        )
        for one in book.find(ExternalRef, case_id=case.id)
        if one.reported_at is None
    ]
    found += [
        Missing(
            "escalation",
            _("The {role} has not answered yet: {duty}").format(
                role=label(one.to_role), duty=duty_words(desk, one)
            ),
            f"escalations.{one.id}",
        )
        for one in book.find(Escalation, case_id=case.id, done_at=None)
    ]
    if needed.follow_up and not follow_up_made(case, book.find(FollowUp, case_id=case.id)):
        found.append(Missing("follow_up", _("The customer was not called back."), "follow_up"))
    found += [
        Missing(
            "paper",
            _("An original is still with us: {name}").format(name=paper.name),
            f"papers.{position}",
            blocks=False,
        )
        for position, paper in enumerate(book.find(Paper, case_id=case.id), 1)
        if paper.held
    ]
    return found


@service("case.close", May.CLOSE)
def close_case(desk: Desk, who: Actor, reference: str, note: str = "") -> Case:
    """Close a case; every route comes through here, and nothing that blocks may be missing.

    Originals that are still with us block nothing: the list of papers says so, and each can be
    given back after the end. A clock that passed unseen raises the case before it can end.
    """
    catch_up(desk, reference)
    with case_act(desk, who, "case.close", reference) as (act, case, now):
        closed = end_case(desk, act, case, now, note)
        act.commit()
    return closed


def end_case(desk: Desk, act: Act, case: Case, now: datetime, note: str = "") -> Case:
    """Close a case inside an act; refuses while anything is missing."""
    missing = [one for one in _missing(desk, act, case) if one.blocks]
    if missing:
        raise Refusal(
            _("The case cannot be closed yet: {missing}").format(
                missing=" ".join(m.text for m in missing)
            ),
            _("Each line says what is left to do."),
            field=missing[0].where,
            code="not_finished",
        )
    # Promises that went out with a letter are on the list by now; these are those without one.
    promises.of_points(desk, act, case, now, source="point")
    flow.stop(act, case.id, now)
    closed = replace(case, status=CaseStatus.CLOSED, closed_at=now, closed_note=clean_line(note))
    return flow.update(act, desk, closed)
