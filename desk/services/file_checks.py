"""What every change of a customer's file is checked for."""

import re

from desk.customer import MOBILE, PHONE, Account, Customer
from desk.i18n import _
from desk.ports import Book, E
from desk.refusals import Refusal
from desk.services.base import Desk
from desk.services.meanwhile import changed_meanwhile
from desk.text import clean, clean_line

LONGEST = 200
"""Characters of any line of the file."""
LONGEST_TEXT = 1000
_NUMBER = re.compile(r"[0-9]{7}")


def live_customer(book: Book, customer_id: str) -> Customer:
    """The very file that is to change; refuses one that is a double or was erased."""
    customer = book.get(Customer, customer_id)
    if customer is None:
        raise Refusal(_("This customer is not on file."), code="no_such_customer")
    if customer.merged_into is not None:
        raise Refusal(
            _("This file is a double; another one is kept in its place."),
            _("Open the customer again with F8: it leads to the file that counts."),
            code="merged",
        )
    if customer.erased_at is not None:
        raise Refusal(
            _("The personal data of this file was erased; nothing is added to it."),
            _("Whoever comes again is put on file anew."),
            code="erased",
        )
    return customer


def unchanged_since(book: Book, row_id: str, kept: int, read: int) -> None:
    """Refuse where a row has changed since it was read; 0 stands for whatever is there."""
    if read and kept != read:
        raise changed_meanwhile(book, row_id)


def line(text: str, field: str, most: int) -> str:
    text = clean_line(text)
    if len(text) > most:
        raise too_long(field, most)
    return text


def text_of(text: str, field: str) -> str:
    text = clean(text).strip()
    if not text:
        raise missing(field)
    if len(text) > LONGEST_TEXT:
        raise too_long(field, LONGEST_TEXT)
    return text


def missing(field: str) -> Refusal:
    return Refusal(_("This must not stay empty."), field=field, code="missing")


def too_long(field: str, most: int) -> Refusal:
    return Refusal(_("At most {most} characters.").format(most=most), field=field, code="too_long")


def check_phone(text: str) -> None:
    if text and not PHONE.fullmatch(text):
        raise Refusal(
            _("This is no phone number."),
            _("Digits, for example 13800001234 or 0571-5550100; leave it empty if there is none."),
            field="phone",
            code="bad_phone",
        )


def check_called(text: str, field: str) -> None:
    """Refuse a number in a name or a form of address: these stand open on lists and letters."""
    if _NUMBER.search(clean_line(text)):
        raise Refusal(
            _("A number stands here where the customer is named."),
            _("Put it under phone or account number: names and forms of address are not masked."),
            field=field,
            code="number_as_name",
        )


def check_account(book: Book, text: str, field: str) -> None:
    """Refuse a mobile number where an account number belongs.

    A branch whose accounts are numbered like that has them on file.
    """
    number = clean_line(text)
    if MOBILE.fullmatch(number) and not book.find(Account, number=number, limit=1):
        raise Refusal(
            _("This is a mobile number, not an account number."),
            _("Put it under phone. The account number stands on the bill; it may stay empty."),
            field=field,
            code="phone_as_account",
        )


def kept_row(desk: Desk, kind: type[E], row_id: str) -> E:
    """The row as it stands in the book now, with its version."""
    with desk.store.read() as book:
        row = book.get(kind, row_id)
    assert row is not None
    return row
