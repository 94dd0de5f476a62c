"""Files that are doubles of each other: which one is kept, merging them, taking that back."""

from dataclasses import dataclass, replace

from desk.case import Case
from desk.customer import Account, Customer
from desk.customer_file import CustomerContact, CustomerLink, CustomerMerge
from desk.enums import CaseStatus, SameAs
from desk.forms_doubles import MergeForm
from desk.i18n import _
from desk.ids import new_id
from desk.merging import FIELDS, Difference, differences, given_back, taken_over
from desk.ports import Book
from desk.refusals import Refusal
from desk.services.base import Desk, service
from desk.services.meanwhile import changed_meanwhile
from desk.staff.model import Actor
from desk.staff.permissions import May
from desk.text import clean_line

LONGEST_REASON = 200


def kept_customer(book: Book, customer_id: str) -> Customer:
    """The file that counts for this one: itself, or the end of the pointers that lead on from it.

    Refuses with code "no_such_customer" where there is none.
    """
    customer = on_file(book, customer_id)
    seen = {customer.id}
    while customer.merged_into is not None and customer.merged_into not in seen:
        customer = on_file(book, customer.merged_into)
        seen.add(customer.id)
    return customer


def file_ids(book: Book, customer_id: str) -> tuple[str, ...]:
    """The ids under which rows of this customer stand: the kept file first, then its doubles."""
    return _behind(book, kept_customer(book, customer_id).id)


def _behind(book: Book, customer_id: str) -> tuple[str, ...]:
    """A file and all that point to it, whatever it points to itself."""
    found = [customer_id]
    for one in found:
        doubles = book.find(Customer, merged_into=one)
        found += [double.id for double in doubles if double.id not in found]
    return tuple(found)


def on_file(book: Book, customer_id: str) -> Customer:
    """The very file of this id, merged or not; refuses where there is none."""
    customer = book.get(Customer, customer_id)
    if customer is None:
        raise Refusal(
            _("This customer is not on file any more."),
            _("Search again, or enter the customer as new."),
            field="customer_id",
            code="no_such_customer",
        )
    return customer


@dataclass(frozen=True, slots=True, kw_only=True)
class Belongings:
    """What stands behind one of two files, as many as the person may see."""

    accounts: tuple[Account, ...]
    contacts: int
    cases: int
    open_cases: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two files side by side, field by field."""

    kept: Customer
    other: Customer
    lines: tuple[Difference, ...]
    behind_kept: Belongings
    behind_other: Belongings
    link: CustomerLink | None = None
    """What was found out about the two, if anything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmerged:
    """Two files that stand by themselves again."""

    kept: Customer
    other: Customer
    changed_since: tuple[str, ...] = ()
    """Fields that were changed after the merge: they stay as they are."""
    cases_since: int = 0
    """Cases registered after the merge: they stay with the kept file."""


@service("customer.compare", May.READ, writes=False)
def compare(desk: Desk, who: Actor, kept_id: str, other_id: str) -> Comparison:
    """Two files side by side; those that are merged already are shown by what they point to."""
    with desk.store.read() as book:
        kept, other = kept_customer(book, kept_id), kept_customer(book, other_id)
        _two(kept, other)
        return Comparison(
            kept=kept,
            other=other,
            lines=differences(kept, other),
            behind_kept=_belongings(book, kept.id),
            behind_other=_belongings(book, other.id),
            link=standing_link(book, kept.id, other.id),
        )


def standing_link(book: Book, one: str, other: str) -> CustomerLink | None:
    """What was found out about two files and still holds."""
    pair = {one, other}
    known = book.find(CustomerLink, customer_id=one) + book.find(CustomerLink, other_id=one)
    standing = [link for link in known if link.ended_at is None]
    return next((k for k in reversed(standing) if {k.customer_id, k.other_id} == pair), None)


def _belongings(book: Book, customer_id: str) -> Belongings:
    ids = _behind(book, customer_id)
    cases = [case for one in ids for case in book.find(Case, customer_id=one)]
    return Belongings(
        accounts=tuple(a for one in ids for a in book.find(Account, customer_id=one)),
        contacts=sum(len(book.find(CustomerContact, customer_id=o, ended_at=None)) for o in ids),
        cases=len(cases),
        open_cases=sum(case.status is CaseStatus.OPEN for case in cases),
    )


