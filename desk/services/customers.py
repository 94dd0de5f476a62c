"""The customer file: who is on it, who comes on it, and what there is about one of them."""

from dataclasses import dataclass, replace
from datetime import datetime

from desk.customer import LONGEST_NAME, PHONE, Account, Customer
from desk.forms import CustomerForm
from desk.i18n import _
from desk.ids import new_id
from desk.names import readings
from desk.ports import Act, Book
from desk.refusals import Refusal
from desk.services.base import Desk, service
from desk.services.file_checks import check_account, check_called
from desk.services.merging import file_ids, kept_customer
from desk.services.spelling import checked_form
from desk.staff.model import Actor
from desk.staff.permissions import May
from desk.text import clean_line
from desk.views import CustomerRow


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownCustomer:
    """A customer with the account that counts now; `new_rows` are still to be kept."""

    customer: Customer
    account_no: str = ""
    address: str = ""
    new_rows: tuple[Customer | Account, ...] = ()


def customer_for(
    desk: Desk, customer_id: str, form: CustomerForm | None, now: datetime
) -> KnownCustomer:
    """The customer of a registration: on file by id, the very same by name and number, or new.

    The same name with the same phone or account number is the same customer; anything less
    certain stays apart.
    """
    with desk.store.read() as book:
        # What is wrong is told in the order in which it is asked: the account number comes last.
        new = None if customer_id or form is None else new_customer(desk, form, now)
        if form is not None:
            check_account(book, form.account_no, "customer.account_no")
        if customer_id:
            customer = kept_customer(book, customer_id)
        else:
            assert form is not None
            assert new is not None
            same = _same(book, new, clean_line(form.account_no))
            if same is None:
                return _as_new(new, form)
            customer = same
        accounts = accounts_of(book, customer.id)
    number = clean_line(form.account_no) if form else ""
    account = next((a for a in accounts if a.number == number), None)
    added: tuple[Account, ...] = ()
    if number and account is None:
        account = _account(customer, form)
        added = (account,)
    account = account or (accounts[0] if accounts else None)
    return KnownCustomer(
        customer=customer,
        account_no=account.number if account else "",
        address=(account.address if account else "") or customer.address,
        new_rows=added,
    )


def note_wishes(act: Act, customer: Customer, printed_name: str = "", *, large: bool) -> None:
    """Keep with a customer on file what a later visit brought: large print, the Chinese form."""
    kept = act.get(Customer, customer.id)
    assert kept is not None
    form = clean_line(printed_name) or kept.printed_name
    pinyin, initials = name_readings(kept.name, form)
    noted = replace(
        kept,
        printed_name=form,
        large_print=kept.large_print or large,
        pinyin=pinyin,
        initials=initials,
    )
    if noted != kept:
        act.put(noted)


def name_readings(name: str, form: str) -> tuple[str, str]:
    """How a customer is found by letters: by the name, or where nobody reads it so by its form."""
    pinyin, initials = readings(name)
    return (pinyin, initials) if pinyin or not form else readings(form)


def accounts_of(book: Book, customer_id: str) -> list[Account]:
    """The accounts of a customer and of the files that point to theirs, their own first."""
    return [
        account
        for file_id in file_ids(book, customer_id)
        for account in book.find(Account, customer_id=file_id)
    ]


def _same(book: Book, new: Customer, number: str) -> Customer | None:
    for customer in book.find(Customer, name=new.name):
        if new.phone and customer.phone == new.phone:
            return kept_customer(book, customer.id)
        if number and book.find(Account, customer_id=customer.id, number=number, limit=1):
            return kept_customer(book, customer.id)
    return None


def _as_new(customer: Customer, form: CustomerForm) -> KnownCustomer:
    number = clean_line(form.account_no)
    rows: tuple[Customer | Account, ...] = (customer,)
    if number:
        rows += (_account(customer, form),)
    return KnownCustomer(
        customer=customer, account_no=number, address=customer.address, new_rows=rows
    )


def _account(customer: Customer, form: CustomerForm | None) -> Account:
    return Account(
        id=new_id(),
        customer_id=customer.id,
        number=clean_line(form.account_no) if form else "",
        address=clean_line(form.address) if form else "",
    )


def new_customer(desk: Desk, form: CustomerForm, now: datetime) -> Customer:
    """A customer as told, with the readings of the name; refuses a missing or endless name."""
    name = clean_line(form.name)
    if not name:
        raise Refusal(
            _("The customer's name is missing."),
            _("Ask the name, or mark the case as anonymous."),
            field="customer.name",
            code="missing",
        )
    if len(name) > LONGEST_NAME:
        raise Refusal(
            _("A name has at most {most} characters.").format(most=LONGEST_NAME),
            field="customer.name",
            code="too_long",
        )
    check_called(name, "customer.name")
    check_called(form.salutation, "customer.salutation")
    phone = clean_line(form.phone)
    if phone and not PHONE.fullmatch(phone):
        raise Refusal(
            _("This is no phone number."),
            _("Digits, for example 13800001234 or 0571-5550100; leave it empty if there is none."),
            field="customer.phone",
            code="bad_phone",
        )
    printed_name = checked_form(desk, form.printed_name, "customer.printed_name")
    pinyin, initials = name_readings(name, printed_name)
    return Customer(
        id=new_id(),
        name=name,
        printed_name=printed_name,
        salutation=clean_line(form.salutation),
        nature=form.nature,
        phone=phone,
        address=clean_line(form.address),
        special_care=clean_line(form.special_care),
        large_print=form.large_print,
        pinyin=pinyin,
        initials=initials,
        made_at=now,
    )


@service("customer.add", May.REGISTER)
def add_customer(desk: Desk, who: Actor, form: CustomerForm) -> Customer:
    """Put a customer on file, or find the very same one there."""
    now = desk.clock.now()
    known = customer_for(desk, "", form, now)
    if known.new_rows:
        with desk.store.act("customer.add", staff_id=who.staff_id, at=now) as act:
            act.add(*known.new_rows)
            act.commit()
    return known.customer


@service("customer.find", May.READ, writes=False)
def find_customers(desk: Desk, who: Actor, text: str, *, limit: int = 20) -> list[CustomerRow]:
    """Customers by piece of phone, account number, name, pinyin or initials."""
    text = clean_line(text)
    if not text:
        return []
    with desk.store.read() as book:
        return book.customers(text, limit=limit)
