"""Between registration and letter: contacts with the customer, reminders, promises."""

from datetime import datetime, timedelta

from desk.case import Case, CaseClock
from desk.casework import Commitment, Contact
from desk.enums import ClockKind, ContactWay
from desk.forms import CommitmentForm, ContactForm
from desk.i18n import _
from desk.ids import new_id
from desk.ports import Act
from desk.refusals import Refusal
from desk.services import flow, promises
from desk.services.base import Desk, case_act, case_by_reference, service
from desk.staff.model import Actor
from desk.staff.permissions import May
from desk.text import clean, clean_line

MEETS = (ClockKind.FIRST_CONTACT, ClockKind.PROMISED_CONTACT)
"""Clocks that a contact with the customer ends."""
SAME_REMINDER = timedelta(minutes=10)
"""Within so long a second reminder is likely the same one, taken down twice."""


@service("case.contact", May.WORK)
def log_contact(
    desk: Desk, who: Actor, reference: str, form: ContactForm, *, agreed: Actor | None = None
) -> Contact:
    """Write down a contact. Reaching the customer ends the clocks of contacts that are due.

    What was promised in it goes on the list of promises with it.
    """
    text = clean(form.text).strip()
    if not text and not form.reminder:
        raise Refusal(
            _("It is missing what was said."),
            _("One sentence is enough."),
            field="text",
            code="missing",
        )
    with case_act(desk, who, "case.contact", reference) as (act, case, now):
        at = form.at or now
        if at.tzinfo is None:
            at = at.replace(tzinfo=desk.hours.tz)
        if at > now:
            raise Refusal(
                _("A contact cannot lie in the future."),
                _("Make a promise instead: it is followed until it is kept."),
                field="at",
                code="in_future",
            )
        contact = Contact(
            id=new_id(),
            case_id=case.id,
            at=at,
            way=form.way,
            staff_id=who.staff_id,
            reached=form.reached,
            text=text,
            from_customer=form.from_customer or form.reminder,
            reminder=form.reminder,
        )
        act.add(contact)
        if form.commitment is not None:
            _promised(desk, act, case, who, form, now, agreed)
        if form.reached and not contact.from_customer:
            for clock in act.find(CaseClock, case_id=case.id, verdict=""):
                # A contact of yesterday keeps no promise of today; people write minutes.
                began = clock.started_at.replace(second=0, microsecond=0)
                if clock.kind in MEETS and began <= at:
                    flow.end(act, clock, at)
        flow.index(act, flow.update(act, desk, case))
        act.commit()
    return contact


def _promised(
    desk: Desk,
    act: Act,
    case: Case,
    who: Actor,
    form: ContactForm,
    now: datetime,
    agreed: Actor | None,
) -> None:
    """Take down what was promised in a contact; a refusal names the field within it."""
    assert form.commitment is not None
    try:
        if not form.reached:
            raise Refusal(
                _("Nobody was reached, so nothing was promised to anybody."),
                _("Promise it when you reach the customer."),
                field="text",
                code="nobody_reached",
            )
        promises.take_down(
            desk, act, case, who, form.commitment, now, source="contact", agreed=agreed
        )
    except Refusal as refusal:
        field = f"commitment.{refusal.field}"
        raise Refusal(refusal.message, refusal.hint, field=field, code=refusal.code) from None


def remind(
    desk: Desk, who: Actor, reference: str, text: str = "", way: ContactWay = ContactWay.IN_PERSON
) -> Contact:
    """Write down that the customer asked again (催办)."""
    form = ContactForm(way=way, text=text, from_customer=True, reminder=True)
    return log_contact(desk, who, reference, form)


@service("case.reminded", May.READ, writes=False)
def reminded_lately(desk: Desk, who: Actor, reference: str) -> int | None:
    """How many minutes ago a reminder was noted, where it may be the same one; else None."""
    now = desk.clock.now()
    with desk.store.read() as book:
        case = case_by_reference(book, reference)
        noted = [c.at for c in book.find(Contact, case_id=case.id, reminder=True)]
    ago = now - max(noted, default=now - 2 * SAME_REMINDER)
    return int(ago.total_seconds() // 60) if ago < SAME_REMINDER else None


@service("case.promise", May.WORK)
def promise(
    desk: Desk, who: Actor, reference: str, form: CommitmentForm, *, agreed: Actor | None = None
) -> Commitment:
    """Take down a promise to the customer; one without owner or date is refused.

    Above the authority of whoever makes it somebody must agree first (`promises.take_down`).
    """
    with case_act(desk, who, "case.promise", reference) as (act, case, now):
        made = promises.take_down(desk, act, case, who, form, now, source="window", agreed=agreed)
        flow.update(act, desk, case)
        act.commit()
    return made


@service("case.keep_promise", May.WORK)
def keep_promise(
    desk: Desk, who: Actor, reference: str, commitment_id: str, evidence: str
) -> Commitment:
    """Note that a promise was kept, and by what one can see it."""
    evidence = clean_line(evidence)
    if not evidence:
        raise Refusal(
            _("It is missing by what one can see that the promise was kept."),
            field="evidence",
            code="missing",
        )
    with case_act(desk, who, "case.keep_promise", reference, ended=True) as (act, case, now):
        kept = promises.keep_one(desk, act, case, commitment_id, evidence, now)
        act.commit()
    return kept
