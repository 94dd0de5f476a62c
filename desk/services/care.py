"""One-to-one care and what to mind about a customer; nothing of it ever stands in a letter."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from desk.care import Attention, Care, ToMind, standing_attentions, standing_care
from desk.case import Case, CaseClock
from desk.custody import Handover
from desk.customer import Customer
from desk.enums import ClockKind
from desk.forms import CaseForm
from desk.forms_counter import AttentionForm, CareForm
from desk.i18n import N_, _, say
from desk.ids import new_id
from desk.ports import Act, Book
from desk.refusals import Refusal
from desk.services import flow
from desk.services.base import Desk, service
from desk.services.concerns import is_about
from desk.services.meanwhile import changed_meanwhile
from desk.services.merging import file_ids
from desk.services.people import worker_by_number
from desk.services.presence import is_away
from desk.staff.model import Actor, Staff
from desk.staff.permissions import May, may
from desk.text import clean_line

LONGEST_WORD = 60
"""Characters of a word of attention: it is read at a glance."""
LONGEST_SPAN = timedelta(days=366)
"""After so long somebody has to say again that it still holds."""
OFFER_HOURS = 4
"""By when the carer contacts the customer where no clock of the case says so."""


@service("customer.mind", May.READ, writes=False)
def to_mind(desk: Desk, who: Actor, customer_id: str) -> ToMind:
    """What to know of a customer as soon as they are known at the window."""
    now = desk.clock.now()
    with desk.store.read() as book:
        return _mind(book, _customer(book, customer_id), desk.hours.day_of(now), now)


def _mind(book: Book, customer: Customer, today: date, now: datetime) -> ToMind:
    ids = file_ids(book, customer.id)
    care = standing_care([c for one in ids for c in book.find(Care, customer_id=one)], today)
    staff = book.get(Staff, care.staff_id) if care else None
    return ToMind(
        care=care if staff else None,
        carer=staff.name if staff else "",
        carer_number=staff.number if staff else "",
        here=staff is not None and staff.active and not is_away(book, staff.id, now),
        attentions=standing_attentions(
            [a for one in ids for a in book.find(Attention, customer_id=one, order="until")], today
        ),
        special_care=customer.special_care,
    )


@service("customer.care", May.LOOK_AFTER)
def set_care(desk: Desk, who: Actor, customer_id: str, form: CareForm) -> Care:
    """Give a customer a named person, to whom every new case is offered first."""
    now = desk.clock.now()
    today = desk.hours.day_of(now)
    reason = _needed(form.reason, "reason")
    if form.until is not None:
        _span(form.until, today)
    with desk.store.act("customer.care", staff_id=who.staff_id, at=now) as act:
        customer = _customer(act, customer_id)
        staff = worker_by_number(act, form.staff, "staff")
        before = standing_care(act.find(Care, customer_id=customer.id), today)
        if before is not None:
            act.put(replace(before, ended_at=now))
        care = Care(
            id=new_id(),
            customer_id=customer.id,
            staff_id=staff.id,
            reason=reason,
            since=now,
            until=form.until,
            made_by=who.staff_id,
        )
        act.add(care)
        act.commit()
    return care


@service("customer.end_care", May.LOOK_AFTER)
def end_care(desk: Desk, who: Actor, customer_id: str) -> Care:
    """End the care of a named person; what they hold already stays with them."""
    now = desk.clock.now()
    with desk.store.act("customer.end_care", staff_id=who.staff_id, at=now) as act:
        cares = act.find(Care, customer_id=_customer(act, customer_id).id)
        care = standing_care(cares, desk.hours.day_of(now))
        if care is None:
            raise Refusal(_("Nobody looks after this customer in person."), code="no_care")
        ended = replace(care, ended_at=now)
        act.put(ended)
        act.commit()
    return ended


@service("customer.attend", May.LOOK_AFTER)
def set_attention(desk: Desk, who: Actor, customer_id: str, form: AttentionForm) -> Attention:
    """Put a word of attention on a customer's file, with its reason and its last day."""
    now = desk.clock.now()
    text = _needed(form.text, "text")
    if len(text) > LONGEST_WORD:
        raise Refusal(
            _("A word of attention has at most {most} characters.").format(most=LONGEST_WORD),
            _("It is read at a glance, and the customer may read it too."),
            field="text",
            code="too_long",
        )
    reason = _needed(form.reason, "reason")
    _span(form.until, desk.hours.day_of(now))
    with desk.store.act("customer.attend", staff_id=who.staff_id, at=now) as act:
        attention = Attention(
            id=new_id(),
            customer_id=_customer(act, customer_id).id,
            text=text,
            reason=reason,
            until=form.until,
            made_at=now,
            made_by=who.staff_id,
        )
        act.add(attention)
        act.commit()
    return attention


