"""A clock that stands still while we wait for somebody who is not of this house."""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from desk.case import Case, CaseClock
from desk.enums import ClockKind
from desk.forms_clocks import PauseForm
from desk.i18n import _
from desk.ids import new_id
from desk.labels import label
from desk.ports import Act, Book
from desk.raising import ClockPause, Extension
from desk.recounting import recounted
from desk.refusals import Refusal
from desk.services import flow
from desk.services.base import Desk, case_act, case_by_reference, service
from desk.staff.model import Actor
from desk.staff.permissions import May
from desk.text import clean_line

if TYPE_CHECKING:
    from desk.playbook.entries import Limit, PauseReason


def running_clock(book: Book, case: Case, kind: ClockKind) -> CaseClock:
    """The clock of this kind that runs, the earliest; refuses where none does."""
    clocks = book.find(CaseClock, case_id=case.id, kind=kind)
    running = [one for one in clocks if not one.verdict]
    if running:
        return min(running, key=lambda one: one.due_at)
    if clocks:
        raise Refusal(
            _("This deadline has ended, and how it ended stays as it is: {kind}.").format(
                kind=label(kind)
            ),
            _("Only a deadline that still runs can be held or moved."),
            field="kind",
            code="clock_ended",
        )
    raise Refusal(
        _("No such deadline runs on this case: {kind}.").format(kind=label(kind)),
        _("Look at the deadlines of the case first."),
        field="kind",
        code="no_such_clock",
    )


def limit_of(desk: Desk, clock: CaseClock) -> "Limit | None":
    """The rule of the playbook that this clock runs by; None where it is no longer there."""
    return desk.playbook.limits.get(clock.rule_id)


def not_late(clock: CaseClock, now: datetime) -> None:
    """Refuse to move a date that has passed: a breach is not wiped out afterwards."""
    if now > clock.due_at:
        raise Refusal(
            _("This deadline has passed already; that stays on record: {kind}.").format(
                kind=label(clock.kind)
            ),
            _("Answer as soon as you can, and tell the customer why it took longer."),
            field="kind",
            code="clock_late",
        )


@service("clock.reasons", May.READ, writes=False)
def pause_reasons(
    desk: Desk, who: Actor, reference: str, kind: ClockKind = ClockKind.REPLY
) -> "list[PauseReason]":
    """For what the clock of this kind may stand still; empty where its rule allows nothing."""
    with desk.store.read() as book:
        clock = running_clock(book, case_by_reference(book, reference), kind)
    limit = limit_of(desk, clock)
    known = desk.spoken.pause_reasons
    return [known[name] for name in (limit.pauses if limit else ()) if name in known]


@service("clock.pause", May.WORK)
def pause(desk: Desk, who: Actor, reference: str, form: PauseForm) -> ClockPause:
    """Hold a clock where its rule allows it; the date moves by as long as it stands still."""
    with case_act(desk, who, "clock.pause", reference) as (act, case, now):
        clock = running_clock(act, case, form.kind)
        not_late(clock, now)
        limit = limit_of(desk, clock)
        reason = _reason(desk, limit, clock, form)
        assert limit is not None
        _not_extending(act, clock)
        since = _instant(desk, form.since) or now
        until = _instant(desk, form.until)
        others = act.find(ClockPause, clock_id=clock.id)
        _in_order(clock, others, since, until, now)
        last = desk.calendar.add_working_days(desk.hours.day_of(since), limit.pause_days)
        at_most = desk.hours.end_of(last, desk.calendar)
        if until is not None and until > at_most:
            raise Refusal(
                _("A clock may stand still for {days} working days at most.").format(
                    days=limit.pause_days
                ),
                _("Name an earlier day, and hold it again then if it is still needed."),
                field="until",
                code="pause_too_long",
            )
        held = ClockPause(
            id=new_id(),
            case_id=case.id,
            clock_id=clock.id,
            since=since,
            until=until,
            at_most=at_most,
            reason_id=reason.id,
            reason="：".join(filter(None, (reason.label, clean_line(form.words)))),
            by=who.staff_id,
        )
        act.add(held)
        _recount(desk, act, case, clock, [*others, held], now)
        act.commit()
    return held


