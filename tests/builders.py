"""Rows with sensible defaults, and clocks that stand: `a_case(grade=Grade.MAJOR)`."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from desk.alarm import Alarm
from desk.branch import Branch
from desk.case import Case, CaseClock, Party
from desk.clock import SetClock
from desk.custody import Custody, Handover
from desk.customer import Account, Customer
from desk.enums import (
    AlarmKind,
    AttemptResult,
    CaseKind,
    Channel,
    ClockKind,
    Delivery,
    LetterKind,
    PartyRole,
    PointKind,
    Role,
    Topic,
)
from desk.ids import lookup_code, new_id
from desk.letter.delivery import DeliveryAttempt
from desk.letter.life import Letter, LetterTemplate, TemplateAdoption
from desk.letter.returned import LetterReturn, Remark
from desk.notice import MaterialRow, Notice
from desk.notice.model import NoticeBreach
from desk.playbook.procedure import MaterialForm
from desk.point import IssuePoint
from desk.referral import Referral
from desk.staff.absence import Absence, Delegation
from desk.staff.model import Actor, Staff, actor_of

SATURDAY = datetime(2026, 11, 21, 1, 30, tzinfo=UTC)
"""Saturday 21 November 2026, 9:30 in Shanghai: no working day."""

MONDAY = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)
"""Monday 23 November 2026, 9:30 in Shanghai: a working day, doors open."""


def saturday() -> SetClock:
    """A clock that stands on a Saturday morning."""
    return SetClock(SATURDAY)


def monday() -> SetClock:
    """A clock that stands on a Monday morning."""
    return SetClock(MONDAY)


def a_branch(**fields: Any) -> Branch:
    """A branch in an invented town."""
    values: dict[str, Any] = {
        "id": new_id(),
        "code": "HD01",
        "name": "临江供电营业厅",
        "unit": "临江供电公司",
        "letter_word": "临供客复",
        "address": "临江市建设路8号",
        "phone": "0999-5550100",
        "supervision_phone": "12398",
        "invented": True,
    }
    return Branch(**{**values, **fields})


def a_staff(number: str = "1001", role: Role = Role.CLERK, **fields: Any) -> Staff:
    """A member of staff; by default a clerk at the window, without a PIN."""
    values: dict[str, Any] = {
        "id": new_id(),
        "number": number,
        "name": f"员工{number}",
        "role": role,
        "unit": "营业班",
        "phone": "0999-5550101",
    }
    return Staff(**{**values, **fields})


def an_actor(staff: Staff) -> Actor:
    """The person who acts, signed in."""
    return actor_of(staff)


def a_customer(**fields: Any) -> Customer:
    """A resident on file."""
    values: dict[str, Any] = {
        "id": new_id(),
        "name": "柳明月",
        "salutation": "女士",
        "phone": "13900000001",
        "address": "临江市柳林巷3号",
        "pinyin": "liumingyue",
        "initials": "lmy",
        "made_at": MONDAY,
    }
    return Customer(**{**values, **fields})


def an_account(customer_id: str, **fields: Any) -> Account:
    """A supply account of a customer."""
    values: dict[str, Any] = {
        "id": new_id(),
        "customer_id": customer_id,
        "number": "0500000001",
        "address": "临江市柳林巷3号",
    }
    return Account(**{**values, **fields})


def a_case(staff_id: str, serial: int = 1, **fields: Any) -> Case:
    """An open case, received and held by one person; `serial` makes its reference."""
    values: dict[str, Any] = {
        "id": new_id(),
        "reference": f"HD01-20261123-{serial:04d}",
        "request_id": "",
        "kind": CaseKind.COMPLAINT,
        "channel": Channel.WALK_IN,
        "topic": Topic.METERING_BILLING,
        "narrative": "这个月的电费比上个月多了一倍，家里并没有添电器。",
        "received_at": MONDAY,
        "registered_at": MONDAY,
        "first_responder_id": staff_id,
        "holder_id": staff_id,
        "due_at": MONDAY + timedelta(days=7),
        "lookup_code": lookup_code(),
    }
    return Case(**{**values, **fields})


def a_party(case_id: str, **fields: Any) -> Party:
    """The complainant of a case."""
    values: dict[str, Any] = {
        "id": new_id(),
        "case_id": case_id,
        "role": PartyRole.COMPLAINANT,
        "name": "柳明月",
        "salutation": "女士",
        "phone": "13900000001",
    }
    return Party(**{**values, **fields})


def a_point(case_id: str, position: int = 1, **fields: Any) -> IssuePoint:
    """A point without its answer."""
    values: dict[str, Any] = {
        "id": new_id(),
        "case_id": case_id,
        "position": position,
        "kind": PointKind.ALLEGATION,
        "matter": "电表走得快",
    }
    return IssuePoint(**{**values, **fields})


def a_clock(case_id: str, **fields: Any) -> CaseClock:
    """A running deadline for the reply."""
    values: dict[str, Any] = {
        "id": new_id(),
        "case_id": case_id,
        "kind": ClockKind.REPLY,
        "rule_id": "reply",
        "started_at": MONDAY,
        "due_at": MONDAY + timedelta(days=7),
        "explanation": "{}",
        "calendar_version": "2026",
    }
    return CaseClock(**{**values, **fields})


def a_custody(case_id: str, staff_id: str, **fields: Any) -> Custody:
    """The open span of the person who holds a case."""
    values: dict[str, Any] = {
        "id": new_id(),
        "case_id": case_id,
        "staff_id": staff_id,
        "since": MONDAY,
        "how": "registered",
    }
    return Custody(**{**values, **fields})


def a_handover(case_id: str, giver_id: str, receiver_id: str | None, **fields: Any) -> Handover:
    """An offer that waits for its answer."""
    values: dict[str, Any] = {
        "id": new_id(),
        "case_id": case_id,
        "giver_id": giver_id,
        "receiver_id": receiver_id,
        "receiver_name": "员工1002",
        "matter": "请现场核实电表",
        "told": "计量班的同事三天内给您打电话",
        "contact_by": MONDAY + timedelta(days=3),
        "offered_at": MONDAY,
        "lapses_at": MONDAY + timedelta(days=1),
    }
    return Handover(**{**values, **fields})


def a_letter(case_id: str, author_id: str, **fields: Any) -> Letter:
    """A draft of a reply."""
    values: dict[str, Any] = {
        "id": new_id(),
        "case_id": case_id,
        "kind": LetterKind.REPLY,
        "language": "zh_CN",
        "markdown": "# 答复",
        "facts": "{}",
        "content_hash": "0" * 64,
        "author_id": author_id,
        "made_at": MONDAY,
    }
    return Letter(**{**values, **fields})


def a_return(letter_id: str, staff_id: str, **fields: Any) -> LetterReturn:
    """A return with one remark on the first point."""
    values: dict[str, Any] = {
        "id": new_id(),
        "letter_id": letter_id,
        "at": MONDAY,
        "staff_id": staff_id,
        "comment": "语气再客气一些",
        "remarks": (Remark(on="points.1", text="请写明哪一天"),),
        "markdown": "# 答复",
        "facts": "{}",
    }
    return LetterReturn(**{**values, **fields})


def an_attempt(letter_id: str, staff_id: str, **fields: Any) -> DeliveryAttempt:
    """A try at which nobody was met."""
    values: dict[str, Any] = {
        "id": new_id(),
        "letter_id": letter_id,
        "at": MONDAY,
        "noted_at": MONDAY,
        "staff_id": staff_id,
        "way": Delivery.BY_HAND,
        "result": AttemptResult.NOT_MET,
        "note": "无人应门",
        "next_on": date(2026, 11, 24),
    }
    return DeliveryAttempt(**{**values, **fields})


def a_template(**fields: Any) -> LetterTemplate:
    """The text of a template, kept with the letters that were composed from it."""
    values: dict[str, Any] = {
        "id": new_id(),
        "name": "reply.zh_CN.md.j2",
        "hash": "0" * 64,
        "text": "# 答复",
    }
    return LetterTemplate(**{**values, **fields})


def an_adoption(staff_id: str, **fields: Any) -> TemplateAdoption:
    """That a template of the site's own was put in force."""
    values: dict[str, Any] = {
        "id": new_id(),
        "name": "reply.zh_CN.md.j2",
        "version": 1,
        "hash": "0" * 64,
        "staff_id": staff_id,
        "at": MONDAY,
    }
    return TemplateAdoption(**{**values, **fields})


