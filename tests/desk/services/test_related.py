"""What belongs beside a new case is named with the reason, and the repeat is counted."""

from dataclasses import replace

import pytest

from desk.enums import CaseKind, CaseStatus, Topic
from desk.forms import CaseForm, CustomerForm
from desk.forms_doubles import MergeForm
from desk.i18n import use
from desk.related import Beside, Reason
from desk.services import casework, concerns, intake, merging, mistakes, related
from desk.services.related import Subject
from tests.builders import MONDAY, a_customer, an_account
from tests.desk.services.hall import Hall, case_form
from tests.desk.services.test_merging import on_file

HERE = CustomerForm(name="柳明月", phone="19900000001", address="临江市柳林巷3号")


def register(hall: Hall, customer: CustomerForm | str = HERE, **fields: object) -> str:
    """A case about a queue, of a customer as typed or by id; its reference."""
    form: CaseForm = case_form()
    if isinstance(customer, str):
        form = replace(form, customer=None, customer_id=customer)
    else:
        form = replace(form, customer=customer)
    form = replace(form, **fields)  # type: ignore[arg-type]
    return intake.register_case(hall.desk, hall.clerk, form).reference


def customer_id(hall: Hall, reference: str) -> str:
    return hall.file(reference).case.customer_id or ""


def reasons(found: Beside) -> dict[str, tuple[Reason, ...]]:
    return {one.case.reference: one.reasons for one in found.cases}


def beside(hall: Hall, **fields: object) -> Beside:
    subject = Subject(**fields)  # type: ignore[arg-type]
    return related.beside(hall.desk, hall.clerk, subject)


class TestWhy:
    def test_cases_of_the_customer_are_named_open_ones_first(self, hall: Hall) -> None:
        use("zh_CN")
        ended, still = register(hall), register(hall)
        mistakes.annul(hall.desk, hall.lead, ended, "重复登记")
        hall.clock.move(hours=1)
        later = register(hall, topic=Topic.OTHER)
        mistakes.annul(hall.desk, hall.lead, later, "登记错误")
        found = beside(hall, customer_id=customer_id(hall, still))
        assert [one.case.reference for one in found.cases] == [still, later, ended]
        assert found.cases[0].case.status is CaseStatus.OPEN
        assert found.cases[0].why == "该客户的其他工单"

    @pytest.mark.parametrize(
        ("address", "reason"),
        [
            ("临江市柳林巷３號", Reason.ADDRESS),
            ("柳林巷4号", Reason.NEIGHBOUR),
            ("柳林巷5号2栋", Reason.NEIGHBOUR),
        ],
    )
    def test_the_same_house_and_the_next_ones(
        self, hall: Hall, address: str, reason: Reason
    ) -> None:
        other = register(hall, CustomerForm(name="陈大林", address=address), topic=Topic.OTHER)
        found = beside(hall, address="临江市柳林巷3号", topic=Topic.QUEUEING)
        assert reasons(found) == {other: (reason,)}

    def test_the_same_topic_from_the_same_house_is_a_repeat_of_the_address(
        self, hall: Hall
    ) -> None:
        use("zh_CN")
        other = register(hall, CustomerForm(name="陈大林", address="柳林巷3号"))
        found = beside(hall, address="柳林巷3号", topic=Topic.QUEUEING)
        assert reasons(found) == {other: (Reason.ADDRESS_REPEAT, Reason.ADDRESS)}
        assert found.cases[0].why == "同一地址再次反映同类问题"
        assert found.times == 1

    def test_a_house_further_on_and_a_neighbour_of_last_year_are_not_named(
        self, hall: Hall
    ) -> None:
        register(hall, CustomerForm(name="陈大林", address="柳林巷4号"))
        register(hall, CustomerForm(name="陈大林", address="柳林巷23号"))
        hall.clock.move(days=40)
        register(hall, CustomerForm(name="陈大林", address="柳林巷33号"))
        assert beside(hall, address="柳林巷3号").cases == ()

    def test_the_same_meter_and_the_same_transformer_area(self, hall: Hall) -> None:
        one, two, three = a_customer(), a_customer(), a_customer()
        meter = {"meter_no": "M7", "supply_area": "柳林3号台区", "address": ""}
        area = {"supply_area": "柳林3号台区", "address": ""}
        on_file(
            hall,
            *(one, two, three),
            an_account(one.id, number="11", **meter),
            an_account(two.id, number="12", **meter),
            an_account(three.id, number="13", **area),
        )
        same = register(hall, two.id, topic=Topic.OTHER)
        near = register(hall, three.id, topic=Topic.OTHER)
        found = reasons(beside(hall, customer_id=one.id, account_no="11"))
        assert found == {same: (Reason.METER, Reason.AREA), near: (Reason.AREA,)}

    def test_nothing_known_finds_nothing(self, hall: Hall) -> None:
        register(hall)
        assert beside(hall) == Beside(days=30)
        assert beside(hall, address="柳林巷", account_no=" ").cases == ()


