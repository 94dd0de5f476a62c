"""Two seldom ends of a draft: issued where nobody else is there to approve, or given up."""

from dataclasses import replace

from desk.enums import LetterState
from desk.i18n import _
from desk.labels import label
from desk.letter.kinds import KINDS, Way
from desk.letter.life import Letter
from desk.refusals import Refusal
from desk.services import agreeing, flow
from desk.services.base import Desk, service
from desk.services.letter_rows import in_state, kept, letter_act
from desk.services.letters import freeze, same_as_record
from desk.services.lists import read_case
from desk.services.review import findings_of, refuse_blocked
from desk.staff.model import Actor
from desk.staff.permissions import May
from desk.text import clean_line


@service("letter.issue_alone", May.WRITE_LETTER)
def issue_alone(desk: Desk, who: Actor, letter_id: str) -> Letter:
    """Issue a holding letter where nobody else is there who could approve it.

    A customer who must wait is told so even by a hall with one person in it. Every other letter
    waits for a second person.
    """
    with letter_act(desk, who, "letter.issue_alone", letter_id) as (act, case, now):
        letter = in_state(act, letter_id, LetterState.DRAFT, LetterState.SUBMITTED)
        if KINDS[letter.kind].way is not Way.TWO_OR_ALONE:
            raise Refusal(
                _(
                    "A letter of this kind ({kind}) goes out only when a second person agrees."
                ).format(kind=label(letter.kind)),
                _("Until somebody can approve, a holding letter tells the customer so."),
                code="needs_second_person",
            )
        if agreeing.others_approve(act, letter, now, but=who.staff_id):
            raise Refusal(
                _("Somebody is there who can approve this letter."),
                _("Submit it; a shift lead approves it in a minute."),
                code="others_approve",
            )
        file = read_case(act, case.reference)
        same_as_record(desk, file, letter)
        refuse_blocked(findings_of(desk, file, letter))
        freeze(desk, act, case, letter, who, now)
        act.commit()
    return kept(desk, letter_id)


@service("letter.discard", May.WRITE_LETTER)
def discard_draft(desk: Desk, who: Actor, letter_id: str, reason: str) -> Letter:
    """Give up a draft that nobody wants any more; it stays with the case, void, with the reason."""
    reason = clean_line(reason)
    if not reason:
        raise Refusal(_("The reason is missing."), field="reason", code="missing")
    with letter_act(desk, who, "letter.discard", letter_id) as (act, case, _now):
        letter = in_state(act, letter_id, LetterState.DRAFT)
        act.put(replace(letter, state=LetterState.VOID, void_reason=reason))
        flow.update(act, desk, case)
        act.commit()
    return kept(desk, letter_id)