@service("customer.merge", May.MERGE)
def merge(desk: Desk, who: Actor, form: MergeForm) -> CustomerMerge:
    """Make one file the pointer to another; both keep all that stands in them.

    The kept file takes over the fields named in `take`. Accounts, people and cases stay where
    they are and are found through the pointer. Versions, where given, are those that were seen.
    """
    reason = _reason(form.reason)
    for field in form.take:
        if field not in FIELDS:
            raise Refusal(
                _("There is no field “{field}” to take over.").format(field=field),
                _("These are: {fields}.").format(fields=", ".join(FIELDS)),
                field="take",
                code="unknown_field",
            )
    now = desk.clock.now()
    with desk.store.act("customer.merge", staff_id=who.staff_id, at=now) as act:
        kept, other = on_file(act, form.kept_id), on_file(act, form.other_id)
        _may_merge(act, kept, other)
        _as_seen(act, kept, form.kept_version)
        _as_seen(act, other, form.other_version)
        changed, replaced = taken_over(kept, other, form.take)
        made = CustomerMerge(
            id=new_id(),
            kept_id=kept.id,
            other_id=other.id,
            reason=reason,
            at=now,
            by=who.staff_id,
            replaced=replaced,
        )
        act.add(made)
        act.put(replace(other, merged_into=kept.id))
        if changed != kept:
            act.put(changed)
        act.commit()
    return made


@service("customer.unmerge", May.MERGE)
def unmerge(desk: Desk, who: Actor, other_id: str, reason: str) -> Unmerged:
    """Let a merged file stand by itself again; the kept one gets its own values back.

    What was changed in the kept file since stays, and so do cases that were registered since.
    """
    why = _reason(reason)
    now = desk.clock.now()
    with desk.store.act("customer.unmerge", staff_id=who.staff_id, at=now) as act:
        other = on_file(act, other_id)
        if other.merged_into is None:
            raise Refusal(
                _("This file is not merged into another one."),
                _("Look at it again: somebody may have taken it back already."),
                field="customer_id",
                code="not_merged",
            )
        made = next(
            one
            for one in reversed(act.find(CustomerMerge, other_id=other.id))
            if one.undone_at is None
        )
        kept = on_file(act, made.kept_id)
        alone = replace(other, merged_into=None)
        back, since = given_back(kept, made.replaced)
        act.put(alone, replace(made, undone_at=now, undone_by=who.staff_id, undone_reason=why))
        if back != kept:
            act.put(back)
        later = [c for c in act.find(Case, customer_id=kept.id) if c.registered_at >= made.at]
        act.commit()
    return Unmerged(kept=back, other=alone, changed_since=since, cases_since=len(later))


@service("customer.merges", May.READ, writes=False)
def merges_of(
    desk: Desk, who: Actor, customer_id: str
) -> tuple[tuple[CustomerMerge, Customer], ...]:
    """The files merged into this one, each with its merge, that can be taken back."""
    with desk.store.read() as book:
        found = []
        for one in file_ids(book, customer_id):
            for made in book.find(CustomerMerge, kept_id=one):
                other = book.get(Customer, made.other_id)
                if made.undone_at is None and other is not None:
                    found.append((made, other))
        return tuple(found)


def _two(kept: Customer, other: Customer) -> None:
    if kept.id == other.id:
        raise Refusal(
            _("These two are one file already."),
            _("Choose another file, or take the merge back first."),
            field="other_id",
            code="same_file",
        )


def _may_merge(book: Book, kept: Customer, other: Customer) -> None:
    """Refuse what would go round in a circle, hang on nothing, or was judged otherwise."""
    _two(kept, other)
    for one, field in ((kept, "kept_id"), (other, "other_id")):
        if one.erased_at is not None:
            raise Refusal(
                _("This file was erased; there is nothing in it to merge."),
                field=field,
                code="erased",
            )
        if one.merged_into is not None:
            target = kept_customer(book, one.id)
            _two(kept_customer(book, kept.id), kept_customer(book, other.id))
            raise Refusal(
                _("This file points to another one already: {name}.").format(name=target.name),
                _("Merge with that one, or take the merge back first."),
                field=field,
                code="merged_already",
            )
    link = standing_link(book, kept.id, other.id)
    if link is not None and link.kind is not SameAs.SAME:
        raise Refusal(
            _("Somebody found out that these are two customers."),
            _("If that was wrong, end that finding first, with the reason."),
            field="other_id",
            code="judged_apart",
        )


def _as_seen(book: Book, customer: Customer, version: int) -> None:
    if version and version != customer.version:
        raise changed_meanwhile(book, customer.id)


def _reason(text: str) -> str:
    text = clean_line(text)
    if not text:
        raise Refusal(
            _("The reason is missing."),
            _("Say how you know, for example: same person, seen the identity card."),
            field="reason",
            code="missing",
        )
    if len(text) > LONGEST_REASON:
        raise Refusal(
            _("A reason has at most {most} characters.").format(most=LONGEST_REASON),
            field="reason",
            code="too_long",
        )
    return text
