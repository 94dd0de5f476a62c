"""What is shown of incidents: the list, one of them whole, what is left, and its end."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from desk.case import Case
from desk.enums import CaseStatus, IncidentState, LetterState, Role
from desk.i18n import _
from desk.incident import Incident, IncidentCase, IncidentEstimate, IncidentRead, Restoration
from desk.letter.kinds import ANSWERING
from desk.letter.life import Letter
from desk.point import IssuePoint
from desk.ports import Book
from desk.progress import answering_letter, is_answered
from desk.refusals import Refusal
from desk.reporting import ReportAhead
from desk.services import flow
from desk.services.base import Desk, service
from desk.services.incident_rows import (
    estimates_of,
    incident_of,
    is_unread,
    links_of,
    open_one,
)
from desk.staff.model import Actor, Staff
from desk.staff.permissions import May
from desk.text import clean_line

AT_COUNTERS = (Role.CLERK, Role.LEAD)
OUT = (LetterState.DELIVERED, LetterState.COUNTERSIGNED)


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentLine:
    """One incident in a list; counts hold the cases this person may see."""

    incident: Incident
    estimate: IncidentEstimate | None
    cases: int
    open_cases: int
    without_power: int
    unread: bool
    """Whether this person has yet to read its script."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedCase:
    """A case of an incident as it stands."""

    case: Case
    link: IncidentCase
    holder: str
    restoration: Restoration | None
    filled: tuple[int, ...]
    """Positions of the points that still hold the answer of the incident."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentFile:
    """Everything about one incident."""

    incident: Incident
    estimates: tuple[IncidentEstimate, ...]
    cases: tuple[LinkedCase, ...]
    """Those without power first."""
    reports: tuple[ReportAhead, ...]
    read_by: tuple[str, ...]
    """Names of those who have read the script as it stands."""
    not_read_by: tuple[str, ...]
    names: dict[str, str]
    """Names of the staff that appear, by staff id."""
    unread: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """A case of an incident that is not done, and what is left of it, in words."""

    reference: str
    codes: tuple[str, ...]
    """"restore", "points", "letter", "close"."""
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """An incident that is over, and what it leaves behind."""

    incident: Incident
    left: tuple[Left, ...]


@service("incident.list", May.READ, writes=False)
def incidents(desk: Desk, who: Actor, *, ended: bool = False) -> list[IncidentLine]:
    """Incidents that go on, newest first; with `ended` those that are over behind them."""
    with desk.store.read() as book:
        found = book.find(Incident, state=IncidentState.OPEN)
        if ended:
            found += book.find(Incident, state=IncidentState.CLOSED, limit=200)
        lines = [_line(book, who, one) for one in found]
    lines.sort(key=lambda line: line.incident.began_at, reverse=True)
    lines.sort(key=lambda line: line.incident.state is not IncidentState.OPEN)
    return lines


@service("incident.show", May.READ, writes=False)
def incident_file(desk: Desk, who: Actor, number: str) -> IncidentFile:
    """Everything about one incident, read at one moment."""
    with desk.store.read() as book:
        incident = incident_of(book, number)
        people = {one.id: one for one in book.find(Staff)}
        names = {one.id: one.name for one in people.values()}
        linked = _linked(book, incident, names)
        reads = {
            read.staff_id
            for read in book.find(IncidentRead, incident_id=incident.id)
            if incident.script_at is not None and read.at >= incident.script_at
        }
        counters = [one for one in people.values() if one.active and one.role in AT_COUNTERS]
        return IncidentFile(
            incident=incident,
            estimates=tuple(estimates_of(book, incident)),
            cases=tuple(linked),
            reports=tuple(book.find(ReportAhead, incident_id=incident.id, order="at")),
            read_by=tuple(names[one] for one in names if one in reads),
            not_read_by=tuple(one.name for one in counters if one.id not in reads),
            names=names,
            unread=is_unread(book, incident, who.staff_id),
        )


@service("incident.left", May.READ, writes=False)
def what_is_left(desk: Desk, who: Actor, number: str) -> list[Left]:
    """The cases of an incident that are not done, those without power first."""
    with desk.store.read() as book:
        return _left(desk, book, incident_of(book, number))


@service("incident.close", May.ANSWER_HALL)
def close(desk: Desk, who: Actor, number: str, note: str = "") -> Closed:
    """Say that an incident is over. It ends no case: what is left is listed."""
    now = desk.clock.now()
    with desk.store.act("incident.close", staff_id=who.staff_id, at=now) as act:
        incident = open_one(act, number)
        over = replace(
            incident,
            state=IncidentState.CLOSED,
            closed_by=who.staff_id,
            closed_at=now,
            closed_note=clean_line(note)[:300],
        )
        act.put(over)
        left = _left(desk, act, incident)
        act.commit()
    return Closed(incident=over, left=tuple(left))


@service("incident.reopen", May.ANSWER_HALL)
def reopen(desk: Desk, who: Actor, number: str) -> Incident:
    """It goes on after all; every counter reads its script again."""
    now = desk.clock.now()
    with desk.store.act("incident.reopen", staff_id=who.staff_id, at=now) as act:
        incident = incident_of(act, number)
        if incident.state is IncidentState.OPEN:
            raise Refusal(
                _("{number} is going on.").format(number=incident.number), code="incident_open"
            )
        again = replace(
            incident,
            state=IncidentState.OPEN,
            closed_by=None,
            closed_at=None,
            script_at=now if incident.script else None,
        )
        act.put(again)
        act.commit()
    return again


# -- reading --------------------------------------------------------------------------------


def _cases(book: Book, links: Sequence[IncidentCase]) -> dict[str, Case]:
    found = book.among(Case, "id", [link.case_id for link in links]) if links else []
    return {case.id: case for case in found}


def _steps(book: Book, links: Sequence[IncidentCase]) -> dict[str, Restoration]:
    """The step of each case that still waits, else the last one."""
    ids = [link.case_id for link in links]
    found = book.among(Restoration, "case_id", ids) if ids else []
    return {one.case_id: one for one in sorted(found, key=lambda one: one.waiting)}


def _line(book: Book, who: Actor, incident: Incident) -> IncidentLine:
    links = links_of(book, incident)
    cases = _cases(book, links)
    expected = estimates_of(book, incident)
    return IncidentLine(
        incident=incident,
        estimate=expected[-1] if expected else None,
        cases=len(cases),
        open_cases=sum(case.status is CaseStatus.OPEN for case in cases.values()),
        without_power=sum(one.waiting for one in _steps(book, links).values()),
        unread=is_unread(book, incident, who.staff_id),
    )


def _linked(book: Book, incident: Incident, names: dict[str, str]) -> list[LinkedCase]:
    links = links_of(book, incident)
    cases, steps = _cases(book, links), _steps(book, links)
    filled = [point for link in links for point in link.filled]
    points = {one.id: one for one in book.among(IssuePoint, "id", filled)} if filled else {}
    found = []
    for link in links:
        case = cases.get(link.case_id)
        if case is None:
            continue
        still = [
            points[one].position
            for one in link.filled
            if one in points and from_incident(points[one], incident)
        ]
        found.append(
            LinkedCase(
                case=case,
                link=link,
                holder=names.get(case.holder_id, ""),
                restoration=steps.get(case.id),
                filled=tuple(sorted(still)),
            )
        )
    found.sort(key=lambda one: (not (one.restoration and one.restoration.waiting), one.link.at))
    return found


def from_incident(point: IssuePoint, incident: Incident) -> bool:
    """Whether a point that was filled in still says just what the incident says."""
    return (point.finding, point.remedy) == (incident.finding, incident.remedy)


def _left(desk: Desk, book: Book, incident: Incident) -> list[Left]:
    links = links_of(book, incident)
    cases, steps = _cases(book, links), _steps(book, links)
    found = []
    for link in links:
        case = cases.get(link.case_id)
        if case is None or case.status is not CaseStatus.OPEN:
            continue
        left: dict[str, str] = {}
        step = steps.get(case.id)
        if step is not None and step.waiting:
            left["restore"] = _("no power yet")
        points = book.find(IssuePoint, case_id=case.id, order="position")
        if open_ := [point for point in points if not is_answered(point)]:
            left["points"] = _("{n} of {total} points not answered").format(
                n=len(open_), total=len(points)
            )
        elif any(kind in ANSWERING for kind in flow.needs(book, desk, case).letters):
            letter = answering_letter(case, book.find(Letter, case_id=case.id))
            if letter is None:
                left["letter"] = _("reply not written")
            elif letter.state not in OUT:
                left["letter"] = _("reply not delivered")
        left["close"] = _("case open")
        found.append(Left(reference=case.reference, codes=tuple(left), texts=tuple(left.values())))
    found.sort(key=lambda one: "restore" not in one.codes)
    return found
