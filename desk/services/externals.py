"""The same matter at 95598, 12345 or 12398: its numbers, its due times, what we told them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from desk import explanation
from desk.alarm import Alarm
from desk.case import Case, CaseClock
from desk.deadline import Deadline, due, limit_rule, named, warning_times
from desk.enums import AlarmKind, CaseStatus, ClockKind, ExternalSource, LinkKind, Role
from desk.external import CHANNELS, ExternalRef, check_times, number_of
from desk.forms_counter import ExternalForm
from desk.i18n import _
from desk.ids import new_id
from desk.ports import Act, Book
from desk.record import CaseLink
from desk.refusals import Refusal
from desk.services import flow
from desk.services.alarms import raise_alarm
from desk.services.base import Desk, case_act, service
from desk.staff.model import Actor
from desk.staff.permissions import May
from desk.text import clean, clean_line

NAMED = "external"
"""Rule of a due time that stands on the other channel's ticket."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExternalAdded:
    """A number that was added, and the references of other cases that hold it too."""

    external: ExternalRef
    due_at: datetime | None
    doubled: tuple[str, ...] = ()


def at_registration(
    desk: Desk, act: Act, who: Actor, case: Case, forms: Iterable[ExternalForm], now: datetime
) -> Case:
    """Keep the outside numbers of a new case; its due is the earliest of its own and theirs."""
    clocks = []
    for n, form in enumerate(forms):
        ref = _ref(desk, act, who, case, form, now, f"externals.{n}.")
        clocks.append(_keep(desk, act, case, ref, now))
    dues = [clock.due_at for clock in clocks if clock is not None]
    if case.due_at is not None:
        dues.append(case.due_at)
    earliest = min(dues, default=None)
    return case if earliest == case.due_at else replace(case, due_at=earliest)


@service("external.add", May.WORK)
def add_external(desk: Desk, who: Actor, reference: str, form: ExternalForm) -> ExternalAdded:
    """Note that the same matter stands elsewhere; a number on another case links the two."""
    with case_act(desk, who, "external.add", reference) as (act, case, now):
        ref = _ref(desk, act, who, case, form, now, "")
        clock = _keep(desk, act, case, ref, now)
        flow.update(act, desk, case)
        others = doubled(act, case)
        act.commit()
    return ExternalAdded(external=ref, due_at=clock.due_at if clock else None, doubled=others)


@service("external.report_back", May.WORK)
def report_back(
    desk: Desk, who: Actor, reference: str, number: str, words: str, at: datetime | None = None
) -> ExternalRef:
    """Note when and in what words we told the other channel what came of it.

    Also of a case that was withdrawn or annulled: the other channel still waits for an answer.
    """
    words = clean(words).strip()
    if not words:
        raise Refusal(
            _("It is missing what they were told."),
            _("One or two sentences, as they stand in their system."),
            field="words",
            code="missing",
        )
    with case_act(desk, who, "external.report_back", reference, ended=True) as (act, case, now):
        ref = _by_number(act, case, number)
        told = at or now
        if told.tzinfo is None:
            told = told.replace(tzinfo=desk.hours.tz)
        if told > now or told < ref.received_at:
            raise Refusal(
                _("They were told between the day they received it and now."),
                _("Check the date."),
                field="at",
                code="bad_moment",
            )
        done = replace(ref, reported_at=told, reported_by=who.staff_id, reported_words=words[:1000])
        act.put(done)
        for clock in act.find(CaseClock, case_id=case.id, kind=ClockKind.EXTERNAL, note=ref.id):
            flow.end(act, clock, told)
        if case.status is CaseStatus.OPEN:
            flow.update(act, desk, case)
        act.commit()
    return done


@service("external.known", May.READ, writes=False)
def known(desk: Desk, who: Actor, source: ExternalSource, number: str) -> list[str]:
    """References of the cases on which an outside number stands already."""
    with desk.store.read() as book:
        found = book.find(ExternalRef, source=source, number=number_of(number, "number"))
        cases = [book.get(Case, one.case_id) for one in found]
    return sorted({case.reference for case in cases if case is not None})


def doubled(book: Book, case: Case) -> tuple[str, ...]:
    """References of other cases that hold an outside number of this one."""
    found: dict[str, None] = {}
    for mine in book.find(ExternalRef, case_id=case.id):
        for other in _others(book, mine):
            found[other.reference] = None
    return tuple(found)


def fall_due(desk: Desk, now: datetime) -> int:
    """Warn, once for each number, when three quarters of the time have gone; how many there were.

    Nobody acts here: the hour does.
    """
    with desk.store.read() as book:
        clocks = book.find(CaseClock, kind=ClockKind.EXTERNAL, verdict="")
        due_ = [c for c in clocks if _warn_at(c) <= now and not _warned(book, c)]
    return sum(_warn(desk, clock, now) for clock in due_)


