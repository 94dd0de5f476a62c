"""What a registration is checked for, and the case that it becomes."""

from dataclasses import replace
from datetime import datetime, timedelta

from desk.case import Case
from desk.forms import CaseForm, CustomerForm, PointForm
from desk.i18n import _
from desk.ids import lookup_code, new_id
from desk.refusals import Refusal
from desk.services import blanks
from desk.services.base import Desk
from desk.services.customers import KnownCustomer, customer_for
from desk.services.file_checks import check_account
from desk.staff.model import Actor
from desk.text import clean, clean_line

LONGEST_NARRATIVE = 20_000
LONGEST_MATTER = 1_000
MOST_POINTS = 40
LATE_ENTRY = timedelta(minutes=30)
"""Up to this long after the customer came, registering late needs no reason."""


def received_of(desk: Desk, form: CaseForm, now: datetime) -> datetime:
    received = form.received_at
    blanks.check_time(form.paper_number, received, "received_at")
    if received is None:
        return now
    if received.tzinfo is None:
        received = received.replace(tzinfo=desk.hours.tz)
    if received > now + timedelta(minutes=5):
        raise Refusal(
            _("The customer cannot have come in the future."),
            _("Check the date and the clock of this computer."),
            field="received_at",
            code="in_future",
        )
    if now - received > LATE_ENTRY and not blanks.late_reason(form):
        raise Refusal(
            _("An earlier time of receipt needs a reason."),
            _("For example: paper form while the power was off."),
            field="backdated_reason",
            code="missing",
        )
    return received


def points_of(forms: list[PointForm]) -> list[PointForm]:
    points = [PointForm(kind=p.kind, matter=clean_line(p.matter)) for p in forms]
    if not points:
        raise Refusal(
            _("There is no point yet."),
            _("Write down at least one thing that the customer says, asks or wants."),
            field="points",
            code="missing",
        )
    if len(points) > MOST_POINTS:
        raise Refusal(
            _("A case holds at most {most} points.").format(most=MOST_POINTS),
            _("Join points that ask for the same thing."),
            field="points",
            code="too_many",
        )
    for n, point in enumerate(points):
        check_matter(point.matter, f"points.{n}.matter")
    return points


def check_matter(matter: str, field: str) -> None:
    """Refuse an empty or an endless point."""
    if not matter:
        raise Refusal(
            _("This point is empty."),
            _("Write what the customer says, or take the point out."),
            field=field,
            code="missing",
        )
    if len(matter) > LONGEST_MATTER:
        raise Refusal(
            _("A point has at most {most} characters.").format(most=LONGEST_MATTER),
            _("Split it, or leave details to the narrative."),
            field=field,
            code="too_long",
        )


def customer_of(desk: Desk, form: CaseForm, now: datetime) -> KnownCustomer | None:
    """The customer on file or as new, None when anonymous; refuses when neither is said."""
    if form.customer_id or (form.customer is not None and clean_line(form.customer.name)):
        given = form.customer
        if given is not None:
            given = replace(
                given,
                printed_name=given.printed_name or form.printed_name,
                large_print=given.large_print or form.large_print,
            )
        return customer_for(desk, form.customer_id, given, now)
    if form.anonymous:
        return None
    raise Refusal(
        _("The customer's name is missing."),
        _("Ask the name, or mark the case as anonymous."),
        field="customer.name",
        code="missing",
    )


def case_of(
    form: CaseForm,
    desk: Desk,
    who: Actor,
    request_id: str,
    received: datetime,
    now: datetime,
    known: KnownCustomer | None,
) -> Case:
    narrative = clean(form.narrative).strip()
    if not narrative:
        raise Refusal(
            _("The narrative is empty."),
            _("Write down in the customer's own words what happened."),
            field="narrative",
            code="missing",
        )
    if len(narrative) > LONGEST_NARRATIVE:
        raise Refusal(
            _("The narrative has at most {most} characters.").format(most=LONGEST_NARRATIVE),
            _("Keep the rest as a paper with the case."),
            field="narrative",
            code="too_long",
        )
    if form.expected_by is not None and form.expected_by < desk.hours.day_of(received):
        raise Refusal(
            _("The day the customer expects an answer lies before the day they came."),
            field="expected_by",
            code="in_past",
        )
    with desk.store.read() as book:
        check_account(book, form.account_no, "account_no")
    given = form.customer or CustomerForm(name="")
    account_no = clean_line(form.account_no) or clean_line(given.account_no)
    address = clean_line(form.address) or clean_line(given.address)
    if known is not None:
        account_no = account_no or known.account_no
        address = address or known.address
    return Case(
        id=new_id(),
        reference="",
        request_id=request_id,
        kind=form.kind,
        channel=form.channel,
        topic=form.topic,
        narrative=narrative,
        remedy_sought=clean(form.remedy_sought).strip(),
        emotional_need=clean(form.emotional_need).strip(),
        mood=form.mood,
        grade=form.grade,
        urgency=form.urgency,
        lane=form.lane,
        customer_id=known.customer.id if known else None,
        account_no=account_no,
        address=address,
        anonymous=known is None,
        received_at=received,
        registered_at=now,
        backdated_reason=blanks.late_reason(form),
        expected_by=form.expected_by,
        told=clean_line(form.told),
        scope=form.scope,
        first_responder_id=who.staff_id,
        holder_id=who.staff_id,
        letter_language=form.letter_language,
        large_print=form.large_print or (known is not None and known.customer.large_print),
        lookup_code=lookup_code(),
    )
