"""The end of a case: the call-back, what is still missing, and the one function that closes."""

from dataclasses import replace
from datetime import datetime

from desk.calling import part_of, tries_of, untried
from desk.case import Case
from desk.enums import AlarmKind, CaseStatus, ClockKind, Rating, Role
from desk.followup import FollowUp
from desk.forms import FollowUpForm, ReceiptForm
from desk.forms_loop import CardForm
from desk.i18n import _, current
from desk.ids import new_id
from desk.letter.kinds import ANSWERING
from desk.letter.life import Letter
from desk.ports import Act, Book
from desk.progress import answering_letter, follow_up_made
from desk.refusals import Refusal
from desk.saying import joined
from desk.services import flow, missing, promises
from desk.services.alarms import raise_alarm
from desk.services.base import Desk, case_act, case_by_reference, service
from desk.services.escalating import catch_up
from desk.services.missing import Missing
from desk.services.presence import receiver_for_reopened
from desk.services.sweep import pass_on
from desk.staff.model import Actor, Staff
from desk.staff.permissions import May
from desk.text import clean, clean_line

SCORES = ("attitude", "speed", "result", "clarity")


@service("followup.record", May.FOLLOW_UP)
def record_follow_up(desk: Desk, who: Actor, reference: str, form: FollowUpForm) -> FollowUp:
    """Note one try to call back, by someone other than whoever handled the case.

    A dissatisfied customer opens a new round: the case is answered again.
    """
    check_scores(form)
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
        if who.staff_id == case.holder_id and others_can(act, who):
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
        keep(act, desk, case, follow_up, now)
        act.commit()
    return follow_up


def check_scores(form: FollowUpForm | CardForm) -> None:
    """Refuse a score that stands on no card and in no call."""
    for name in SCORES:
        score = getattr(form, name)
        if score is not None and not 1 <= score <= 5:
            raise Refusal(_("A score runs from 1 to 5."), field=name, code="bad_score")


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
    act: Act,
    desk: Desk,
    case: Case,
    who: Actor,
    form: ReceiptForm,
    now: datetime,
    *,
    round_: int,
) -> FollowUp:
    """Keep what the customer ticked and wrote on the slip of a round, as volunteered feedback."""
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
        round=round_,
    )
    keep(act, desk, case, feedback, now)
    return feedback


def keep(act: Act, desk: Desk, case: Case, follow_up: FollowUp, now: datetime) -> None:
    """Keep a follow-up and what follows from it; the caller commits.

    Somebody dissatisfied opens a new round, also of a case that was closed before it was heard.
    What came of an earlier round, or after the service ended, is kept and opens none.
    """
    act.add(follow_up)
    flow.index(act, case)
    tried = not follow_up.volunteered and follow_up.reached
    if tried or follow_up_made(case, act.find(FollowUp, case_id=case.id)):
        flow.meet(act, case.id, (ClockKind.FOLLOW_UP,), now)
    again = case.status in (CaseStatus.OPEN, CaseStatus.CLOSED) and follow_up.round == case.round
    if follow_up.satisfied is False and again:
        case = taken_up_again(act, desk, case, now)
    flow.update(act, desk, case)


def taken_up_again(act: Act, desk: Desk, case: Case, now: datetime) -> Case:
    """A new round, open, in the hands of somebody who is there; the lead hears of it."""
    raise_alarm(act, case.id, AlarmKind.REOPENED, now, role=Role.LEAD)
    if case.status is not CaseStatus.OPEN:
        case = replace(case, reopened_at=now, ended_before=case.closed_at)
    holder = receiver_for_reopened(act, case, now)
    case = replace(
        case,
        round=case.round + 1,
        status=CaseStatus.OPEN,
        closed_at=None,
        closed_by=None,
        closed_note="",
    )
    if holder != case.holder_id:
        case = pass_on(act, case, holder, now, "returned")
    act.add(*flow.clocks_for(desk, case, (ClockKind.REPLY, ClockKind.CEILING), now))
    return case


def others_can(book: Book, who: Actor) -> bool:
    """Whether somebody else of the counter is there to ask the customer."""
    counter = (Role.CLERK, Role.LEAD, Role.MANAGER)
    return any(s.active and s.role in counter and s.id != who.staff_id for s in book.find(Staff))


@service("case.missing", May.READ, writes=False)
def what_is_missing(desk: Desk, who: Actor, reference: str) -> list[Missing]:
    """What keeps a case from closing, in the order in which it is best done."""
    with desk.store.read() as book:
        return missing.of_case(desk, book, case_by_reference(book, reference))


@service("case.close", May.CLOSE)
def close_case(desk: Desk, who: Actor, reference: str, note: str = "") -> Case:
    """Close a case; every route comes through here, and nothing that blocks may be missing.

    Originals that are still with us block nothing: the list of papers says so, and each can be
    given back after the end. A clock that passed unseen raises the case before it can end.
    """
    catch_up(desk, reference)
    with case_act(desk, who, "case.close", reference) as (act, case, now):
        closed = end_case(desk, act, case, who, now, note)
        act.commit()
    return closed


def end_case(desk: Desk, act: Act, case: Case, who: Actor, now: datetime, note: str = "") -> Case:
    """Close a case inside an act; refuses while anything is missing."""
    refuse_what_blocks(
        _("The case cannot be closed yet: {missing}"), missing.of_case(desk, act, case)
    )
    return ended(desk, act, case, who, now, CaseStatus.CLOSED, note)


def refuse_what_blocks(message: str, found: list[Missing]) -> None:
    """Refuse with every line that blocks, and the place of the first."""
    blocking = [one for one in found if one.blocks]
    if blocking:
        raise Refusal(
            message.format(missing=" ".join(m.text for m in blocking)),
            _("Each line says what is left to do."),
            field=blocking[0].where,
            code="not_finished",
        )


def ended(
    desk: Desk, act: Act, case: Case, who: Actor, now: datetime, status: CaseStatus, note: str
) -> Case:
    """The case ended with its answers given: promises go on the list, clocks stop."""
    # Promises that went out with a letter are on the list by now; these are those without one.
    promises.of_points(desk, act, case, now, source="point")
    flow.stop(act, case.id, now)
    return flow.update(
        act,
        desk,
        replace(
            case,
            status=status,
            closed_at=now,
            closed_by=who.staff_id,
            closed_note=clean_line(note),
        ),
    )
