"""Between registration and letter: contacts with the customer, reminders, promises."""

from dataclasses import replace
from datetime import timedelta

from desk.case import CaseClock
from desk.casework import Commitment, Contact
from desk.enums import ClockKind, ContactWay
from desk.forms import CommitmentForm, ContactForm
from desk.i18n import _
from desk.ids import new_id
from desk.point import IssuePoint
from desk.refusals import Refusal
from desk.services import flow
from desk.services.base import Desk, case_act, case_by_reference, service
from desk.staff.model import Actor
from desk.staff.permissions import May
from desk.text import clean, clean_line

MEETS = (ClockKind.FIRST_CONTACT, ClockKind.PROMISED_CONTACT)
"""Clocks that a contact with the customer ends."""
SAME_REMINDER = timedelta(minutes=10)
"""Within so long a second reminder is likely the same one, taken down twice."""


@service("case.contact", May.WORK)
def log_contact(desk: Desk, who: Actor, reference: str, form: ContactForm) -> Contact:
    """Write down a contact. Reaching the customer ends the clocks of contacts that are due."""
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
        if form.reached and not contact.from_customer:
            for clock in act.find(CaseClock, case_id=case.id, verdict=""):
                # A contact of yesterday keeps no promise of today; people write minutes.
                began = clock.started_at.replace(second=0, microsecond=0)
                if clock.kind in MEETS and began <= at:
                    flow.end(act, clock, at)
        flow.index(act, flow.update(act, desk, case))
        act.commit()
    return contact


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
def promise(desk: Desk, who: Actor, reference: str, form: CommitmentForm) -> Commitment:
    """Take down a promise to the customer; one without owner or date is refused."""
    text, owner = clean_line(form.text), clean_line(form.owner)
    for value, field, message in (
        (text, "text", _("It is missing what was promised.")),
        (owner, "owner", _("It is missing who keeps the promise.")),
    ):
        if not value:
            raise Refusal(message, field=field, code="missing")
    with case_act(desk, who, "case.promise", reference) as (act, case, now):
        if form.due_on < desk.hours.day_of(now):
            raise Refusal(
                _("The promised day lies in the past."),
                _("Name a day from today on, or say on which day it was done."),
                field="due_on",
                code="in_past",
            )
        point_id = None
        if form.point is not None:
            found = act.find(IssuePoint, case_id=case.id, position=form.point, limit=1)
            if not found:
                raise Refusal(
                    _("Case {reference} has no point {position}.").format(
                        reference=case.reference, position=form.point
                    ),
                    field="point",
                    code="no_such_point",
                )
            point_id = found[0].id
        commitment = Commitment(
            id=new_id(),
            case_id=case.id,
            point_id=point_id,
            text=text,
            owner=owner,
            due_on=form.due_on,
            made_by=who.staff_id,
            made_at=now,
        )
        act.add(commitment)
        act.commit()
    return commitment


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
    with case_act(desk, who, "case.keep_promise", reference) as (act, case, now):
        commitment = act.get(Commitment, commitment_id)
        if commitment is None or commitment.case_id != case.id:
            raise Refusal(_("There is no such promise on this case."), code="no_such_promise")
        kept = replace(commitment, kept_on=desk.hours.day_of(now), evidence=evidence)
        act.put(kept)
        act.commit()
    return kept
