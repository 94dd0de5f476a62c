"""One-time notices: everything a procedure needs, told at once, on paper, in two copies."""

from dataclasses import replace
from datetime import date, datetime

from desk import notice as rules
from desk.case import Case
from desk.customer import Account, Customer
from desk.deadline import named
from desk.enums import BlankKind, ClockKind, LetterKind
from desk.forms import ConfirmForm, MaterialForm, NoticeForm
from desk.i18n import N_, _, say
from desk.ids import new_id
from desk.notice.again import ids_of
from desk.notice.merge import answers_for, merge
from desk.notice.model import MaterialRow, Notice, NoticeDraft, Tick
from desk.ports import Act, Book
from desk.refusals import Refusal
from desk.services import blanks, flow
from desk.services.base import Desk, case_by_reference, open_only, service
from desk.services.composing import composed
from desk.services.concerns import is_about
from desk.services.file_checks import check_account, check_called
from desk.services.lists import read_case
from desk.services.pages import Page, page, slip_layout
from desk.services.papers import notice_paper
from desk.services.people import staff_by_number
from desk.services.slip_facts import notice_facts
from desk.services.told import refuse_told_again
from desk.staff.model import Actor
from desk.staff.permissions import May
from desk.text import clean_line


@service("notice.make", May.NOTIFY)
def make_notice(desk: Desk, who: Actor, form: NoticeForm, *, request_id: str = "") -> Notice:
    """Make the notice that tells a customer everything at once, and give it a number.

    A second call with the same `request_id` changes nothing and returns the first notice.
    """
    request_id = clean_line(request_id) or new_id()
    with desk.store.read() as book:
        if again := book.find(Notice, request_id=request_id, limit=1):
            return again[0]
    now = desk.clock.now()
    told_at = _told_at(desk, form, now)
    paper = drafted(desk, form, desk.hours.day_of(told_at))
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
    case_id = case.id if case else ""
    with desk.store.act("notice.make", staff_id=who.staff_id, at=now, case_id=case_id) as act:
        # Asked again inside the act: two windows may send the same form at the same moment.
        if again := act.find(Notice, request_id=request_id, limit=1):
            return again[0]
        refuse_told_again(act, ids_of(paper), case, clean_line(form.account_no))
        period = f"{desk.branch.code}-{desk.hours.day_of(now):%Y%m%d}"
        serial = act.next_serial("notice", period)
        given = rules.give(
            paper,
            notice_id=new_id(),
            number=f"GZ-{period}-{serial:04d}",
            told_by=who.staff_id,
            told_by_name=who.name,
            made_at=told_at,
            case_id=case.id if case else None,
            customer_name=form.customer_name,
            salutation=form.salutation,
            account_no=form.account_no,
        )
        notice = replace(given, request_id=request_id, oral=form.oral)
        act.add(notice)
        if form.paper_number:
            written = (BlankKind.NOTICE, told_at, now)
            blanks.take(
                *(act, desk, who, form.paper_number, *written),
                notice_id=notice.id,
                field="paper_number",
            )
        if case is not None:
            follow_commitment(act, desk, case, notice)
        act.commit()
    return notice


def _told_at(desk: Desk, form: NoticeForm, now: datetime) -> datetime:
    """When the customer was told: now, or when the paper form was written."""
    blanks.check_time(form.paper_number, form.told_at, "told_at")
    if form.told_at is None:
        return now
    told_at = form.told_at
    if told_at.tzinfo is None:
        told_at = told_at.replace(tzinfo=desk.hours.tz)
    if not clean_line(form.paper_number):
        raise Refusal(
            _("An earlier time is for notices that were written on a paper form."),
            _("Type the number of the form, or leave the time out."),
            field="paper_number",
            code="missing",
        )
    if told_at > now:
        raise Refusal(
            _("The form cannot have been written in the future."),
            _("Check the date and the clock of this computer."),
            field="told_at",
            code="in_future",
        )
    return told_at


def drafted(desk: Desk, form: NoticeForm, today: date) -> NoticeDraft:
    """What the paper says; refuses ticks and answers that do not fit their procedures.

    Several procedures of one visit go on one paper without repeats.
    """
    with desk.store.read() as book:
        check_account(book, form.account_no, "account_no")
    check_called(form.customer_name, "customer_name")
    check_called(form.salutation, "salutation")
    ids = list(dict.fromkeys(clean_line(one) for one in (form.procedure, *form.more)))
    if len(ids) == 1:
        return _one(desk, form, ids[0], today, form.answers, form.materials, form.blanks)
    papers = []
    ticked: set[str] = set()
    for number, procedure_id in enumerate(ids):
        answers = answers_for(procedure_id, number == 0, form.answers)
        rows = {row.material_id for row in _list(desk, procedure_id, answers)}
        ticks = [tick for tick in form.materials if tick.material in rows]
        ticked |= rows
        blanks = answers_for(procedure_id, number == 0, form.blanks)
        papers.append(_one(desk, form, procedure_id, today, answers, ticks, blanks))
    for tick in form.materials:
        if tick.material not in ticked:
            raise Refusal(
                _("“{material}” is not on the list for this customer.").format(
                    material=clean_line(tick.material)
                ),
                field=f"materials.{tick.material}",
                code="unknown_material",
            )
    if form.commitment or form.commitment_due:
        raise Refusal(
            _("Papers that follow later are agreed on for each procedure by itself."),
            _("Make a notice for that procedure alone."),
            field="commitment",
            code="commitment_not_allowed",
        )
    return merge(papers)


