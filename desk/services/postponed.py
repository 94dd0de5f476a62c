"""That something cannot be done, or must wait: ground, reason and what remains, on paper."""

from dataclasses import replace

from desk.case import Case
from desk.deadline import named
from desk.enums import ClockKind, NoticeKind
from desk.forms import CannotForm
from desk.i18n import _
from desk.ids import new_id
from desk.notice.model import Notice
from desk.refusals import Refusal
from desk.services import flow
from desk.services.base import Desk, case_by_reference, open_only, service
from desk.staff.model import Actor
from desk.staff.permissions import May
from desk.text import clean, clean_line


@service("notice.cannot", May.NOTIFY)
def make_postponement(desk: Desk, who: Actor, form: CannotForm, *, request_id: str = "") -> Notice:
    """Tell once, on paper, why something cannot be done or must wait, and what remains.

    A case never ends by it. What must wait has a day on which the customer hears again, and
    that day is a clock. A second call with the same `request_id` changes nothing and returns the
    first notice.
    """
    request_id = clean_line(request_id) or new_id()
    with desk.store.read() as book:
        if again := book.find(Notice, request_id=request_id, limit=1):
            return again[0]
    if form.kind is NoticeKind.MATERIALS:
        raise Refusal(
            _("A list of papers is a notice of its own."),
            _("Choose “cannot be done” or “must wait”."),
            field="kind",
            code="wrong_kind",
        )
    procedure = desk.playbook.procedure(clean_line(form.procedure))
    known = next((g for g in procedure.cannot_reasons if g.id == clean_line(form.ground)), None)
    ground = known.text if known else clean_line(form.ground)
    remedy = clean(form.remedy).strip() or (known.instead if known else "")
    reason = clean(form.reason).strip()
    for value, field, message in (
        (ground, "ground", _("The ground is missing.")),
        (reason, "reason", _("It is missing why it is so for this customer.")),
        (remedy, "remedy", _("It is missing what the customer can do instead.")),
    ):
        if not value:
            raise Refusal(
                message,
                _("Ground, reason and remedy are all told at once."),
                field=field,
                code="missing",
            )
    now = desk.clock.now()
    today = desk.hours.day_of(now)
    if form.kind is NoticeKind.WAIT and (form.until is None or form.until < today):
        raise Refusal(
            _("It is missing until when it must wait."),
            _("Name the day on which the customer hears from us."),
            field="until",
            code="missing",
        )
    case: Case | None = None
    if form.case:
        with desk.store.read() as book:
            case = open_only(desk, book, case_by_reference(book, form.case))
    elif not clean_line(form.customer_name):
        raise Refusal(
            _("The notice needs to know whom it is for."),
            _("Name the case or the customer."),
            field="customer_name",
            code="missing",
        )
    with desk.store.act(
        "notice.cannot", staff_id=who.staff_id, at=now, case_id=case.id if case else ""
    ) as act:
        if again := act.find(Notice, request_id=request_id, limit=1):
            return again[0]
        period = f"{desk.branch.code}-{today:%Y%m%d}"
        serial = act.next_serial("notice", period)
        notice = Notice(
            id=new_id(),
            request_id=request_id,
            number=f"GZ-{period}-{serial:04d}",
            kind=form.kind,
            ground=ground,
            reason=reason,
            remedy=remedy,
            until=form.until if form.kind is NoticeKind.WAIT else None,
            procedure_id=procedure.id,
            procedure_version=procedure.version,
            title=procedure.title,
            answers={},
            rows=(),
            steps=(),
            limit_text="",
            fee_text="",
            place=procedure.place,
            phones=tuple(f"{p.label} {p.number}" for p in procedure.phones if p.number),
            language=form.language,
            case_id=case.id if case else None,
            customer_name=clean_line(form.customer_name),
            salutation=clean_line(form.salutation),
            account_no=clean_line(form.account_no),
            told_by=who.staff_id,
            told_by_name=who.name,
            made_at=now,
        )
        act.add(notice)
        if case is not None and notice.until is not None:
            ends = desk.hours.end_of(notice.until, desk.calendar)
            if ends > now:
                due = named(ClockKind.PROMISED_CONTACT, ends, now, desk.hours)
                act.add(replace(flow.clock_row(case.id, due, case.round), note=notice.number))
                flow.update(act, desk, case)
        act.commit()
    return notice
