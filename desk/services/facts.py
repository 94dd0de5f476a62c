"""From the record to what a letter may say: masked, worded, without a single internal label."""

from dataclasses import replace
from datetime import datetime
from typing import TypedDict

from desk.addressing import addressed_as
from desk.branch import Branch
from desk.case import CaseClock
from desk.entitled import account_holder, entitled
from desk.enums import ClockKind, MayKnow, Nature, PartyRole
from desk.i18n import N_, say
from desk.joint import addressed
from desk.letter.facts import (
    AcknowledgementFacts,
    PointFacts,
    Reader,
    ReplyFacts,
    Unit,
)
from desk.masks import mask_account, mask_address, mask_name, mask_phone
from desk.opening import hours_words
from desk.point import IssuePoint
from desk.services.base import Desk
from desk.services.spelling import printed
from desk.views import CaseFile

__all__ = ["acknowledgement_facts", "reply_facts"]


_REPORTER = N_("Sir or Madam")
"""How somebody is addressed whose name stands nowhere."""


def unit_of(desk: Desk, branch: Branch, language: str) -> Unit:
    """Who writes; a supervision phone that is printed anyway is not said twice."""
    unit = Unit(
        name=branch.unit,
        branch=branch.name,
        address=branch.address,
        phone=branch.phone,
        hours=hours_words(desk.hours, language),
    )
    printed = (unit.hotline, unit.regulator, unit.phone)
    return (
        replace(unit, supervision="")
        if branch.supervision_phone in printed
        else replace(unit, supervision=branch.supervision_phone)
    )


def reader_of(
    name: str,
    salutation: str,
    account: str,
    phone: str,
    address: str,
    language: str,
    *,
    organisation: bool = False,
    whole: bool = False,
) -> Reader:
    """Who reads, with everything masked but the form of address; `whole` as `addressed_as` says."""
    return Reader(
        salutation=addressed_as(name, salutation, language, whole=whole),
        holder=mask_name(name, organisation=organisation),
        account=mask_account(account),
        phone=mask_phone(phone),
        address=mask_address(address),
    )


def case_reader(desk: Desk, file: CaseFile, language: str) -> Reader:
    """Who reads the papers of a case: the customer, those who speak for many, or a reporter whose
    name stands nowhere.

    Whose account it is and where stands there only while whoever gets the letter may be told that.
    """
    who, case = file.complainant, file.case
    if case.sealed:
        return Reader(salutation=say(_REPORTER, language))
    if any(one.withdrew_at is None for one in file.signatories):
        return Reader(salutation=joint_salutation(desk, file, language))
    reader = reader_of(
        printed(desk, who.name, who.printed_name),
        printed(desk, who.salutation),
        case.account_no,
        who.phone,
        printed(desk, case.address),
        language,
        organisation=file.customer is not None and file.customer.nature is not Nature.RESIDENT,
        whole=bool(who.printed_name),
    )
    today = desk.hours.day_of(desk.clock.now())
    gets = next((one for one in file.parties if one.role is PartyRole.ADDRESSEE), who)
    if MayKnow.ACCOUNT not in entitled(file.parties, gets, today):
        return replace(reader, holder="", account="", address="")
    holder = account_holder(file.parties)
    return (
        replace(reader, holder=mask_name(printed(desk, holder.name, holder.printed_name)))
        if holder
        else reader
    )


def joint_salutation(desk: Desk, file: CaseFile, language: str) -> str:
    """How those whom the letter of a joint case goes to are addressed together."""
    who = file.complainant
    to = addressed(file.signatories, who.name, who.phone)
    names = [
        addressed_as(printed(desk, one.name), printed(desk, one.salutation), language)
        for one in to.speak
    ]
    if to.customer:
        name, salutation = printed(desk, who.name, who.printed_name), printed(desk, who.salutation)
        whole = bool(who.printed_name)
        names.insert(0, addressed_as(name, salutation, language, whole=whole))
    mark = ", " if language == "en" else "、"
    if not to.others:
        return mark.join(names)
    text = say(N_("{names} and {count} others"), language)
    return text.format(names=mark.join(names), count=len(to.others))


