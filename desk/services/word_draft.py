"""A draft as a Word document, for whoever would rather go over the wording there."""

from desk.enums import LetterState
from desk.i18n import _
from desk.refusals import Refusal
from desk.services.base import Desk, service
from desk.services.letter_rows import by_id
from desk.staff.model import Actor
from desk.staff.permissions import May

BEFORE_ISSUE = (LetterState.DRAFT, LetterState.SUBMITTED, LetterState.APPROVED)
"""States of a letter that is not issued yet."""


@service("letter.docx", May.READ, writes=False)
def letter_docx(desk: Desk, who: Actor, letter_id: str) -> bytes:
    """The bytes of a .docx of a letter that is not issued, marked as a draft on every page."""
    from desk.letter.codec import facts_from_json
    from desk.letter.docx import to_docx

    with desk.store.read() as book:
        letter = by_id(book, letter_id)
    if letter.state not in BEFORE_ISSUE:
        raise Refusal(
            _("An issued letter is not given out to be worked on."),
            _("Its page as PDF is the letter; a correction is a supplementary reply."),
            code="letter_state",
        )
    return to_docx(letter.markdown, facts_from_json(letter.facts), letter.kind)