def _list(desk: Desk, procedure_id: str, answers: dict[str, str]) -> tuple[MaterialRow, ...]:
    return rules.tailor(desk.playbook.procedure(procedure_id), answers).rows


def _one(
    desk: Desk,
    form: NoticeForm,
    procedure_id: str,
    today: date,
    answers: dict[str, str],
    ticks: list[MaterialForm],
    blanks: dict[str, str],
) -> NoticeDraft:
    book = desk.book_in(form.language)
    procedure = book.procedure(procedure_id)
    articles = [book.articles[a] for a in procedure.basis if a in book.articles]
    return rules.draft(
        procedure,
        answers=answers,
        ticks=[Tick(material_id=m.material, state=m.state, reason=m.reason) for m in ticks],
        filled=blanks,
        day=today,
        articles=[a.cited for a in articles if a.in_force(today) and a.printable],
        commitment=form.commitment,
        commitment_due=form.commitment_due,
        language=form.language,
    )


@service("notice.preview", May.NOTIFY, writes=False)
def preview_notice(desk: Desk, who: Actor, form: NoticeForm, *, columns: int = 72) -> str:
    """The notice as it would be printed, as text; nothing is kept and no number is taken."""
    from desk.letter.book import with_number
    from desk.letter.plain import to_text

    now = desk.clock.now()
    today = desk.hours.day_of(now)
    notice = rules.give(
        drafted(desk, form, today),
        notice_id="",
        number="",
        told_by=who.staff_id,
        told_by_name=who.name,
        made_at=now,
        customer_name=form.customer_name,
        salutation=form.salutation,
        account_no=form.account_no,
    )
    with desk.store.read() as book:
        file = read_case(book, form.case) if form.case else None
        said = notice_facts(desk, desk.branch, notice, file)
        markdown = composed(book, LetterKind.NOTICE, said).markdown
    number = say(N_("(numbered when it is made)"), form.language)
    return to_text(with_number(markdown, number, today), columns=columns)


@service("notice.confirm", May.NOTIFY)
def confirm_notice(desk: Desk, who: Actor, number: str, form: ConfirmForm) -> Notice:
    """Note how the customer confirmed a notice; nothing waits for a signature."""
    now = desk.clock.now()
    with desk.store.act("notice.confirm", staff_id=who.staff_id, at=now) as act:
        notice = notice_by_number(act, number)
        witness = staff_by_number(act, form.witness, "witness").id if form.witness else ""
        if witness and notice.case_id and is_about(act, notice.case_id, witness):
            raise Refusal(
                _("This colleague cannot be a witness in this case."),
                _("Choose another colleague."),
                field="witness",
                code="witness_concerned",
            )
        confirmed = rules.confirm(
            notice, form.confirmation, at=now, witness=witness, reason=form.reason
        )
        act.put(confirmed)
        act.commit()
    return confirmed


@service("notice.show", May.READ, writes=False)
def show_notice(desk: Desk, who: Actor, number: str) -> Notice:
    """The notice with this number."""
    with desk.store.read() as book:
        return notice_by_number(book, number)


@service("notice.page", May.READ, writes=False)
def notice_page(desk: Desk, who: Actor, number: str, *, large: bool | None = None) -> Page:
    """The paper of a notice, two copies in one document; `large` None: as the customer wishes."""
    with desk.store.read() as book:
        notice = notice_by_number(book, number)
        kind, said = notice_paper(desk, book, notice)
        markdown = composed(book, kind, said).markdown
        large = _wished(book, notice) if large is None else large
    made_on = desk.hours.day_of(notice.made_at)
    return page(
        kind,
        said,
        markdown=markdown,
        number=notice.number,
        issued_on=made_on,
        layout=slip_layout(desk, large=large),
    )


def _wished(book: Book, notice: Notice) -> bool:
    """Whether the customer wishes large print; one without a case is known by the account."""
    if notice.case_id:
        case = book.get(Case, notice.case_id)
        return case is not None and case.large_print
    accounts = book.find(Account, number=notice.account_no) if notice.account_no else []
    holders = [book.get(Customer, one.customer_id) for one in accounts]
    return any(
        one is not None and one.name == notice.customer_name and one.large_print for one in holders
    )


def follow_commitment(act: Act, desk: Desk, case: Case, notice: Notice) -> None:
    """Follow papers that were promised for later (容缺受理) until they are here."""
    if notice.commitment_due is None:
        return
    ends = desk.hours.end_of(notice.commitment_due, desk.calendar)
    if ends > notice.made_at:
        due = named(ClockKind.MATERIALS_DUE, ends, notice.made_at, desk.hours)
        act.add(flow.clock_row(case.id, due, case.round))
        flow.update(act, desk, case)


def notice_by_number(book: Book, number: str) -> Notice:
    """The notice with this number; refuses when there is none."""
    found = book.find(Notice, number=clean_line(number).upper(), limit=1)
    if not found:
        raise Refusal(
            _("There is no notice {number}.").format(number=clean_line(number)),
            _("The number stands at the top right of the paper and begins with GZ."),
            field="number",
            code="no_such_notice",
        )
    return found[0]
