"""What a reply may say of the incident a case belongs to: its cause and its recovery."""

from desk.case import Case
from desk.i18n import N_, say
from desk.incident import Incident, IncidentCase, Restoration
from desk.labels import label
from desk.ports import Book
from desk.proposals import Origin, Proposal
from desk.saying import say_moment
from desk.services.base import Desk
from desk.services.incident_rows import standing

_CAUSE = N_(
    "From {began} on this came of an incident: {title} ({cause}). "
    "With you: ⟦what it meant for this customer⟧."
)
_RESTORED = N_("Power was back with you at {back}. Then: ⟦what else is done for this customer⟧.")
_OVER = N_("The incident was over at {back}. With you: ⟦since when, as the customer says⟧.")


def proposals(desk: Desk, book: Book, case: Case) -> list[Proposal]:
    """Proposals from the incidents of a case, each with a slot that is made particular."""
    steps = book.find(Restoration, case_id=case.id)
    found: list[Proposal] = []
    for link in standing(book.find(IncidentCase, case_id=case.id)):
        incident = book.get(Incident, link.incident_id)
        if incident is not None:
            found += _of(desk, incident, steps, case.letter_language)
    return found


def _of(desk: Desk, incident: Incident, steps: list[Restoration], language: str) -> list[Proposal]:
    def proposal(field: str, text: str) -> Proposal:
        return Proposal(origin=Origin.INCIDENT, source=incident.number, field=field, text=text)

    began = say_moment(desk.hours.local(incident.began_at), language)
    cause = say(_CAUSE, language).format(
        began=began, title=incident.title, cause=label(incident.cause, language)
    )
    found = [proposal("finding", cause)]
    back = next((one.restored_at for one in reversed(steps) if one.restored_at), None)
    words = _RESTORED if back else _OVER
    if at := back or incident.closed_at:
        when = say_moment(desk.hours.local(at), language)
        found.append(proposal("remedy", say(words, language).format(back=when)))
    return found