def responder_phone(file: CaseFile) -> str:
    """Where the first responder is reached: their own phone, else that of the hall."""
    return file.phones.get(file.case.first_responder_id, "") or file.branch.phone


def contact_person(file: CaseFile) -> str:
    """Whom the customer asks for: the holder, and nobody where the case is about them."""
    if any(one.staff_id == file.case.holder_id for one in file.concerns):
        return ""
    return file.names.get(file.case.holder_id, "")


def due_of(file: CaseFile, kind: ClockKind, round_: int) -> CaseClock | None:
    """The latest clock of a kind in a round, running or not."""
    found = [one for one in file.clocks if one.kind is kind and one.round == round_]
    return found[-1] if found else None


class OfCaseKeys(TypedDict):
    """The fields of `OfCase`."""

    language: str
    unit: Unit
    reader: Reader
    case_reference: str
    lookup_code: str
    received_at: datetime


def of_case(desk: Desk, file: CaseFile) -> OfCaseKeys:
    """What every paper about a case says, in the language of the customer's letters."""
    case, language = file.case, file.case.letter_language
    return {
        "language": language,
        "unit": unit_of(desk, file.branch, language),
        "reader": case_reader(desk, file, language),
        "case_reference": case.reference,
        "lookup_code": case.lookup_code,
        "received_at": desk.hours.local(case.received_at),
    }


def reply_facts(desk: Desk, file: CaseFile) -> ReplyFacts:
    """The facts of a reply, in the language the customer's letters are written in."""
    case = file.case
    language = case.letter_language
    holder = contact_person(file)
    return ReplyFacts(
        **of_case(desk, file),
        channel=case.channel,
        responder=file.names.get(case.first_responder_id, ""),
        points=tuple(point_facts(desk, point, language) for point in file.points),
        result=case.result,
        advice=case.advice,
        contact_person=holder,
        contact_phone=file.branch.phone,
    )


def point_facts(desk: Desk, point: IssuePoint, language: str) -> PointFacts:
    """One point and its answer; cited articles come before what the clerk wrote."""
    known = desk.book_in(language).articles
    articles = [known[article] for article in point.articles if article in known]
    mark = ": " if language == "en" else "："
    basis = [f"{a.cited}{mark}{a.text}" for a in articles]
    if point.basis:
        basis.append(point.basis)
    return PointFacts(
        position=point.position,
        matter=point.matter,
        kind=point.kind,
        finding=point.finding,
        basis="\n".join(basis),
        conclusion=point.conclusion,
        true_part=point.true_part,
        remedy=point.remedy,
        remedy_by=point.remedy_by,
        department=point.remedy_owner,
        due_on=point.remedy_due,
        done_on=point.remedy_done_on,
        amount_fen=point.amount_fen,
        amount_way=point.payment,
        apology=point.apology,
    )


def acknowledgement_facts(desk: Desk, file: CaseFile) -> AcknowledgementFacts:
    """The facts of the slip that the customer takes home from registration."""
    case = file.case
    contact = due_of(file, ClockKind.FIRST_CONTACT, 1)
    reply = due_of(file, ClockKind.REPLY, 1)
    return AcknowledgementFacts(
        **of_case(desk, file),
        channel=case.channel,
        responder=file.names.get(case.first_responder_id, ""),
        responder_phone=responder_phone(file),
        matters=tuple(point.matter for point in file.points),
        contact_by=desk.hours.local(contact.due_at) if contact else None,
        reply_by=desk.hours.local(reply.due_at) if reply else None,
        papers_received=tuple(one.name for one in file.papers if one.returned_at is None),
        next_step=case.told,
    )
