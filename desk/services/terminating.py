"""The end of the service in a matter (服务终止), and taking it up again for new facts."""

from dataclasses import dataclass, replace
from datetime import datetime

from desk.case import Case
from desk.casework import Contact
from desk.concern import Concern
from desk.enums import CaseStatus, LetterState, ReportTo, Role
from desk.forms import PointForm
from desk.forms_loop import ReopenForm, TerminationForm
from desk.i18n import _
from desk.ids import new_id
from desk.letter.life import Letter
from desk.letter.wording import bare, says_nothing
from desk.playbook.endings import TerminationGround
from desk.point import IssuePoint
from desk.ports import Act, Book
from desk.refusals import Refusal
from desk.reporting import ReportAhead
from desk.services import approval, closing, flow, missing, points, tasks
from desk.services.base import Desk, case_act, case_by_reference, service
from desk.services.ending_rules import grounds_on, ways_on
from desk.services.escalating import catch_up
from desk.services.intake_checks import check_matter
from desk.services.missing import Missing
from desk.services.review import wording_in
from desk.staff.model import Actor, Staff
from desk.staff.permissions import May
from desk.termination import Termination
from desk.text import clean, clean_line

LONGEST = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """What the manager looks at before the service in a case ends."""

    grounds: tuple[TerminationGround, ...]
    missing: tuple[Missing, ...]
    """What is left to do whatever the ground, by the one that asks the least."""
    rounds: int
    """How often the customer was heard and stayed dissatisfied."""
    basis: str
    """What the answers rest on, to begin with."""
    told: str
    """The ways that stay open, as the customer is told."""


@service("case.ending", May.READ, writes=False)
def ending(desk: Desk, who: Actor, reference: str) -> Ending:
    """The grounds of today, what is left to do before, and what the customer will be told."""
    today = desk.hours.day_of(desk.clock.now())
    with desk.store.read() as book:
        case = case_by_reference(book, reference)
        found = book.find(IssuePoint, case_id=case.id, order="position")
        rests_on = dict.fromkeys(point.basis.strip() for point in found)
        return Ending(
            grounds=grounds_on(desk.spoken, today),
            missing=tuple(missing.to_terminate(desk, book, case, None)),
            rounds=missing.rounds_heard(book, case),
            basis="；".join(filter(None, rests_on)),
            told=ways_on(desk.book_in(case.letter_language), today),
        )


@service("case.terminate", May.TERMINATE)
def terminate(desk: Desk, who: Actor, reference: str, form: TerminationForm) -> Case:
    """End the service in a case: lawfully handled, by a manager who did not handle it.

    Where the only manager handled it, the superior unit decides by word, which is on record then.

    The customer has been told by then, and what they were told stands as a contact. No further
    round follows; new facts take the case up again.
    """
    ground = _ground(desk, form.ground)
    basis, beyond = _said(desk, form.basis, "basis"), _said(desk, form.beyond, "beyond")
    catch_up(desk, reference)
    with case_act(desk, who, "case.terminate", reference) as (act, case, now):
        _refuse_the_handler(act, case, who)
        closing.refuse_what_blocks(
            _("The service cannot end yet: {missing}"),
            missing.to_terminate(desk, act, case, ground),
        )
        language = case.letter_language
        told = "\n".join(
            filter(
                None,
                (clean(form.told).strip(), ways_on(desk.book_in(language), desk.hours.day_of(now))),
            )
        )
        act.add(
            Contact(
                id=new_id(),
                case_id=case.id,
                at=now,
                way=form.told_way,
                staff_id=who.staff_id,
                reached=True,
                text=told,
            ),
            Termination(
                id=new_id(),
                case_id=case.id,
                round=case.round,
                ground=ground.id,
                basis=basis,
                beyond=beyond,
                told_way=form.told_way,
                told=told,
                at=now,
                by=who.staff_id,
            ),
        )
        approval.cancel(act, case, who.staff_id)
        tasks.end_with_case(act, case, now)
        ended = closing.ended(desk, act, case, who, now, CaseStatus.TERMINATED, ground.label)
        flow.index(act, ended)
        act.commit()
    return ended


