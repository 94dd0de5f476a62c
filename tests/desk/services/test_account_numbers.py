"""A mobile number is not taken for an account number, by whichever way it is typed."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from desk.customer import Account
from desk.forms import CustomerForm
from desk.forms_counter import AmendForm
from desk.forms_file import AccountForm
from desk.services import file_changes, intake, mistakes, notices
from tests.desk.notice.build import procedure
from tests.desk.services.counter import list_form, with_business
from tests.desk.services.hall import Hall, case_form, refused

MOBILE = "13900000077"


def _registered_for(hall: Hall) -> None:
    intake.register_case(hall.desk, hall.clerk, replace(case_form(), account_no=MOBILE))


def _put_on_file(hall: Hall) -> None:
    visitor = CustomerForm(name="白若谷", account_no=MOBILE)
    intake.register_case(hall.desk, hall.clerk, replace(case_form(), customer=visitor))


def _amended(hall: Hall) -> None:
    form = AmendForm(field="account_no", value=MOBILE, reason="客户报错")
    mistakes.amend(hall.desk, hall.clerk, hall.register(), form)


def _added_to_the_file(hall: Hall) -> None:
    customer_id = hall.file(hall.register()).case.customer_id
    assert customer_id is not None
    file_changes.set_account(hall.desk, hall.clerk, customer_id, AccountForm(number=MOBILE))


def _noticed(hall: Hall) -> None:
    form = replace(list_form(), customer_name="白若谷", account_no=MOBILE)
    notices.make_notice(hall.desk, hall.clerk, form)


@pytest.mark.parametrize(
    ("way", "field"),
    [
        (_registered_for, "account_no"),
        (_put_on_file, "customer.account_no"),
        (_amended, "value"),
        (_added_to_the_file, "number"),
        (_noticed, "account_no"),
    ],
)
def test_a_mobile_number_is_no_account_number(
    hall: Hall, way: Callable[[Hall], None], field: str
) -> None:
    with_business(hall, procedure())
    assert refused("phone_as_account", lambda: way(hall)).field == field


def test_a_branch_whose_accounts_look_like_that_has_them_on_file(hall: Hall) -> None:
    customer_id = hall.file(hall.register()).case.customer_id
    assert customer_id is not None
    with hall.desk.store.act("import", staff_id=hall.clerk.staff_id, at=hall.clock.now()) as act:
        act.add(Account(id="a-1", customer_id=customer_id, number=MOBILE))
        act.commit()
    _registered_for(hall)


@pytest.mark.parametrize("number", ["", "0500000077", "1390000007", "139000000771", "12900000077"])
def test_other_numbers_are_taken(hall: Hall, number: str) -> None:
    done = intake.register_case(hall.desk, hall.clerk, replace(case_form(), account_no=number))
    assert hall.file(done.reference).case.account_no.endswith(number)
