"""A minute's inquiry: a number and an end in one act, under the closing table."""

from dataclasses import replace

import pytest

from desk.case import Case
from desk.enums import CaseKind, CaseStatus, Channel, ClockKind, Conclusion, Topic
from desk.forms_counter import InquiryForm
from desk.playbook.playbook import Playbook
from desk.services import inquiry
from tests.desk.services.hall import Hall, refused

ASKED = "阶梯电价是怎么算的"
FORM = InquiryForm(asked=ASKED, script="tier_prices")


def test_it_is_registered_answered_and_closed_at_once(hall: Hall) -> None:
    done = inquiry.inquire(hall.desk, hall.clerk, FORM)
    file = hall.file(done.reference)
    assert done.topic is file.case.topic is Topic.METERING_BILLING
    assert (file.case.kind, file.case.status) == (CaseKind.INQUIRY, CaseStatus.CLOSED)
    assert file.case.anonymous
    assert file.case.first_responder_id == hall.clerk.staff_id
    [point] = file.points
    assert point.conclusion is Conclusion.EXPLAINED
    assert point.finding == hall.desk.playbook.scripts["tier_prices"].text
    assert point.basis == hall.desk.playbook.scripts["tier_prices"].title
    verdicts = {clock.kind: clock.verdict for clock in file.clocks}
    assert verdicts[ClockKind.REPLY] == "in_time"
    assert "" not in verdicts.values()
    assert file.letters == ()


def test_own_words_come_before_those_of_the_script(hall: Hall) -> None:
    done = inquiry.inquire(hall.desk, hall.clerk, replace(FORM, answer="公示栏第三行就是"))
    assert hall.file(done.reference).points[0].finding == "公示栏第三行就是"


def test_a_customer_may_be_named(hall: Hall) -> None:
    form = replace(FORM, customer_name="柳明月", phone="19900000001")
    file = hall.file(inquiry.inquire(hall.desk, hall.clerk, form).reference)
    assert file.customer is not None
    again = replace(FORM, customer_id=file.customer.id)
    other = hall.file(inquiry.inquire(hall.desk, hall.clerk, again).reference)
    assert other.customer == file.customer


def test_sent_twice_it_is_kept_once(hall: Hall) -> None:
    first = inquiry.inquire(hall.desk, hall.clerk, FORM, request_id="one")
    again = inquiry.inquire(hall.desk, hall.clerk, FORM, request_id="one")
    assert (again.reference, again.repeated) == (first.reference, True)


@pytest.mark.parametrize(
    ("fields", "field", "code"),
    [
        ({"asked": " "}, "asked", "missing"),
        ({"script": ""}, "answer", "missing"),
        ({"script": "nothing"}, "script", "no_such_script"),
        ({"answer": "长" * 2001}, "answer", "too_long"),
        ({"channel": Channel.LETTER}, "channel", "needs_more"),
        ({"channel": Channel.FROM_12345}, "channel", "needs_more"),
    ],
)
def test_what_cannot_be_answered_so_leaves_nothing(
    hall: Hall, fields: dict[str, object], field: str, code: str
) -> None:
    form = replace(FORM, **fields)  # type: ignore[arg-type]
    refusal = refused(code, lambda: inquiry.inquire(hall.desk, hall.clerk, form))
    assert refusal.field == field
    with hall.desk.store.read() as book:
        assert book.find(Case) == []


def test_a_site_that_wants_a_call_back_gets_it(hall: Hall) -> None:
    rules = {key: replace(rule, follow_up=True) for key, rule in hall.desk.playbook.closing.items()}
    book = hall.desk.playbook
    tables = {**book.tables, "closing": rules}
    hall.desk = replace(hall.desk, playbook=Playbook(tables, book.origins, book.fingerprint))
    refused("needs_more", lambda: inquiry.inquire(hall.desk, hall.clerk, FORM))


def test_the_department_takes_no_inquiries(hall: Hall) -> None:
    refused("not_allowed", lambda: inquiry.inquire(hall.desk, hall.department, FORM))
