"""From the record to what the slips of the counter say: notices, postponements, referrals."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from desk.branch import Branch
from desk.case import Party
from desk.entitled import entitled
from desk.enums import ClockKind, MayKnow
from desk.letter.facts import (
    MaterialFacts,
    NoticeFacts,
    PartFacts,
    PostponementFacts,
    Reader,
    ReferralFacts,
    Taken,
    Unit,
)
from desk.notice import NewReason, form_words, told
from desk.notice.apart import apart
from desk.notice.merge import JOIN
from desk.notice.model import MaterialRow, Notice, NoticeBreach
from desk.referral import Referral
from desk.services.base import Desk
from desk.services.facts import case_reader, reader_of, unit_of
from desk.services.spelling import form_in, printed
from desk.staff.model import Staff
from desk.views import CaseFile

_NUMBER = re.compile(r"[\d-]+$")


def notice_facts(
    desk: Desk,
    branch: Branch,
    notice: Notice,
    file: CaseFile | None,
    *,
    earlier: Notice | None = None,
    breaches: Sequence[NoticeBreach] = (),
    witness: Staff | None = None,
) -> NoticeFacts:
    """The facts of a one-time notice; `earlier` is the one it follows, `breaches` its own."""
    language = notice.language
    unit = unit_of(desk, branch, language)
    procedures = [
        desk.playbook.procedures[i]
        for i in notice.procedure_id.split(JOIN)
        if i in desk.playbook.procedures
    ]
    parts = apart(notice, [procedure.title for procedure in procedures])
    ends = [procedure.valid_to for procedure in procedures if procedure.valid_to is not None]
    return NoticeFacts(
        language=language,
        unit=unit,
        reader=_notice_reader(desk, notice, file),
        case_reference=file.case.reference if file else "",
        lookup_code=file.case.lookup_code if file else "",
        procedure=notice.title,
        told_at=desk.hours.local(notice.made_at),
        told_by=notice.told_by_name,
        materials=_materials(notice, breaches),
        steps=() if parts else notice.steps,
        conditions=() if parts else notice.conditions,
        limit="" if parts else notice.limit_text,
        fee="" if parts else notice.fee_text,
        parts=tuple(
            PartFacts(
                procedure=part.title,
                conditions=part.conditions,
                steps=part.steps,
                limit=part.limit_text,
                fee=part.fee_text,
            )
            for part in parts
        ),
        place=notice.place,
        phones=_other_phones(notice.phones, unit),
        basis=notice.basis,
        cooperating=notice.cooperating,
        bring_by=notice.commitment_due,
        commitment=notice.commitment_text,
        notes=notice.notes,
        valid_until=min(ends, default=None),
        visit=notice.visit,
        follows=earlier.number if earlier else "",
        oral=notice.oral,
        taken=_taken(desk, notice, witness),
    )


def postponement_facts(
    desk: Desk,
    branch: Branch,
    notice: Notice,
    file: CaseFile | None,
    *,
    witness: Staff | None = None,
) -> PostponementFacts:
    """The facts of a notice that something cannot be done, or must wait."""
    unit = unit_of(desk, branch, notice.language)
    asked_at = file.case.received_at if file else notice.made_at
    return PostponementFacts(
        language=notice.language,
        unit=unit,
        reader=_notice_reader(desk, notice, file),
        case_reference=file.case.reference if file else "",
        lookup_code=file.case.lookup_code if file else "",
        kind=notice.kind,
        procedure=notice.title,
        asked_on=desk.hours.day_of(asked_at),
        told_at=desk.hours.local(notice.made_at),
        told_by=notice.told_by_name,
        ground=notice.ground,
        reason=notice.reason,
        remedy=notice.remedy,
        until=notice.until,
        place=notice.place,
        phones=_other_phones(notice.phones, unit),
        taken=_taken(desk, notice, witness),
    )


def referral_facts(
    desk: Desk, file: CaseFile, referral: Referral, responder: Staff | None
) -> ReferralFacts:
    """The facts of the slip with which a customer goes to another unit."""
    case, language = file.case, file.case.letter_language
    return ReferralFacts(
        language=language,
        unit=unit_of(desk, file.branch, language),
        reader=case_reader(desk, file, language),
        case_reference=case.reference,
        lookup_code=case.lookup_code,
        matters=tuple(point.matter for point in file.points),
        to=referral.unit,
        to_phone=referral.phone,
        to_address=referral.address,
        to_hours=referral.hours,
        bring=referral.bring,
        called=referral.called,
        called_at=desk.hours.local(referral.made_at),
        said=referral.said,
        why=referral.why,
        responder=responder.name if responder else "",
        responder_phone=(responder.phone if responder else "") or file.branch.phone,
        ask_by=_asked_by(desk, file, referral.made_at),
    )


def _asked_by(desk: Desk, file: CaseFile, made_at: datetime) -> date | None:
    """By when we ask after a referral: the end of the clock that started with it."""
    ends = [
        clock.due_at
        for clock in file.clocks
        if clock.kind is ClockKind.REFERRAL_RESULT and clock.started_at >= made_at
    ]
    return desk.hours.day_of(min(ends)) if ends else None


def _notice_reader(desk: Desk, notice: Notice, file: CaseFile | None) -> Reader:
    """Who takes the notice home; account and address stand there if they may be told them."""
    who = file.complainant if file else None
    name = printed(desk, notice.customer_name)
    whole = name == form_in(notice.customer_name)
    if who is not None and notice.customer_name in ("", who.name):
        name, whole = printed(desk, who.name, who.printed_name), bool(who.printed_name)
    reader = reader_of(
        name,
        printed(desk, notice.salutation or (who.salutation if who else "")),
        notice.account_no or (file.case.account_no if file else ""),
        who.phone if who else "",
        printed(desk, file.case.address) if file else "",
        notice.language,
        whole=whole and bool(name),
    )
    if file is None:
        return reader
    gets = _party_called(file, notice.customer_name)
    today = desk.hours.day_of(notice.made_at)
    if gets is not None and MayKnow.ACCOUNT in entitled(file.parties, gets, today):
        return reader
    phone = reader.phone if gets is who else ""
    return replace(reader, phone=phone, holder="", account="", address="")


def _party_called(file: CaseFile, name: str) -> Party | None:
    """The person of a case who is meant by a name; the one who came where there is none."""
    if name in ("", file.complainant.name):
        return file.complainant
    return next((one for one in file.parties if one.name == name), None)


def _materials(notice: Notice, breaches: Sequence[NoticeBreach]) -> tuple[MaterialFacts, ...]:
    new = {breach.material_id: NewReason(breach.kind) for breach in breaches}
    rows = told(notice.rows)
    group_of: dict[str, str] = {}
    for row in rows:
        group_of.setdefault(row.group_label, row.group)

    def stands_together(row: MaterialRow) -> bool:
        # Two groups of the same name on one paper would read as one.
        return row.group_at_least == 1 and group_of[row.group_label] == row.group

    return tuple(
        MaterialFacts(
            name=row.name,
            state=row.state,
            form=form_words(row, notice.language),
            issuer=row.issuer,
            group=row.group_label if stands_together(row) else "",
            condition="；".join(
                filter(None, ("" if stands_together(row) else row.group_label, row.note))
            ),
            reason=row.reason,
            later=row.later,
            new=new.get(row.material_id),
        )
        for row in rows
    )


def _other_phones(phones: Sequence[str], unit: Unit) -> tuple[str, ...]:
    """The phones of a procedure besides those that every paper prints."""
    printed = {unit.phone, unit.hotline, unit.regulator, unit.supervision}
    return tuple(
        phone for phone in phones if not (found := _NUMBER.search(phone)) or found[0] not in printed
    )


def _taken(desk: Desk, notice: Notice, witness: Staff | None) -> Taken | None:
    if notice.confirmation is None:
        return None
    return Taken(
        how=notice.confirmation,
        at=desk.hours.local(notice.confirmed_at or notice.made_at),
        witness=witness.name if witness else "",
        reason=notice.confirmation_reason,
    )
