"""The return visit: only what was missing is asked, and what we forgot to say is written down."""

from dataclasses import dataclass, replace
from datetime import datetime

from desk import notice as rules
from desk.case import Case, CaseClock
from desk.enums import AlarmKind, CaseStatus, ClockKind, NoticeKind, Role
from desk.forms import ReturnForm
from desk.i18n import _
from desk.ids import new_id
from desk.notice.again import new_in
from desk.notice.breach import NewlyMissing, NewReason
from desk.notice.model import MaterialRow, Notice, NoticeBreach
from desk.ports import Act
from desk.refusals import Refusal
from desk.services import flow
from desk.services.alarms import raise_alarm
from desk.services.base import Desk, service
from desk.services.notices import follow_commitment
from desk.services.second_paper import current, paper_of_today
from desk.services.told import called, check_same_customer, latest
from desk.staff.model import Actor, Staff
from desk.staff.permissions import May, may
from desk.text import clean_line


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """A customer is back: what was told, what is asked now, and what of it is new."""

    first: Notice
    told_by: str
    asked: tuple[MaterialRow, ...]
    """What is still to be brought, by what is on record; empty when all is here."""
    new: tuple[NewlyMissing, ...] = ()
    may_follow: bool = False
    """Whether everything asked may follow later: then nobody is sent away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    """One omission of ours, as it is listed."""

    breach: NoticeBreach
    number: str
    title: str
    told_by: str
    agreed_by: str
    reference: str = ""
    """Of its case, where it belongs to one."""


@service("notice.find", May.READ, writes=False)
def find_notices(desk: Desk, who: Actor, text: str, *, limit: int = 20) -> list[Notice]:
    """Notices by number, lookup code, phone, account or name; the latest of each matter first."""
    text = clean_line(text)
    if not text:
        return []
    with desk.store.read() as book:
        found = book.find(Notice, number=text.upper())
        found += book.find(Notice, account_no=text)
        found += book.find(Notice, customer_name=text)
        code = text.rsplit("/", 1)[-1].upper()
        cases = book.find(Case, lookup_code=code, limit=1)
        cases += book.find(Case, reference=text.upper(), limit=1)
        for customer in book.customers(text, limit=5):
            cases += book.find(Case, customer_id=customer.customer_id)
            if customer.account_no:
                found += book.find(Notice, account_no=customer.account_no)
        for case in cases:
            found += book.find(Notice, case_id=case.id)
        lists = [notice for notice in found if notice.kind is NoticeKind.MATERIALS]
        unique = {last.id: last for last in (latest(book, notice) for notice in lists)}
        unique = {each: called(book, notice) for each, notice in unique.items()}
    return sorted(unique.values(), key=lambda n: n.made_at, reverse=True)[:limit]


@service("notice.look_back", May.NOTIFY, writes=False)
def look_back(desk: Desk, who: Actor, number: str, form: ReturnForm) -> Returned:
    """What a return with these papers comes to, before anything is kept."""
    with desk.store.read() as book:
        first = current(book, number)
        check_same_customer(book, first, form)
        teller = book.get(Staff, first.told_by)
        shown = called(book, first)
    again = paper_of_today(desk, first, form)
    told_on = desk.hours.day_of(first.made_at)
    procedure = desk.playbook.procedures.get(first.procedure_id)
    return Returned(
        first=shown,
        told_by=teller.name if teller else first.told_by_name,
        asked=rules.missing(again.rows),
        new=new_in(first, again, desk.playbook.procedures, told_on),
        may_follow=procedure is not None and rules.may_follow(procedure, again.rows),
    )


@service("notice.return", May.NOTIFY)
def return_visit(
    desk: Desk,
    who: Actor,
    number: str,
    form: ReturnForm,
    *,
    agreed_by: Actor | None = None,
    request_id: str = "",
) -> Notice:
    """Keep a return visit as a notice of its own that follows the one before.

    Something new that we had left out is our breach: it needs a reason, and `agreed_by`, a lead.
    Where what is missing may follow later, it follows under the customer's commitment; sending
    the customer away all the same needs a reason and a lead too. A second call with the same
    `request_id` changes nothing and returns the first notice.
    """
    request_id = clean_line(request_id) or new_id()
    with desk.store.read() as book:
        if kept := book.find(Notice, request_id=request_id, limit=1):
            return kept[0]
    back = look_back(desk, who, number, form)
    first = back.first
    reasons = {item.material: clean_line(item.reason) for item in form.new_items}
    omissions = [n for n in back.new if n.reason is NewReason.OMISSION]
    for newly in omissions:
        if not reasons.get(newly.row.material_id):
            raise Refusal(
                _("“{material}” was not told the first time; it is missing why.").format(
                    material=newly.row.name
                ),
                _("Say how it came to be left out. It counts as our breach, not the customer's."),
                field=f"new_items.{newly.row.material_id}",
                code="omission_reason",
            )
    follows = bool(back.asked) and back.may_follow
    sent_away = follows and form.send_away
    if sent_away and not clean_line(form.send_away_reason):
        raise Refusal(
            _("What is missing may follow later; the customer need not come again for it."),
            _("Accept it with the customer's commitment, or say why that is impossible."),
            field="send_away_reason",
            code="may_follow",
        )
    needs_lead = bool(omissions) or sent_away
    if needs_lead and not _agrees(desk, agreed_by):
        raise Refusal(
            _("A shift lead must agree that the customer is asked for something new."),
            _("Ask a lead to enter their PIN here."),
            field="agreed_by",
            code="lead_needed",
        )
    now = desk.clock.now()
    again = paper_of_today(desk, first, form, follows=follows and not sent_away)
    with desk.store.act(
        "notice.return",
        staff_id=who.staff_id,
        at=now,
        case_id=first.case_id or "",
        note=agreed_by.staff_id if needs_lead and agreed_by else "",
    ) as act:
        if act.find(Notice, supersedes=first.id, limit=1):
            raise Refusal(
                _("This return has been entered already."),
                _("Look at the latest notice of this matter."),
                code="returned_already",
            )
        case = check_same_customer(act, first, form)
        period = f"{desk.branch.code}-{desk.hours.day_of(now):%Y%m%d}"
        serial = act.next_serial("notice", period)
        notice = replace(
            rules.give(
                again,
                notice_id=new_id(),
                number=f"GZ-{period}-{serial:04d}",
                told_by=who.staff_id,
                told_by_name=who.name,
                made_at=now,
                case_id=case.id if case else None,
                customer_name=first.customer_name,
                salutation=first.salutation,
                account_no=first.account_no,
                supersedes=first.id,
            ),
            request_id=request_id,
            visit=first.visit + 1,
            reason=clean_line(form.send_away_reason) if sent_away else "",
        )
        act.add(notice)
        _keep_breaches(act, notice, first, back.new, reasons, agreed_by, now)
        if case is not None and case.status is CaseStatus.OPEN:
            _follow_up(act, desk, case, notice, complete=not back.asked)
        act.commit()
    return notice


def _follow_up(act: Act, desk: Desk, case: Case, notice: Notice, *, complete: bool) -> None:
    """End the wait for papers that came, or let the newly agreed day take the old one's place."""
    if complete or notice.commitment_due is not None:
        for clock in act.find(CaseClock, case_id=case.id, kind=ClockKind.MATERIALS_DUE):
            flow.end(act, clock, notice.made_at, "" if complete else "stopped")
    follow_commitment(act, desk, case, notice)
    fresh = act.get(Case, case.id)
    assert fresh is not None
    flow.update(act, desk, fresh)


