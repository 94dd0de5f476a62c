"""Who is away, who stands in, and what there is to take over."""

from dataclasses import replace
from datetime import datetime

from desk.case import Case
from desk.enums import CaseStatus, DelegationScope, Role
from desk.forms import AbsenceForm, DelegationForm
from desk.i18n import _
from desk.ids import new_id
from desk.ports import Act, Book
from desk.refusals import Refusal
from desk.services import flow
from desk.services.base import Desk, case_act, service
from desk.services.people import staff_by_number, worker_by_number
from desk.services.sweep import lapse_offers_to, pass_on
from desk.staff.absence import Absence, Delegation, absent, covers, deputies_of, stands_in_for
from desk.staff.model import Actor, Staff
from desk.staff.permissions import May

LEADING = (Role.LEAD, Role.MANAGER)


@service("staff.absent", May.OWN_PIN)
def mark_absent(desk: Desk, who: Actor, form: AbsenceForm) -> Absence:
    """Note that oneself, or by a lead somebody else, is away.

    Offers that wait for them lapse at once, back to whoever gave them.
    """
    now = desk.clock.now()
    with desk.store.act("staff.absent", staff_id=who.staff_id, at=now) as act:
        staff = _whom(act, who, form.staff)
        since, until = _span(desk, form.since, form.until, now)
        known = [a for a in act.find(Absence, staff_id=staff.id) if covers(a, since)]
        if known:
            raise Refusal(
                _("{name} is marked as away already.").format(name=staff.name),
                _("End that absence first."),
                field="staff",
                code="absent_already",
            )
        absence = Absence(
            id=new_id(),
            staff_id=staff.id,
            since=since,
            until=until,
            reason=form.reason,
            made_by=who.staff_id,
            made_at=now,
        )
        act.add(absence)
        if covers(absence, now):
            lapse_offers_to(act, staff.id, now)
        act.commit()
    return absence


@service("staff.present", May.OWN_PIN)
def mark_present(desk: Desk, who: Actor, number: str = "") -> None:
    """Note that oneself, or by a lead somebody else, is back."""
    now = desk.clock.now()
    with desk.store.act("staff.present", staff_id=who.staff_id, at=now) as act:
        staff = _whom(act, who, number)
        for absence in act.find(Absence, staff_id=staff.id):
            if covers(absence, now):
                act.put(replace(absence, until=now))
        for delegation in act.find(Delegation, absent_id=staff.id):
            if covers(delegation, now) and delegation.until is None:
                act.put(replace(delegation, until=now))
        act.commit()


@service("staff.delegate", May.OWN_PIN)
def delegate(desk: Desk, who: Actor, form: DelegationForm) -> Delegation:
    """Let somebody stand in for oneself, or by a lead for somebody else.

    Approving can be stood in for by a lead or manager only: a deputy gains no new rights.
    """
    now = desk.clock.now()
    with desk.store.act("staff.delegate", staff_id=who.staff_id, at=now) as act:
        away = _whom(act, who, form.absent)
        deputy = worker_by_number(act, form.deputy, "deputy")
        if deputy.id == away.id:
            raise Refusal(
                _("Nobody stands in for themselves."),
                _("Choose another person."),
                field="deputy",
                code="oneself",
            )
        if form.scope is not DelegationScope.CASES and deputy.role not in LEADING:
            raise Refusal(
                _("Only a shift lead or the manager can stand in for approving."),
                _("Choose a lead, or hand over the cases alone."),
                field="deputy",
                code="not_allowed",
            )
        since, until = _span(desk, form.since, form.until, now)
        if absent(act.find(Absence, staff_id=deputy.id), deputy.id, since):
            raise Refusal(
                _("{name} is away at that time.").format(name=deputy.name),
                _("Choose somebody who is there."),
                field="deputy",
                code="deputy_absent",
            )
        made = Delegation(
            id=new_id(),
            absent_id=away.id,
            deputy_id=deputy.id,
            since=since,
            until=until,
            scope=form.scope,
            made_by=who.staff_id,
            made_at=now,
        )
        act.add(made)
        act.commit()
    return made