def _warn(desk: Desk, clock: CaseClock, now: datetime) -> bool:
    with desk.store.act("clock.due", staff_id="", at=now, case_id=clock.case_id) as act:
        fresh, case = act.get(CaseClock, clock.id), act.get(Case, clock.case_id)
        ref = act.get(ExternalRef, clock.note)
        if fresh is None or case is None or ref is None or fresh.verdict or _warned(act, fresh):
            return False
        for staff_id, role in ((case.holder_id, None), (None, Role.LEAD)):
            raise_alarm(
                act,
                case.id,
                AlarmKind.EXTERNAL_DUE,
                now,
                staff_id=staff_id,
                role=role,
                fell_due_at=clock.due_at,
                detail=_detail(ref),
            )
        act.commit()
    return True


def _warned(book: Book, clock: CaseClock) -> bool:
    ref = book.get(ExternalRef, clock.note)
    kind = AlarmKind.EXTERNAL_DUE
    return ref is None or bool(
        book.find(Alarm, case_id=clock.case_id, kind=kind, detail=_detail(ref), limit=1)
    )


def _warn_at(clock: CaseClock) -> datetime:
    why = explanation.from_json(clock.explanation)
    deadline = Deadline(
        clock=clock.kind, start=clock.started_at, due_at=clock.due_at, explanation=why
    )
    return warning_times(deadline)[1]


def _detail(ref: ExternalRef) -> str:
    return f"{ref.source.value} {ref.number}"


def _ref(
    desk: Desk, act: Act, who: Actor, case: Case, form: ExternalForm, now: datetime, path: str
) -> ExternalRef:
    def aware(at: datetime | None) -> datetime | None:
        return at.replace(tzinfo=desk.hours.tz) if at is not None and at.tzinfo is None else at

    number = number_of(form.number, f"{path}number")
    # Without a day of its own the ticket counts from when the customer came to us.
    received, due_at = aware(form.received_at) or case.received_at, aware(form.due_at)
    check_times(received, due_at, now, path)
    if act.find(ExternalRef, case_id=case.id, source=form.source, number=number):
        raise Refusal(
            _("{number} stands on this case already.").format(number=number),
            _("Take one of the two out."),
            field=f"{path}number",
            code="external_twice",
        )
    return ExternalRef(
        id=new_id(),
        case_id=case.id,
        source=form.source,
        number=number,
        received_at=received,
        due_at=due_at,
        note=clean_line(form.note)[:300],
        made_by=who.staff_id,
    )


def _keep(desk: Desk, act: Act, case: Case, ref: ExternalRef, now: datetime) -> CaseClock | None:
    """Keep a number with its clock; link every other case that holds it, and tell the lead."""
    act.add(ref)
    deadline = _deadline(desk, case, ref)
    clock = flow.clock_row(case.id, deadline, case.round, note=ref.id) if deadline else None
    if clock is not None:
        act.add(clock)
    others = _others(act, ref)
    links = act.find(CaseLink, case_id=case.id)
    linked = {link.other_id for link in links if link.ended_at is None}
    for other in others:
        if other.id not in linked:
            act.add(
                CaseLink(
                    id=new_id(),
                    case_id=case.id,
                    other_id=other.id,
                    kind=LinkKind.SAME_MATTER,
                    note=_detail(ref),
                    at=now,
                    by=ref.made_by,
                )
            )
        if other.status is CaseStatus.OPEN:
            _tell_lead(act, other, ref, now)
    if others:
        _tell_lead(act, case, ref, now)
    return clock


def _tell_lead(act: Act, case: Case, ref: ExternalRef, now: datetime) -> None:
    kind = AlarmKind.EXTERNAL_DOUBLE
    # The number alone: the other case may be one that a lead must not know of.
    raise_alarm(act, case.id, kind, now, role=Role.LEAD, detail=_detail(ref))


def _deadline(desk: Desk, case: Case, ref: ExternalRef) -> Deadline | None:
    """The due time on the ticket, else the playbook's limit for that channel."""
    if ref.due_at is not None:
        return named(
            ClockKind.EXTERNAL,
            ref.due_at,
            ref.received_at,
            desk.hours,
            rule_id=NAMED,
            source=_detail(ref),
        )
    limit = desk.playbook.limit_for(
        ClockKind.EXTERNAL,
        kind=case.kind,
        channel=CHANNELS[ref.source],
        day=desk.hours.day_of(ref.received_at),
        grade=case.grade,
        topic=case.topic,
    )
    return due(limit_rule(limit), ref.received_at, desk.calendar, desk.hours) if limit else None


def _others(book: Book, ref: ExternalRef) -> list[Case]:
    found = book.find(ExternalRef, source=ref.source, number=ref.number)
    ids = dict.fromkeys(one.case_id for one in found if one.case_id != ref.case_id)
    cases = [book.get(Case, case_id) for case_id in ids]
    return [case for case in cases if case is not None]


def _by_number(book: Book, case: Case, number: str) -> ExternalRef:
    wanted = number_of(number, "number")
    for ref in book.find(ExternalRef, case_id=case.id):
        if wanted == ref.number:
            return ref
    raise Refusal(
        _("{number} does not stand on this case.").format(number=wanted),
        _("Add it first, or check the number."),
        field="number",
        code="no_such_external",
    )
