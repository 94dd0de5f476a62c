"""What a customer was told before: the latest paper of a matter, and whose paper it is."""

from collections.abc import Sequence
from dataclasses import replace

from desk.case import Case, Party
from desk.enums import NoticeKind, PartyRole
from desk.forms import ReturnForm
from desk.i18n import _
from desk.notice import missing
from desk.notice.again import ids_of
from desk.notice.model import Notice
from desk.ports import Book
from desk.refusals import Refusal
from desk.services.base import case_by_reference
from desk.text import clean_line


def latest(book: Book, notice: Notice) -> Notice:
    """The last visit of the matter that a notice belongs to."""
    while following := book.find(Notice, supersedes=notice.id, limit=1):
        notice = following[0]
    return notice


def refuse_told_again(
    book: Book, procedures: Sequence[str], case: Case | None, account_no: str
) -> None:
    """Refuse a new list where the customer was given one of the same business before.

    A second visit is a return visit: it asks for what was missing, and anything new has its
    reason. Without a case the account tells whose matter it is; a list of which everything came
    is done with.
    """
    for notice in _given(book, case, account_no):
        if notice.kind is not NoticeKind.MATERIALS or not set(ids_of(notice)) & set(procedures):
            continue
        last = latest(book, notice)
        if case is None and not missing(last.rows):
            continue
        raise Refusal(
            _("The customer was told this before: notice {number}.").format(number=last.number),
            _("Enter the return visit to that notice: only what was missing is asked."),
            field="procedure",
            code="told_before",
        )


def _given(book: Book, case: Case | None, account_no: str) -> list[Notice]:
    if case is not None:
        return book.find(Notice, case_id=case.id)
    return book.find(Notice, account_no=account_no, order="-made_at") if account_no else []


def check_same_customer(book: Book, first: Notice, form: ReturnForm) -> Case | None:
    """The case that a return belongs to; refuses papers of another customer.

    What the form does not say, or the first notice did not keep, is not compared.
    """
    own = book.get(Case, first.case_id) if first.case_id else None
    given = case_by_reference(book, form.case) if clean_line(form.case) else None
    if own is not None and given is not None and own.id != given.id:
        same = own.customer_id is not None and own.customer_id == given.customer_id
        if not same:
            raise _another(first, "case")
    known_account = first.account_no or (own.account_no if own else "")
    account = clean_line(form.account_no)
    if account and known_account and account != known_account:
        raise _another(first, "account_no")
    known_name = first.customer_name or (_name(book, own) if own else "")
    name = clean_line(form.customer_name)
    if name and known_name and name != known_name and not account:
        raise _another(first, "customer_name")
    return given or own


def _name(book: Book, case: Case) -> str:
    found = book.find(Party, case_id=case.id, role=PartyRole.COMPLAINANT, limit=1)
    return found[0].name if found else ""


def _another(first: Notice, field: str) -> Refusal:
    return Refusal(
        _("Notice {number} was given to another customer.").format(number=first.number),
        _("Check the number on the paper, or find the notice by phone, account or name."),
        field=field,
        code="other_customer",
    )


def called(book: Book, notice: Notice) -> Notice:
    """The notice as it is listed: one that names nobody was given to whom its case is from."""
    if notice.customer_name or not notice.case_id:
        return notice
    came = book.find(Party, case_id=notice.case_id, role=PartyRole.COMPLAINANT, limit=1)
    return replace(notice, customer_name=came[0].name) if came else notice
