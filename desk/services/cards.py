"""The follow-up card (满意度回访卡) that came back, typed in as the customer filled it in."""

from dataclasses import replace
from datetime import date, datetime

from desk.case import Case
from desk.enums import LetterKind, LetterState
from desk.followup import FollowUp
from desk.forms_loop import CardForm
from desk.i18n import _
from desk.ids import new_id
from desk.letter.life import Letter
from desk.ports import Act, Book
from desk.progress import answering_letter
from desk.refusals import Refusal
from desk.services import closing
from desk.services.base import Desk, case_act, service
from desk.services.concerns import is_about
from desk.services.people import staff_by_number
from desk.staff.model import Actor, Staff
from desk.staff.permissions import May
from desk.text import clean, clean_line

POOR = 2
"""A score up to this says that the customer is not satisfied, whatever box is empty."""


@service("followup.card", May.FOLLOW_UP)
def record_card(desk: Desk, who: Actor, reference: str, form: CardForm) -> FollowUp:
    """Type in a card that came back: the customer is reached, in writing and because we asked.

    Whoever handled the case may type it in, and does not judge alone what stands on it: a
    colleague compares the two, and both are kept. Somebody dissatisfied opens a new round, also
    where the case was closed meanwhile.
    """
    closing.check_scores(form)
    with case_act(desk, who, "followup.card", reference, ended=True) as (act, case, now):
        received = _received(desk, form.received_on, now)
        card = _card(act, case, clean_line(form.number))
        reply = _reply(act, case, card)
        _not_before(desk, reply, received)
        _once(act, case, card, reply.round)
        answered = FollowUp(
            id=new_id(),
            case_id=case.id,
            at=now,
            staff_id=who.staff_id,
            reached=True,
            satisfied=_satisfied(form),
            attitude=form.attitude,
            speed=form.speed,
            result=form.result,
            clarity=form.clarity,
            words=clean(form.words).strip(),
            round=reply.round,
            came=form.came,
            received_on=received,
            card_id=card.id if card is not None else None,
            seen_by=_second(act, case, who, form.seen_by),
        )
        closing.keep(act, desk, case, answered, now)
        act.commit()
    return answered


def cards_of(letters: "tuple[Letter, ...] | list[Letter]") -> list[Letter]:
    """The cards that went out with a case, the latest last."""
    return [
        letter
        for letter in letters
        if letter.kind is LetterKind.FOLLOW_UP_CARD and letter.state is not LetterState.VOID
    ]


def _received(desk: Desk, day: date | None, now: datetime) -> date:
    today = desk.hours.day_of(now)
    if day is not None and day > today:
        raise Refusal(
            _("The card cannot have come in the future."),
            _("Check the date and the clock of this computer."),
            field="received_on",
            code="in_future",
        )
    return day or today


def _card(book: Book, case: Case, number: str) -> Letter | None:
    found = cards_of(book.find(Letter, case_id=case.id))
    if not number:
        return found[-1] if found else None
    named = [card for card in found if card.number.casefold() == number.casefold()]
    if not named:
        known = _(", ").join(card.number for card in found)
        raise Refusal(
            _("This case has no card with the number {number}.").format(number=number),
            _("Its cards are: {numbers}.").format(numbers=known)
            if known
            else _("No card was printed for it; leave the number empty."),
            field="number",
            code="no_such_card",
        )
    return named[0]


def _reply(book: Book, case: Case, card: Letter | None) -> Letter:
    """The delivered reply that a card is about: of the card's round, else the latest one."""
    letters = book.find(Letter, case_id=case.id)
    rounds = [card.round] if card is not None else range(case.round, 0, -1)
    for round_ in rounds:
        letter = answering_letter(replace(case, round=round_), letters)
        if letter is not None and letter.delivered_at is not None:
            return letter
    raise Refusal(
        _("The reply has not reached the customer yet."),
        _("Note the delivery first, then type in the card."),
        field="number",
        code="not_delivered",
    )


def _not_before(desk: Desk, letter: Letter, received: date) -> None:
    if letter.delivered_at is not None and received < desk.hours.day_of(letter.delivered_at):
        raise Refusal(
            _("The card cannot have come before the reply was delivered."),
            _("Look at the day stamped on the card."),
            field="received_on",
            code="bad_time",
        )


def _once(book: Book, case: Case, card: Letter | None, round_: int) -> None:
    for one in book.find(FollowUp, case_id=case.id):
        same = one.card_id == card.id if card is not None else one.round == round_
        if one.came is not None and same:
            by = book.get(Staff, one.staff_id)
            raise Refusal(
                _("This card is typed in already, by {name}.").format(name=by.name if by else "?"),
                _("What it says stands under “What happened”."),
                field="number",
                code="card_twice",
            )


def _satisfied(form: CardForm) -> bool:
    """What the customer says; scores speak where no box is ticked."""
    if form.satisfied is not None:
        return form.satisfied
    scores = (form.attitude, form.speed, form.result, form.clarity)
    given = [score for score in scores if score is not None]
    if not given:
        raise Refusal(
            _("The card says neither satisfied nor a score."),
            _("Call the customer back instead, and note what they say."),
            field="satisfied",
            code="missing",
        )
    return min(given) > POOR


def _second(act: Act, case: Case, who: Actor, number: str) -> str | None:
    """Who compared the typing with the card, where its typist handled the case."""
    if not clean_line(number):
        if who.staff_id == case.holder_id and closing.others_can(act, who):
            raise Refusal(
                _("Whoever handled a case does not judge alone what the customer wrote."),
                _("A colleague compares it with the card: enter their staff number."),
                field="seen_by",
                code="own_case",
            )
        return None
    other = staff_by_number(act, number, "seen_by")
    if other.id in (who.staff_id, case.holder_id) or is_about(act, case.id, other.id):
        raise Refusal(
            _("Somebody else has to compare it with the card."),
            _("Enter the staff number of a colleague who did not handle the case."),
            field="seen_by",
            code="not_somebody_else",
        )
    return other.id
