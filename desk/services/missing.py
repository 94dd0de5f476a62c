"""What keeps a case from its end: one list for every route, each line with where it leads."""

from collections.abc import Iterator
from dataclasses import dataclass

from desk.case import Case, CaseClock
from desk.casework import Commitment
from desk.custody import Handover
from desk.enums import ClockKind, HandoverState, LetterKind, LetterState, Scope
from desk.external import ExternalRef
from desk.followup import FollowUp
from desk.i18n import _
from desk.labels import label
from desk.letter.kinds import ANSWERING
from desk.letter.life import SENT, Letter
from desk.papers import Paper
from desk.playbook.endings import TerminationGround
from desk.point import IssuePoint
from desk.ports import Book
from desk.progress import Needs, answering_letter, follow_up_made, is_answered
from desk.promising import is_open
from desk.raising import Escalation
from desk.referral import Referral
from desk.services import flow, promises, restoring
from desk.services.base import Desk
from desk.services.departments import shown_as
from desk.services.ending_rules import rounds_dissatisfied
from desk.services.escalating import duty_words
from desk.task import OPEN as OPEN_TASKS
from desk.task import Task, unconfirmed
from desk.termination import Termination

ARRIVED = (LetterState.DELIVERED, LetterState.COUNTERSIGNED)


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing left to do before a case ends; `where` is what a screen jumps to."""

    code: str
    text: str
    where: str
    blocks: bool = True
    """Whether the case cannot end before; else it is said, and stays on record."""


CODES = (
    *("point", "handover", "scope", "referral", "restore", "task", "letter", "promise"),
    *("contact", "external", "escalation", "follow_up", "paper"),
)
"""Every code of a line; a screen knows the way for each of them."""


def of_case(desk: Desk, book: Book, case: Case) -> list[Missing]:
    """What is left to do before a case closes, in the order in which it is best done."""
    needed = flow.needs(book, desk, case)
    return [
        *_before_the_letter(desk, book, case),
        *_reply(book, case, needed),
        *_other_letters(book, case, needed),
        *_after_the_letter(desk, book, case),
        *_call(book, case, needed),
        *_papers(book, case),
    ]


def to_terminate(
    desk: Desk, book: Book, case: Case, ground: TerminationGround | None
) -> list[Missing]:
    """What is left to do before the service in a case may end; no ground is the mildest.

    The reply of the present round and a further call are not waited for: that every answer there
    is reached the customer, and that they were heard on it often enough, is.
    """
    needed = flow.needs(book, desk, case)
    return [
        *_before_the_letter(desk, book, case),
        *_last_reply(book, case),
        *_other_letters(book, case, needed),
        *_after_the_letter(desk, book, case),
        *_rounds(desk, book, case, ground),
        *_told_in_writing(book, case),
        *_papers(book, case),
    ]


def _before_the_letter(desk: Desk, book: Book, case: Case) -> Iterator[Missing]:
    for point in book.find(IssuePoint, case_id=case.id, order="position"):
        if not is_answered(point):
            text = _("Point {position} is not answered.").format(position=point.position)
            yield Missing("point", text, f"points.{point.position}")
    states = {handover.state for handover in book.find(Handover, case_id=case.id)}
    if HandoverState.OFFERED in states:
        yield Missing("handover", _("A handover is still waiting."), "handover")
    elif case.scope is Scope.OTHER_POST and HandoverState.ACCEPTED not in states:
        yield Missing("handover", _("Nobody at the other post has taken it over."), "handover")
    if case.scope is Scope.UNCLEAR:
        yield Missing("scope", _("Whose matter it is has not been decided."), "scope")
    referrals = book.find(Referral, case_id=case.id)
    if case.scope is Scope.OUTSIDE_UNIT and not referrals:
        text = _("The customer was not helped to the other unit yet.")
        yield Missing("referral", text, "referral")
    if any(r.result_at is None for r in referrals):
        yield Missing("referral", _("The result of a referral was not asked after."), "referral")
    if restoring.waiting_in(book, case.id):
        yield Missing("restore", _("The customer has no power back yet."), "restore")
    for task in book.find(Task, case_id=case.id):
        if task.state in OPEN_TASKS:
            text = _("Task {number} at {department} is not done.")
        elif unconfirmed(task):
            text = _("No lead has confirmed what {department} told about task {number}.")
        else:
            continue
        named = shown_as(desk, task.department)
        said = text.format(number=task.number, department=named)
        yield Missing("task", said, f"tasks.{task.number}")


def _reply(book: Book, case: Case, needed: Needs) -> Iterator[Missing]:
    letter = answering_letter(case, book.find(Letter, case_id=case.id))
    if letter is None and any(kind in ANSWERING for kind in needed.letters):
        yield Missing("letter", _("The reply is not written."), "letter")
    elif letter is not None and letter.state not in ARRIVED:
        yield Missing("letter", _("The reply has not reached the customer."), "letter")


def _last_reply(book: Book, case: Case) -> Iterator[Missing]:
    """The last reply of whatever round: it arrived, and it says every answer there is."""
    replies = [
        letter
        for letter in book.find(Letter, case_id=case.id)
        if letter.kind in ANSWERING and letter.state is not LetterState.VOID
    ]
    sent = [letter for letter in replies if letter.issued_at is not None]
    if not sent:
        yield Missing("letter", _("The reply is not written."), "letter")
        return
    if any(letter.state not in ARRIVED for letter in sent):
        yield Missing("letter", _("The reply has not reached the customer."), "letter")
    last = max(letter.issued_at for letter in sent if letter.issued_at is not None)
    later = [
        str(point.position)
        for point in book.find(IssuePoint, case_id=case.id, order="position")
        if point.answered_at is not None and point.answered_at > last
    ]
    if later:
        text = _("What was answered since the last reply has not been written to them: point {n}.")
        yield Missing("letter", text.format(n=_(", ").join(later)), "letter")


def _other_letters(book: Book, case: Case, needed: Needs) -> Iterator[Missing]:
    letters = book.find(Letter, case_id=case.id)
    for kind in needed.letters:
        gone = any(one.kind is kind and one.state in SENT for one in letters)
        if kind not in ANSWERING and not gone:
            text = _("The {kind} that this case needs has not gone out.").format(kind=label(kind))
            yield Missing("letter", text, "letter")


def _after_the_letter(desk: Desk, book: Book, case: Case) -> Iterator[Missing]:
    today = desk.hours.day_of(desk.clock.now())
    for promise in book.find(Commitment, case_id=case.id):
        if is_open(promise) and (promise.letter_id is None or promise.due_on < today):
            text = _("A promise is open: {text}").format(text=promise.text)
            yield Missing("promise", text, f"commitments.{promise.id}")
    for point in promises.unlisted(book, case):
        if point.remedy_due is not None and point.remedy_due < today:
            text = _("What was to be done for point {position} is not noted as done.")
            where = f"points.{point.position}.remedy_done_on"
            yield Missing("point", text.format(position=point.position), where)
    for clock in book.find(CaseClock, case_id=case.id, verdict=""):
        if clock.kind is ClockKind.PROMISED_CONTACT:
            text = _("A promised contact with the customer is not on record.")
            yield Missing("contact", text, f"clocks.{clock.id}")
    for one in book.find(ExternalRef, case_id=case.id):
        if one.reported_at is None:
            text = _("{channel} was not told what came of {number}.").format(
                channel=label(one.source), number=one.number
            )
            yield Missing("external", text, f"externals.{one.number}")
    for raised in book.find(Escalation, case_id=case.id, done_at=None):
        text = _("The {role} has not answered yet: {duty}").format(
            role=label(raised.to_role), duty=duty_words(desk, raised)
        )
        yield Missing("escalation", text, f"escalations.{raised.id}")


def _call(book: Book, case: Case, needed: Needs) -> Iterator[Missing]:
    if needed.follow_up and not follow_up_made(case, book.find(FollowUp, case_id=case.id)):
        yield Missing("follow_up", _("The customer was not called back."), "follow_up")


def _rounds(
    desk: Desk, book: Book, case: Case, ground: TerminationGround | None
) -> Iterator[Missing]:
    known = desk.playbook.termination_grounds.values()
    wanted = ground.rounds if ground is not None else min(g.rounds for g in known)
    had = rounds_heard(book, case)
    if had < wanted:
        text = _("Heard as dissatisfied after a reply {had} of {wanted} times.")
        letter = answering_letter(case, book.find(Letter, case_id=case.id))
        # They are heard after the reply of this round.
        code = "follow_up" if letter is not None and letter.state in ARRIVED else "letter"
        yield Missing(code, text.format(had=had, wanted=wanted), code)


def rounds_heard(book: Book, case: Case) -> int:
    """In how many rounds the customer stayed dissatisfied, since new facts were last taken up."""
    return rounds_dissatisfied(
        book.find(Termination, case_id=case.id), book.find(FollowUp, case_id=case.id)
    )


def _told_in_writing(book: Book, case: Case) -> Iterator[Missing]:
    kind = LetterKind.TERMINATION
    letters = book.find(Letter, case_id=case.id, kind=kind)
    if not any(one.round == case.round and one.state in ARRIVED for one in letters):
        text = _("The {kind} has not reached the customer; it tells them in writing.")
        yield Missing("letter", text.format(kind=label(kind)), "letter", blocks=False)


def _papers(book: Book, case: Case) -> Iterator[Missing]:
    for position, paper in enumerate(book.find(Paper, case_id=case.id), 1):
        if paper.held:
            text = _("An original is still with us: {name}").format(name=paper.name)
            yield Missing("paper", text, f"papers.{position}", blocks=False)
