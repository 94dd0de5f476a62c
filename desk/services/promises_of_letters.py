"""What a letter promises goes on the list of promises once the customer has the letter."""

from datetime import datetime

from desk.case import Case
from desk.casework import Commitment
from desk.enums import LetterKind
from desk.i18n import N_, say
from desk.letter.kinds import ANSWERING
from desk.letter.life import Letter
from desk.ports import Act
from desk.promising import is_open
from desk.services import promises
from desk.services.base import Desk


def heard(desk: Desk, act: Act, case: Case, letter: Letter, now: datetime) -> None:
    """Put on the list what a letter that has reached the customer promises.

    The answer keeps the promise of the holding letter that went before it.
    """
    by = letter.approver_id
    if letter.kind is LetterKind.HOLDING:
        from desk.letter.beside import HoldingFacts
        from desk.letter.codec import facts_from_json

        said = facts_from_json(letter.facts)
        if isinstance(said, HoldingFacts) and said.until is not None:
            text = say(N_("The answer reaches the customer"), case.letter_language)
            promises.of_day(
                desk, act, case, said.until, now, text=text, letter_id=letter.id, agreed_by=by
            )
        return
    if letter.kind not in (*ANSWERING, LetterKind.COMMITMENT):
        return
    if letter.kind in ANSWERING:
        _answered(desk, act, case, letter, now)
    promises.of_points(desk, act, case, now, source="letter", letter_id=letter.id, agreed_by=by)


def _answered(desk: Desk, act: Act, case: Case, letter: Letter, now: datetime) -> None:
    for one in act.find(Commitment, case_id=case.id):
        before = act.get(Letter, one.letter_id) if one.letter_id else None
        if before is not None and before.kind is LetterKind.HOLDING and is_open(one):
            promises.keep_one(desk, act, case, one.id, letter.number, now)
