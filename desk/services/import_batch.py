"""A batch of rows against the book: who is on file, what is new, what would change.

The same for the preview, which only reads, and for the import, which keeps what comes out.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, cast

from desk.customer import Account, Customer
from desk.i18n import _
from desk.ids import new_id
from desk.importing.rows import Entry, Value
from desk.importing.settling import marks_of, same_holder, settle
from desk.importing.targets import TARGETS
from desk.names import readings
from desk.ports import Book


class Came(StrEnum):
    """What came of a row."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one row. `changed` and `kept_ours` name fields as a mapping does."""

    line: int
    came: Came
    reason: str = ""
    """Why it is refused, or what in it a person should look at."""
    changed: tuple[str, ...] = ()
    kept_ours: tuple[str, ...] = ()


class _No(Exception):
    """An entry that cannot be taken in, with the reason in words."""


@dataclass(slots=True)
class Batch:
    """What a batch changes, as far as it was taken in."""

    now: datetime
    file_wins: bool = False
    customers: dict[str, Customer] = field(default_factory=dict)
    """Id → customer as it is after the rows so far."""
    by_number: dict[str, list[str]] = field(default_factory=dict)
    """Customer number → ids."""
    by_name: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    """Name and phone → ids."""
    accounts: dict[str, list[Account]] = field(default_factory=dict)
    """Account number → accounts as they are after the rows so far."""
    added: dict[str, Customer | Account] = field(default_factory=dict)
    changed: dict[str, Customer | Account] = field(default_factory=dict)

    def take(self, entry: Entry) -> Outcome:
        """Take one entry in; refuses it whole or takes it whole."""
        try:
            account = self._account(entry)
            customer = self._customer(entry, account)
            if customer is None:
                return self._new(entry)
            return self._known(entry, customer, account)
        except _No as no:
            return Outcome(entry.line, Came.REFUSED, str(no))

    # -- who it is -------------------------------------------------------------------------

    def kept(self, customer_id: str) -> Customer:
        """The file that counts: behind the pointers of doubles."""
        customer = self.customers[customer_id]
        passed = {customer.id}
        while customer.merged_into and customer.merged_into not in passed:
            customer = self.customers[customer.merged_into]
            passed.add(customer.id)
        return customer

    def _account(self, entry: Entry) -> Account | None:
        found = self.accounts.get(entry.number, []) if entry.number else []
        if len({self.kept(account.customer_id).id for account in found}) > 1:
            raise _No(
                _("this account number is on file with several customers; settle the doubles first")
            )
        return found[0] if found else None

    def _customer(self, entry: Entry, account: Account | None) -> Customer | None:
        customer: Customer | None
        numbered = self._one(self.by_number.get(entry.customer_number, ()))
        if account is not None:
            customer = self.kept(account.customer_id)
            if numbered is not None and numbered.id != customer.id:
                raise _No(
                    _("the account is on file with another customer; check for a change of holder")
                )
            if not same_holder(customer, entry):
                raise _No(
                    _("the account is on file under another name; check for a change of holder")
                )
        else:
            customer = numbered or self._named(entry)
        if customer is not None and customer.erased_at is not None:
            raise _No(_("the data of this customer was erased on request; it does not come back"))
        return customer

    def _one(self, ids: Iterable[str]) -> Customer | None:
        found = {kept.id: kept for kept in map(self.kept, ids)}
        if len(found) > 1:
            raise _No(_("this customer number is on file twice; settle the doubles first"))
        return next(iter(found.values()), None)

    def _named(self, entry: Entry) -> Customer | None:
        """The very same customer as at registration: same name with the same phone."""
        key = (str(entry.customer.get("name", "")), str(entry.customer.get("phone", "")))
        if not all(key):
            return None
        found = {kept.id: kept for kept in map(self.kept, self.by_name.get(key, ()))}
        fits = [
            one
            for one in found.values()
            if one.erased_at is None
            and not (one.number and entry.customer_number and one.number != entry.customer_number)
        ]
        return fits[0] if len(fits) == 1 else None

    # -- what it does ----------------------------------------------------------------------

    def _new(self, entry: Entry) -> Outcome:
        name = str(entry.customer.get("name", ""))
        if not name:
            raise _No(_("{field} is missing.").format(field=_(TARGETS["customer.name"].title)))
        pinyin, initials = readings(name)
        row_id = new_id()
        customer = Customer(
            **cast(dict[str, Any], entry.customer),
            id=row_id,
            pinyin=pinyin,
            initials=initials,
            made_at=self.now,
            as_imported=marks_of(row_id, entry.customer),
        )
        self.added[customer.id] = self.customers[customer.id] = customer
        if customer.number:
            self.by_number.setdefault(customer.number, []).append(customer.id)
        if customer.phone:
            self.by_name.setdefault((name, customer.phone), []).append(customer.id)
        if entry.account:
            self._add_account(customer.id, entry)
        return Outcome(entry.line, Came.ADDED)

    def _add_account(self, customer_id: str, entry: Entry) -> None:
        row_id = new_id()
        account = Account(
            **cast(dict[str, Any], entry.account),
            id=row_id,
            customer_id=customer_id,
            as_imported=marks_of(row_id, entry.account),
        )
        self.added[account.id] = account
        self.accounts.setdefault(account.number, []).append(account)

    def _known(self, entry: Entry, customer: Customer, account: Account | None) -> Outcome:
        values: dict[str, Value] = {} if entry.again else dict(entry.customer)
        settled = settle(customer, values, file_wins=self.file_wins)
        found = settled.row
        if "name" in settled.changed:
            pinyin, initials = readings(found.printed_name or found.name)
            found = replace(found, pinyin=pinyin, initials=initials)
        if found is not customer:
            self._put(found)
            self.customers[found.id] = found
        changed = [f"customer.{name}" for name in settled.changed]
        kept = [f"customer.{name}" for name in settled.kept_ours]
        if account is not None:
            also = settle(account, entry.account, file_wins=self.file_wins)
            if also.row is not account:
                self._put(also.row)
                held = self.accounts[account.number]
                held[held.index(account)] = also.row
            changed += [f"account.{name}" for name in also.changed]
            kept += [f"account.{name}" for name in also.kept_ours]
        elif entry.account:
            self._add_account(customer.id, entry)
            changed.append("account.number")
        came = Came.UPDATED if changed else Came.UNCHANGED
        reason = ""
        if kept:
            reason = _("corrected here and kept: {fields}").format(
                fields="、".join(_(TARGETS[name].title) for name in kept)
            )
        return Outcome(entry.line, came, reason, tuple(changed), tuple(kept))

    def _put(self, row: Customer | Account) -> None:
        (self.added if row.id in self.added else self.changed)[row.id] = row


