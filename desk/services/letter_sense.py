"""Which kinds of letter make sense on a case now, and why the others do not."""

from dataclasses import dataclass

from desk.enums import Conclusion, Grade, LetterKind, LetterState
from desk.i18n import _
from desk.letter.kinds import ANSWERING, KINDS, Need, Way
from desk.letter.life import SENT, Letter
from desk.ports import Book
from desk.progress import Needs, answering_letter, is_answered
from desk.refusals import Refusal
from desk.services import flow
from desk.services.base import Desk, service
from desk.services.beside_facts import open_promises
from desk.services.ending_rules import grounds_on, rounds_dissatisfied
from desk.services.letter_facts import differing, earlier_answers
from desk.services.lists import read_case
from desk.staff.model import Actor
from desk.staff.permissions import May
from desk.views import CaseFile

SOON_DAYS = 2
"""Working days after the day of receipt in which a short reply is enough."""
_PLAIN = (Conclusion.SUBSTANTIATED, Conclusion.GRANTED, Conclusion.EXPLAINED)
_ON_THE_WAY = (LetterState.DRAFT, LetterState.SUBMITTED, LetterState.APPROVED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One kind of letter on a case: whether it may be made now, else why not and what instead.

    `letter_id`, `number` and `state` are those of the latest letter of this kind, if any.
    """

    kind: LetterKind
    way: Way
    possible: bool
    why: str = ""
    hint: str = ""
    letter_id: str = ""
    number: str = ""
    state: LetterState | None = None


@service("letter.kinds", May.READ, writes=False)
def letter_kinds(desk: Desk, who: Actor, reference: str) -> list[Choice]:
    """Every kind of letter, with whether it makes sense on this case now."""
    with desk.store.read() as book:
        file = read_case(book, reference)
        needs = flow.needs(book, desk, file.case)
    return [_choice(desk, file, kind, needs) for kind in KINDS]


def _choice(desk: Desk, file: CaseFile, kind: LetterKind, needs: Needs) -> Choice:
    latest = next((one for one in reversed(file.letters) if one.kind is kind), None)
    refusal = why_not(desk, file, kind, needs)
    return Choice(
        kind=kind,
        way=KINDS[kind].way,
        possible=refusal is None,
        why=refusal.message if refusal else "",
        hint=refusal.hint if refusal else "",
        letter_id=latest.id if latest else "",
        number=latest.number if latest else "",
        state=latest.state if latest else None,
    )


def refuse_senseless(desk: Desk, book: Book, file: CaseFile, kind: LetterKind) -> None:
    """Refuse a kind that makes no sense on this case now."""
    refusal = why_not(desk, file, kind, flow.needs(book, desk, file.case))
    if refusal is not None:
        raise refusal


def why_not(desk: Desk, file: CaseFile, kind: LetterKind, needs: Needs) -> Refusal | None:
    """Why a kind makes no sense now; None when it does."""
    if KINDS[kind].way is Way.NOTICE:
        return Refusal(
            _("Papers of this kind are made where they are told, with what they say."),
            _("Notices are made in the room of notices (F6), a referral slip in the case."),
            field="kind",
            code="letter_kind",
        )
    checks = {
        Need.UNANSWERED: lambda: _unanswered(file),
        Need.SOON: lambda: _soon(desk, file),
        Need.NOTHING_REFUSED: lambda: _nothing_refused(file),
        Need.LISTED: lambda: _listed(kind, needs),
        Need.EARLIER_REPLY: lambda: _earlier_reply(desk, file),
        Need.PROMISE: lambda: _promise(file),
        Need.HEARD_OUT: lambda: _heard_out(desk, file),
        Need.ANSWERED: lambda: _answered(file, needs),
    }
    for need in KINDS[kind].needs:
        found = checks[need]()
        if found is not None:
            why, hint = found
            return Refusal(why, hint, field="kind", code=f"kind_{need}")
    return None


def _out(file: CaseFile) -> Letter | None:
    """The answer of this round that has gone out."""
    letter = answering_letter(file.case, file.letters)
    return letter if letter is not None and letter.state in SENT else None


def _unanswered(file: CaseFile) -> tuple[str, str] | None:
    letter = _out(file)
    if letter is None:
        return None
    return (
        _("{number} has answered this case already.").format(number=letter.number),
        _("A supplementary reply corrects it or adds to it."),
    )


def _soon(desk: Desk, file: CaseFile) -> tuple[str, str] | None:
    case = file.case
    if case.grade not in (Grade.NORMAL, Grade.IMPORTANT):
        return (
            _("A case of this grade gets the full reply."),
            _("Write the reply."),
        )
    received = desk.hours.day_of(case.received_at)
    if desk.hours.day_of(desk.clock.now()) <= desk.calendar.add_working_days(received, SOON_DAYS):
        return None
    return (
        _("A short reply is for what is settled within {days} working days.").format(
            days=SOON_DAYS
        ),
        _("Write the full reply."),
    )


def _nothing_refused(file: CaseFile) -> tuple[str, str] | None:
    open_points = [one.position for one in file.points if not is_answered(one)]
    if open_points:
        return (
            _("Point {position} is not answered.").format(position=open_points[0]),
            _("Answer every point first."),
        )
    refused = [one.position for one in file.points if one.conclusion not in _PLAIN]
    if not refused:
        return None
    return (
        _("Point {position} is not granted in full: the customer is owed the whole reason.").format(
            position=refused[0]
        ),
        _("Write the full reply."),
    )


def _listed(kind: LetterKind, needs: Needs) -> tuple[str, str] | None:
    answers = [one for one in needs.letters if one in ANSWERING]
    if kind in needs.letters or not answers:
        return None
    return (
        _("The playbook asks for the full reply to a case like this."),
        _("Write the full reply."),
    )


def _earlier_reply(desk: Desk, file: CaseFile) -> tuple[str, str] | None:
    if not earlier_answers(file):
        return (
            _("No reply has gone out yet that it could add to."),
            _("Write the reply."),
        )
    on_the_way = answering_letter(file.case, file.letters)
    if on_the_way is not None and on_the_way.state in _ON_THE_WAY:
        return None
    if not differing(desk, file):
        return (
            _("Every point stands as it was answered: there is nothing to correct or to add."),
            _("Change the answer of the point first, or add the point that is new."),
        )
    return None


def _promise(file: CaseFile) -> tuple[str, str] | None:
    if open_promises(file):
        return None
    return (
        _("No promise is open on this case."),
        _("Write the promise down with its owner and its day first."),
    )


def _heard_out(desk: Desk, file: CaseFile) -> tuple[str, str] | None:
    today = desk.hours.day_of(desk.clock.now())
    wanted = min((one.rounds for one in grounds_on(desk.playbook, today)), default=1)
    had = rounds_dissatisfied(file.terminations, file.follow_ups)
    if had >= wanted:
        return None
    return (
        _("Heard as dissatisfied after a reply {had} of {wanted} times.").format(
            had=had, wanted=wanted
        ),
        _("The service ends only after lawful handling: answer, and hear the customer."),
    )


def _answered(file: CaseFile, needs: Needs) -> tuple[str, str] | None:
    wanted = any(one in ANSWERING for one in needs.letters)
    if _out(file) is not None:
        return None
    if not wanted and file.points and all(is_answered(one) for one in file.points):
        return None
    return (
        _("The customer has no answer yet that they could judge."),
        _("Answer the case first; the card goes with the reply."),
    )