def a_material(material_id: str = "id_card", **fields: Any) -> MaterialRow:
    """One line of a list, still to be brought."""
    values: dict[str, Any] = {
        "material_id": material_id,
        "name": "身份证",
        "form": MaterialForm.ORIGINAL,
        "copies": 1,
        "issuer": "公安机关",
        "required": True,
    }
    return MaterialRow(**{**values, **fields})


def a_notice(staff_id: str, **fields: Any) -> Notice:
    """A notice of one missing paper, not confirmed yet."""
    values: dict[str, Any] = {
        "id": new_id(),
        "number": "GZ-HD01-20261123-0001",
        "procedure_id": "meter_test",
        "procedure_version": 1,
        "title": "校表",
        "answers": {"agent": "no"},
        "rows": (a_material(),),
        "steps": ("申请", "检定"),
        "limit_text": "五个工作日",
        "fee_text": "免费",
        "place": "本营业厅",
        "phones": ("95598",),
        "told_by": staff_id,
        "told_by_name": "员工1001",
        "made_at": MONDAY,
    }
    return Notice(**{**values, **fields})


def a_breach(notice_id: str, first_notice_id: str, **fields: Any) -> NoticeBreach:
    """A paper that we forgot to name the first time."""
    values: dict[str, Any] = {
        "id": new_id(),
        "notice_id": notice_id,
        "first_notice_id": first_notice_id,
        "material_id": "deed",
        "name": "不动产权证",
        "kind": "omission",
        "reason": "当时按租户填写",
        "at": MONDAY,
    }
    return NoticeBreach(**{**values, **fields})


