"""Registration: one transaction in which a walk-in becomes a case with a number and an owner."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from desk.case import Case, CaseClock
from desk.custody import Custody
from desk.enums import FACE_TO_FACE, AlarmKind, ClockKind, Lane, Role, Scope
from desk.forms import CaseForm
from desk.ids import new_id
from desk.point import IssuePoint
from desk.ports import Act, Book
from desk.services import (
    blanks,
    care,
    concerns,
    confirming,
    escalating,
    externals,
    flow,
    handed_in,
    incident_cases,
    intake_checks,
    linking,
    outside,
    related,
    signatories,
)
from desk.services import parties as named
from desk.services.alarms import raise_alarm
from desk.services.base import Desk, service
from desk.services.customers import note_wishes
from desk.services.incident_rows import belongs_to
from desk.staff.model import Actor, Staff
from desk.staff.permissions import May, may
from desk.text import clean_line

STARTING_CLOCKS = (ClockKind.FIRST_CONTACT, ClockKind.REPLY, ClockKind.CEILING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Registered:
    """What the clerk reads out after saving; `repeated` when this request was saved before."""

    case_id: str
    reference: str
    lookup_code: str
    due: dict[str, datetime]
    first_responder: str
    told: str
    next_step: str
    late: tuple[str, ...] = ()
    """Limits that had passed before the case was entered: it stood on a paper form."""
    doubled: tuple[str, ...] = ()
    """Other cases that hold an outside number of this one; both are linked."""
    incident: str = ""
    """The number of the incident that it belongs to."""
    repeated: bool = False
    times: int = 1
    """Which time this customer brings this topic within the days that the playbook counts."""


@service("case.register", May.REGISTER)
def register_case(desk: Desk, who: Actor, form: CaseForm, *, request_id: str = "") -> Registered:
    """Register a case, whole or not at all.

    A second call with the same `request_id` changes nothing and returns the first result.
    """
    return registered("case.register", desk, who, form, request_id)


def registered(
    name: str,
    desk: Desk,
    who: Actor,
    form: CaseForm,
    request_id: str,
    then: Callable[[Act, Case, datetime], None] | None = None,
) -> Registered:
    """Register a case in an act called `name`; `then` goes on in the same act.

    For services alone: whoever calls it has been let in.
    """
    request_id = clean_line(request_id) or new_id()
    with desk.store.read() as book:
        if again := book.find(Case, request_id=request_id, limit=1):
            return _registered(desk, book, again[0], repeated=True)
    now = desk.clock.now()
    received = intake_checks.received_of(desk, form, now)
    points = intake_checks.points_of(form.points)
    known = intake_checks.customer_of(desk, form, now)
    case = intake_checks.case_of(form, desk, who, request_id, received, now, known)
    if known is not None and known.customer.key_account and case.lane is Lane.STANDARD:
        case = replace(case, lane=Lane.GREEN)
    with desk.store.act(name, staff_id=who.staff_id, at=now, case_id=case.id) as act:
        # Asked again inside the act: two windows may send the same form at the same moment.
        if again := act.find(Case, request_id=request_id, limit=1):
            return _registered(desk, act, again[0], repeated=True)
        day = desk.hours.day_of(now).strftime("%Y%m%d")
        serial = act.next_serial("case", f"{desk.branch.code}-{day}")
        clocks = flow.clocks_for(desk, case, STARTING_CLOCKS, received)
        if case.lane is Lane.EMERGENCY:
            clocks += _lead_sees(desk, who, case, now)
        if case.scope is Scope.UNCLEAR:
            clocks += flow.clocks_for(desk, case, (ClockKind.SCOPE_DECISION,), now)
        if case.told and case.channel in FACE_TO_FACE:
            # On a paper form it was told when the form was written, however late it is entered.
            told_at = received if form.paper_number.strip() else now
            clocks = [_met(c, told_at) if c.kind is ClockKind.FIRST_CONTACT else c for c in clocks]
        reference = f"{desk.branch.code}-{day}-{serial:04d}"
        case = flow.with_due(replace(case, reference=reference), clocks)
        parties = named.at_registration(desk, form, case, known, desk.hours.day_of(now))
        case = blanks.at_registration(desk, act, who, case, form, now)
        case, parties = concerns.sealed(act, case, parties, known.customer if known else None)
        rows = [
            IssuePoint(id=new_id(), case_id=case.id, position=n, kind=p.kind, matter=p.matter)
            for n, p in enumerate(points, 1)
        ]
        custody = Custody(
            id=new_id(), case_id=case.id, staff_id=who.staff_id, since=now, how="registered"
        )
        if known is not None and not case.sealed:
            case = replace(case, times=related.times_at_registration(desk, act, case, known))
            act.add(*known.new_rows)
            note_wishes(act, known.customer, form.printed_name, large=form.large_print)
        act.add(case)
        act.add(*parties, *rows, *clocks, custody)
        handed_in.at_registration(act, who, case, form.papers, now)
        confirming.at_registration(act, who, case, form.confirmation, now)
        signatories.at_registration(act, case, form.signatories, now)
        linking.at_registration(act, who, case, form.follows, form.related, now)
        passed = concerns.at_registration(desk, act, who, case, form.concerns, now)
        if then is None:
            passed = outside.at_registration(desk, act, who, passed, form, now)
        if passed != case:
            act.put(passed)
            case = passed
        case = incident_cases.at_registration(desk, act, who, case, form.incident, now)
        escalating.at_registration(desk, act, case, now)
        if case.scope is Scope.UNCLEAR:
            raise_alarm(act, case.id, AlarmKind.SCOPE_TO_DECIDE, now, role=Role.LEAD)
        if then is None:
            # What ends at once needs nobody else's hands.
            case = care.at_registration(desk, act, who, case, form, now)
        flow.index(act, case)
        if then is not None:
            then(act, case, now)
        others = externals.doubled(act, case)
        belongs = belongs_to(act, case.id)
        clocks = act.find(CaseClock, case_id=case.id)
        act.commit()
    result = _result(desk, case, clocks, who.name)
    return replace(result, doubled=others, incident=belongs)


def _lead_sees(desk: Desk, who: Actor, case: Case, now: datetime) -> list[CaseClock]:
    """The clock by which a lead confirms having seen an emergency; whoever leads has seen it."""
    clocks = flow.clocks_for(desk, case, (ClockKind.LEAD_SEES,), now)
    return [_met(clock, now) for clock in clocks] if may(who.role, May.ANSWER_HALL) else clocks


def _registered(desk: Desk, book: Book, case: Case, *, repeated: bool) -> Registered:
    staff = book.get(Staff, case.first_responder_id)
    clocks = book.find(CaseClock, case_id=case.id)
    result = _result(desk, case, clocks, staff.name if staff else "")
    return replace(
        result,
        doubled=externals.doubled(book, case),
        incident=belongs_to(book, case.id),
        repeated=repeated,
    )


def _result(desk: Desk, case: Case, clocks: list[CaseClock], responder: str) -> Registered:
    scope = desk.spoken.scopes.get(case.scope) if case.scope else None
    return Registered(
        case_id=case.id,
        reference=case.reference,
        lookup_code=case.lookup_code,
        due=_due(clocks),
        first_responder=responder,
        late=tuple(c.kind.value for c in clocks if _passed(c, case)),
        told=case.told,
        times=case.times,
        next_step=scope.required[0].label if scope and scope.required else "",
    )


def _passed(clock: CaseClock, case: Case) -> bool:
    """Whether a limit was over before its case was registered, with nothing done."""
    return not clock.verdict and clock.due_at < case.registered_at


def _due(clocks: list[CaseClock]) -> dict[str, datetime]:
    """The earliest due time of each kind."""
    late_first = sorted(clocks, key=lambda clock: clock.due_at, reverse=True)
    return {clock.kind.value: clock.due_at for clock in late_first}


def _met(clock: CaseClock, at: datetime) -> CaseClock:
    return replace(clock, met_at=at, verdict="in_time" if at <= clock.due_at else "late")
