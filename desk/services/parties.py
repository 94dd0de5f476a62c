"""The people of a case: who came, who acts for whom and by what paper, what each may be told."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from desk.case import Case, Party
from desk.entitled import Entitled, entitled, kind_of_basis, nameless
from desk.enums import Basis, CaseKind, PartyRole
from desk.forms import BasisForm, CaseForm, PartyForm
from desk.i18n import _
from desk.ids import new_id
from desk.labels import label
from desk.ports import Book
from desk.refusals import Refusal
from desk.services import flow
from desk.services.base import Desk, case_act, case_by_reference, service
from desk.services.customers import KnownCustomer
from desk.services.file_checks import check_called
from desk.services.spelling import checked_form
from desk.staff.model import Actor
from desk.staff.permissions import May
from desk.text import clean_line

MOST_PARTIES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One party with what they may be told today; `position` counts from 1."""

    position: int
    party: Party
    entitled: Entitled


def at_registration(
    desk: Desk, form: CaseForm, case: Case, known: KnownCustomer | None, today: date
) -> list[Party]:
    """Everybody a new case concerns, whoever came first."""
    given, customer = form.customer, known.customer if known else None
    if case.kind is CaseKind.REPORT and (form.parties or form.signatories):
        raise gives_away("parties" if form.parties else "signatories")
    came = Party(
        id=new_id(),
        case_id=case.id,
        role=PartyRole.COMPLAINANT,
        name=customer.name if customer else "",
        printed_name=checked_form(desk, form.printed_name, "printed_name")
        or (customer.printed_name if customer else ""),
        salutation=clean_line(given.salutation if given else "")
        or (customer.salutation if customer else ""),
        phone=clean_line(given.phone if given else "") or (customer.phone if customer else ""),
        address=case.address,
        minor=any(one.minor and one.role is PartyRole.REPRESENTATIVE for one in form.parties),
    )
    parties = [came]
    for n, other in enumerate(form.parties):
        party = _made(desk, case.id, other, today, f"parties.{n}.")
        _room_for(parties, party, f"parties.{n}.")
        parties.append(party)
    return parties


@service("party.list", May.READ, writes=False)
def list_parties(desk: Desk, who: Actor, reference: str) -> list[Told]:
    """Everybody a case concerns, with what they may be told today and why."""
    with desk.store.read() as book:
        case = case_by_reference(book, reference)
        return told_of(kept_of(book, case), today_of(desk), sealed=case.sealed)


@service("party.add", May.REGISTER)
def add_party(desk: Desk, who: Actor, reference: str, form: PartyForm) -> Told:
    """Add somebody whom an open case concerns."""
    with case_act(desk, who, "party.add", reference) as (act, case, _now):
        if case.kind is CaseKind.REPORT:
            raise gives_away("name")
        parties, today = kept_of(act, case), today_of(desk)
        party = _made(desk, case.id, form, today, "")
        if party.role is PartyRole.COMPLAINANT:
            raise Refusal(
                _("A case has one complainant: whoever came."),
                _("Others who complain of the same sign with them, or have a case of their own."),
                field="role",
                code="complainant_stands",
            )
        _room_for(parties, party, "")
        act.add(party)
        came = parties[0]
        if form.minor and party.role is PartyRole.REPRESENTATIVE and not came.minor:
            act.put(replace(came, minor=True))
        kept = kept_of(act, case)
        flow.index(act, case)
        act.commit()
    return next(one for one in told_of(kept, today) if one.party.id == party.id)


@service("party.prove", May.REGISTER)
def prove_party(desk: Desk, who: Actor, reference: str, position: int, form: BasisForm) -> Told:
    """Note the paper that a representative brought later, or brought anew."""
    with case_act(desk, who, "party.prove", reference) as (act, case, _now):
        parties, today = kept_of(act, case), today_of(desk)
        party = party_at(parties, position)
        if party.role is not PartyRole.REPRESENTATIVE:
            raise Refusal(
                _("{role}: they act in their own name and need no paper.").format(
                    role=label(party.role)
                ),
                field="position",
                code="needs_no_paper",
            )
        paper = _paper(
            PartyForm(
                role=party.role,
                name=party.name,
                basis=form.basis or ("" if form.basis_kind else party.basis),
                basis_kind=form.basis_kind or (None if form.basis else party.basis_kind),
                basis_seen=form.basis_seen,
                basis_copied=form.basis_copied,
                basis_valid_to=form.basis_valid_to,
                minor=parties[0].minor,
            ),
            party,
            today,
            "",
        )
        act.put(paper)
        kept = kept_of(act, case)
        act.commit()
    return told_of(kept, today)[position - 1]


