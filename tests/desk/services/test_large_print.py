"""Large print is a wish of a case: what is new follows it, what stands does not change."""

from dataclasses import replace

from desk.enums import LetterSize
from desk.services import intake, large_print, slips
from tests.desk.services.hall import Hall, case_form


def test_new_letters_are_as_large_as_the_case_wants_them(hall: Hall) -> None:
    form = replace(case_form(), large_print=True)
    reference = intake.register_case(hall.desk, hall.clerk, form).reference
    assert slips.acknowledge(hall.desk, hall.clerk, reference).size is LetterSize.LARGE
    large_print.want_large_print(hall.desk, hall.clerk, reference, wanted=False)
    assert not hall.file(reference).case.large_print
    # What was issued stays as it was.
    assert slips.acknowledge(hall.desk, hall.clerk, reference).size is LetterSize.LARGE


def test_the_next_case_of_a_customer_takes_the_wish_over(hall: Hall) -> None:
    first = intake.register_case(hall.desk, hall.clerk, replace(case_form(), large_print=True))
    customer = hall.file(first.reference).case.customer_id
    assert customer
    hall.clock.move(hours=1)
    known = replace(case_form(), customer=None, customer_id=customer)
    second = intake.register_case(hall.desk, hall.clerk, known)
    assert hall.file(second.reference).case.large_print
    hall.clock.move(hours=1)
    third = intake.register_case(hall.desk, hall.clerk, replace(known, large_print=False))
    hall.clock.move(hours=1)
    fourth = intake.register_case(hall.desk, hall.clerk, known)
    for made in (third, fourth):
        assert not hall.file(made.reference).case.large_print
