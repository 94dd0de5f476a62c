"""A customer's file, read at one moment: three views of one record, nothing of it kept twice."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from desk.care import Attention, Care, standing_attentions, standing_care
from desk.case import Case
from desk.customer import Account, Customer
from desk.customer_file import CustomerContact, CustomerNote, FileChange
from desk.enums import CaseStatus, NoteKind
from desk.operations import OperationLine
from desk.ports import Book
from desk.related import Reason
from desk.relation import Relation, relation_on
from desk.services.base import Desk, case_by_reference, service
from desk.services.merging import file_ids, kept_customer
from desk.services.presence import is_away
from desk.staff.model import Actor, Staff
from desk.staff.permissions import May
from desk.views import CustomerRow
from desk.views_file import CustomerCase, CustomerFigures

PAGE = 100


class Span(StrEnum):
    """Over which time a file is counted."""

    ALWAYS = "always"
    YEAR = "year"
    """The last 365 days."""
    MONTH = "month"
    """The last 30 days."""


_DAYS = {Span.YEAR: 365, Span.MONTH: 30}


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerFile:
    """What is on file about a customer, as it stood at one moment."""

    customer: Customer
    relation: Relation
    accounts: tuple[Account, ...]
    contacts: tuple[CustomerContact, ...]
    """People by whom they are reached, without those that ended."""
    care: Care | None = None
    carer: str = ""
    carer_here: bool = False
    """Whether whoever looks after them is there now."""
    attentions: tuple[Attention, ...] = ()
    """Words of attention that hold today. They never stand on paper."""
    notes: tuple[CustomerNote, ...] = ()
    """Notes that have not ended, newest first."""
    note_counts: dict[NoteKind, int] = field(default_factory=dict)
    changes: tuple[FileChange, ...] = ()
    """What was put right, newest first."""
    doubles: int = 0
    """How many files were found to be doubles of this one."""
    figures: CustomerFigures
    cases: tuple[CustomerCase, ...] = ()
    """The first page of the cases, newest first."""
    operations: tuple[OperationLine, ...] = ()
    """The first page of the operation record, newest first."""
    names: dict[str, str] = field(default_factory=dict)
    """Names of the staff that appear, by staff id."""
    read_at: datetime


@service("customer.show", May.READ, writes=False)
def customer_file(
    desk: Desk, who: Actor, customer_id: str, *, span: Span = Span.ALWAYS, page: int = PAGE
) -> CustomerFile:
    """Everything on file about a customer, with the first page of cases and of operations.

    A file that is a double leads to the one that is kept, and holds what stands in both.
    """
    now = desk.clock.now()
    today = desk.hours.day_of(now)
    with desk.store.read() as book:
        customer = kept_customer(book, customer_id)
        files = file_ids(book, customer.id)
        care = standing_care(_care(book, files), today)
        attentions = [a for f in files for a in book.find(Attention, customer_id=f, order="until")]
        notes = [n for f in files for n in book.find(CustomerNote, customer_id=f)]
        standing = sorted((n for n in notes if n.ended_at is None), key=lambda n: n.at)
        changes = [c for f in files for c in book.find(FileChange, customer_id=f, order="-at")]
        people = {n.by for n in standing} | {c.by for c in changes}
        people |= {care.staff_id} if care else set()
        names = {i: s.name for i in people if (s := book.get(Staff, i)) is not None}
        return CustomerFile(
            customer=customer,
            relation=relation_on(customer, today),
            accounts=tuple(a for f in files for a in book.find(Account, customer_id=f)),
            contacts=tuple(
                c
                for f in files
                for c in book.find(CustomerContact, customer_id=f)
                if c.ended_at is None
            ),
            care=care,
            carer=names.get(care.staff_id, "") if care else "",
            carer_here=care is not None and _is_here(book, care.staff_id, now),
            attentions=standing_attentions(attentions, today),
            notes=tuple(reversed(standing)),
            note_counts={k: n for k in NoteKind if (n := sum(x.kind is k for x in standing))},
            changes=tuple(changes),
            doubles=len(files) - 1,
            figures=_figures(desk, book, files, span),
            cases=tuple(book.cases_of(files, limit=page)),
            operations=tuple(book.operations_of(files, limit=page)),
            names=names,
            read_at=now,
        )


def _care(book: Book, files: tuple[str, ...]) -> list[Care]:
    return [care for one in files for care in book.find(Care, customer_id=one)]


def _is_here(book: Book, staff_id: str, now: datetime) -> bool:
    staff = book.get(Staff, staff_id)
    return staff is not None and staff.active and not is_away(book, staff.id, now)


def _figures(desk: Desk, book: Book, files: tuple[str, ...], span: Span) -> CustomerFigures:
    now = desk.clock.now()
    ago = _DAYS.get(span)
    repeat = desk.playbook.related_rules.get(Reason.REPEAT)
    zone = desk.hours.local(now).utcoffset() or timedelta()
    return book.figures_of(
        files,
        since=now - timedelta(days=ago) if ago else None,
        now=now,
        today=desk.hours.day_of(now),
        zone_minutes=int(zone.total_seconds()) // 60,
        repeat_days=repeat.days if repeat else 0,
    )


@service("customer.figures", May.READ, writes=False)
def customer_figures(desk: Desk, who: Actor, customer_id: str, span: Span) -> CustomerFigures:
    """What is counted from the record of a customer within a span of time."""
    with desk.store.read() as book:
        return _figures(desk, book, file_ids(book, customer_id), span)


@service("customer.cases", May.READ, writes=False)
def customer_cases(
    desk: Desk, who: Actor, customer_id: str, *, after: str = "", limit: int = PAGE
) -> list[CustomerCase]:
    """A page of a customer's cases, newest first; `after` is the cursor of the last one seen."""
    with desk.store.read() as book:
        return book.cases_of(file_ids(book, customer_id), after=after, limit=limit)


