"""Cases of an incident: proposed with why, linked many at once, taken off again."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from desk.case import Case
from desk.customer import Account
from desk.enums import CaseStatus
from desk.forms_incident import Told
from desk.i18n import N_, _, current
from desk.ids import new_id
from desk.incident import Incident, IncidentCase
from desk.likely import Ears, LikelyCase, Reach, Sign, enough, places_in, signs_of
from desk.point import IssuePoint
from desk.ports import Act, Book
from desk.refusals import Refusal
from desk.saying import joined
from desk.services import flow, restoring
from desk.services.base import Desk, case_act, case_by_reference, service
from desk.services.incident_rows import (
    incident_of,
    links_of,
    open_incidents,
    open_one,
    reach_of,
    standing,
)
from desk.services.points import point_at
from desk.staff.model import Actor
from desk.staff.permissions import May
from desk.text import clean, clean_line

MOST = 500
"""Cases that are proposed at once."""

_WHY = {
    Sign.ACCOUNT: N_("account on the list"),
    Sign.AREA: N_("transformer area"),
    Sign.ADDRESS: N_("address"),
    Sign.TOLD: N_("names the place"),
    Sign.TOPIC: N_("topic"),
    Sign.WORDS: N_("words"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """A case that may belong to an incident, and why, in words."""

    likely: LikelyCase
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Linking:
    """What came of linking many cases: their references, and those left out with why."""

    linked: tuple[str, ...] = ()
    left_out: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitting:
    """An incident that something may belong to, and why, in words."""

    incident: Incident
    why: str
    linked: bool = False


@service("incident.likely", May.READ, writes=False)
def likely_cases(desk: Desk, who: Actor, number: str) -> list[Proposed]:
    """Open cases that may belong to an incident and were never taken off it, the likeliest first.

    Those that belong to another incident that goes on are not among them.
    """
    with desk.store.read() as book:
        incident = incident_of(book, number)
        known = {one.case_id for one in book.find(IncidentCase, incident_id=incident.id)}
        for other in open_incidents(book):
            if other.id != incident.id:
                known |= {one.case_id for one in links_of(book, other)}
        found = book.likely_cases(reach_of(desk, incident), limit=MOST + len(known))
    left = [one for one in found if one.case.case_id not in known][:MOST]
    order = list(Sign)
    left.sort(key=lambda one: ([order.index(sign) for sign in one.signs], -len(one.signs)))
    return [Proposed(likely=one, why=why(one.signs)) for one in left]


@service("incident.fits", May.READ, writes=False)
def fitting(desk: Desk, who: Actor, told: Told) -> list[Fitting]:
    """Incidents going on to which a visitor may belong, by what is known of them so far."""
    if not (told.account_no or told.address or told.narrative.strip()):
        return []
    with desk.store.read() as book:
        going_on = open_incidents(book)
        areas = _areas(book, clean_line(told.account_no)) if going_on else []
    found = []
    for incident in going_on:
        signs = signs_of(
            reach_of(desk, incident),
            account_no=clean_line(told.account_no),
            supply_areas=areas,
            address=told.address,
            narrative=clean(told.narrative),
            topic=None,
            received_at=desk.clock.now(),
        )
        if _fits(reach_of(desk, incident), signs):
            found.append(Fitting(incident=incident, why=why(signs)))
    return found


@service("incident.ears", May.READ, writes=False)
def ears(desk: Desk, who: Actor) -> Ears:
    """What to listen for in a narrative: the places and words of all incidents going on."""
    with desk.store.read() as book:
        reaches = [reach_of(desk, incident) for incident in open_incidents(book)]
    return Ears.of(reaches)


@service("incident.for_case", May.READ, writes=False)
def for_case(desk: Desk, who: Actor, reference: str) -> list[Fitting]:
    """Incidents of a case: those it belongs to, then those going on that it may belong to."""
    with desk.store.read() as book:
        case = case_by_reference(book, reference)
        mine = standing(book.find(IncidentCase, case_id=case.id))
        linked = [one for one in (book.get(Incident, link.incident_id) for link in mine) if one]
        found = [Fitting(incident=one, why="", linked=True) for one in linked]
        for incident in open_incidents(book):
            if incident in linked:
                continue
            reach = reach_of(desk, incident)
            signs = signs_of(
                reach,
                account_no=case.account_no,
                supply_areas=_areas(book, case.account_no),
                address=case.address,
                narrative=case.narrative,
                topic=case.topic,
                received_at=case.received_at,
            )
            if enough(reach, signs):
                found.append(Fitting(incident=incident, why=why(signs)))
    return found


@service("incident.link", May.WORK)
def link_cases(
    desk: Desk, who: Actor, number: str, references: Sequence[str], points: Sequence[int] = ()
) -> Linking:
    """Link cases to an incident; what cannot be linked is left out, with why.

    `points` names the points that are about it where only one case is given; without them they
    are found by what they say. Asked again for a linked case with points, these take the place.
    """
    with desk.store.read() as book:
        incident = open_one(book, number)
    asked = dict.fromkeys(filter(None, (one.strip().upper() for one in references)))
    if points and len(asked) != 1:
        raise Refusal(
            _("Points are named for one case at a time."), field="points", code="one_case"
        )
    linked: list[str] = []
    left: list[tuple[str, str]] = []
    for reference in asked:
        try:
            with case_act(desk, who, "incident.link", reference) as (act, case, now):
                attach(desk, act, who, incident, case, now, points)
                act.commit()
            linked.append(reference)
        except Refusal as refusal:
            if len(asked) == 1:
                raise
            left.append((reference, refusal.message))
    return Linking(linked=tuple(linked), left_out=tuple(left))


@service("incident.unlink", May.WORK)
def unlink(desk: Desk, who: Actor, number: str, reference: str, reason: str) -> IncidentCase:
    """Take a case off an incident, with the reason; what was filled in stays to be looked at."""
    reason = clean_line(reason)[:300]
    if not reason:
        raise Refusal(
            _("It is missing why the case does not belong to it."), field="reason", code="missing"
        )
    with case_act(desk, who, "incident.unlink", reference, ended=True) as (act, case, now):
        incident = incident_of(act, number)
        link = _link(act, incident, case)
        if link is None or link.unlinked_at is not None:
            raise Refusal(
                _("{reference} does not belong to {number}.").format(
                    reference=case.reference, number=incident.number
                ),
                field="reference",
                code="not_linked",
            )
        ended = replace(link, unlinked_at=now, unlinked_by=who.staff_id, unlinked_reason=reason)
        act.put(ended)
        if case.status is CaseStatus.OPEN:
            restoring.drop_of(desk, act, who, case, incident.id, now, reason)
        act.commit()
    return ended


# -- for other services ---------------------------------------------------------------------


def at_registration(
    desk: Desk, act: Act, who: Actor, case: Case, number: str, now: datetime
) -> Case:
    """Link a case in the act that registers it; `number` is "" where it belongs to none."""
    if not clean_line(number):
        return case
    try:
        incident = open_one(act, number)
    except Refusal as refusal:
        hint = _("Register without it; whoever knows better links the case later.")
        raise Refusal(refusal.message, hint, field="incident", code=refusal.code) from None
    attach(desk, act, who, incident, case, now)
    kept = act.get(Case, case.id)
    assert kept is not None
    return kept


def attach(
    desk: Desk,
    act: Act,
    who: Actor,
    incident: Incident,
    case: Case,
    now: datetime,
    points: Sequence[int] = (),
) -> IncidentCase:
    """Link a case inside an act, and begin its step where power comes first."""
    for other in standing(act.find(IncidentCase, case_id=case.id)):
        stands = act.get(Incident, other.incident_id)
        if stands is not None and stands.id != incident.id and stands.state is incident.state:
            raise Refusal(
                _("{reference} belongs to {number} already.").format(
                    reference=case.reference, number=stands.number
                ),
                _("Take it off that one first, with the reason."),
                field="reference",
                code="linked_elsewhere",
            )
    named = tuple(point_at(act, case, position).id for position in points)
    link = _link(act, incident, case)
    if link is not None and link.unlinked_at is None and not named:
        raise Refusal(
            _("{reference} belongs to {number} already.").format(
                reference=case.reference, number=incident.number
            ),
            field="reference",
            code="linked_already",
        )
    about = named or _about(desk, act, incident, case)
    if link is None:
        link = IncidentCase(
            id=new_id(),
            incident_id=incident.id,
            case_id=case.id,
            point_ids=about,
            by=who.staff_id,
            at=now,
        )
        act.add(link)
    else:
        again = {"unlinked_at": None, "unlinked_by": None, "unlinked_reason": ""}
        fresh = {"by": who.staff_id, "at": now} if link.unlinked_at is not None else {}
        link = replace(link, point_ids=about, **again, **fresh)  # type: ignore[arg-type]
        act.put(link)
    if incident.restore_first and not restoring.waiting_in(act, case.id):
        restoring.start(desk, act, who, case, now, incident_id=incident.id)
        flow.update(act, desk, case)
    return link


def why(signs: Sequence[Sign]) -> str:
    """What speaks for it, in words."""
    return joined((_(_WHY[sign]) for sign in signs), current())


def _fits(reach: Reach, signs: Sequence[Sign]) -> bool:
    """As `enough`, while the topic is not known yet."""
    return enough(reach, signs) or (not reach.placed and Sign.WORDS in signs)


def _areas(book: Book, account_no: str) -> list[str]:
    found = book.find(Account, number=account_no) if account_no else []
    return [one.supply_area for one in found if one.supply_area]


def _link(book: Book, incident: Incident, case: Case) -> IncidentCase | None:
    found = book.find(IncidentCase, incident_id=incident.id, case_id=case.id, limit=1)
    return found[0] if found else None


def _about(desk: Desk, book: Book, incident: Incident, case: Case) -> tuple[str, ...]:
    """The points that are about it: the only one there is, else those whose matter says so."""
    points = book.find(IssuePoint, case_id=case.id, order="position")
    if len(points) == 1:
        return (points[0].id,)
    rule = desk.playbook.incident_rules.get(incident.cause)
    words = [word.casefold() for word in (*(rule.words if rule else ()), *places_in(incident.area))]
    return tuple(
        point.id for point in points if any(word in point.matter.casefold() for word in words)
    )
