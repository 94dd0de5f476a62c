"""From the record to the papers beside the reply: record, holding letter, commitment, card."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from desk.case import Party
from desk.enums import ClockKind, Confirmed, Nature, PartyRole, RemedyBy
from desk.forms import LetterForm
from desk.i18n import say
from desk.letter.facts import (
    AddedFacts,
    CommitmentFacts,
    FollowUpCardFacts,
    HandedFacts,
    HoldingFacts,
    PartyFacts,
    PromiseFacts,
    RaisedFacts,
    Reader,
    RegistrationRecordFacts,
    SentFacts,
    Taken,
    TerminationFacts,
)
from desk.letter.kinds import ANSWERING
from desk.letter.life import SENT, Letter
from desk.masks import mask_name, mask_phone
from desk.promising import is_open
from desk.record import RecordConfirmation
from desk.services.base import Desk
from desk.services.ending_rules import ways_on
from desk.services.facts import (
    case_reader,
    contact_person,
    due_of,
    of_case,
    responder_phone,
    unit_of,
)
from desk.services.spelling import NAME_ON_FILE, printed
from desk.views import CaseFile

CARD_DAYS = 10
"""Days in which a card is asked back."""


def record_facts(desk: Desk, file: CaseFile) -> RegistrationRecordFacts:
    """What was written down, for whoever came: their own data in full, other people's masked."""
    case, language = file.case, file.case.letter_language
    contact = due_of(file, ClockKind.FIRST_CONTACT, 1)
    reply = due_of(file, ClockKind.REPLY, 1)
    responder = file.names.get(case.first_responder_id, "")
    confirmed = _confirmed(file)
    return RegistrationRecordFacts(
        language=language,
        unit=unit_of(desk, file.branch, language),
        reader=_own_reader(desk, file, language),
        case_reference=case.reference,
        lookup_code=case.lookup_code,
        kind=case.kind,
        channel=case.channel,
        received_at=desk.hours.local(case.received_at),
        registered_at=desk.hours.local(case.registered_at),
        # Whoever registers a case is its first responder for good.
        registered_by=responder,
        responder=responder,
        responder_phone=responder_phone(file),
        parties=tuple(_party(desk, file, one, language) for one in file.parties),
        narrative=case.narrative,
        points=tuple(
            RaisedFacts(position=one.position, kind=one.kind, matter=one.matter)
            for one in file.points
        ),
        remedy_sought=case.remedy_sought,
        expected_by=case.expected_by,
        told=case.told,
        contact_by=desk.hours.local(contact.due_at) if contact and not contact.met_at else None,
        reply_by=desk.hours.day_of(reply.due_at) if reply else None,
        papers=tuple(
            HandedFacts(
                name=one.name,
                copies=one.copies,
                original=one.original,
                returned_on=desk.hours.day_of(one.returned_at) if one.returned_at else None,
                returned_to=one.returned_to,
            )
            for one in file.papers
        ),
        added=tuple(
            AddedFacts(on=desk.hours.day_of(one.at), text=one.text, told_by=one.told_by)
            for one in file.supplements
        ),
        joint=sum(one.withdrew_at is None for one in file.signatories),
        dialect=confirmed.dialect if confirmed else "",
        interpreter=confirmed.interpreter if confirmed else "",
        taken=_taken(desk, file, confirmed) if confirmed else None,
    )


def _confirmed(file: CaseFile) -> RecordConfirmation | None:
    """How the record was confirmed last."""
    found = [one for one in file.confirmations if one.what is Confirmed.RECORD]
    return found[-1] if found else None


def _taken(desk: Desk, file: CaseFile, confirmed: RecordConfirmation) -> Taken:
    return Taken(
        how=confirmed.how,
        at=desk.hours.local(confirmed.at),
        witness=file.names.get(confirmed.witness_id or "", ""),
        reason=confirmed.reason,
    )


def _own_account(file: CaseFile) -> bool:
    """Whether account and address are those of whoever came."""
    holders = [one.name for one in file.parties if one.role is PartyRole.ACCOUNT_HOLDER]
    return not holders or file.complainant.name in holders


