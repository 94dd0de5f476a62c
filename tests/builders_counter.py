"""Ready-made rows of the counter's own: concerns, signatories, reports, papers, shifts."""

from datetime import date, timedelta
from hashlib import sha256
from typing import Any

from desk.blanks import BlankForm
from desk.care import Attention, Care
from desk.concern import Concern, SealedIdentity
from desk.enums import (
    BlankKind,
    Confirmation,
    ExternalSource,
    HallEventKind,
    LinkKind,
    ReportTo,
)
from desk.external import ExternalRef
from desk.ids import new_id
from desk.joint import Signatory
from desk.papers import Attachment, Content, Paper
from desk.record import Amendment, CaseLink, RecordConfirmation, Supplement
from desk.reporting import HallEvent, ReportAhead
from desk.shift import Shift, Visit
from tests.builders import MONDAY


def a_concern(case_id: str, staff_id: str, named_by: str) -> Concern:
    """A case is about somebody."""
    return Concern(id=new_id(), case_id=case_id, staff_id=staff_id, named_by=named_by, at=MONDAY)


def a_sealed_identity(case_id: str, **fields: Any) -> SealedIdentity:
    """Who reported, kept apart."""
    values: dict[str, Any] = {"name": "鲁先鸣", "salutation": "先生", "phone": "13900000077"}
    return SealedIdentity(**{"id": new_id(), "case_id": case_id, **values, **fields})


def a_signatory(case_id: str, position: int = 1, **fields: Any) -> Signatory:
    """One of those who signed."""
    values: dict[str, Any] = {"name": f"联名人{position}", "joined_at": MONDAY}
    return Signatory(
        **{"id": new_id(), "case_id": case_id, "position": position, **values, **fields}
    )


def a_hall_event(by: str, **fields: Any) -> HallEvent:
    """A threat in the hall that nobody has seen to yet."""
    values: dict[str, Any] = {"kind": HallEventKind.THREAT, "at": MONDAY, "note": "拍打柜台"}
    return HallEvent(**{"id": new_id(), "by": by, **values, **fields})


def a_report_ahead(by: str, **fields: Any) -> ReportAhead:
    """A report made by phone to the hotline."""
    values: dict[str, Any] = {"receiver": ReportTo.HOTLINE, "number": "9559820261123", "at": MONDAY}
    return ReportAhead(**{"id": new_id(), "by": by, **values, **fields})


def an_external(case_id: str, made_by: str, **fields: Any) -> ExternalRef:
    """The same matter at 12345."""
    values: dict[str, Any] = {
        "source": ExternalSource.CITY_12345,
        "number": "LJ20261123001",
        "received_at": MONDAY,
        "due_at": MONDAY + timedelta(days=3),
    }
    return ExternalRef(
        **{"id": new_id(), "case_id": case_id, "made_by": made_by, **values, **fields}
    )


def a_record_confirmation(case_id: str, by: str, **fields: Any) -> RecordConfirmation:
    """The record was signed."""
    values: dict[str, Any] = {"how": Confirmation.SIGNED, "at": MONDAY}
    return RecordConfirmation(**{"id": new_id(), "case_id": case_id, "by": by, **values, **fields})


def a_supplement(case_id: str, by: str, position: int = 1) -> Supplement:
    """Something added to the narrative."""
    return Supplement(
        id=new_id(), case_id=case_id, position=position, text="补充：上月也停过", at=MONDAY, by=by
    )


def an_amendment(case_id: str, by: str) -> Amendment:
    """A field put right."""
    return Amendment(
        id=new_id(),
        case_id=case_id,
        field="address",
        old="柳林巷3号",
        new="柳林巷8号",
        reason="听错门牌",
        at=MONDAY,
        by=by,
    )


def a_case_link(case_id: str, other_id: str, by: str) -> CaseLink:
    """Two cases of the same matter."""
    return CaseLink(
        id=new_id(),
        case_id=case_id,
        other_id=other_id,
        kind=LinkKind.SAME_MATTER,
        at=MONDAY,
        by=by,
    )


def a_paper(case_id: str, received_by: str, **fields: Any) -> Paper:
    """An original that was left with us."""
    values: dict[str, Any] = {"name": "购电发票", "original": True, "received_at": MONDAY}
    return Paper(
        **{"id": new_id(), "case_id": case_id, "received_by": received_by, **values, **fields}
    )


def an_attachment(case_id: str, added_by: str, **fields: Any) -> Attachment:
    """A photograph of a meter."""
    values: dict[str, Any] = {
        "name": "电表.jpg",
        "media_type": "image/jpeg",
        "size": 3,
        "sha256": sha256(b"abc").hexdigest(),
        "added_at": MONDAY,
    }
    return Attachment(
        **{"id": new_id(), "case_id": case_id, "added_by": added_by, **values, **fields}
    )


def a_content(content: bytes = b"abc") -> Content:
    """What stands in a file."""
    return Content(id=new_id(), sha256=sha256(content).hexdigest(), content=content)


def a_blank_form(printed_by: str, number: str = "HD01-B-0001", **fields: Any) -> BlankForm:
    """A registration form printed ahead."""
    values: dict[str, Any] = {"kind": BlankKind.REGISTRATION, "printed_at": MONDAY}
    return BlankForm(
        **{"id": new_id(), "number": number, "printed_by": printed_by, **values, **fields}
    )


def a_shift(handed_by: str, serial: int = 1, **fields: Any) -> Shift:
    """A shift that ended with a sheet."""
    values: dict[str, Any] = {
        "began_at": MONDAY,
        "ended_at": MONDAY + timedelta(hours=8),
        "sheet": "{}",
        "journal_seq": 1,
        "journal_hash": "0" * 64,
    }
    return Shift(**{"id": new_id(), "serial": serial, "handed_by": handed_by, **values, **fields})


def a_visit(staff_id: str) -> Visit:
    """Somebody was signed in for an hour."""
    return Visit(id=new_id(), staff_id=staff_id, since=MONDAY, seen_at=MONDAY + timedelta(hours=1))


def a_care(customer_id: str, staff_id: str, made_by: str) -> Care:
    """A customer whom one person looks after."""
    return Care(
        id=new_id(),
        customer_id=customer_id,
        staff_id=staff_id,
        reason="一年内第三次来访",
        since=MONDAY,
        made_by=made_by,
    )


def an_attention(customer_id: str, made_by: str, **fields: Any) -> Attention:
    """A word of attention for a month."""
    values: dict[str, Any] = {
        "text": "听力不便，请放慢语速",
        "reason": "客户本人提出",
        "until": date(2026, 12, 23),
        "made_at": MONDAY,
    }
    return Attention(
        **{"id": new_id(), "customer_id": customer_id, "made_by": made_by, **values, **fields}
    )
