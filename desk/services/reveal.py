"""Personal data in full: for those who need it, with a reason, and every look is written down.

A lead or the manager may look at any file. Whoever holds a case, or received it first, sees the
people of that case while it is open, and so does whoever makes its call-back: without a number
nobody can keep the promise to call.
"""

from dataclasses import dataclass, replace

from desk.care import Care, standing_care
from desk.case import Case, Party, Stage
from desk.customer import Account, Customer
from desk.customer_file import CustomerContact, Reveal
from desk.enums import CaseStatus, Nature
from desk.i18n import _
from desk.ids import new_id
from desk.joint import Signatory
from desk.labels import label
from desk.masks import mask_name
from desk.ports import Act, Book
from desk.refusals import Refusal
from desk.services.base import Desk, case_by_reference, service
from desk.staff.model import Actor, Staff
from desk.staff.permissions import May, may
from desk.text import clean_line

LONGEST_REASON = 200
"""Characters of a reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InFull:
    """One person as they are on file, nothing masked. `role` says in words who they are."""

    role: str
    name: str
    printed_name: str = ""
    salutation: str = ""
    phone: str = ""
    address: str = ""
    account_no: str = ""


@service("customer.reveal", May.WORK)
def reveal_customer(desk: Desk, who: Actor, customer_id: str, reason: str) -> list[InFull]:
    """A customer's file with every number in full; the look is kept with its reason.

    The customer comes first, then further accounts, then the people by whom they are reached.
    """
    why = needed_reason(reason)
    now = desk.clock.now()
    with desk.store.act(
        "customer.reveal", staff_id=who.staff_id, at=now, note=who.journal_note
    ) as act:
        customer = act.get(Customer, customer_id)
        if customer is None:
            raise Refusal(_("This customer is not on file."), code="no_such_customer")
        if not _works_for(act, who, customer, desk):
            raise _not_theirs()
        act.add(Reveal(id=new_id(), customer_id=customer.id, reason=why, at=now, by=who.staff_id))
        found = _file_in_full(act, customer)
        act.commit()
    return found


@service("case.reveal", May.WORK)
def reveal_case(desk: Desk, who: Actor, reference: str, reason: str) -> list[InFull]:
    """The people of a case with every number in full; the look is kept with its reason.

    Who made a sealed report is not among them: that is `concerns.reveal_identity`.
    """
    why = needed_reason(reason)
    now = desk.clock.now()
    with desk.store.read() as book:
        case_id = case_by_reference(book, reference).id
    with desk.store.act(
        "case.reveal", staff_id=who.staff_id, at=now, case_id=case_id, note=who.journal_note
    ) as act:
        case = act.get(Case, case_id)
        assert case is not None
        if not works_on(who, case):
            raise _not_theirs()
        act.add(Reveal(id=new_id(), case_id=case.id, reason=why, at=now, by=who.staff_id))
        found = _people_in_full(act, case)
        act.commit()
    return found


@service("list.reveal", May.REVEAL)
def allowed_in_full(desk: Desk, who: Actor, reason: str) -> None:
    """Leave to write a whole list with nothing masked; refuses whoever may not.

    Comes before the list is made; the leave stands in the book with its reason.
    """
    why = needed_reason(reason)
    now = desk.clock.now()
    with desk.store.act("list.reveal", staff_id=who.staff_id, at=now, note=who.journal_note) as act:
        act.add(Reveal(id=new_id(), reason=why, at=now, by=who.staff_id))
        act.commit()


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """One look: who it was, and what they looked at, by the number people know it by."""

    look: Reveal
    name: str
    what: str


@service("reveal.list", May.REVEAL, writes=False)
def looks(
    desk: Desk, who: Actor, *, customer_id: str = "", reference: str = "", limit: int = 200
) -> list[Looked]:
    """Who looked at what in full, newest first; of one customer or one case, if named."""
    equals: dict[str, str] = {}
    with desk.store.read() as book:
        if customer_id:
            equals = {"customer_id": customer_id}
        elif reference:
            equals = {"case_id": case_by_reference(book, reference).id}
        found = book.find(Reveal, order="-at", limit=limit, **equals)
        return [_looked(book, who, one) for one in found]


def _looked(book: Book, who: Actor, one: Reveal) -> Looked:
    staff = book.get(Staff, one.by)
    case = book.get(Case, one.case_id) if one.case_id else None
    if case is not None and case.sealed and not may(who.role, May.OPEN_SEALED):
        # The reason for a look at who reported may say who it was.
        one = replace(one, reason="")
    customer = book.get(Customer, one.customer_id) if one.customer_id else None
    what = case.reference if case else _("A whole list")
    if customer is not None:
        what = mask_name(customer.name, organisation=customer.nature is not Nature.RESIDENT)
    return Looked(look=one, name=staff.name if staff else "", what=what)


def needed_reason(reason: str) -> str:
    """A reason as it is kept; refuses a missing or an endless one."""
    reason = clean_line(reason)
    if not reason:
        raise Refusal(
            _("The reason is missing."),
            _("Say in a few words what it is needed for."),
            field="reason",
            code="missing",
        )
    if len(reason) > LONGEST_REASON:
        raise Refusal(
            _("A reason has at most {most} characters.").format(most=LONGEST_REASON),
            field="reason",
            code="too_long",
        )
    return reason


def _not_theirs() -> Refusal:
    return Refusal(
        _("Numbers in full are for whoever works on the case, and for leads."),
        _("Take the case over, or ask the shift lead."),
        code="not_yours_to_see",
    )


def works_on(who: Actor, case: Case) -> bool:
    """Whether somebody needs the people of a case in full: leads, and who works on it now."""
    if may(who.role, May.REVEAL):
        return True
    if case.status is not CaseStatus.OPEN:
        return False
    calls_back = case.stage is Stage.TO_CALL_BACK and may(who.role, May.FOLLOW_UP)
    return calls_back or who.staff_id in (case.holder_id, case.first_responder_id)


def _works_for(book: Book, who: Actor, customer: Customer, desk: Desk) -> bool:
    if may(who.role, May.REVEAL):
        return True
    today = desk.hours.day_of(desk.clock.now())
    care = standing_care(book.find(Care, customer_id=customer.id), today)
    if care is not None and care.staff_id == who.staff_id:
        return True
    open_cases = book.find(Case, customer_id=customer.id, status=CaseStatus.OPEN)
    return any(works_on(who, case) for case in open_cases)


def _file_in_full(act: Act, customer: Customer) -> list[InFull]:
    accounts = act.find(Account, customer_id=customer.id)
    first = accounts[0] if accounts else None
    found = [
        InFull(
            role=_("Customer"),
            name=customer.name,
            printed_name=customer.printed_name,
            salutation=customer.salutation,
            phone=customer.phone,
            address=customer.address or (first.address if first else ""),
            account_no=first.number if first else "",
        )
    ]
    found += [
        InFull(role=_("Account"), name="", address=one.address, account_no=one.number)
        for one in accounts[1:]
    ]
    reached = act.find(CustomerContact, customer_id=customer.id)
    found += [
        InFull(role=one.relation or _("Can be reached through"), name=one.name, phone=one.phone)
        for one in reached
        if one.ended_at is None
    ]
    return found


def _people_in_full(act: Act, case: Case) -> list[InFull]:
    found = []
    for at, party in enumerate(act.find(Party, case_id=case.id)):
        # The account and the place are the case's own: they stand beside whoever comes first.
        number, place = ("", "") if at else (case.account_no, case.address)
        found.append(
            InFull(
                role=label(party.role),
                name=party.name,
                printed_name=party.printed_name,
                salutation=party.salutation,
                phone=party.phone,
                address=party.address or place,
                account_no=number,
            )
        )
    return found + [
        InFull(
            role=_("Signatory"),
            name=one.name,
            salutation=one.salutation,
            phone=one.phone,
            address=one.address,
            account_no=one.account_no,
        )
        for one in act.find(Signatory, case_id=case.id)
    ]