def checked(desk: Desk, form: PartyForm) -> None:
    """Refuse what a person of a case cannot be: nameless, or by a paper that does not hold."""
    _made(desk, "", form, today_of(desk), "")


def told_of(parties: Sequence[Party], on: date, *, sealed: bool = False) -> list[Told]:
    """Each party with what they may be told on a day; in a report nobody is known by name."""
    return [
        Told(position=n, party=one, entitled=nameless() if sealed else entitled(parties, one, on))
        for n, one in enumerate(parties, 1)
    ]


def party_at(parties: Sequence[Party], position: int) -> Party:
    """The party with a number of the list; refuses when there is none."""
    if not 1 <= position <= len(parties):
        raise Refusal(
            _("Nobody in this case has number {position}.").format(position=position),
            _("Look at the list of its people again."),
            field="asker",
            code="no_such_party",
        )
    return parties[position - 1]


def today_of(desk: Desk) -> date:
    """The day at the branch."""
    return desk.hours.day_of(desk.clock.now())


def kept_of(book: Book, case: Case) -> list[Party]:
    """The people of a case, whoever came first."""
    return book.find(Party, case_id=case.id, order="id")


def _room_for(parties: Sequence[Party], party: Party, field: str) -> None:
    if any(one.role is party.role and one.name == party.name for one in parties):
        raise Refusal(
            _("{name} stands in the case already as {role}.").format(
                name=party.name, role=label(party.role)
            ),
            field=f"{field}name",
            code="twice",
        )
    if len(parties) > MOST_PARTIES:
        raise Refusal(
            _("A case holds at most {most} other people.").format(most=MOST_PARTIES),
            _("Many who complain of the same sign together, as a joint case."),
            field=f"{field}name",
            code="too_many",
        )


def _made(desk: Desk, case_id: str, form: PartyForm, today: date, field: str) -> Party:
    """A party as told; refuses what is missing and papers that do not hold."""
    name = clean_line(form.name)
    if not name:
        raise Refusal(
            _("The name of this person is missing."), field=f"{field}name", code="missing"
        )
    check_called(name, f"{field}name")
    check_called(form.salutation, f"{field}salutation")
    party = Party(
        id=new_id(),
        case_id=case_id,
        role=form.role,
        name=name,
        printed_name=checked_form(desk, form.printed_name, f"{field}printed_name"),
        salutation=clean_line(form.salutation),
        phone=clean_line(form.phone),
        address=clean_line(form.address),
    )
    acts = form.role is PartyRole.REPRESENTATIVE
    return _paper(form, party, today, field) if acts else party


def _paper(form: PartyForm, party: Party, today: date, field: str) -> Party:
    """The party with the paper they act by; refuses one that ended or must not be copied."""
    words = clean_line(form.basis)
    if not words and form.basis_kind is None:
        raise Refusal(
            _("It is missing by what right this person acts for the customer."),
            _("Letter of authority, guardian, or company letter."),
            field=f"{field}basis",
            code="missing",
        )
    kind = kind_of_basis(form.basis_kind, words)
    if form.basis_seen and form.basis_valid_to is not None and form.basis_valid_to < today:
        raise Refusal(
            _("This paper ended on {day}.").format(day=form.basis_valid_to.isoformat()),
            _(
                "Ask for a new one, register them in their own name, or set “not seen”: then they "
                "are told only number, stage and day."
            ),
            field=f"{field}basis_valid_to",
            code="basis_ended",
        )
    if form.minor and kind is Basis.GUARDIAN and form.basis_copied:
        raise Refusal(
            _("Of a minor's papers no copy is kept."),
            _("Look at the original, hand it back, and set that no copy is kept."),
            field=f"{field}basis_copied",
            code="copy_of_minor",
        )
    return replace(
        party,
        basis=words or label(kind),
        basis_kind=kind,
        basis_seen=form.basis_seen,
        basis_copied=form.basis_copied,
        basis_valid_to=form.basis_valid_to,
    )


def gives_away(field: str) -> Refusal:
    return Refusal(
        _("In a report nobody else is named: it would give away who reports."),
        _("Take the other people out; what matters of them belongs to what happened."),
        field=field,
        code="gives_away",
    )