@service("clock.resume", May.WORK)
def resume(
    desk: Desk,
    who: Actor,
    reference: str,
    kind: ClockKind = ClockKind.REPLY,
    at: datetime | None = None,
) -> ClockPause:
    """Let a held clock run on from an instant, which is now unless one is named."""
    with case_act(desk, who, "clock.resume", reference) as (act, case, now):
        clock = running_clock(act, case, kind)
        pauses = act.find(ClockPause, clock_id=clock.id)
        held = next((p for p in pauses if p.until is None and p.at_most > now), None)
        if held is None:
            raise Refusal(
                _("This deadline is not held at the moment: {kind}.").format(kind=label(kind)),
                _("Its explanation shows every time at which it stood still."),
                field="kind",
                code="not_paused",
            )
        until = _instant(desk, at) or now
        if until > now:
            raise Refusal(
                _("A clock runs on from now or from an earlier time."),
                _("Leave the time out for now."),
                field="at",
                code="in_future",
            )
        if until < held.since:
            raise _turned_round("at")
        ended = replace(held, until=until, ended_by=who.staff_id)
        act.put(ended)
        _recount(desk, act, case, clock, [p for p in pauses if p is not held] + [ended], now)
        act.commit()
    return ended


def _reason(desk: Desk, limit: "Limit | None", clock: CaseClock, form: PauseForm) -> "PauseReason":
    allowed = limit.pauses if limit is not None else ()
    if not allowed:
        raise Refusal(
            _("The rule of this deadline does not let it stand still: {kind}.").format(
                kind=label(clock.kind)
            ),
            _("If the answer needs longer, ask for an extension."),
            field="kind",
            code="clock_runs_on",
        )
    name = clean_line(form.reason)
    if name not in allowed:
        known = desk.spoken.pause_reasons
        raise Refusal(
            _("For this reason the deadline does not stand still."),
            _("It may for: {reasons}.").format(
                reasons="；".join(f"{each} {known[each].label}" for each in allowed)
            ),
            field="reason",
            code="no_such_reason",
        )
    return desk.playbook.pause_reasons[name]


def _not_extending(act: Act, clock: CaseClock) -> None:
    if act.find(Extension, clock_id=clock.id, new_clock_id=None):
        raise Refusal(
            _("An extension of this deadline is on its way, with its day in the letter."),
            _("Have the letter delivered, or void it, and hold the clock then."),
            field="kind",
            code="extension_waits",
        )


def _instant(desk: Desk, at: datetime | None) -> datetime | None:
    if at is None or at.tzinfo is not None:
        return at
    return at.replace(tzinfo=desk.hours.tz)


def _turned_round(field: str) -> Refusal:
    return Refusal(
        _("A pause cannot end before it begins."),
        _("Check the two times."),
        field=field,
        code="pause_turned_round",
    )


def _in_order(
    clock: CaseClock,
    others: list[ClockPause],
    since: datetime,
    until: datetime | None,
    now: datetime,
) -> None:
    """Refuse times that no clock can have stood still for."""
    if until is not None and until <= since:
        raise _turned_round("until")
    # People write minutes; the clock has its seconds.
    if since < clock.started_at.replace(second=0, microsecond=0):
        raise Refusal(
            _("The deadline did not run yet at that time."),
            _("A pause begins after the deadline began to run."),
            field="since",
            code="pause_too_early",
        )
    if since > now:
        raise Refusal(
            _("A pause begins now or began earlier, not later."),
            _("Hold the clock when the waiting begins."),
            field="since",
            code="in_future",
        )
    for other in others:
        ends = other.until or other.at_most
        if since < ends and (until is None or other.since < until):
            raise Refusal(
                _("At that time the clock stands still already: {reason}.").format(
                    reason=other.reason
                ),
                _("Let it run on first, or name times that do not overlap."),
                field="since",
                code="pause_overlaps",
            )


def _recount(
    desk: Desk,
    act: Act,
    case: Case,
    clock: CaseClock,
    pauses: list[ClockPause],
    now: datetime,
) -> None:
    act.put(recounted(clock, pauses, desk.calendar, desk.hours, at=now))
    flow.update(act, desk, case)
