"""What lies in the book before each of the daily jobs, and what must have come of it."""

from collections.abc import Callable

from desk.case import Case
from desk.casework import Contact
from desk.custody import Handover
from desk.customer import Customer
from desk.enums import (
    CaseKind,
    CaseStatus,
    ContactWay,
    HandoverState,
    LetterState,
    PointKind,
    Topic,
)
from desk.followup import FollowUp
from desk.forms import CaseForm, CustomerForm, PointForm
from desk.letter.life import Letter
from desk.notice.model import Notice
from desk.point import IssuePoint
from desk.progress import is_answered
from desk.services.intake import register_case
from desk.shift import Shift
from screens.app import DeskApp
from tests.screens.a_case import register
from tests.screens.a_letter import answered, clerk, delivered, issued, submitted
from tests.screens.hall import Hall, a_hall, offered, put
from tests.screens.window import customer_called, hall_with_customers, rows

NAMES = ("柳明月", "石磊", "向晚", "欧阳春晓", "安然")


def _five(make: Callable[[Hall, str], object]) -> Hall:
    hall = a_hall()
    for name in NAMES:
        make(hall, answered(hall, name=name))
    return hall


def _delivered() -> Hall:
    hall = a_hall()
    delivered(hall, answered(hall))
    # Whoever calls back has work of their own, with which the board begins.
    put(hall, *offered(hall))
    return hall


def _offered() -> Hall:
    hall = a_hall(cases=3)
    put(hall, *offered(hall))
    return hall


def _registered() -> Hall:
    hall = a_hall()
    register(hall)
    return hall


def _asked() -> Hall:
    hall = a_hall()
    form = CaseForm(
        topic=Topic.METERING_BILLING,
        narrative="阶梯电价到底怎么算？",
        customer=CustomerForm(name="柳明月", salutation="女士", phone="13900000001"),
        told="五个工作日内书面答复",
        points=[PointForm(kind=PointKind.QUESTION, matter="阶梯电价怎么算")],
    )
    register_case(hall.desk, clerk(hall), form)
    return hall


SCENES: dict[str, Callable[[], Hall]] = {
    "known_customer": hall_with_customers,
    "new_customer": hall_with_customers,
    "inquiry": a_hall,
    "notice": _registered,
    "accept": _offered,
    "script": _asked,
    "approve": lambda: _five(submitted),
    "print": lambda: _five(issued),
    "reminder": _registered,
    "find": hall_with_customers,
    "follow_up": _delivered,
    "shift": lambda: a_hall(cases=3),
}
"""The book before each job."""


def _room(app: DeskApp) -> tuple[str, str]:
    return (app.room.scope, app.room.subject) if app.room is not None else ("", "")


def _registered_whole(hall: Hall, points: int) -> bool:
    (case,) = rows(hall, Case)
    slips = [one for one in rows(hall, Letter) if one.case_id == case.id]
    return len(rows(hall, IssuePoint)) == points and len(slips) == 1


def _new_customer(hall: Hall) -> bool:
    made = customer_called(hall, "江小禾")
    return (made.salutation, made.phone) == ("女士", "13912340000")


def _accepted(hall: Hall, app: DeskApp) -> bool:
    (offer,) = rows(hall, Handover)
    (case,) = [one for one in rows(hall, Case) if one.id == offer.case_id]
    return offer.state is HandoverState.ACCEPTED and _room(app) == ("case", case.reference)


def _letters(hall: Hall, state: LetterState) -> bool:
    return [one.state for one in rows(hall, Letter)] == [state] * len(NAMES)


def _closed_inquiry(hall: Hall) -> bool:
    (case,) = rows(hall, Case)
    (point,) = rows(hall, IssuePoint)
    return (case.kind, case.status) == (CaseKind.INQUIRY, CaseStatus.CLOSED) and bool(point.basis)


def _by_the_script(hall: Hall) -> bool:
    (point,) = rows(hall, IssuePoint)
    return is_answered(point) and "分档" in point.finding and "第二档" in point.finding


def _reminded(hall: Hall) -> bool:
    return [one.way for one in rows(hall, Contact) if one.reminder] == [ContactWay.PHONE]


def _called(hall: Hall) -> bool:
    (one,) = rows(hall, FollowUp)
    scores = (one.attitude, one.speed, one.result, one.clarity)
    return (one.reached, one.satisfied, scores) == (True, True, (5, 5, 4, 5))


def _file_of(hall: Hall, app: DeskApp) -> bool:
    (customer,) = [one for one in rows(hall, Customer) if one.phone.endswith("1234")]
    return _room(app) == ("customer", customer.id)


PROOF: dict[str, Callable[[Hall, DeskApp], bool]] = {
    "known_customer": lambda hall, _app: _registered_whole(hall, 1),
    "new_customer": lambda hall, _app: _registered_whole(hall, 3) and _new_customer(hall),
    "inquiry": lambda hall, _app: _closed_inquiry(hall),
    "notice": lambda hall, _app: [one.confirmation for one in rows(hall, Notice)] == ["signed"],
    "accept": _accepted,
    "script": lambda hall, _app: _by_the_script(hall),
    "approve": lambda hall, _app: _letters(hall, LetterState.APPROVED),
    "print": lambda hall, _app: _letters(hall, LetterState.PRINTED),
    "reminder": lambda hall, _app: _reminded(hall),
    "find": _file_of,
    "follow_up": lambda hall, _app: _called(hall),
    "shift": lambda hall, _app: [bool(one.taken_by) for one in rows(hall, Shift)] == [True],
}
"""What must be so after it: in the book, and on the screen."""
