"""What went wrong and how it is put right: nothing is overwritten, every number stays."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from desk.case import Case, Party
from desk.custody import Handover
from desk.customer import Customer
from desk.enums import (
    CaseStatus,
    Confirmed,
    HandoverState,
    LetterState,
    LinkKind,
    PartyRole,
    Role,
)
from desk.external import ExternalRef
from desk.forms_counter import AmendForm, WithdrawForm
from desk.i18n import _
from desk.ids import new_id
from desk.labels import label
from desk.letter.life import SENT, Letter
from desk.letter.words import day
from desk.ports import Act, Book
from desk.record import Amendment, Supplement
from desk.refusals import Refusal
from desk.services import approval, flow, tasks
from desk.services.amendable import BY_LEAD, OF_CASE, OF_COMPLAINANT
from desk.services.base import Desk, case_act, case_by_reference, service
from desk.services.confirming import confirmed
from desk.services.customers import note_wishes
from desk.services.file_checks import check_account
from desk.services.linking import link
from desk.services.meanwhile import changed_meanwhile
from desk.services.merging import kept_customer
from desk.services.sweep import let_lapse
from desk.staff.model import Actor
from desk.staff.permissions import May
from desk.text import clean, clean_line

LONGEST_SUPPLEMENT = 10_000
LEADING = (Role.LEAD, Role.MANAGER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """What a correction led to: the case now, and issued letters that still say the old."""

    case: Case
    letters: tuple[str, ...] = ()


@service("case.supplement", May.WORK)
def supplement(desk: Desk, who: Actor, reference: str, text: str, told_by: str = "") -> Supplement:
    """Add to the narrative with today's date; the narrative itself stays as it was told."""
    text = clean(text).strip()
    if not text:
        raise Refusal(
            _("It is missing what is to be added."),
            _("Write down what the customer says now."),
            field="text",
            code="missing",
        )
    if len(text) > LONGEST_SUPPLEMENT:
        raise Refusal(
            _("A supplement has at most {most} characters.").format(most=LONGEST_SUPPLEMENT),
            _("Keep the rest as a paper with the case."),
            field="text",
            code="too_long",
        )
    with case_act(desk, who, "case.supplement", reference) as (act, case, now):
        added = Supplement(
            id=new_id(),
            case_id=case.id,
            position=len(act.find(Supplement, case_id=case.id)) + 1,
            text=text,
            told_by=clean_line(told_by),
            at=now,
            by=who.staff_id,
        )
        act.add(added)
        flow.index(act, case)
        act.commit()
    return added


@service("case.amend", May.WORK)
def amend(desk: Desk, who: Actor, reference: str, form: AmendForm) -> Corrected:
    """Put one field right; what stood there, and why it was wrong, stays on record.

    Answers on their way lose their approval. Letters already issued are named: they stay as they
    are, and a supplementary reply says what was wrong in them.
    """
    field, reason = form.field.strip(), _reason(form.reason)
    if field not in OF_CASE and field not in OF_COMPLAINANT:
        raise Refusal(
            _("{field} is not put right this way.").format(field=field or "—"),
            _("These are: {fields}. What was told is supplemented, points are edited.").format(
                fields=", ".join([*OF_CASE, *OF_COMPLAINANT])
            ),
            field="field",
            code="not_amendable",
        )
    if field in BY_LEAD and who.role not in LEADING:
        raise Refusal(
            _("A shift lead puts this right: limits and approvals hang on it."),
            _("Ask the shift lead."),
            field="field",
            code="not_allowed",
        )
    with case_act(desk, who, "case.amend", reference) as (act, case, now):
        if field in OF_CASE:
            row: Case | Party = case
            if field == "account_no":
                check_account(act, form.value, "value")
            value = OF_CASE[field](desk, form.value)
        else:
            row = _complainant(act, case)
            value = OF_COMPLAINANT[field](desk, form.value)
        old = getattr(row, field)
        if old == value:
            raise Refusal(_("That is what stands there already."), field="value", code="unchanged")
        if form.was is not None and form.was != ("" if old is None else str(old)):
            raise changed_meanwhile(act, row.id, case_id=case.id, field="value")
        if isinstance(row, Party):
            _put_party(act, case, row, field, value)
        else:
            case = replace(row, **{field: value})
        case = _corrected(desk, act, who, case, field, old, value, reason, now)
        act.commit()
    if field == "printed_name" and not old:
        # What went out without the name says nothing wrong.
        return Corrected(case=case)
    return Corrected(case=case, letters=_issued(act, case, old))


@service("case.move", May.WORK)
def move_case(desk: Desk, who: Actor, reference: str, customer_id: str, reason: str) -> Corrected:
    """Give a case to the customer it belongs to; whose it seemed to be stays on record."""
    reason = _reason(reason)
    with case_act(desk, who, "case.move", reference) as (act, case, now):
        right = kept_customer(act, customer_id)
        if right.id == case.customer_id:
            raise Refusal(
                _("The case belongs to this customer already."),
                field="customer_id",
                code="unchanged",
            )
        was = _complainant(act, case)
        act.put(
            replace(
                was,
                name=right.name,
                printed_name=right.printed_name,
                salutation=right.salutation,
                phone=right.phone,
            )
        )
        moved = replace(case, customer_id=right.id)
        moved = _corrected(desk, act, who, moved, "customer", was.name, right.name, reason, now)
        act.commit()
    return Corrected(case=moved, letters=_issued(act, moved))