@service("case.take_over", May.HAND_OVER)
def take_over(desk: Desk, who: Actor, reference: str) -> Case:
    """Take a case of somebody who is away or has left: as their deputy, or as a lead."""
    with case_act(desk, who, "case.take_over", reference) as (act, case, now):
        if case.holder_id == who.staff_id:
            raise Refusal(_("You already hold this case."), code="oneself")
        if not is_away(act, case.holder_id, now):
            raise Refusal(
                _("Its holder is here; ask them to hand it over."),
                _("Taking over is for cases of people who are away."),
                code="holder_present",
            )
        if who.role not in LEADING and not _deputy(act, who, now, case.holder_id):
            raise Refusal(
                _("You do not stand in for its holder."),
                _("Ask the shift lead."),
                code="not_deputy",
            )
        taken = flow.update(act, desk, pass_on(act, case, who.staff_id, now, "taken_over"))
        act.commit()
    return taken


@service("list.take_over", May.READ, writes=False)
def to_take_over(desk: Desk, who: Actor) -> list[tuple[Case, str]]:
    """Open cases of people who are away or have left, for whom this person may act.

    Each with its holder's name.
    """
    now = desk.clock.now()
    with desk.store.read() as book:
        away = {a.staff_id for a in book.find(Absence) if covers(a, now)} - {who.staff_id}
        away |= {staff.id for staff in book.find(Staff, active=False)}
        mine = away if who.role in LEADING else away & set(_stood_in_for(book, who, now))
        found = []
        for staff_id in sorted(mine):
            holder = book.get(Staff, staff_id)
            held = book.find(Case, holder_id=staff_id, status=CaseStatus.OPEN, order="due_at")
            found += [(case, holder.name if holder else "") for case in held]
    return found


def receiver_for_reopened(book: Book, case: Case, now: datetime) -> str:
    """Who holds a case that is taken up again: its holder, or, when away, a lead, then a deputy."""
    if not is_away(book, case.holder_id, now):
        return case.holder_id
    delegations = book.find(Delegation, absent_id=case.holder_id)
    deputies = deputies_of(delegations, case.holder_id, now, DelegationScope.CASES)
    leads = [s.id for role in LEADING for s in book.find(Staff, role=role, active=True)]
    others = (other for other in [*leads, *deputies] if not is_away(book, other, now))
    return next(others, case.holder_id)


def is_away(book: Book, staff_id: str, now: datetime) -> bool:
    """Whether somebody is absent now, or has left for good."""
    staff = book.get(Staff, staff_id)
    return staff is None or not staff.active or absence_of(book, staff_id, now) is not None


def absence_of(book: Book, staff_id: str, now: datetime) -> Absence | None:
    """The absence in which somebody is now, if any."""
    return absent(book.find(Absence, staff_id=staff_id), staff_id, now)


def deputy_names(book: Book, staff_id: str, now: datetime) -> list[str]:
    """Who stands in for somebody's cases now, by name."""
    delegations = book.find(Delegation, absent_id=staff_id)
    ids = deputies_of(delegations, staff_id, now, DelegationScope.CASES)
    return [staff.name for i in ids if (staff := book.get(Staff, i)) is not None]


def _stood_in_for(book: Book, who: Actor, now: datetime) -> tuple[str, ...]:
    delegations = book.find(Delegation, deputy_id=who.staff_id)
    return stands_in_for(delegations, who.staff_id, now, DelegationScope.CASES)


def _deputy(book: Book, who: Actor, now: datetime, absent_id: str) -> bool:
    return absent_id in _stood_in_for(book, who, now)


def _whom(act: Act, who: Actor, number: str) -> Staff:
    """Oneself, or somebody else when a lead says so."""
    staff = staff_by_number(act, number or who.number)
    if staff.id != who.staff_id and who.role not in (*LEADING, Role.ADMIN):
        raise Refusal(
            _("Only a shift lead notes this for somebody else."),
            _("Ask them, or the shift lead."),
            field="staff",
            code="not_allowed",
        )
    return staff


def _span(
    desk: Desk, since: datetime | None, until: datetime | None, now: datetime
) -> tuple[datetime, datetime | None]:
    def aware(at: datetime) -> datetime:
        return at if at.tzinfo is not None else at.replace(tzinfo=desk.hours.tz)

    begin = aware(since) if since else now
    end = aware(until) if until else None
    if end is not None and end <= max(begin, now):
        raise Refusal(
            _("The end must lie after the beginning, and after now."),
            field="until",
            code="bad_span",
        )
    return begin, end