def a_referral(case_id: str, staff_id: str, **fields: Any) -> Referral:
    """A referral whose result nobody has asked after yet."""
    values: dict[str, Any] = {
        "id": new_id(),
        "case_id": case_id,
        "unit": "临江农商银行柳林支行",
        "phone": "0999-5550188",
        "called": "大堂经理",
        "said": "带身份证和银行卡来解约",
        "why": "代扣协议在银行签订",
        "made_by": staff_id,
        "made_at": MONDAY,
    }
    return Referral(**{**values, **fields})


def an_alarm(case_id: str, **fields: Any) -> Alarm:
    """An alarm that the shift lead has not seen yet."""
    values: dict[str, Any] = {
        "id": new_id(),
        "case_id": case_id,
        "kind": AlarmKind.SCOPE_TO_DECIDE,
        "role": None if "staff_id" in fields else Role.LEAD,
        "at": MONDAY,
        "fell_due_at": MONDAY,
    }
    return Alarm(**{**values, **fields})


def an_absence(staff_id: str, **fields: Any) -> Absence:
    """Somebody is away from Monday morning on until they are back."""
    values: dict[str, Any] = {
        "id": new_id(),
        "staff_id": staff_id,
        "since": MONDAY,
        "made_by": staff_id,
        "made_at": MONDAY,
    }
    return Absence(**{**values, **fields})


def a_delegation(absent_id: str, deputy_id: str, **fields: Any) -> Delegation:
    """Somebody stands in for somebody's cases from Monday morning on."""
    values: dict[str, Any] = {
        "id": new_id(),
        "absent_id": absent_id,
        "deputy_id": deputy_id,
        "since": MONDAY,
        "made_by": absent_id,
        "made_at": MONDAY,
    }
    return Delegation(**{**values, **fields})
