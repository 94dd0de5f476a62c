"""A number stands where it belongs: no phone among accounts, none in a name, however typed."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from desk.customer import Account
from desk.enums import PartyRole
from desk.forms import CustomerForm, PartyForm
from desk.forms_counter import AmendForm
from desk.forms_file import AccountForm, OriginalForm
from desk.services import file_changes, intake, mistakes, notices, parties
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


def _called_on_file(hall: Hall) -> None:
    visitor = CustomerForm(name="白若谷", salutation=f"{MOBILE}女士")
    intake.register_case(hall.desk, hall.clerk, replace(case_form(), customer=visitor))


def _named_on_file(hall: Hall) -> None:
    visitor = CustomerForm(name=f"白若谷{MOBILE}")
    intake.register_case(hall.desk, hall.clerk, replace(case_form(), customer=visitor))


def _called_otherwise(hall: Hall) -> None:
    form = AmendForm(field="salutation", value=f"白女士 {MOBILE}", reason="客户报错")
    mistakes.amend(hall.desk, hall.clerk, hall.register(), form)


def _corrected(hall: Hall) -> None:
    customer_id = hall.file(hall.register()).case.customer_id
    assert customer_id is not None
    form = OriginalForm(salutation=MOBILE, reason="客户报错")
    file_changes.correct_customer(hall.desk, hall.clerk, customer_id, form)


def _beside(hall: Hall) -> None:
    form = PartyForm(role=PartyRole.ADDRESSEE, name=f"白若谷{MOBILE}")
    parties.add_party(hall.desk, hall.clerk, hall.register(), form)


def _noticed_as(hall: Hall) -> None:
    form = replace(list_form(), customer_name="白若谷", salutation=MOBILE)
    notices.make_notice(hall.desk, hall.clerk, form)


@pytest.mark.parametrize(
    ("way", "field"),
    [
        (_called_on_file, "customer.salutation"),
        (_named_on_file, "customer.name"),
        (_called_otherwise, "value"),
        (_corrected, "salutation"),
        (_beside, "name"),
        (_noticed_as, "salutation"),
    ],
)
def test_a_number_is_no_name_and_no_form_of_address(
    hall: Hall, way: Callable[[Hall], None], field: str
) -> None:
    """Names and forms of address stand open on lists: a number there would be seen in full."""
    with_business(hall, procedure())
    assert refused("number_as_name", lambda: way(hall)).field == field