@service("customer.operations", May.READ, writes=False)
def customer_operations(
    desk: Desk, who: Actor, customer_id: str, *, after: str = "", limit: int = PAGE
) -> list[OperationLine]:
    """A page of the operation record of a customer, newest first."""
    with desk.store.read() as book:
        return book.operations_of(file_ids(book, customer_id), after=after, limit=limit)


@service("customer.open_cases", May.READ, writes=False)
def open_cases(desk: Desk, who: Actor, customer_id: str) -> tuple[tuple[Case, ...], int]:
    """The open cases of a customer, newest first, and how many have ended."""
    with desk.store.read() as book:
        files = file_ids(book, customer_id)
        found = [c for f in files for c in book.find(Case, customer_id=f, status=CaseStatus.OPEN)]
        known = _figures(desk, book, files, Span.ALWAYS).cases
    still = sorted(found, key=lambda case: case.received_at, reverse=True)
    return tuple(still), known - len(still)


@service("customer.of_case", May.READ, writes=False)
def customer_of(desk: Desk, who: Actor, reference: str) -> str:
    """Id of the customer of a case; "" where nobody is named, or who it is is sealed."""
    with desk.store.read() as book:
        return case_by_reference(book, reference).customer_id or ""


@service("customer.row", May.READ, writes=False)
def customer_row(desk: Desk, who: Actor, customer_id: str) -> CustomerRow:
    """A customer as the list of hits has them: what a new case begins with."""
    with desk.store.read() as book:
        customer = kept_customer(book, customer_id)
        accounts = book.find(Account, customer_id=customer.id, limit=1)
        account = accounts[0] if accounts else None
        return CustomerRow(
            customer_id=customer.id,
            name=customer.name,
            salutation=customer.salutation,
            phone=customer.phone,
            account_no=account.number if account else "",
            address=(account.address if account else "") or customer.address,
            special_care=customer.special_care,
            open_cases=0,
            printed_name=customer.printed_name,
            large_print=customer.large_print,
        )
