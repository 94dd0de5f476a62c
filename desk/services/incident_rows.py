"""Incidents as they stand in the book: by number, open, read or not, with their cases."""

from collections.abc import Iterable
from datetime import timedelta

from desk.enums import IncidentState
from desk.i18n import _
from desk.incident import Incident, IncidentCase, IncidentEstimate, IncidentRead
from desk.likely import Reach, places_in
from desk.ports import Book
from desk.refusals import Refusal
from desk.services.base import Desk
from desk.text import clean_line


def incident_of(book: Book, number: str) -> Incident:
    """The incident with this number; refuses when there is none."""
    found = book.find(Incident, number=number.strip().upper(), limit=1)
    if not found:
        raise Refusal(
            _("There is no incident {number}.").format(number=clean_line(number)),
            _("“desk incident list” names those there are."),
            field="number",
            code="no_such_incident",
        )
    return found[0]


def open_one(book: Book, number: str) -> Incident:
    """The incident itself while it goes on; refuses one that is over."""
    incident = incident_of(book, number)
    if incident.state is not IncidentState.OPEN:
        raise Refusal(
            _("{number} is over.").format(number=incident.number),
            _("Reopen it if it goes on after all."),
            code="incident_closed",
        )
    return incident


def open_incidents(book: Book) -> list[Incident]:
    """Those that go on, the newest first."""
    found = book.find(Incident, state=IncidentState.OPEN)
    return sorted(found, key=lambda one: one.began_at, reverse=True)


def is_unread(book: Book, incident: Incident, staff_id: str) -> bool:
    """Whether somebody has yet to read the script as it stands."""
    if incident.state is not IncidentState.OPEN or incident.script_at is None:
        return False
    reads = book.find(IncidentRead, incident_id=incident.id, staff_id=staff_id)
    return not any(read.at >= incident.script_at for read in reads)


def reach_of(desk: Desk, incident: Incident) -> Reach:
    """Whom it reaches, and what such cases are about."""
    rule = desk.playbook.incident_rules.get(incident.cause)
    return Reach(
        accounts=frozenset(incident.accounts),
        supply_areas=frozenset(incident.supply_areas),
        places=places_in(incident.area),
        topics=frozenset(rule.topics if rule else ()),
        words=rule.words if rule else (),
        since=incident.began_at - timedelta(hours=rule.hours_before if rule else 2),
    )


def links_of(book: Book, incident: Incident) -> list[IncidentCase]:
    """The cases that belong to it now, as far as they are seen."""
    return standing(book.find(IncidentCase, incident_id=incident.id))


def standing(links: Iterable[IncidentCase]) -> list[IncidentCase]:
    """Those that were not taken off again."""
    return [one for one in links if one.unlinked_at is None]


def belongs_to(book: Book, case_id: str) -> str:
    """The number of the incident that a case belongs to now, "" where there is none."""
    links = standing(book.find(IncidentCase, case_id=case_id))
    found = (book.get(Incident, link.incident_id) for link in links)
    return next((one.number for one in found if one is not None), "")


def estimates_of(book: Book, incident: Incident) -> list[IncidentEstimate]:
    """What was expected, oldest first."""
    return book.find(IncidentEstimate, incident_id=incident.id, order="at")
