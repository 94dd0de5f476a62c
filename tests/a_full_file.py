"""A customer with one row of everything that is a contact, for tests of what a file shows."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from desk.case import Case
from desk.casework import Commitment, Contact
from desk.customer import Customer
from desk.enums import (
    AttemptResult,
    Conclusion,
    ContactWay,
    Delivery,
    LetterKind,
    LetterState,
    PointKind,
)
from desk.followup import FollowUp
from desk.ids import new_id
from desk.ports import Entity
from tests.builders import (
    MONDAY,
    a_case,
    a_customer,
    a_handover,
    a_letter,
    a_notice,
    a_party,
    a_point,
    a_referral,
    an_account,
    an_attempt,
)
from tests.builders_counter import (
    a_paper,
    a_record_confirmation,
    a_supplement,
    an_external,
)
from tests.builders_file import an_operation


@dataclass(frozen=True, slots=True)
class FullFile:
    """The customer, their case, and everything else in the order in which it is kept."""

    customer: Customer
    case: Case
    rows: tuple[Entity, ...]


def a_full_file(staff_id: str, **fields: Any) -> FullFile:
    """A customer of whom there is one of everything, an hour apart each."""
    customer = a_customer(**fields)
    case = a_case(
        staff_id, customer_id=customer.id, narrative="上月电费翻了一倍", address="临江市柳林巷3号"
    )
    hours = iter(MONDAY + timedelta(hours=n) for n in range(1, 40))
    of: dict[str, Any] = {"case_id": case.id}
    issued = {"state": LetterState.ISSUED, "issued_at": next(hours), "issued_by": staff_id}
    slip = a_letter(case.id, staff_id, kind=LetterKind.ACKNOWLEDGEMENT, **issued)
    reply = a_letter(
        *(case.id, staff_id),
        kind=LetterKind.REPLY,
        state=LetterState.COUNTERSIGNED,
        number="临供客复〔2026〕1号",
        countersigned_at=next(hours),
    )
    lost = a_letter(
        *(case.id, staff_id),
        kind=LetterKind.HOLDING,
        state=LetterState.DELIVERED,
        delivered_at=next(hours),
        delivery=Delivery.NOT_FOUND,
    )
    told: dict[str, Any] = {"id": new_id(), **of, "staff_id": staff_id, "way": ContactWay.PHONE}
    rows: tuple[Entity, ...] = (
        customer,
        an_account(customer.id),
        case,
        a_party(case.id),
        slip,
        reply,
        lost,
        an_attempt(
            *(reply.id, staff_id),
            at=next(hours),
            way=Delivery.BY_HAND,
            result=AttemptResult.DELIVERED,
        ),
        Contact(**told, at=next(hours), reached=True, text="告知已安排校表"),
        Contact(
            **{**told, "id": new_id()}, at=next(hours), reached=True, text="催办", reminder=True
        ),
        an_external(case.id, staff_id, received_at=next(hours)),
        FollowUp(
            id=new_id(),
            **of,
            at=next(hours),
            staff_id=staff_id,
            reached=True,
            satisfied=True,
            attitude=5,
            words="满意",
        ),
        a_handover(case.id, staff_id, staff_id, offered_at=next(hours), told="由计量班联系您"),
        a_point(
            case.id,
            kind=PointKind.REQUEST,
            conclusion=Conclusion.GRANTED,
            remedy="退还电费",
            remedy_owner="营业班",
            remedy_done_on=date(2026, 11, 24),
            amount_fen=12840,
            answered_at=next(hours),
            answered_by=staff_id,
        ),
        a_notice(staff_id, case_id=case.id, made_at=next(hours)),
        an_operation(customer.id, staff_id, at=next(hours), energy_kwh=12, cost_fen=900),
        a_paper(case.id, staff_id, received_at=next(hours), returned_at=next(hours)),
        a_record_confirmation(case.id, staff_id, at=next(hours)),
        a_referral(case.id, staff_id, made_at=next(hours)),
        a_supplement(case.id, staff_id),
        Commitment(
            id=new_id(),
            **of,
            text="周五前回电",
            owner="营业班",
            due_on=date(2026, 11, 20),
            made_by=staff_id,
            made_at=MONDAY,
        ),
    )
    return FullFile(customer, case, rows)
