"""Cases that come, are answered, replied to, and what customers say of it."""

from dataclasses import replace

from desk.enums import (
    CardCame,
    CaseKind,
    Delivery,
    Grade,
    PointKind,
)
from desk.forms import (
    CustomerForm,
    DeliveryForm,
    FollowUpForm,
    PointForm,
)
from desk.forms_loop import CardForm
from desk.letter.life import Letter
from desk.point import IssuePoint
from desk.services import (
    cards,
    closing,
    delivery,
    intake,
    letters,
    outgoing,
    points,
)
from tests.desk.services.hall import answer_form, case_form
from tests.histories.life import Act, Life

KINDS = (CaseKind.COMPLAINT, CaseKind.COMPLAINT, CaseKind.INQUIRY, CaseKind.REPORT, CaseKind.REPAIR)
SAID = ("排了快一个小时才轮到我。", "再不解决我就找记者曝光。", "叫号也听不清。")
CUSTOMERS = (("柳明月", "19900000001", "柳林巷3号"), ("石磊", "19900000002", "柳林巷3号"))


def _register(life: Life, n: int) -> None:
    name, phone, address = CUSTOMERS[n % 2]
    kind = (PointKind.ALLEGATION, PointKind.REQUEST, PointKind.QUESTION)[n % 3]
    form = replace(
        case_form(kind),
        kind=KINDS[n % len(KINDS)],
        narrative=SAID[n % len(SAID)],
        grade=Grade.MAJOR if n == 7 else Grade.NORMAL,
        customer=CustomerForm(name=name, salutation="女士", phone=phone, address=address),
        address=address,
    )
    intake.register_case(life.hall.desk, life.hall.clerk, form)


def _answer(life: Life, n: int) -> None:
    case, desk = life.pick(n), life.hall.desk
    today = desk.hours.day_of(life.clock.now())
    with desk.store.read() as book:
        found = book.find(IssuePoint, case_id=case.id, order="position")
    for point in found[: 1 + n % 3]:
        form = answer_form(today, point.kind, point.position)
        points.answer_point(desk, life.holder(case), case.reference, point.position, form)


def _answer_all(life: Life, n: int) -> None:
    case, desk = life.pick(n), life.hall.desk
    today = desk.hours.day_of(life.clock.now())
    with desk.store.read() as book:
        found = book.find(IssuePoint, case_id=case.id, order="position")
    for point in found:
        form = answer_form(today, point.kind, point.position)
        points.answer_point(desk, life.holder(case), case.reference, point.position, form)


def _add_point(life: Life, n: int) -> None:
    case = life.pick(n)
    form = PointForm(kind=PointKind.REQUEST, matter=f"还要一张第{n}号收据")
    points.add_point(life.hall.desk, life.hall.clerk, case.reference, form)


def _write(life: Life, n: int) -> None:
    case, hall = life.pick(n), life.hall
    writer = life.holder(case)
    letter = letters.draft_letter(hall.desk, writer, case.reference)
    letters.submit_letter(hall.desk, writer, letter.id)
    lead = hall.second_lead if writer == hall.lead else hall.lead
    letters.approve_letter(hall.desk, lead, letter.id)
    letters.issue_letter(hall.desk, lead, letter.id)
    outgoing.confirm_printed(hall.desk, lead, letter.id, elsewhere="二楼打印机")


def _deliver(life: Life, n: int) -> None:
    case, hall = life.pick(n), life.hall
    with hall.desk.store.read() as book:
        last = book.find(Letter, case_id=case.id)[-1:]
    for letter in last:
        form = DeliveryForm(delivery=Delivery.BY_HAND)
        delivery.deliver_letter(hall.desk, hall.clerk, letter.id, form)


def _reply(life: Life, n: int) -> None:
    _answer_all(life, n)
    _write(life, n)
    _deliver(life, n)


def _call(satisfied: bool | None) -> Act:
    def act(life: Life, n: int) -> None:
        case = life.pick(n)
        form = FollowUpForm(reached=satisfied is not None, satisfied=satisfied, words="客户说的话")
        closing.record_follow_up(life.hall.desk, life.another(case), case.reference, form)

    return act


def _card(satisfied: bool) -> Act:
    def act(life: Life, n: int) -> None:
        found = life.cases()
        case = found[n % len(found)]
        form = CardForm(came=CardCame.BY_POST, satisfied=satisfied, result=4 if satisfied else 1)
        cards.record_card(life.hall.desk, life.another(case), case.reference, form)

    return act


ACTS: dict[str, Act] = {
    "register": _register,
    "answer": _answer,
    "answer all": _answer_all,
    "add point": _add_point,
    "write": _write,
    "deliver": _deliver,
    "reply": _reply,
    "satisfied": _call(True),
    "dissatisfied": _call(False),
    "unreached": _call(None),
    "good card": _card(True),
    "bad card": _card(False),
}
