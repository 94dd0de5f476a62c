"""Large print is wished once: for the case it was wished in, and for the customer afterwards."""

from dataclasses import replace

from desk.enums import LetterSize
from desk.forms import CustomerForm
from desk.letter.fit import pages
from desk.services import intake, letters, notices, outgoing, slips
from desk.services.large_print import wish_large_print
from tests.desk.letter.pages import marks
from tests.desk.services.counter import list_form, with_business
from tests.desk.services.hall import Hall, case_form

CAME = CustomerForm(name="石磊", salutation="先生", phone="13900000009")


def test_a_wish_at_registration_holds_for_slips_letters_and_the_next_case(hall: Hall) -> None:
    form = replace(case_form(), customer=CAME, large_print=True)
    reference = intake.register_case(hall.desk, hall.clerk, form).reference
    slip = slips.acknowledge(hall.desk, hall.clerk, reference)
    assert slip.size is LetterSize.LARGE
    assert 22 in {mark.size for mark in marks(_page(hall, slip.id), 0)}
    again = replace(case_form(), customer=CAME)
    reference = intake.register_case(hall.desk, hall.clerk, again).reference
    hall.answer(reference, 1)
    assert letters.draft_letter(hall.desk, hall.clerk, reference).size is LetterSize.LARGE


def test_a_wish_later_changes_what_is_still_a_draft(hall: Hall) -> None:
    reference = hall.answered()
    slip = slips.acknowledge(hall.desk, hall.clerk, reference)
    draft = letters.draft_letter(hall.desk, hall.clerk, reference)
    assert wish_large_print(hall.desk, hall.clerk, reference, wished=True).large_print
    sizes = {one.id: one.size for one in hall.file(reference).letters}
    assert sizes == {slip.id: LetterSize.AUTO, draft.id: LetterSize.LARGE}
    customer = hall.file(reference).customer
    assert customer is not None
    assert customer.large_print
    wish_large_print(hall.desk, hall.clerk, reference, wished=False)
    sizes = {one.id: one.size for one in hall.file(reference).letters}
    assert sizes[draft.id] is LetterSize.AUTO


def test_a_notice_follows_the_wish_unless_somebody_says_otherwise(hall: Hall) -> None:
    form = replace(case_form(), customer=CAME, large_print=True)
    reference = intake.register_case(hall.desk, hall.clerk, form).reference
    with_business(hall)
    made = notices.make_notice(hall.desk, hall.clerk, list_form(case=reference))
    wished = notices.notice_page(hall.desk, hall.clerk, made.number).pdf
    small = notices.notice_page(hall.desk, hall.clerk, made.number, large=False).pdf
    large = notices.notice_page(hall.desk, hall.clerk, made.number, large=True).pdf
    assert wished == large != small
    assert pages(large) >= pages(small)


def test_a_notice_without_a_case_knows_the_customer_by_the_account(hall: Hall) -> None:
    came = replace(CAME, account_no="9900000077", large_print=True)
    intake.register_case(hall.desk, hall.clerk, replace(case_form(), customer=came))
    with_business(hall)
    made = notices.make_notice(
        hall.desk, hall.clerk, list_form(customer_name="石磊", account_no="9900000077")
    )
    page = notices.notice_page(hall.desk, hall.clerk, made.number).pdf
    assert page == notices.notice_page(hall.desk, hall.clerk, made.number, large=True).pdf


def test_somebody_else_at_the_same_account_did_not_wish_it(hall: Hall) -> None:
    came = replace(CAME, account_no="9900000077", large_print=True)
    intake.register_case(hall.desk, hall.clerk, replace(case_form(), customer=came))
    with_business(hall)
    made = notices.make_notice(hall.desk, hall.clerk, list_form(account_no="9900000077"))
    page = notices.notice_page(hall.desk, hall.clerk, made.number).pdf
    assert page == notices.notice_page(hall.desk, hall.clerk, made.number, large=False).pdf


def _page(hall: Hall, letter_id: str) -> bytes:
    return outgoing.letter_page(hall.desk, hall.clerk, letter_id).pdf
