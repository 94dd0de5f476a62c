"""What happens in the hall: one key calls the lead, who sees it and says what was done."""

from dataclasses import dataclass, replace
from datetime import timedelta

from desk.case import Case
from desk.enums import CaseStatus, ClockKind, Grade, HallEventKind
from desk.forms_counter import HallEventForm
from desk.i18n import _
from desk.ids import new_id
from desk.ports import Book
from desk.refusals import Refusal
from desk.reporting import HallEvent
from desk.services import flow
from desk.services.base import Desk, case_by_reference, service
from desk.services.reports import raised_grade, want_reports
from desk.staff.model import Actor, Staff
from desk.staff.permissions import May, may
from desk.text import clean_line

ONE_CALL = timedelta(minutes=5)
"""The key pressed again within this time, while nobody has come, is the same call."""
LONGEST_NOTE = 300
MOST = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class HallLine:
    """One event with the names that go with it."""

    event: HallEvent
    by: str
    reference: str = ""
    seen_by: str = ""


@service("hall.event", May.READ)
def raise_event(desk: Desk, who: Actor, form: HallEventForm) -> HallEvent:
    """Call the lead. Media at a case raise its grade and have it reported ahead."""
    now = desk.clock.now()
    with desk.store.read() as book:
        case_id = case_by_reference(book, form.case).id if clean_line(form.case) else None
        if form.kind is HallEventKind.THREAT:
            for event in book.find(HallEvent, seen_at=None):
                same = (event.kind, event.by) == (form.kind, who.staff_id)
                if same and now - event.at < ONE_CALL:
                    return event
    event = HallEvent(
        id=new_id(),
        kind=form.kind,
        at=now,
        by=who.staff_id,
        note=clean_line(form.note)[:LONGEST_NOTE],
        who=clean_line(form.who)[:LONGEST_NOTE],
        case_id=case_id,
    )
    with desk.store.act(
        "hall.event", staff_id=who.staff_id, at=now, case_id=case_id or "", note=who.journal_note
    ) as act:
        act.add(event)
        case = act.get(Case, case_id) if case_id else None
        if case is not None and case.status is CaseStatus.OPEN and form.kind is HallEventKind.MEDIA:
            case = raised_grade(case, Grade.IMPORTANT)
            flow.update(act, desk, want_reports(desk, act, case, now, media=True))
        act.commit()
    return event


@service("hall.note", May.READ)
def note_event(
    desk: Desk, who: Actor, event_id: str, note: str = "", medium: str = ""
) -> HallEvent:
    """Write down afterwards what happened, and who it was; what is empty stays as it was."""
    now = desk.clock.now()
    with desk.store.act("hall.note", staff_id=who.staff_id, at=now) as act:
        event = _event(act, who, event_id)
        noted = replace(
            event,
            note=clean_line(note)[:LONGEST_NOTE] or event.note,
            who=clean_line(medium)[:LONGEST_NOTE] or event.who,
        )
        act.put(noted)
        act.commit()
    return noted


@service("hall.seen", May.ANSWER_HALL)
def see_event(desk: Desk, who: Actor, event_id: str, done: str = "") -> HallEvent:
    """Note that a lead has seen it, and what was done; who saw it first stays on record.

    For an emergency that is registered, the clock of being seen ends with it.
    """
    now = desk.clock.now()
    with desk.store.read() as book:
        case_id = _event(book, who, event_id).case_id or ""
    with desk.store.act("hall.seen", staff_id=who.staff_id, at=now, case_id=case_id) as act:
        event = _event(act, who, event_id)
        seen = replace(
            event,
            seen_by=event.seen_by or who.staff_id,
            seen_at=event.seen_at or now,
            done=clean_line(done)[:LONGEST_NOTE] or event.done,
        )
        act.put(seen)
        case = act.get(Case, event.case_id) if event.case_id else None
        if case is not None and may(who.role, May.ANSWER_HALL):
            flow.meet(act, case.id, (ClockKind.LEAD_SEES,), now)
            if case.status is CaseStatus.OPEN:
                flow.update(act, desk, case)
        act.commit()
    return seen


@service("hall.list", May.READ, writes=False)
def events(desk: Desk, who: Actor, *, unseen: bool = False) -> list[HallLine]:
    """What happened in the hall, newest first: all of it for a lead, else what one raised."""
    leads = may(who.role, May.ANSWER_HALL)
    with desk.store.read() as book:
        if unseen:
            found = book.find(HallEvent, seen_at=None, order="-at")
        elif leads:
            found = book.find(HallEvent, order="-at", limit=MOST)
        else:
            found = book.find(HallEvent, by=who.staff_id, order="-at", limit=MOST)
        return [_line(book, one) for one in found if leads or one.by == who.staff_id]


@service("hall.waiting", May.READ, writes=False)
def waiting(desk: Desk, who: Actor) -> list[HallLine]:
    """What waits for this person to come: for leads, what others raised and nobody has seen."""
    if not may(who.role, May.ANSWER_HALL):
        return []
    with desk.store.read() as book:
        found = book.find(HallEvent, seen_at=None, order="at")
        return [_line(book, one) for one in found if one.by != who.staff_id]


def _line(book: Book, event: HallEvent) -> HallLine:
    by, seen = book.get(Staff, event.by), book.get(Staff, event.seen_by or "")
    case = book.get(Case, event.case_id) if event.case_id else None
    return HallLine(
        event=event,
        by=by.name if by else "",
        reference=case.reference if case else "",
        seen_by=seen.name if seen else "",
    )


def _event(book: Book, who: Actor, event_id: str) -> HallEvent:
    event = book.get(HallEvent, event_id)
    if event is None or (event.by != who.staff_id and not may(who.role, May.ANSWER_HALL)):
        raise Refusal(_("There is no such event in the hall."), code="no_such_event")
    return event
