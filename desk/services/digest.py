"""The digest of a case for the marketing system: in full, and the look stands in the journal."""

from datetime import datetime, timedelta

from desk.case import Case
from desk.customer_file import Reveal
from desk.digest import digest
from desk.enums import CaseStatus
from desk.i18n import _, current, say
from desk.ids import new_id
from desk.refusals import Refusal
from desk.services.base import Desk, case_by_reference, service
from desk.services.lists import read_case
from desk.services.reveal import works_on
from desk.staff.model import Actor
from desk.staff.permissions import May

TYPED_OVER_WITHIN = timedelta(days=7)
"""So long after its end a case can still be typed over by those who dealt with it."""


@service("case.digest", May.REGISTER)
def case_digest(desk: Desk, who: Actor, reference: str) -> str:
    """A case as plain lines in the order of the marketing system, with names and numbers whole.

    For whoever works on the case, and for leads. The look stands among those of the case.
    """
    with desk.store.read() as book:
        case_id = case_by_reference(book, reference).id
    now = desk.clock.now()
    with desk.store.act(
        "case.digest",
        staff_id=who.staff_id,
        at=now,
        case_id=case_id,
        note=who.journal_note,
    ) as act:
        file = read_case(act, reference)
        if not (works_on(who, file.case) or _just_ended(who, file.case, now)):
            raise Refusal(
                _("The digest shows names and numbers in full: for who works on the case."),
                _("Whoever holds the case can make it, or the shift lead."),
                code="not_yours_to_see",
            )
        text = digest(
            file,
            desk.spoken.topics[file.case.topic],
            desk.hours.local,
            lambda words: say(words, current()),
        )
        reason = _("For the marketing system")
        act.add(Reveal(id=new_id(), case_id=case_id, reason=reason, at=now, by=who.staff_id))
        act.commit()
    return text


def _just_ended(who: Actor, case: Case, now: datetime) -> bool:
    """Whether somebody dealt with a case that ended lately: typing over often comes after."""
    if case.status is CaseStatus.OPEN or case.closed_at is None:
        return False
    theirs = who.staff_id in (case.holder_id, case.first_responder_id)
    return theirs and now - case.closed_at <= TYPED_OVER_WITHIN