@service("customer.end_attention", May.LOOK_AFTER)
def end_attention(desk: Desk, who: Actor, attention_id: str) -> Attention:
    """Take a word of attention away before its last day."""
    now = desk.clock.now()
    with desk.store.act("customer.end_attention", staff_id=who.staff_id, at=now) as act:
        attention = act.get(Attention, attention_id)
        if attention is None or attention.ended_at is not None:
            raise Refusal(_("This word of attention is gone already."), code="no_attention")
        ended = replace(attention, ended_at=now)
        act.put(ended)
        act.commit()
    return ended


@service("customer.special_care", May.LOOK_AFTER)
def set_special_care(
    desk: Desk, who: Actor, customer_id: str, text: str, *, was: str | None = None
) -> Customer:
    """Say what special care a customer needs (age, illness, little income); "" takes it away.

    `was` is what was read: if something else stands there, nothing is overwritten.
    """
    now = desk.clock.now()
    text = clean_line(text)
    if len(text) > LONGEST_WORD:
        raise Refusal(
            _("Special care is said in at most {most} characters.").format(most=LONGEST_WORD),
            field="special_care",
            code="too_long",
        )
    with desk.store.act("customer.special_care", staff_id=who.staff_id, at=now) as act:
        customer = _customer(act, customer_id)
        if was is not None and customer.special_care not in (was, text):
            raise changed_meanwhile(
                act, customer.id, field="special_care", now=customer.special_care or "—"
            )
        changed = replace(customer, special_care=text)
        act.put(changed)
        act.commit()
    return changed


def at_registration(
    desk: Desk, act: Act, who: Actor, case: Case, form: CaseForm, now: datetime
) -> Case:
    """Offer a new case to whoever looks after the customer, if they are there.

    A case that went up past those it is about is offered to nobody.
    """
    if case.customer_id is None or case.holder_id != who.staff_id:
        return case
    ids = file_ids(act, case.customer_id) if act.get(Customer, case.customer_id) else ()
    cares = [care for one in ids for care in act.find(Care, customer_id=one)]
    care = standing_care(cares, desk.hours.day_of(now))
    carer = act.get(Staff, care.staff_id) if care else None
    if carer is None or carer.id == who.staff_id or is_about(act, case.id, carer.id):
        return case
    if not carer.active or not may(carer.role, May.WORK) or is_away(act, carer.id, now):
        return case
    promised = [
        c.due_at
        for c in act.find(CaseClock, case_id=case.id, verdict="")
        if c.kind in (ClockKind.FIRST_CONTACT, ClockKind.REPLY) and c.due_at > now
    ]
    lapses = flow.clocks_for(desk, case, (ClockKind.HANDOVER_OFFER,), now)
    told = say(N_("The person who looks after you will contact you."), case.letter_language)
    act.add(
        Handover(
            id=new_id(),
            case_id=case.id,
            giver_id=who.staff_id,
            receiver_id=carer.id,
            receiver_name=carer.name,
            receiver_unit=carer.unit,
            receiver_phone=carer.phone,
            matter=_("A new case of a customer whom you look after."),
            told=case.told or told,
            contact_by=min(promised, default=now + timedelta(hours=OFFER_HOURS)),
            offered_at=now,
            lapses_at=lapses[0].due_at if lapses else now + timedelta(minutes=30),
        )
    )
    return case


def _customer(book: Book, customer_id: str) -> Customer:
    customer = book.get(Customer, customer_id)
    if customer is None:
        raise Refusal(_("This customer is not on file."), code="no_such_customer")
    return customer


def _needed(text: str, field: str) -> str:
    text = clean_line(text)
    if not text:
        raise Refusal(_("This must not stay empty."), field=field, code="missing")
    return text


def _span(until: date, today: date) -> None:
    if until < today:
        raise Refusal(
            _("The last day lies in the past."),
            _("Name a day from today on."),
            field="until",
            code="in_past",
        )
    if until - today > LONGEST_SPAN:
        raise Refusal(
            _("At most a year ahead."),
            _("After a year somebody should say again that it still holds."),
            field="until",
            code="too_far",
        )
