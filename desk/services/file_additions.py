"""What is added to a customer's file beside its record: notes, and what was done for them."""

from dataclasses import replace
from datetime import datetime, timedelta

from desk.customer_file import CustomerNote, Operation
from desk.forms_file import NoteForm, OperationForm
from desk.i18n import _
from desk.ids import new_id
from desk.ports import Act
from desk.refusals import Refusal
from desk.services.base import Desk, case_by_reference, service
from desk.services.file_checks import LONGEST, kept_row, line, live_customer, text_of
from desk.services.merging import file_ids
from desk.staff.model import Actor
from desk.staff.permissions import May
from desk.text import clean_line

FURTHEST_BACK = timedelta(days=3660)
MOST_FIGURE = 10**12


@service("customer.note", May.WORK)
def add_note(desk: Desk, who: Actor, customer_id: str, form: NoteForm) -> CustomerNote:
    """Put a note on contract, credit, business or demand on a customer's file."""
    now = desk.clock.now()
    with desk.store.act(
        "customer.note", staff_id=who.staff_id, at=now, note=who.journal_note
    ) as act:
        note = CustomerNote(
            id=new_id(),
            customer_id=live_customer(act, customer_id).id,
            kind=form.kind,
            text=text_of(form.text, "text"),
            at=now,
            by=who.staff_id,
        )
        act.add(note)
        act.commit()
    return note


@service("customer.end_note", May.WORK)
def end_note(desk: Desk, who: Actor, note_id: str) -> CustomerNote:
    """A note no longer holds; it is counted no more."""
    now = desk.clock.now()
    with desk.store.act(
        "customer.end_note", staff_id=who.staff_id, at=now, note=who.journal_note
    ) as act:
        kept = act.get(CustomerNote, note_id)
        if kept is None or kept.ended_at is not None:
            raise Refusal(_("This note has ended already."), code="ended_already")
        act.put(replace(kept, ended_at=now))
        act.commit()
    return kept_row(desk, CustomerNote, note_id)


@service("customer.operate", May.WORK)
def add_operation(desk: Desk, who: Actor, customer_id: str, form: OperationForm) -> Operation:
    """Write down what was done for a customer, or said, where no case has a place for it."""
    now = desk.clock.now()
    done = text_of(form.done, "done")
    place = line(form.place, "place", LONGEST)
    for name, amount in (("energy_kwh", form.energy_kwh), ("cost_fen", form.cost_fen)):
        if amount is not None and not 0 <= amount < MOST_FIGURE:
            raise Refusal(
                _("This figure cannot be right."),
                _("Energy in kilowatt-hours, money in yuan; leave it empty if unknown."),
                field=name,
                code="bad_amount",
            )
    at = _moment(desk, form.at, now)
    with desk.store.act(
        "customer.operate", staff_id=who.staff_id, at=now, note=who.journal_note
    ) as act:
        customer = live_customer(act, customer_id)
        made = Operation(
            id=new_id(),
            customer_id=customer.id,
            case_id=_own_case(act, customer.id, form.case),
            at=at,
            place=place,
            way=form.way,
            done=done,
            energy_kwh=form.energy_kwh,
            cost_fen=form.cost_fen,
            volunteered=form.volunteered,
            by=who.staff_id,
            made_at=now,
        )
        act.add(made)
        act.commit()
    return made


def _own_case(act: Act, customer_id: str, reference: str) -> str | None:
    if not clean_line(reference):
        return None
    case = case_by_reference(act, reference)
    if case.customer_id not in file_ids(act, customer_id):
        raise Refusal(
            _("Case {reference} is not of this customer.").format(reference=case.reference),
            field="case",
            code="other_customer",
        )
    return case.id


def _moment(desk: Desk, at: datetime | None, now: datetime) -> datetime:
    at = at or now
    if at.tzinfo is None:
        at = at.replace(tzinfo=desk.hours.tz)
    if at > now:
        raise Refusal(_("This lies in the future."), field="at", code="in_future")
    if now - at > FURTHEST_BACK:
        raise Refusal(_("Check the year."), field="at", code="too_far")
    return at