@service("case.withdraw", May.WORK)
def withdraw(desk: Desk, who: Actor, reference: str, form: WithdrawForm) -> Corrected:
    """End a case because the customer takes it back, in their own words and confirmed."""
    words = clean(form.words).strip()
    if not words:
        raise Refusal(
            _("The customer's own words are missing."),
            _("Write down why they take it back."),
            field="words",
            code="missing",
        )
    with case_act(desk, who, "case.withdraw", reference) as (act, case, now):
        confirmed(act, who, case, form.confirmation, Confirmed.WITHDRAWAL, now)
        ended = _ended(desk, act, who, case, CaseStatus.WITHDRAWN, words, now)
        act.commit()
    return Corrected(case=ended, letters=_issued(act, ended))


@service("case.annul", May.DECIDE_SCOPE)
def annul(desk: Desk, who: Actor, reference: str, reason: str, duplicate_of: str = "") -> Corrected:
    """End a case that should not be one; its number stays, with the reason.

    Registered twice: the matter goes on under `duplicate_of`, which takes over its outside
    numbers. Letters already issued under it are named, and each is voided or left by itself.
    """
    reason = _reason(reason)
    with case_act(desk, who, "case.annul", reference) as (act, case, now):
        other = case_by_reference(act, duplicate_of) if clean_line(duplicate_of) else None
        if other is not None and other.id == case.id:
            raise Refusal(_("A case is not its own double."), field="duplicate_of", code="oneself")
        if other is not None and other.status is CaseStatus.ANNULLED:
            raise Refusal(
                _("Case {reference} was annulled itself.").format(reference=other.reference),
                _("Name the case under which the matter goes on."),
                field="duplicate_of",
                code="annulled",
            )
        if other is not None:
            case = replace(case, duplicate_of=other.id)
            act.add(link(case, other, LinkKind.SAME_MATTER, reason, who, now))
            _outside_numbers_go_to(act, case, other)
        ended = _ended(desk, act, who, case, CaseStatus.ANNULLED, reason, now)
        act.commit()
    return Corrected(case=ended, letters=_issued(act, ended))


def _reason(text: str) -> str:
    text = clean_line(text)
    if not text:
        raise Refusal(
            _("The reason is missing."),
            _("It stays beside the number for good."),
            field="reason",
            code="missing",
        )
    return text


def _complainant(act: Act, case: Case) -> Party:
    return act.find(Party, case_id=case.id, role=PartyRole.COMPLAINANT)[0]


def _put_party(act: Act, case: Case, party: Party, field: str, value: Any) -> None:
    changed = replace(party, **{field: value})
    if field == "name":
        # The Chinese form was that of the other name.
        changed = replace(changed, printed_name="")
    act.put(changed)
    customer = act.get(Customer, case.customer_id) if case.customer_id else None
    if field == "printed_name" and customer is not None and customer.name == party.name:
        note_wishes(act, customer, value, large=customer.large_print)


def _said(value: object) -> str:
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)


def _corrected(
    desk: Desk,
    act: Act,
    who: Actor,
    case: Case,
    field: str,
    old: object,
    new: object,
    reason: str,
    now: datetime,
) -> Case:
    """Keep the correction beside what it corrects; approvals of the old go."""
    act.add(
        Amendment(
            id=new_id(),
            case_id=case.id,
            field=field,
            old=_said(old),
            new=_said(new),
            reason=reason,
            at=now,
            by=who.staff_id,
        )
    )
    approval.cancel(act, case, who.staff_id)
    case = flow.update(act, desk, case)
    flow.index(act, case)
    return case


def _ended(
    desk: Desk, act: Act, who: Actor, case: Case, status: CaseStatus, note: str, now: datetime
) -> Case:
    """The case ended; offers lapse, answers nobody issued stay drafts, clocks stop."""
    for offer in act.find(Handover, case_id=case.id, state=HandoverState.OFFERED):
        let_lapse(act, offer, now)
    approval.cancel(act, case, who.staff_id)
    tasks.end_with_case(act, case, now)
    flow.stop(act, case.id, now)
    changed = replace(case, status=status, closed_at=now, closed_by=who.staff_id, closed_note=note)
    return flow.update(act, desk, changed)


def _issued(book: Book, case: Case, old: object = None) -> tuple[str, ...]:
    """Numbers of issued letters of a case, of those that say `old` where that is given."""
    return tuple(
        letter.number
        for letter in book.find(Letter, case_id=case.id)
        if letter.state in SENT
        and letter.state is not LetterState.VOID
        and (old in (None, "") or _says(letter, old))
    )


def _says(letter: Letter, value: object) -> bool:
    """Whether a letter says a value in the words of its own language."""
    if isinstance(value, StrEnum):
        return label(value, letter.language).casefold() in letter.markdown.casefold()
    said = _said(value)
    if isinstance(value, date) and day(value, letter.language) in letter.markdown:
        return True
    return said in letter.markdown or said in letter.facts


def _outside_numbers_go_to(act: Act, case: Case, other: Case) -> None:
    known = {(one.source, one.number) for one in act.find(ExternalRef, case_id=other.id)}
    for one in act.find(ExternalRef, case_id=case.id):
        if (one.source, one.number) not in known:
            act.put(replace(one, case_id=other.id))
