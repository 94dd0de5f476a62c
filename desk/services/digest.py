"""The digest of a case for the marketing system: in full, and the look stands in the journal."""

from desk.digest import digest
from desk.i18n import current, say
from desk.services.base import Desk, case_by_reference, service
from desk.services.lists import read_case
from desk.staff.model import Actor
from desk.staff.permissions import May


@service("case.digest", May.REGISTER)
def case_digest(desk: Desk, who: Actor, reference: str) -> str:
    """A case as plain lines in the order of the marketing system, with names and numbers whole."""
    with desk.store.read() as book:
        case_id = case_by_reference(book, reference).id
    with desk.store.act(
        "case.digest",
        staff_id=who.staff_id,
        at=desk.clock.now(),
        case_id=case_id,
        note=who.journal_note,
    ) as act:
        file = read_case(act, reference)
        text = digest(
            file,
            desk.spoken.topics[file.case.topic],
            desk.hours.local,
            lambda words: say(words, current()),
        )
        act.look()
        act.commit()
    return text
