"""Reports ahead: sensitive matters are told by phone first, with number and time."""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from desk.case import Case, CaseClock
from desk.enums import ClockKind, Grade, HallEventKind, Lane, ReportTo
from desk.forms_counter import ReportForm
from desk.i18n import _
from desk.ids import new_id
from desk.ports import Act, Book
from desk.refusals import Refusal
from desk.reporting import HallEvent, ReportAhead, duties, still_to_tell
from desk.services import flow
from desk.services.base import Desk, case_act, case_by_reference, service
from desk.staff.model import Actor
from desk.staff.permissions import May
from desk.text import clean, clean_line

if TYPE_CHECKING:
    from desk.playbook.outside import ReportRule
    from desk.playbook.playbook import Playbook
    from desk.suggest import SensitiveHit, Suggester


@dataclass(frozen=True, slots=True, kw_only=True)
class ToReport:
    """Who is still to be told of a case, by when, by which rules."""

    receivers: tuple[ReportTo, ...]
    rules: tuple["ReportRule", ...]
    due_at: datetime | None


@lru_cache(maxsize=2)
def _suggester(playbook: "Playbook") -> "Suggester":
    from desk.suggest import Suggester

    return Suggester(playbook)


@lru_cache(maxsize=1)
def _warnings(playbook: "Playbook", text: str) -> tuple["SensitiveHit", ...]:
    """Whoever registers a case asks several times of the same words."""
    return _suggester(playbook).warnings(text)


def warnings_of(desk: Desk, narrative: str) -> tuple["SensitiveHit", ...]:
    """The sensitive words that stand in a narrative."""
    return _warnings(desk.playbook, clean(narrative))


def rules_for(desk: Desk, case: Case, *, media: bool = False) -> tuple["ReportRule", ...]:
    """The rules by which this case is reported ahead."""
    raised = {hit.entry.id for hit in warnings_of(desk, case.narrative)}
    if media:
        raised.add("media")
    day = desk.hours.day_of(case.received_at)
    return duties(desk.spoken.report_rules.values(), raised, case.grade, day)


def at_registration(
    desk: Desk, act: Act, who: Actor, case: Case, forms: list[ReportForm], now: datetime
) -> Case:
    """Keep the calls that were made, start the clock of those still to be made, tell the lead."""
    act.add(*(reported(desk, who, form, now, n, case_id=case.id) for n, form in enumerate(forms)))
    if case.lane is Lane.EMERGENCY:
        kind = HallEventKind.EMERGENCY
        act.add(HallEvent(id=new_id(), kind=kind, at=now, by=who.staff_id, case_id=case.id))
    return want_reports(desk, act, case, now)


def want_reports(desk: Desk, act: Act, case: Case, now: datetime, *, media: bool = False) -> Case:
    """The case with a clock for its reports ahead, if some are due and no clock runs for them."""
    waiting = still_to_tell(rules_for(desk, case, media=media), _of(act, case))
    if not waiting or act.find(CaseClock, case_id=case.id, kind=ClockKind.REPORT_AHEAD):
        return case
    clocks = flow.clocks_for(desk, case, (ClockKind.REPORT_AHEAD,), now)
    act.add(*clocks)
    return replace(case, due_at=min([c.due_at for c in clocks] + [case.due_at or clocks[0].due_at]))


@service("case.report", May.WORK)
def report_ahead(desk: Desk, who: Actor, reference: str, form: ReportForm) -> ReportAhead:
    """Log that a case was reported by phone; once everybody was told its clock ends."""
    with case_act(desk, who, "case.report", reference) as (act, case, now):
        report = reported(desk, who, form, now, case_id=case.id)
        act.add(report)
        media = any(
            event.kind is HallEventKind.MEDIA for event in act.find(HallEvent, case_id=case.id)
        )
        if not still_to_tell(rules_for(desk, case, media=media), _of(act, case)):
            flow.meet(act, case.id, (ClockKind.REPORT_AHEAD,), report.at)
        flow.update(act, desk, case)
        act.commit()
    return report


@service("hall.report", May.READ)
def report_event(desk: Desk, who: Actor, event_id: str, form: ReportForm) -> ReportAhead:
    """Log that something in the hall was reported by phone."""
    now = desk.clock.now()
    with desk.store.act("hall.report", staff_id=who.staff_id, at=now) as act:
        event = act.get(HallEvent, event_id)
        if event is None:
            raise Refusal(_("There is no such event in the hall."), code="no_such_event")
        report = reported(desk, who, form, now, event_id=event.id)
        act.add(report)
        act.commit()
    return report


@service("case.to_report", May.READ, writes=False)
def to_report(desk: Desk, who: Actor, reference: str) -> ToReport:
    """Who is still to be told of a case by phone, by when, and what to say."""
    with desk.store.read() as book:
        case = case_by_reference(book, reference)
        media = any(e.kind is HallEventKind.MEDIA for e in book.find(HallEvent, case_id=case.id))
        rules = rules_for(desk, case, media=media)
        waiting = still_to_tell(rules, _of(book, case))
        clocks = book.find(CaseClock, case_id=case.id, kind=ClockKind.REPORT_AHEAD, verdict="")
    due_at = clocks[0].due_at if clocks and waiting else None
    return ToReport(receivers=waiting, rules=rules, due_at=due_at)


def raised_grade(case: Case, least: Grade) -> Case:
    """The case with at least this grade."""
    order = list(Grade)
    return case if order.index(case.grade) >= order.index(least) else replace(case, grade=least)


def _of(book: Book, case: Case) -> set[ReportTo]:
    return {one.receiver for one in book.find(ReportAhead, case_id=case.id)}


def reported(
    desk: Desk,
    who: Actor,
    form: ReportForm,
    now: datetime,
    place: int | None = None,
    *,
    case_id: str | None = None,
    event_id: str | None = None,
    incident_id: str | None = None,
) -> ReportAhead:
    """A call that was made, as it is kept; `place` is where its form stands in a list of them.

    For services alone: whoever calls it has been let in.
    """
    at = form.at or now
    if at.tzinfo is None:
        at = at.replace(tzinfo=desk.hours.tz)
    field = "at" if place is None else f"reports.{place}.at"
    if at > now:
        raise Refusal(
            _("A call cannot have been made in the future."),
            _("Phone first; then note when somebody answered."),
            field=field,
            code="in_future",
        )
    if (now - at).days >= 7:
        raise Refusal(
            _("That call would be more than a week old."),
            _("Check the date."),
            field=field,
            code="too_far",
        )
    return ReportAhead(
        id=new_id(),
        case_id=case_id,
        event_id=event_id,
        incident_id=incident_id,
        receiver=form.receiver,
        person=clean_line(form.person)[:60],
        number=clean_line(form.number)[:60],
        said=clean_line(form.said)[:300],
        at=at,
        by=who.staff_id,
    )
