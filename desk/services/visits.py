"""The return visit: only what was missing is asked, and what we forgot to say is written down."""

from dataclasses import dataclass, replace
from datetime import datetime

from desk import notice as rules
from desk.case import Case
from desk.enums import AlarmKind, ClockKind, MaterialState, NoticeKind, Role
from desk.forms import MaterialForm, NoticeForm, ReturnForm
from desk.i18n import _
from desk.ids import new_id
from desk.notice.breach import NewlyMissing, NewReason
from desk.notice.merge import JOIN
from desk.notice.model import MaterialRow, Notice, NoticeBreach
from desk.ports import Act, Book
from desk.refusals import Refusal
from desk.services import flow
from desk.services.alarms import raise_alarm
from desk.services.base import Desk, service
from desk.services.notices import drafted, notice_by_number
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
        for case in _cases(book, text):
            found += book.find(Notice, case_id=case.id)
        superseded = {n.supersedes for n in book.find(Notice) if n.supersedes} if found else set()
    unique = {notice.id: notice for notice in found if notice.kind is NoticeKind.MATERIALS}
    latest = [n for n in unique.values() if n.id not in superseded]
    return sorted(latest or unique.values(), key=lambda n: n.made_at, reverse=True)[:limit]


def _cases(book: Book, text: str) -> list[Case]:
    code = text.rsplit("/", 1)[-1].upper()
    found = book.find(Case, lookup_code=code, limit=1) + book.find(
        Case, reference=text.upper(), limit=1
    )
    for customer in book.customers(text, limit=5):
        found += book.find(Case, customer_id=customer.customer_id)
    return found


@service("notice.look_back", May.NOTIFY, writes=False)
def look_back(desk: Desk, who: Actor, number: str, form: ReturnForm) -> Returned:
    """What a return with these papers comes to, before anything is kept."""
    with desk.store.read() as book:
        first = _current(book, number)
        teller = book.get(Staff, first.told_by)
    again = _again(desk, first, form)
    procedure = desk.playbook.procedures.get(first.procedure_id)
    new = rules.new_missing(first, again, procedure)
    return Returned(
        first=first,
        told_by=teller.name if teller else first.told_by_name,
        asked=rules.missing(again.rows),
        new=new,
        may_follow=procedure is not None and rules.may_follow(procedure, again.rows),
    )


@service("notice.return", May.NOTIFY)
def return_visit(
    desk: Desk, who: Actor, number: str, form: ReturnForm, *, agreed_by: Actor | None = None
) -> Notice:
    """Keep a return visit as a notice of its own that follows the one before.

    Something new that we had left out is our breach: it needs a reason, and `agreed_by`, a lead.
    Where what is missing may follow later, sending the customer away needs the same.
    """
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
    sent_away = bool(back.asked) and back.may_follow and form.send_away
    if sent_away and not clean_line(form.send_away_reason):
        raise Refusal(
            _("What is missing may follow later; the customer need not come again for it."),
            _("Accept it with the customer's commitment, or say why that is impossible."),
            field="send_away_reason",
            code="may_follow",
        )
    if (omissions or sent_away) and not _agrees(desk, agreed_by):
        raise Refusal(
            _("A shift lead must agree that the customer is asked for something new."),
            _("Ask a lead to enter their PIN here."),
            field="agreed_by",
            code="lead_needed",
        )
    now = desk.clock.now()
    again = _again(desk, first, form)
    with desk.store.act(
        "notice.return", staff_id=who.staff_id, at=now, case_id=first.case_id or ""
    ) as act:
        if act.find(Notice, supersedes=first.id, limit=1):
            raise Refusal(
                _("This return has been entered already."),
                _("Look at the latest notice of this matter."),
                code="returned_already",
            )
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
                case_id=first.case_id,
                customer_name=first.customer_name,
                salutation=first.salutation,
                account_no=first.account_no,
                supersedes=first.id,
            ),
            visit=first.visit + 1,
            reason=clean_line(form.send_away_reason) if sent_away else "",
        )
        act.add(notice)
        _keep_breaches(act, notice, first, back.new, reasons, agreed_by, now)
        if not back.asked and first.case_id:
            flow.meet(act, first.case_id, (ClockKind.MATERIALS_DUE,), now)
        act.commit()
    return notice


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
            if first is not None:
                listed.append(
                    Breach(
                        breach=breach,
                        number=first.number,
                        title=first.title,
                        told_by=first.told_by_name,
                        agreed_by=lead.name if lead else "",
                    )
                )
    return listed


def _agrees(desk: Desk, agreed_by: Actor | None) -> bool:
    if agreed_by is None:
        return False
    with desk.store.read() as book:
        staff = book.get(Staff, agreed_by.staff_id)
    return staff is not None and staff.active and may(staff.role, May.AGREE_BREACH)


def _current(book: Book, number: str) -> Notice:
    """The latest notice of the matter that a number belongs to."""
    notice = notice_by_number(book, number)
    if notice.kind is not NoticeKind.MATERIALS:
        raise Refusal(
            _("This paper says that it cannot be done or must wait; there is nothing to bring."),
            _("Make a new notice if it has become possible."),
            field="number",
            code="no_list",
        )
    while following := book.find(Notice, supersedes=notice.id, limit=1):
        notice = following[0]
    return notice


def _again(desk: Desk, first: Notice, form: ReturnForm) -> rules.NoticeDraft:
    """What the paper of today says: what was held stays held, the rest as it is ticked now."""
    given = {tick.material for tick in form.materials}
    held = [
        MaterialForm(material=row.material_id, state=MaterialState.HELD)
        for row in first.rows
        if row.state is MaterialState.HELD and row.material_id not in given
    ]
    procedures = first.procedure_id.split(JOIN)
    asked = NoticeForm(
        procedure=procedures[0],
        more=procedures[1:],
        answers={**first.answers, **form.answers},
        materials=[*form.materials, *_still_on_the_list(desk, first, held, form)],
        customer_name=first.customer_name,
        language=first.language,
    )
    return drafted(desk, asked, desk.hours.day_of(desk.clock.now()))


def _still_on_the_list(
    desk: Desk, first: Notice, held: list[MaterialForm], form: ReturnForm
) -> list[MaterialForm]:
    """The ticks that today's list still has a line for; a rule may have dropped one."""
    procedures = first.procedure_id.split(JOIN)
    listed = {
        material.id
        for procedure_id in procedures
        for material in desk.playbook.procedure(procedure_id).materials
    }
    if len(procedures) > 1 or not form.answers:
        return [tick for tick in held if tick.material in listed]
    rows = rules.tailor(
        desk.playbook.procedure(procedures[0]), {**first.answers, **form.answers}
    ).rows
    return [tick for tick in held if tick.material in {row.material_id for row in rows}]
