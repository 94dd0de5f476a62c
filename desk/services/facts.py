"""From the record to what a letter may say: masked, worded, without a single internal label."""

from desk.addressing import addressed_as
from desk.branch import Branch
from desk.enums import ClockKind, Nature
from desk.letter.facts import (
    AcknowledgementFacts,
    MaterialFacts,
    NoticeFacts,
    PointFacts,
    Reader,
    ReplyFacts,
    Unit,
)
from desk.masks import mask_account, mask_address, mask_name, mask_phone
from desk.notice import form_words, told
from desk.notice.model import Notice
from desk.opening import hours_words
from desk.point import IssuePoint
from desk.services.base import Desk
from desk.views import CaseFile

__all__ = ["acknowledgement_facts", "notice_facts", "reply_facts"]


def unit_of(desk: Desk, branch: Branch, language: str) -> Unit:
    """Who writes."""
    return Unit(
        name=branch.unit,
        branch=branch.name,
        address=branch.address,
        phone=branch.phone,
        hours=hours_words(desk.hours, language),
    )


def _reader(
    name: str,
    salutation: str,
    account: str,
    phone: str,
    address: str,
    language: str,
    *,
    organisation: bool = False,
) -> Reader:
    return Reader(
        salutation=addressed_as(name, salutation, language),
        holder=mask_name(name, organisation=organisation),
        account=mask_account(account),
        phone=mask_phone(phone),
        address=mask_address(address),
    )


def _case_reader(file: CaseFile, language: str) -> Reader:
    who, case = file.complainant, file.case
    return _reader(
        who.name,
        who.salutation,
        case.account_no,
        who.phone,
        case.address,
        language,
        organisation=file.customer is not None and file.customer.nature is not Nature.RESIDENT,
    )


def reply_facts(desk: Desk, file: CaseFile) -> ReplyFacts:
    """The facts of a reply, in the language the customer's letters are written in."""
    case = file.case
    language = case.letter_language
    holder = file.names.get(case.holder_id, "")
    return ReplyFacts(
        language=language,
        unit=unit_of(desk, file.branch, language),
        reader=_case_reader(file, language),
        case_reference=case.reference,
        lookup_code=case.lookup_code,
        received_at=desk.hours.local(case.received_at),
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
    case, language = file.case, file.case.letter_language
    running = {clock.kind: clock for clock in file.clocks if clock.round == 1}
    contact, reply = running.get(ClockKind.FIRST_CONTACT), running.get(ClockKind.REPLY)
    return AcknowledgementFacts(
        language=language,
        unit=unit_of(desk, file.branch, language),
        reader=_case_reader(file, language),
        case_reference=case.reference,
        lookup_code=case.lookup_code,
        received_at=desk.hours.local(case.received_at),
        channel=case.channel,
        responder=file.names.get(case.first_responder_id, ""),
        responder_phone=file.branch.phone,
        matters=tuple(point.matter for point in file.points),
        contact_by=desk.hours.local(contact.due_at) if contact else None,
        reply_by=desk.hours.local(reply.due_at) if reply else None,
        next_step=case.told,
    )


def notice_facts(desk: Desk, branch: Branch, notice: Notice, file: CaseFile | None) -> NoticeFacts:
    """The facts of a one-time notice."""
    language = notice.language
    who = file.complainant if file else None
    name = notice.customer_name or (who.name if who else "")
    return NoticeFacts(
        language=language,
        unit=unit_of(desk, branch, language),
        reader=_reader(
            name,
            notice.salutation or (who.salutation if who else ""),
            notice.account_no or (file.case.account_no if file else ""),
            who.phone if who else "",
            file.case.address if file else "",
            language,
        ),
        case_reference=file.case.reference if file else "",
        lookup_code=file.case.lookup_code if file else "",
        procedure=notice.title,
        told_at=desk.hours.local(notice.made_at),
        told_by=notice.told_by_name,
        materials=tuple(
            MaterialFacts(
                name=row.name,
                state=row.state,
                form=form_words(row, language),
                issuer=row.issuer,
                condition=row.group_label or row.note,
                reason=row.reason,
                later=row.later,
            )
            for row in told(notice.rows)
        ),
        steps=notice.steps,
        conditions=notice.conditions,
        limit=notice.limit_text,
        fee=notice.fee_text,
        place=notice.place,
        phones=notice.phones,
        basis=notice.basis,
        cooperating=notice.cooperating,
        bring_by=notice.commitment_due,
        commitment=notice.commitment_text,
        notes=notice.notes,
    )
