"""Incidents: declared once, with one script for every counter, estimates, and calls upward."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from desk.case import Case
from desk.enums import IncidentCause
from desk.forms_counter import ReportForm
from desk.forms_incident import EstimateForm, IncidentChange, IncidentForm
from desk.i18n import _
from desk.ids import new_id
from desk.incident import Incident, IncidentEstimate, IncidentRead
from desk.likely import listed, places_in
from desk.ports import Act, Book
from desk.refusals import Refusal
from desk.reporting import ReportAhead
from desk.services import incident_cases, reports, restoring
from desk.services.base import Desk, case_by_reference, open_only, service
from desk.services.incident_rows import incident_of, is_unread, open_incidents, open_one
from desk.services.meanwhile import changed_meanwhile
from desk.staff.model import Actor
from desk.staff.permissions import May
from desk.text import clean, clean_line

REGISTER = "incident"
PREFIX = "SJ"
LONGEST = 2_000
MOST_NUMBERS = 5_000
LONGEST_NUMBER = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """What came of declaring: the incident, and whether it joined one that stood."""

    incident: Incident
    joined: bool = False


@service("incident.declare", May.REGISTER)
def declare(desk: Desk, who: Actor, form: IncidentForm) -> Declared:
    """Declare an incident, or add to the one that stands where `join` says so.

    A second one of the same cause, area and time is refused with the one that stands.
    """
    now = desk.clock.now()
    began_at = _at(desk, form.began_at) or now
    incident = Incident(
        id=new_id(),
        number="",
        title=_needed(form.title, "title", _("It is missing what happened.")),
        cause=form.cause,
        began_at=began_at,
        area=clean_line(form.area)[:LONGEST],
        supply_areas=numbers_of(form.supply_areas, "supply_areas"),
        accounts=numbers_of(form.accounts, "accounts"),
        script=_script(form.script),
        script_at=now if form.script.strip() else None,
        restore_first=form.restore_first,
        declared_by=who.staff_id,
        declared_at=now,
    )
    _check_began(incident, now)
    with desk.store.read() as book:
        case_id = case_by_reference(book, form.case).id if form.case.strip() else ""
    with desk.store.act("incident.declare", staff_id=who.staff_id, at=now, case_id=case_id) as act:
        stands = None if form.apart else _same(desk, act, incident)
        if stands is not None and not form.join:
            raise Refusal(
                _("{number} stands already: {title}").format(
                    number=stands.number, title=stands.title
                ),
                _("Join that one, or say that yours is another."),
                field="title",
                code="declared_already",
            )
        if stands is not None:
            incident = _joined(stands, incident)
            act.put(incident)
        else:
            year = str(desk.hours.day_of(now).year)
            serial = act.next_serial(REGISTER, f"{desk.branch.code}-{year}")
            incident = replace(incident, number=f"{PREFIX}-{desk.branch.code}-{year}-{serial:03d}")
            act.add(incident)
        _estimate(desk, act, who, incident, _estimate_of(form), now)
        if incident.script and (stands is None or form.script.strip()):
            act.add(_read(incident, who, now))
        kept = act.get(Incident, incident.id)
        assert kept is not None
        if case_id and (case := act.get(Case, case_id)) is not None:
            incident_cases.attach(desk, act, who, kept, open_only(desk, act, case), now)
        act.commit()
    return Declared(incident=kept, joined=stands is not None)


@service("incident.update", May.WORK)
def update(
    desk: Desk, who: Actor, number: str, form: IncidentChange, *, version: int | None = None
) -> Incident:
    """Change what is known of an incident: where it reaches, when it began, whether power first.

    Where power comes first from now on, every linked case gets its step and its short clock.
    """
    now = desk.clock.now()
    with desk.store.act("incident.update", staff_id=who.staff_id, at=now) as act:
        incident = open_one(act, number)
        if version is not None and version != incident.version:
            raise changed_meanwhile(act, incident.id)
        changed = incident
        if form.title is not None:
            title = _needed(form.title, "title", _("It is missing what happened."))
            changed = replace(changed, title=title)
        if form.cause is not None:
            changed = replace(changed, cause=form.cause)
        if began := _at(desk, form.began_at):
            changed = replace(changed, began_at=began)
        if form.area is not None:
            changed = replace(changed, area=clean_line(form.area)[:LONGEST])
        if form.supply_areas is not None:
            areas = numbers_of(form.supply_areas, "supply_areas")
            changed = replace(changed, supply_areas=areas)
        if form.accounts is not None:
            changed = replace(changed, accounts=numbers_of(form.accounts, "accounts"))
        if form.restore_first is not None:
            changed = replace(changed, restore_first=form.restore_first)
        _check_began(changed, now)
        kept = _put(act, incident, changed)
    if kept.restore_first and not incident.restore_first:
        restoring.start_for(desk, who, kept)
    return kept


@service("incident.estimate", May.WORK)
def estimate(desk: Desk, who: Actor, number: str, form: EstimateForm) -> IncidentEstimate:
    """Keep what is expected now; what was expected before stays on record."""
    now = desk.clock.now()
    with desk.store.act("incident.estimate", staff_id=who.staff_id, at=now) as act:
        incident = open_one(act, number)
        kept = _estimate(desk, act, who, incident, form, now)
        if kept is None:
            raise Refusal(
                _("It is missing what is expected."),
                _("A time, or in words why nobody can say yet."),
                field="expectation",
                code="missing",
            )
        act.commit()
    return kept


@service("incident.script", May.WORK)
def set_script(
    desk: Desk, who: Actor, number: str, text: str, *, was: str | None = None
) -> Incident:
    """Change what every counter says; it is unread again for everybody but its author.

    `was` is the script that was read: if another stands there, nothing is overwritten.
    """
    now = desk.clock.now()
    with desk.store.act("incident.script", staff_id=who.staff_id, at=now) as act:
        incident = open_one(act, number)
        script = _needed(_script(text), "script", _("It is missing what the counters say."))
        if script == incident.script:
            return incident
        if was is not None and was != incident.script:
            raise changed_meanwhile(act, incident.id)
        changed = replace(incident, script=script, script_at=now)
        act.put(changed)
        act.add(_read(changed, who, now))
        kept = act.get(Incident, incident.id)
        assert kept is not None
        act.commit()
    return kept


@service("incident.read", May.READ)
def read_script(desk: Desk, who: Actor, number: str) -> IncidentRead | None:
    """Note that this person has read the script as it stands; None where they had before."""
    now = desk.clock.now()
    with desk.store.act("incident.read", staff_id=who.staff_id, at=now) as act:
        incident = incident_of(act, number)
        if not is_unread(act, incident, who.staff_id):
            return None
        read = _read(incident, who, now)
        act.add(read)
        act.commit()
    return read


@service("incident.unread", May.READ, writes=False)
def unread(desk: Desk, who: Actor) -> list[Incident]:
    """Incidents whose script this person has not read as it stands, the oldest change first."""
    with desk.store.read() as book:
        found = [one for one in open_incidents(book) if is_unread(book, one, who.staff_id)]
    return sorted(found, key=lambda one: one.script_at or one.declared_at)


@service("incident.report", May.WORK)
def report(desk: Desk, who: Actor, number: str, form: ReportForm) -> ReportAhead:
    """Log that the incident was reported upward: whom, who answered, when."""
    now = desk.clock.now()
    with desk.store.act("incident.report", staff_id=who.staff_id, at=now) as act:
        incident = incident_of(act, number)
        kept = reports.reported(desk, who, form, now, incident_id=incident.id)
        act.add(kept)
        act.commit()
    return kept


def numbers_of(typed: Sequence[str], field: str) -> tuple[str, ...]:
    """Account numbers or transformer areas as they were pasted, each once."""
    numbers = listed(typed)
    odd = next((one for one in numbers if len(one) > LONGEST_NUMBER), "")
    if odd:
        raise Refusal(
            _("“{number}” is no number.").format(number=odd[:LONGEST_NUMBER]),
            _("One number a line, or with commas between them."),
            field=field,
            code="bad_number",
        )
    if len(numbers) > MOST_NUMBERS:
        raise Refusal(
            _("At most {most} numbers.").format(most=MOST_NUMBERS),
            _("Name the transformer areas instead."),
            field=field,
            code="too_many",
        )
    return numbers


def _put(act: Act, incident: Incident, changed: Incident) -> Incident:
    if changed == incident:
        return incident
    act.put(changed)
    kept = act.get(Incident, incident.id)
    assert kept is not None
    act.commit()
    return kept


def _same(desk: Desk, book: Book, new: Incident) -> Incident | None:
    """One of the same cause that goes on, at the same time, with something of its reach."""
    rule = desk.playbook.incident_rules.get(new.cause)
    hours = timedelta(hours=rule.same_hours if rule else 12)
    for one in open_incidents(book):
        alike = one.cause is new.cause and abs(one.began_at - new.began_at) <= hours
        if alike and _overlap(one, new):
            return one
    return None


def _overlap(one: Incident, other: Incident) -> bool:
    if set(one.accounts) & set(other.accounts) or set(one.supply_areas) & set(other.supply_areas):
        return True
    mine, theirs = places_in(one.area), places_in(other.area)
    if any(a in b or b in a for a in mine for b in theirs):
        return True
    # What says nothing of where it is may be anywhere.
    return not (_placed(one) and _placed(other))


def _placed(incident: Incident) -> bool:
    return bool(incident.accounts or incident.supply_areas or places_in(incident.area))


def _joined(stands: Incident, new: Incident) -> Incident:
    """What stands, with what the new one adds; its words and its script stay."""
    areas = dict.fromkeys((*places_in(stands.area), *places_in(new.area)))
    return replace(
        stands,
        area="、".join(areas) if new.area else stands.area,
        supply_areas=tuple(dict.fromkeys((*stands.supply_areas, *new.supply_areas))),
        accounts=tuple(dict.fromkeys((*stands.accounts, *new.accounts))),
        began_at=min(stands.began_at, new.began_at),
        script=stands.script or new.script,
        script_at=stands.script_at or new.script_at,
    )


def _estimate_of(form: IncidentForm) -> EstimateForm:
    return EstimateForm(
        expected_at=form.expected_at, expectation=form.expectation, told_by=form.told_by
    )


def _estimate(
    desk: Desk, act: Act, who: Actor, incident: Incident, form: EstimateForm, now: datetime
) -> IncidentEstimate | None:
    expected, words = _at(desk, form.expected_at), clean_line(form.expectation)[:300]
    if expected is None and not words:
        return None
    if expected is not None and expected < incident.began_at:
        raise Refusal(
            _("It cannot be back before it began."),
            _("Check day and time."),
            field="expected_at",
            code="before_beginning",
        )
    kept = IncidentEstimate(
        id=new_id(),
        incident_id=incident.id,
        expected_at=expected,
        expectation=words,
        told_by=clean_line(form.told_by)[:60],
        at=now,
        by=who.staff_id,
    )
    act.add(kept)
    return kept


def _check_began(incident: Incident, now: datetime) -> None:
    if incident.began_at > now and incident.cause is not IncidentCause.PLANNED_OUTAGE:
        raise Refusal(
            _("It cannot have begun in the future."),
            _("Only a planned outage is declared ahead."),
            field="began_at",
            code="in_future",
        )


def _at(desk: Desk, at: datetime | None) -> datetime | None:
    return at.replace(tzinfo=desk.hours.tz) if at is not None and at.tzinfo is None else at


def _script(text: str) -> str:
    return clean(text).strip()[:LONGEST]


def _needed(text: str, field: str, message: str) -> str:
    found = clean_line(text) if field == "title" else text
    if not found:
        raise Refusal(message, field=field, code="missing")
    return found[:LONGEST]


def _read(incident: Incident, who: Actor, now: datetime) -> IncidentRead:
    return IncidentRead(id=new_id(), incident_id=incident.id, staff_id=who.staff_id, at=now)