@service("case.reopen", May.AGREE)
def reopen(desk: Desk, who: Actor, reference: str, form: ReopenForm) -> Case:
    """Take a case up again whose service ended, because there are new facts.

    The facts become a point that has to be answered; clocks and rounds begin anew, and what the
    first ones came to stays.
    """
    facts, reason = clean_line(form.facts), clean_line(form.reason)
    check_matter(facts, "facts")
    if not reason:
        raise Refusal(
            _("The reason is missing."),
            _("Say why the new facts change the matter."),
            field="reason",
            code="missing",
        )
    with case_act(desk, who, "case.reopen", reference, ended=True) as (act, case, now):
        found = [one for one in act.find(Termination, case_id=case.id) if one.stands]
        if case.status is not CaseStatus.TERMINATED or not found:
            raise Refusal(
                _("The service in case {reference} was not ended.").format(
                    reference=case.reference
                ),
                _("If the customer comes again, register a new case that refers to this one."),
                code="not_terminated",
            )
        _refuse_the_old(act, case, facts)
        act.put(
            replace(
                found[-1], reopened_at=now, reopened_by=who.staff_id, facts=facts, reason=reason
            )
        )
        case = closing.taken_up_again(act, desk, case, now)
        points.put_point(act, case, PointForm(kind=form.kind, matter=facts))
        flow.index(act, case)
        case = flow.update(act, desk, case)
        act.commit()
    return case


def _ground(desk: Desk, name: str) -> TerminationGround:
    today = desk.hours.day_of(desk.clock.now())
    known = {ground.id: ground for ground in grounds_on(desk.playbook, today)}
    ground = known.get(clean_line(name))
    if ground is None:
        raise Refusal(
            _("The playbook names no such ground."),
            _("Choose one of: {ids}.").format(ids=_(", ").join(known)),
            field="ground",
            code="unknown_ground",
        )
    return ground


def _said(desk: Desk, text: str, field: str) -> str:
    text = clean(text).strip()
    if says_nothing(text, wording_in(desk, "zh_CN")):
        raise Refusal(
            _("This says nothing yet."),
            _("Write it so that somebody who does not know the case understands it."),
            field=field,
            code="missing",
        )
    if len(text) > LONGEST:
        raise Refusal(
            _("This has at most {most} characters.").format(most=LONGEST),
            field=field,
            code="too_long",
        )
    return text


def _refuse_the_handler(book: Book, case: Case, who: Actor) -> None:
    letters = [one for one in book.find(Letter, case_id=case.id) if one.issued_at is not None]
    wrote = {one.author_id for one in letters if one.state is not LetterState.VOID}
    answered = {point.answered_by for point in book.find(IssuePoint, case_id=case.id)}
    hands = {case.holder_id} | wrote | answered
    if who.staff_id not in hands:
        return
    managers = [one for one in book.find(Staff, role=Role.MANAGER) if one.active]
    concerned = {one.staff_id for one in book.find(Concern, case_id=case.id)}
    if any(one.id not in hands | concerned for one in managers):
        raise Refusal(
            _("Whoever handled a case does not end the service in it."),
            _("Another manager decides."),
            code="own_case",
        )
    issued = [one.issued_at for one in letters if one.issued_at is not None]
    if not any(
        _decides(one, max(issued, default=case.registered_at))
        for one in book.find(ReportAhead, case_id=case.id)
    ):
        raise Refusal(
            _("You handled this case, and there is no other manager here."),
            _(
                "The superior unit decides: phone them, and note in the case under “Report ahead” "
                "whom you spoke to and what they said."
            ),
            code="decided_above",
        )


def _decides(report: ReportAhead, since: datetime) -> bool:
    """Whether it is the superior unit's word on a case as it stands since its last answer."""
    told = report.receiver is ReportTo.SUPERIOR and report.at >= since
    return bool(told and report.person.strip() and report.said.strip())


def _refuse_the_old(act: Act, case: Case, facts: str) -> None:
    known = [case.narrative, *(p.matter for p in act.find(IssuePoint, case_id=case.id))]
    if bare(facts) in {bare(text) for text in known}:
        raise Refusal(
            _("That stands in the case already."),
            _("Write down what is new since it ended."),
            field="facts",
            code="nothing_new",
        )