def _keep_breaches(
    act: Act,
    notice: Notice,
    first: Notice,
    new: tuple[NewlyMissing, ...],
    reasons: dict[str, str],
    agreed_by: Actor | None,
    now: datetime,
) -> None:
    for newly in new:
        ours = newly.reason is NewReason.OMISSION
        act.add(
            NoticeBreach(
                id=new_id(),
                notice_id=notice.id,
                first_notice_id=first.id,
                material_id=newly.row.material_id,
                name=newly.row.name,
                kind=newly.reason.value,
                reason=reasons.get(newly.row.material_id, ""),
                agreed_by=agreed_by.staff_id if ours and agreed_by else None,
                at=now,
            )
        )
        if ours and notice.case_id:
            raise_alarm(
                act,
                notice.case_id,
                AlarmKind.NOTICE_BREACH,
                now,
                role=Role.MANAGER,
                detail=notice.number,
            )


@service("notice.breaches", May.READ, writes=False)
def breaches(desk: Desk, who: Actor) -> list[Breach]:
    """Every omission of ours, newest first; a rule or circumstances that changed are none."""
    with desk.store.read() as book:
        found = book.find(NoticeBreach, kind=NewReason.OMISSION.value, order="-at")
        listed = []
        for breach in found:
            first = book.get(Notice, breach.first_notice_id)
            lead = book.get(Staff, breach.agreed_by) if breach.agreed_by else None
            case = book.get(Case, first.case_id) if first and first.case_id else None
            if first is not None:
                listed.append(
                    Breach(
                        breach=breach,
                        number=first.number,
                        title=first.title,
                        told_by=first.told_by_name,
                        agreed_by=lead.name if lead else "",
                        reference=case.reference if case else "",
                    )
                )
    return listed


def _agrees(desk: Desk, agreed_by: Actor | None) -> bool:
    if agreed_by is None:
        return False
    with desk.store.read() as book:
        staff = book.get(Staff, agreed_by.staff_id)
    return staff is not None and staff.active and may(staff.role, May.AGREE_BREACH)
