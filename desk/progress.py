"""How far a case is, derived from its record by pure functions; nothing else may decide it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from desk.case import Case, Stage
from desk.enums import (
    FACE_TO_FACE,
    CaseKind,
    CaseStatus,
    Conclusion,
    LetterKind,
    LetterState,
)
from desk.followup import FollowUp
from desk.letter.kinds import ANSWERING
from desk.letter.life import Letter
from desk.playbook.entries import Outcome
from desk.playbook.playbook import outcome_of
from desk.point import IssuePoint

UNREACHED_TRIES = 3
"""After call-backs at so many times of day that reached nobody the follow-up counts as made."""

_STAGE_OF_LETTER = {
    LetterState.DRAFT: Stage.DRAFTING,
    LetterState.SUBMITTED: Stage.TO_APPROVE,
    LetterState.APPROVED: Stage.TO_ISSUE,
    LetterState.ISSUED: Stage.TO_PRINT,
    LetterState.PRINTED: Stage.TO_DELIVER,
}


@dataclass(frozen=True, slots=True)
class Needs:
    """What a case of its kind, channel and outcome needs before it may close."""

    letters: tuple[LetterKind, ...]
    approval: bool
    follow_up: bool
    rule_id: str = ""


def is_answered(point: IssuePoint) -> bool:
    """Whether finding, conclusion and remedy all stand."""
    return bool(point.finding.strip() and point.conclusion and point.remedy.strip())


def case_outcome(case: Case, points: Sequence[IssuePoint]) -> Outcome:
    """How the case came out as a whole."""
    concluded = [p.conclusion for p in points if p.conclusion is not None]
    return outcome_of(concluded, at_window=_at_window(case, points))


def _at_window(case: Case, points: Sequence[IssuePoint]) -> bool:
    """Whether everything was settled while the customer stood there, with nothing left to do.

    An inquiry: every point explained on the day it came. An opinion or a suggestion told in
    person: explained, or done that day. A service request: done that day.
    """
    explained = case.kind in (CaseKind.INQUIRY, CaseKind.OPINION, CaseKind.SUGGESTION)
    done = case.kind in (CaseKind.OPINION, CaseKind.SUGGESTION, CaseKind.SERVICE_REQUEST)
    if not points or not (explained or done):
        return False
    if case.kind is not CaseKind.INQUIRY and case.channel not in FACE_TO_FACE:
        return False

    def settled(point: IssuePoint) -> bool:
        at = point.answered_at
        if at is None or at - case.received_at >= timedelta(hours=12):
            return False
        granted = point.conclusion is Conclusion.GRANTED and point.remedy_done_on is not None
        return (explained and point.conclusion is Conclusion.EXPLAINED) or (done and granted)

    return all(map(settled, points))


def answering_letter(case: Case, letters: Sequence[Letter]) -> Letter | None:
    """The latest letter that answers the present round and is not void."""
    fitting = [
        letter
        for letter in letters
        if letter.kind in ANSWERING
        and letter.state is not LetterState.VOID
        and letter.round == case.round
    ]
    return fitting[-1] if fitting else None


def follow_up_made(case: Case, follow_ups: Sequence[FollowUp]) -> bool:
    """Whether the customer was reached this round, or tried often enough.

    A rating on the receipt slip counts as well, unless it was typed in by whoever handled the
    case: that person does not ask, and does not write down alone, how good the handling was.
    """
    here = [f for f in follow_ups if f.round == case.round]
    tries = [f for f in here if not f.volunteered]
    rated = [f for f in here if f.volunteered and f.rating and f.staff_id != case.holder_id]
    # Trying twice at the same hour proves little: each part of a day counts once.
    parts = {f.part or f.id for f in tries}
    return bool(rated) or any(f.reached for f in tries) or len(parts) >= UNREACHED_TRIES


def stage_of(
    case: Case,
    points: Sequence[IssuePoint],
    letters: Sequence[Letter],
    follow_ups: Sequence[FollowUp],
    needs: Needs,
) -> Stage:
    """The stage of a case, from what is on record."""
    if case.status is not CaseStatus.OPEN:
        return Stage.ENDED
    if not points or not all(is_answered(p) for p in points):
        return Stage.ANSWERING
    letter = answering_letter(case, letters)
    if letter is not None and letter.state in _STAGE_OF_LETTER:
        return _STAGE_OF_LETTER[letter.state]
    if letter is None and any(kind in ANSWERING for kind in needs.letters):
        return Stage.DRAFTING
    if needs.follow_up and not follow_up_made(case, follow_ups):
        return Stage.TO_CALL_BACK
    return Stage.TO_CLOSE