def _own_reader(desk: Desk, file: CaseFile, language: str) -> Reader:
    reader, who = case_reader(desk, file, language), file.complainant
    own = replace(reader, holder=printed(desk, who.name, who.printed_name), phone=who.phone)
    if _own_account(file):
        own = replace(own, account=file.case.account_no, address=printed(desk, file.case.address))
    return own


def _party(desk: Desk, file: CaseFile, party: Party, language: str) -> PartyFacts:
    who = file.complainant
    printable = printed(desk, party.name, party.printed_name)
    if party.role is PartyRole.COMPLAINANT or party.name == who.name:
        name = printable or say("anonymous", language)
        if party.name and not printable:
            name = say(NAME_ON_FILE, language)
        return PartyFacts(role=party.role, name=name, phone=party.phone, basis=party.basis)
    organisation = file.customer is not None and file.customer.nature is not Nature.RESIDENT
    return PartyFacts(
        role=party.role,
        name=mask_name(printable, organisation=organisation) or say(NAME_ON_FILE, language),
        phone=mask_phone(party.phone),
        basis=party.basis,
    )


def holding_facts(desk: Desk, file: CaseFile, form: LetterForm) -> HoldingFacts:
    """That the answer takes longer, with the reason, the work done and the day of `form`."""
    case = file.case
    reply = due_of(file, ClockKind.REPLY, case.round)
    return HoldingFacts(
        **of_case(desk, file),
        channel=case.channel,
        responder=file.names.get(case.first_responder_id, ""),
        responder_phone=responder_phone(file),
        matters=tuple(point.matter for point in file.points),
        promised=desk.hours.day_of(reply.due_at) if reply else None,
        reason=form.reason,
        done=form.done,
        until=form.until,
    )


def open_promises(file: CaseFile) -> tuple[PromiseFacts, ...]:
    """Promises that are still to be kept: those taken down, then the dated remedies of points."""
    matters = {point.id: point.matter for point in file.points}
    made = [
        PromiseFacts(
            what=one.text,
            owner=one.owner,
            due_on=one.due_on,
            matter=matters.get(one.point_id or "", ""),
        )
        for one in file.commitments
        if is_open(one) and not (one.asks_agreement and one.agreed_by is None)
    ]
    listed = {(one.point_id, one.due_on, one.text) for one in file.commitments}
    made += [
        PromiseFacts(
            what=" ".join(point.remedy.split()),
            owner=point.remedy_owner,
            due_on=point.remedy_due,
            matter=point.matter,
        )
        for point in file.points
        if point.remedy_by is RemedyBy.UNIT
        and point.remedy
        and point.remedy_due is not None
        and point.remedy_done_on is None
        and (point.id, point.remedy_due, " ".join(point.remedy.split())) not in listed
    ]
    return tuple(made)


def commitment_facts(desk: Desk, file: CaseFile) -> CommitmentFacts:
    """What we undertake in writing."""
    return CommitmentFacts(
        **of_case(desk, file),
        promises=open_promises(file),
        contact_person=contact_person(file),
        contact_phone=file.branch.phone,
    )


def card_facts(desk: Desk, file: CaseFile, today: date) -> FollowUpCardFacts:
    """The card that asks how it went, about the answer of this round if there is one."""
    case = file.case
    sent = [
        one
        for one in file.letters
        if one.kind in ANSWERING and one.state in SENT and one.round == case.round
    ]
    letter = sent[-1] if sent else None
    return FollowUpCardFacts(
        **of_case(desk, file),
        matters=tuple(point.matter for point in file.points),
        letter_number=letter.number if letter else "",
        letter_date=letter.issued_on if letter else None,
        return_by=desk.calendar.add_working_days(today, CARD_DAYS),
    )


def termination_facts(
    desk: Desk, file: CaseFile, form: LetterForm, answers: Sequence[Letter]
) -> TerminationFacts:
    """That our work on the matter ends, by the reason of `form`, with the ways still open."""
    case, language = file.case, file.case.letter_language
    return TerminationFacts(
        **of_case(desk, file),
        responder=file.names.get(case.first_responder_id, ""),
        matters=tuple(point.matter for point in file.points),
        answers=tuple(
            SentFacts(number=one.number, on=one.issued_on)
            for one in answers
            if one.issued_on is not None
        ),
        reason=form.reason,
        ways=ways_on(desk.book_in(language), desk.hours.day_of(desk.clock.now())),
    )