def batch_of(
    book: Book, entries: Sequence[Entry], now: datetime, *, file_wins: bool = False
) -> Batch:
    """A batch that knows everybody on file whom these entries may be about."""
    batch = Batch(now, file_wins)
    numbers = list(dict.fromkeys(entry.number for entry in entries if entry.number))
    accounts = book.among(Account, "number", numbers)
    for account in accounts:
        batch.accounts.setdefault(account.number, []).append(account)
    ours = list(dict.fromkeys(e.customer_number for e in entries if e.customer_number))
    for customer in book.among(Customer, "number", ours):
        batch.customers[customer.id] = customer
        batch.by_number.setdefault(customer.number, []).append(customer.id)
    # Fewer people share a phone number than a name.
    names = {
        (entry.customer.get("name"), phone): phone
        for entry in entries
        if entry.number not in batch.accounts
        and entry.customer_number not in batch.by_number
        and (phone := str(entry.customer.get("phone", "")))
    }
    for customer in book.among(Customer, "phone", list(dict.fromkeys(names.values()))):
        key = (customer.name, customer.phone)
        if key in names:
            batch.customers[customer.id] = customer
            batch.by_name.setdefault(key, []).append(customer.id)
    wanted = {account.customer_id for account in accounts}
    wanted |= {c.merged_into for c in batch.customers.values() if c.merged_into}
    while wanted := wanted - batch.customers.keys():
        found = book.among(Customer, "id", sorted(wanted))
        batch.customers |= {customer.id: customer for customer in found}
        wanted = {customer.merged_into for customer in found if customer.merged_into}
    return batch