class TestTimes:
    def test_the_third_time_is_on_the_case_and_on_the_board(self, hall: Hall) -> None:
        made = [register(hall) for _ in range(3)]
        assert [hall.file(one).case.times for one in made] == [1, 2, 3]
        assert related.related(hall.desk, hall.clerk, made[2]).times == 3
        assert related.related(hall.desk, hall.clerk, made[0]).times == 1

    def test_another_topic_and_what_is_long_past_do_not_count(self, hall: Hall) -> None:
        register(hall, topic=Topic.OTHER)
        register(hall)
        hall.clock.move(days=31)
        assert hall.file(register(hall)).case.times == 1

    def test_what_was_annulled_does_not_count(self, hall: Hall) -> None:
        mistakes.annul(hall.desk, hall.lead, register(hall), "重复登记")
        assert hall.file(register(hall)).case.times == 1

    def test_cases_of_a_merged_file_count(self, hall: Hall) -> None:
        first = register(hall, CustomerForm(name="柳鸣月", phone="19900000009"))
        kept = a_customer()
        on_file(hall, kept)
        form = MergeForm(kept_id=kept.id, other_id=customer_id(hall, first), reason="同一人")
        merging.merge(hall.desk, hall.lead, form)
        assert hall.file(register(hall, kept.id)).case.times == 2

    def test_a_case_about_one_of_us_counts_for_nobody(self, hall: Hall) -> None:
        first = register(hall)
        concerns.name_concerned(hall.desk, hall.clerk, first, [hall.other.number])
        second = register(hall)
        assert hall.file(second).case.times == 1


def test_a_case_about_somebody_is_not_named_to_them(hall: Hall) -> None:
    first = register(hall)
    second = register(hall)
    concerns.name_concerned(hall.desk, hall.clerk, first, [hall.other.number])
    assert reasons(related.related(hall.desk, hall.other, second)) == {}
    assert set(reasons(related.related(hall.desk, hall.second_lead, second))) == {first}


class TestBeforeAComplaint:
    def test_asked_and_reminded_before_it_became_a_complaint(self, hall: Hall) -> None:
        use("zh_CN")
        first = register(hall, kind=CaseKind.INQUIRY)
        casework.remind(hall.desk, hall.clerk, first, "又来问了")
        found = beside(
            hall,
            customer_id=customer_id(hall, first),
            topic=Topic.QUEUEING,
            kind=CaseKind.COMPLAINT,
        )
        assert (found.inquiries, found.reminders) == (1, 1)
        assert found.warning == "投诉前已多次咨询、催办：30天内咨询1次、催办1次"

    def test_one_question_before_is_no_warning(self, hall: Hall) -> None:
        first = register(hall, kind=CaseKind.INQUIRY)
        found = beside(
            hall,
            customer_id=customer_id(hall, first),
            topic=Topic.QUEUEING,
            kind=CaseKind.COMPLAINT,
        )
        assert (found.inquiries, found.warning) == (1, "")


def test_what_is_on_record_is_not_named_beside_itself(hall: Hall) -> None:
    reference = register(hall)
    assert related.related(hall.desk, hall.clerk, reference).cases == ()
    assert hall.file(reference).case.received_at == MONDAY
