"""What a change does to letters on their way: an approval holds only for what was approved."""

from dataclasses import replace

from desk.case import Case
from desk.enums import LetterState
from desk.letter.kinds import ANSWERING
from desk.letter.life import Letter
from desk.ports import Act


def cancel(act: Act, case: Case, staff_id: str) -> None:
    """Take submitted and approved answers of a case back to draft, because the record changed."""
    for letter in act.find(Letter, case_id=case.id):
        if letter.kind in ANSWERING and letter.state in (
            LetterState.SUBMITTED,
            LetterState.APPROVED,
        ):
            act.put(to_draft(letter, staff_id))


def to_draft(letter: Letter, staff_id: str, comment: str = "") -> Letter:
    """The letter as a draft again, without any approval."""
    return replace(
        letter,
        state=LetterState.DRAFT,
        submitted_by=None,
        submitted_at=None,
        approver_id=None,
        approved_at=None,
        approved_hash="",
        second_approver_id=None,
        returned_by=staff_id if comment else letter.returned_by,
        return_comment=comment or letter.return_comment,
    )
