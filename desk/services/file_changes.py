"""Putting a customer's file right: what stood there is replaced with a reason, never kept beside.

The frozen records of cases do not change with it: they say what was known then.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from desk.customer import Account, Customer
from desk.customer_file import CustomerContact, FileChange
from desk.enums import SupplyRelation
from desk.forms_file import AccountForm, OriginalForm, ReachForm, RelationForm
from desk.i18n import _
from desk.ids import new_id
from desk.ports import Act
from desk.refusals import Refusal
from desk.services.base import Desk, service
from desk.services.customers import name_readings
from desk.services.file_checks import (
    LONGEST,
    check_account,
    check_called,
    check_phone,
    kept_row,
    line,
    live_customer,
    missing,
    too_long,
    unchanged_since,
)
from desk.services.merging import file_ids
from desk.services.spelling import checked_form
from desk.staff.model import Actor
from desk.staff.permissions import May

LONGEST_SPAN = timedelta(days=3660)
MOST_ACCOUNT = 30

R = TypeVar("R", Customer, Account, CustomerContact)


@service("customer.correct", May.REGISTER)
def correct_customer(
    desk: Desk, who: Actor, customer_id: str, form: OriginalForm, *, version: int = 0
) -> Customer:
    """Complete or put right the original record of a customer.

    `version` is the one that was read: if the file has changed since, nothing is overwritten.
    """
    now = desk.clock.now()
    with desk.store.act(
        "customer.correct", staff_id=who.staff_id, at=now, note=who.journal_note
    ) as act:
        kept = live_customer(act, customer_id)
        unchanged_since(act, kept.id, kept.version, version)
        told = _told(
            form, ("name", "printed_name", "salutation", "number", "phone", "address"), LONGEST
        )
        if told.get("name", kept.name) == "":
            raise missing("name")
        check_phone(told.get("phone", ""))
        for name in ("name", "salutation"):
            check_called(told.get(name, ""), name)
        if "printed_name" in told:
            told["printed_name"] = checked_form(desk, told["printed_name"], "printed_name")
        more = {n: v for n in ("nature", "large_print") if (v := getattr(form, n)) is not None}
        changed = replace(kept, **told, **more)
        pinyin, initials = name_readings(changed.name, changed.printed_name)
        changed = replace(changed, pinyin=pinyin, initials=initials)
        _put_right(act, who, kept, changed, ("customer", kept.id), form.reason, now)
        act.commit()
    return kept_row(desk, Customer, kept.id)


@service("customer.account", May.REGISTER)
def set_account(
    desk: Desk,
    who: Actor,
    customer_id: str,
    form: AccountForm,
    *,
    account_id: str = "",
    version: int = 0,
) -> Account:
    """Add a supply account to a customer, or put one right: moved, meter changed."""
    now = desk.clock.now()
    names = ("number", "address", "meter_no", "supply_class", "supply_area", "equipment")
    with desk.store.act(
        "customer.account", staff_id=who.staff_id, at=now, note=who.journal_note
    ) as act:
        customer = live_customer(act, customer_id)
        told = _told(form, names, LONGEST)
        if len(told.get("number", "")) > MOST_ACCOUNT:
            raise too_long("number", MOST_ACCOUNT)
        check_account(act, told.get("number", ""), "number")
        if account_id:
            kept = _own(act, Account, account_id, customer.id)
            unchanged_since(act, kept.id, kept.version, version)
            changed = replace(kept, **told)
        else:
            kept = None
            changed = Account(id=new_id(), customer_id=customer.id, **{"number": "", **told})
        if not changed.number:
            raise missing("number")
        _only_here(act, changed)
        if kept is None:
            act.add(changed)
        else:
            _put_right(act, who, kept, changed, ("account", customer.id), form.reason, now)
        act.commit()
    return kept_row(desk, Account, changed.id)


@service("customer.contact", May.REGISTER)
def set_contact(
    desk: Desk,
    who: Actor,
    customer_id: str,
    form: ReachForm,
    *,
    contact_id: str = "",
    version: int = 0,
) -> CustomerContact:
    """Add a person by whom a customer is reached, or put one right."""
    now = desk.clock.now()
    with desk.store.act(
        "customer.contact", staff_id=who.staff_id, at=now, note=who.journal_note
    ) as act:
        customer = live_customer(act, customer_id)
        told = _told(form, ("name", "relation", "phone", "note"), LONGEST)
        check_phone(told.get("phone", ""))
        if contact_id:
            kept = _own(act, CustomerContact, contact_id, customer.id)
            unchanged_since(act, kept.id, kept.version, version)
            changed = replace(kept, **told)
        else:
            kept = None
            changed = CustomerContact(
                id=new_id(),
                customer_id=customer.id,
                **{"name": "", **told},
                made_at=now,
                made_by=who.staff_id,
            )
        if not changed.name:
            raise missing("name")
        if kept is None:
            act.add(changed)
        else:
            _put_right(act, who, kept, changed, ("contact", customer.id), form.reason, now)
        act.commit()
    return kept_row(desk, CustomerContact, changed.id)


@service("customer.end_contact", May.REGISTER)
def end_contact(desk: Desk, who: Actor, contact_id: str) -> CustomerContact:
    """A person by whom a customer was reached no longer is one."""
    now = desk.clock.now()
    with desk.store.act(
        "customer.end_contact", staff_id=who.staff_id, at=now, note=who.journal_note
    ) as act:
        kept = act.get(CustomerContact, contact_id)
        if kept is None or kept.ended_at is not None:
            raise Refusal(_("This contact has ended already."), code="ended_already")
        act.put(replace(kept, ended_at=now))
        act.commit()
    return kept_row(desk, CustomerContact, contact_id)


@service("customer.relation", May.LOOK_AFTER)
def set_relation(desk: Desk, who: Actor, customer_id: str, form: RelationForm) -> Customer:
    """Say how a customer stands to us. "Needs attention" asks for a reason and a last day."""
    now = desk.clock.now()
    today = desk.hours.day_of(now)
    reason = line(form.reason, "reason", LONGEST)
    if form.relation is SupplyRelation.NEEDS_ATTENTION:
        if not reason:
            raise missing("reason")
        if form.until is None:
            raise Refusal(
                _("Attention ends by itself: name its last day."),
                _("For example three months from today."),
                field="until",
                code="missing",
            )
    _until(form.until, today)
    with desk.store.act(
        "customer.relation", staff_id=who.staff_id, at=now, note=who.journal_note
    ) as act:
        kept = live_customer(act, customer_id)
        changed = replace(
            kept,
            supply_relation=form.relation,
            supply_reason=reason,
            supply_until=form.until,
        )
        act.put(changed)
        if changed != kept:
            fields = _differs(kept, changed)
            act.add(_change(who, kept.id, "relation", fields, "", now))
        act.commit()
    return kept_row(desk, Customer, kept.id)


@service("customer.key_account", May.LOOK_AFTER)
def set_key_account(
    desk: Desk, who: Actor, customer_id: str, *, key: bool, reason: str = ""
) -> Customer:
    """Make a customer a key account, or one like all others, with the reason."""
    now = desk.clock.now()
    why = line(reason, "reason", LONGEST)
    if not why:
        raise missing("reason")
    with desk.store.act(
        "customer.key_account", staff_id=who.staff_id, at=now, note=who.journal_note
    ) as act:
        kept = live_customer(act, customer_id)
        if kept.key_account != key:
            act.put(replace(kept, key_account=key))
            act.add(_change(who, kept.id, "key_account", ("key_account",), why, now))
        act.commit()
    return kept_row(desk, Customer, kept.id)


def _put_right(
    act: Act, who: Actor, kept: R, changed: R, what: tuple[str, str], reason: str, now: datetime
) -> None:
    """Keep a changed row; where something else stood there, with the reason."""
    fields = _differs(kept, changed)
    told = [name for name in fields if name not in ("pinyin", "initials")]
    if not told:
        return
    replaced = [name for name in told if getattr(kept, name) not in ("", None, False)]
    why = line(reason, "reason", LONGEST)
    if replaced and not why:
        raise Refusal(
            _("Something else stands on file: say why it is replaced."),
            _("For example: heard wrong, moved, new number, meter changed."),
            field="reason",
            code="missing",
        )
    act.put(changed)
    # What stood there before is given up: no digest of the journal may tell it.
    act.erase(changed)
    name, customer_id = what
    act.add(_change(who, customer_id, name, told, why, now))


def _change(
    who: Actor, customer_id: str, what: str, fields: Sequence[str], why: str, now: datetime
) -> FileChange:
    return FileChange(
        id=new_id(),
        customer_id=customer_id,
        what=what,
        changed=tuple(fields),
        reason=why,
        at=now,
        by=who.staff_id,
    )


def _differs(kept: R, changed: R) -> list[str]:
    names = kept.__dataclass_fields__
    return [name for name in names if getattr(kept, name) != getattr(changed, name)]


def _told(form: Any, names: Sequence[str], most: int) -> dict[str, Any]:
    """The fields that somebody said something about, clean; refuses what is too long."""
    return {
        name: line(typed, name, most)
        for name in names
        if (typed := getattr(form, name)) is not None
    }


def _own(act: Act, kind: type[R], row_id: str, customer_id: str) -> R:
    """A row of this customer, or of a double of theirs."""
    row = act.get(kind, row_id)
    owner = getattr(row, "customer_id", "")
    if row is None or owner not in file_ids(act, customer_id):
        raise Refusal(_("This stands no longer on the customer's file."), code="no_such_row")
    if getattr(row, "ended_at", None) is not None:
        raise Refusal(_("This contact has ended already."), code="ended_already")
    return row


def _only_here(act: Act, account: Account) -> None:
    """An account number may stand on several files, but once on each."""
    for other in act.find(Account, customer_id=account.customer_id, number=account.number):
        if other.id != account.id:
            raise Refusal(
                _("This account stands on the file already."), field="number", code="already_there"
            )


def _until(until: date | None, today: date) -> None:
    if until is None:
        return
    if until < today:
        raise Refusal(
            _("The last day lies in the past."),
            _("Name a day from today on."),
            field="until",
            code="in_past",
        )
    if until - today > LONGEST_SPAN:
        raise Refusal(_("At most ten years ahead."), field="until", code="too_far")
