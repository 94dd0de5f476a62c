"""Rows with sensible defaults, and clocks that stand: `a_case(grade=Grade.MAJOR)`."""

from datetime import UTC, datetime, timedelta
from typing import Any

from desk.branch import Branch
from desk.case import Case, CaseClock, Party
from desk.clock import SetClock
from desk.custody import Custody, Handover
from desk.customer import Account, Customer
from desk.enums import (
    CaseKind,
    Channel,
    ClockKind,
    LetterKind,
    PartyRole,
    PointKind,
    Role,
    Topic,
)
from desk.ids import lookup_code, new_id
from desk.letter.life import Letter
from desk.point import IssuePoint
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
