"""Cases about ourselves: who is named in one, who holds it then, who reported it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from desk.case import Case, Party
from desk.concern import Concern, SealedIdentity
from desk.custody import Handover
from desk.customer import Customer
from desk.customer_file import Reveal
from desk.enums import (
    AlarmKind,
    CaseKind,
    HandoverState,
    LetterState,
    PartyRole,
    Role,
)
from desk.i18n import _
from desk.ids import new_id
from desk.letter.life import Letter
from desk.ports import Act, Book
from desk.refusals import Refusal
from desk.services import flow
from desk.services.alarms import raise_alarm
from desk.services.approval import to_draft
from desk.services.base import Desk, case_act, case_by_reference, service
from desk.services.people import staff_by_number
from desk.services.sweep import let_lapse, pass_on, upward
from desk.staff.model import Actor, Staff
from desk.staff.permissions import May
from desk.text import clean_line

UNAPPROVED = (LetterState.SUBMITTED, LetterState.APPROVED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What naming somebody led to: who holds the case now; None when nobody above is left."""

    case: Case
    holder: Staff | None


def at_registration(
    desk: Desk, act: Act, who: Actor, case: Case, numbers: Sequence[str], now: datetime
) -> Case:
    """Keep whom a new case is about, and pass it up; the case as it stands then.

    A report of misconduct goes up even when nobody is named in it.
    """
    people = _people(act, who, numbers)
    _name(act, who, case.id, people, "", now)
    if people or case.kind is CaseKind.REPORT:
        case = _pass_up(act, case, now)
    return case


def sealed(
    act: Act, case: Case, parties: list[Party], customer: Customer | None
) -> tuple[Case, list[Party]]:
    """A report without its reporter: who they are goes into a row of its own.

    From here on they are nobody: not in lists, not in the index, not on a letter.
    """
    if case.kind is not CaseKind.REPORT or not any(p.name for p in parties):
        return case, parties
    reporter = next(p for p in parties if p.role is PartyRole.COMPLAINANT)
    act.add(
        SealedIdentity(
            id=new_id(),
            case_id=case.id,
            customer_id=customer.id if customer and act.get(Customer, customer.id) else None,
            name=reporter.name,
            salutation=reporter.salutation,
            phone=reporter.phone,
            address=reporter.address,
            account_no=case.account_no,
        )
    )
    nobody = replace(
        reporter, name="", printed_name="", salutation="", phone="", address="", minor=False
    )
    others = [p for p in parties if p.role is not PartyRole.COMPLAINANT]
    case = replace(case, sealed=True, customer_id=None, account_no="", address="")
    return case, [nobody, *others]


@service("case.concern", May.WORK)
def name_concerned(
    desk: Desk, who: Actor, reference: str, numbers: Sequence[str], note: str = ""
) -> Named:
    """Name members of staff whom a case is about; from here on it does not exist for them.

    Their offers lapse, what they approved and nobody issued yet goes back to draft, and the case
    leaves their hands for somebody above.
    """
    with case_act(desk, who, "case.concern", reference) as (act, case, now):
        if who.staff_id != case.holder_id and who.role not in (Role.LEAD, Role.MANAGER):
            raise Refusal(
                _("Whom a case is about is named by whoever holds it, or by a lead."),
                _("Tell the shift lead."),
                code="not_holder",
            )
        if not numbers:
            raise Refusal(
                _("It is missing whom the case is about."),
                _("Enter their staff numbers."),
                field="concerns",
                code="missing",
            )
        people = _people(act, who, numbers)
        named = _name(act, who, case.id, people, clean_line(note), now)
        for offer in act.find(Handover, case_id=case.id, state=HandoverState.OFFERED):
            if offer.receiver_id in named:
                let_lapse(act, offer, now)
        for letter in act.find(Letter, case_id=case.id):
            hands = {letter.approver_id, letter.second_approver_id} & named
            if letter.state in UNAPPROVED and hands:
                comment = _("Somebody whom the case is about took part in the approval.")
                act.put(to_draft(letter, who.staff_id, comment))
        case = flow.update(act, desk, _pass_up(act, case, now))
        holder = act.get(Staff, case.holder_id)
        act.commit()
    return Named(case=case, holder=holder if holder and holder.id not in named else None)


