"""Who belongs to the hall: other duties, out of service, back again, and what they leave behind."""

from dataclasses import dataclass, replace

from desk.case import Case
from desk.casework import Commitment
from desk.enums import CaseStatus
from desk.forms import StaffForm
from desk.i18n import _
from desk.ports import Book
from desk.refusals import Refusal
from desk.services import flow
from desk.services.base import Desk, service
from desk.services.meanwhile import changed_meanwhile
from desk.services.people import (
    appointable,
    beneath,
    new_staff,
    somebody,
    staff_by_number,
    with_pin,
    worker_by_number,
)
from desk.services.presence import is_away
from desk.services.sweep import lapse_offers_to, pass_on
from desk.staff.model import Actor, Staff
from desk.staff.permissions import May, may
from desk.task import OPEN, Task


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What is still in somebody's hands: cases and tasks by number, promises by case."""

    number: str
    name: str
    cases: tuple[str, ...] = ()
    tasks: tuple[str, ...] = ()
    promises: tuple[str, ...] = ()
    """References of the cases in which they promised something that is still due."""

    @property
    def nothing(self) -> bool:
        """Whether their hands are empty."""
        return not (self.cases or self.tasks or self.promises)


@service("staff.held", May.READ, writes=False)
def held_by(desk: Desk, who: Actor, number: str) -> Held:
    """What somebody still holds, as far as whoever asks may know of it."""
    with desk.store.read() as book:
        return _held(book, somebody(book, number))


def _held(book: Book, staff: Staff) -> Held:
    cases = book.find(Case, holder_id=staff.id, status=CaseStatus.OPEN, order="reference")
    tasks = [t for t in book.find(Task, receiver_id=staff.id, order="number") if t.state in OPEN]
    promised = {
        case.reference
        for one in book.find(Commitment, owner_id=staff.id)
        if one.kept_on is None and not one.broken_reason
        if (case := book.get(Case, one.case_id)) is not None
    }
    return Held(
        number=staff.number,
        name=staff.name,
        cases=tuple(case.reference for case in cases),
        tasks=tuple(task.number for task in tasks),
        promises=tuple(sorted(promised)),
    )


@service("staff.change", May.MANAGE_STAFF)
def change_staff(desk: Desk, who: Actor, form: StaffForm, *, was: Staff | None = None) -> Staff:
    """Give somebody another name, role, unit or phone; nobody changes their own role.

    `was` is the person as they were read: if something else stands there, nothing is overwritten.
    """
    with desk.store.act("staff.change", staff_id=who.staff_id, at=desk.clock.now()) as act:
        staff = staff_by_number(act, form.number, "number")
        beneath(who, staff)
        if was is not None and _duties(was) != _duties(staff):
            raise changed_meanwhile(act, staff.id)
        asked = new_staff(form, None, given=staff.pin_given)
        if asked.role is not staff.role:
            if staff.id == who.staff_id:
                raise Refusal(
                    _("Nobody changes their own role."),
                    _("Ask another person who may do this."),
                    field="role",
                    code="oneself",
                )
            appointable(act, who, asked.role)
            _no_cases_left(act, staff, asked)
        changed = replace(
            staff, name=asked.name, role=asked.role, unit=asked.unit, phone=asked.phone
        )
        act.put(changed)
        act.commit()
    return replace(changed, pin_hash="", pins_before=())


def _duties(staff: Staff) -> tuple[str, ...]:
    return staff.name, staff.role, staff.unit, staff.phone


def _no_cases_left(book: Book, staff: Staff, asked: Staff) -> None:
    """Refuse a role that handles no cases to somebody who still holds some."""
    if may(asked.role, May.WORK) or not (held := _held(book, staff)).cases:
        return
    raise Refusal(
        _("{name} still holds {count} cases, and this role handles none.").format(
            name=staff.name, count=len(held.cases)
        ),
        _("Hand them on first."),
        field="role",
        code="holds_cases",
    )


@service("staff.disable", May.MANAGE_STAFF)
def disable_staff(desk: Desk, who: Actor, number: str) -> Held:
    """Take somebody out of service; what they did stays under their name.

    Offers that wait for them lapse. What they still hold is given back, so that it can be named
    and handed on.
    """
    now = desk.clock.now()
    with desk.store.act("staff.disable", staff_id=who.staff_id, at=now) as act:
        staff = staff_by_number(act, number, "number")
        if staff.id == who.staff_id:
            raise Refusal(
                _("You cannot take yourself out of service."),
                _("Ask another person who may do this."),
                field="number",
                code="oneself",
            )
        beneath(who, staff)
        act.put(replace(staff, active=False))
        lapse_offers_to(act, staff.id, now)
        held = _held(act, staff)
        act.commit()
    return held


@service("staff.take_back", May.MANAGE_STAFF)
def take_back_staff(desk: Desk, who: Actor, number: str, pin: str) -> Staff:
    """Take somebody into service again, under their old number and with a new first PIN."""
    with desk.store.act("staff.take_back", staff_id=who.staff_id, at=desk.clock.now()) as act:
        staff = somebody(act, number)
        if staff.active:
            raise Refusal(
                _("{name} is in service.").format(name=staff.name),
                _("Set a new PIN where theirs is forgotten."),
                field="number",
                code="in_service",
            )
        beneath(who, staff)
        back = replace(with_pin(staff, pin, given=True), active=True)
        act.put(back)
        act.commit()
    return replace(back, pin_hash="", pins_before=())


@service("staff.hand_on", May.LOOK_AFTER)
def hand_on(desk: Desk, who: Actor, number: str, to_number: str) -> list[str]:
    """Give all open cases of somebody who has left to another person; their references.

    A case about the receiver goes up past them. Cases about whoever asks stay where they are.
    """
    now = desk.clock.now()
    with desk.store.read() as book:
        giver = somebody(book, number)
        receiver = worker_by_number(book, to_number, "to_staff")
        if giver.active:
            raise Refusal(
                _("{name} is in service and hands cases over themselves.").format(name=giver.name),
                _("Cases of somebody who is away are taken over one by one."),
                field="number",
                code="in_service",
            )
        if is_away(book, receiver.id, now):
            raise Refusal(
                _("{name} is away now.").format(name=receiver.name),
                _("Choose somebody who is there, or ask the shift lead."),
                field="to_staff",
                code="receiver_absent",
            )
        cases = book.find(Case, holder_id=giver.id, status=CaseStatus.OPEN, order="reference")
    for case in cases:
        with desk.store.act(
            "staff.hand_on",
            staff_id=who.staff_id,
            at=now,
            case_id=case.id,
            note=who.journal_note,
        ) as act:
            fresh = act.get(Case, case.id)
            if fresh is None or fresh.holder_id != giver.id:
                continue
            flow.update(act, desk, pass_on(act, fresh, receiver.id, now, "handed_on"))
            act.commit()
    return [case.reference for case in cases]
