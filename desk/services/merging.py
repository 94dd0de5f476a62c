"""Files that are doubles of each other: which one is kept, and which stand behind it."""

from desk.customer import Customer
from desk.i18n import _
from desk.ports import Book
from desk.refusals import Refusal


def kept_customer(book: Book, customer_id: str) -> Customer:
    """The file that counts for this one: itself, or the end of the pointers that lead on from it.

    Refuses with code "no_such_customer" where there is none.
    """
    customer = _on_file(book, customer_id)
    seen = {customer.id}
    while customer.merged_into is not None and customer.merged_into not in seen:
        customer = _on_file(book, customer.merged_into)
        seen.add(customer.id)
    return customer


def file_ids(book: Book, customer_id: str) -> tuple[str, ...]:
    """The ids under which rows of this customer stand: the kept file first, then its doubles."""
    found = [kept_customer(book, customer_id).id]
    for one in found:
        doubles = book.find(Customer, merged_into=one)
        found += [double.id for double in doubles if double.id not in found]
    return tuple(found)


def _on_file(book: Book, customer_id: str) -> Customer:
    customer = book.get(Customer, customer_id)
    if customer is None:
        raise Refusal(
            _("This customer is not on file any more."),
            _("Search again, or enter the customer as new."),
            field="customer_id",
            code="no_such_customer",
        )
    return customer