@service("identity.reveal", May.OPEN_SEALED)
def reveal_identity(desk: Desk, who: Actor, reference: str, reason: str) -> SealedIdentity:
    """Who reported, for the manager alone; the look is kept with its reason.

    The reason is in a row of its own: it may name somebody, and the journal never does.
    """
    reason = clean_line(reason)
    if not reason:
        raise Refusal(_("The reason is missing."), field="reason", code="missing")
    now = desk.clock.now()
    with desk.store.read() as book:
        case = case_by_reference(book, reference)
        found = book.find(SealedIdentity, case_id=case.id)
    if not found:
        raise Refusal(
            _("Nobody's identity is sealed in case {reference}.").format(reference=case.reference),
            _("It was reported without a name, or it is no report."),
            code="nothing_sealed",
        )
    with desk.store.act(
        "identity.reveal",
        staff_id=who.staff_id,
        at=now,
        case_id=case.id,
        note=who.journal_note,
    ) as act:
        act.put(replace(found[0], looked_at=now))
        act.add(Reveal(id=new_id(), case_id=case.id, reason=reason, at=now, by=who.staff_id))
        act.commit()
    return found[0]


def is_about(book: Book, case_id: str, staff_id: str) -> bool:
    """Whether a case is about this person."""
    return bool(book.find(Concern, case_id=case_id, staff_id=staff_id, limit=1))


def _people(book: Book, who: Actor, numbers: Sequence[str]) -> list[Staff]:
    people = {}
    for n, number in enumerate(numbers):
        staff = _called(book, number, f"concerns.{n}")
        if staff.id == who.staff_id:
            raise Refusal(
                _("A case about yourself is taken down by somebody else."),
                _("Ask a colleague or the shift lead to register it, and stay friendly."),
                field=f"concerns.{n}",
                code="concerned_oneself",
            )
        people[staff.id] = staff
    return list(people.values())


def _called(book: Book, typed: str, field: str) -> Staff:
    """Somebody in service by their number or their whole name."""
    found = book.find(Staff, name=clean_line(typed), active=True)
    if len(found) > 1:
        raise Refusal(
            _("More than one person here is called {name}.").format(name=clean_line(typed)),
            _("Enter the staff number: {numbers}.").format(
                numbers=_(", ").join(sorted(one.number for one in found))
            ),
            field=field,
            code="called_alike",
        )
    return found[0] if found else staff_by_number(book, typed, field)


def _name(
    act: Act, who: Actor, case_id: str, people: list[Staff], note: str, now: datetime
) -> set[str]:
    known = {one.staff_id for one in act.find(Concern, case_id=case_id)}
    fresh = [one for one in people if one.id not in known]
    for one in fresh:
        act.add(
            Concern(
                id=new_id(),
                case_id=case_id,
                staff_id=one.id,
                note=note,
                named_by=who.staff_id,
                at=now,
            )
        )
    return {one.id for one in fresh}


def _pass_up(act: Act, case: Case, now: datetime) -> Case:
    """The case with somebody above those it is about, who hears of it."""
    holder = upward(act, case.id, now)
    if holder is None:
        keeps = case.holder_id
        if not is_about(act, case.id, keeps):
            raise_alarm(act, case.id, AlarmKind.STAFF_CONCERNED, now, staff_id=keeps)
        return case
    raise_alarm(act, case.id, AlarmKind.STAFF_CONCERNED, now, staff_id=holder.id)
    if holder.id == case.holder_id:
        return case
    return pass_on(act, case, holder.id, now, "passed_up")
