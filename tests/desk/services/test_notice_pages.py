"""The wordiest English notices fit one page a copy; only the longest of all takes two."""

from collections.abc import Iterator

import pytest

from desk.forms import NoticeForm
from desk.letter.fit import pages
from desk.notice.tailor import fits, unanswered
from desk.playbook.procedure import Procedure
from desk.services import notices
from tests.desk.services.hall import Hall


def every_way(procedure: Procedure, answers: dict[str, str]) -> Iterator[dict[str, str]]:
    """Every way to answer the questions of a procedure."""
    still = unanswered(procedure, answers)
    if not still:
        yield answers
    for option in still[0].options if still else ():
        yield from every_way(procedure, {**answers, still[0].id: option.id})


def longest(procedure: Procedure) -> dict[str, str]:
    """The answers that ask for the most papers."""
    return max(
        every_way(procedure, {}),
        key=lambda answers: sum(fits(one.when, answers) for one in procedure.materials),
    )


@pytest.mark.parametrize(
    ("procedure", "wanted"),
    [
        ("low_voltage_nonresident_new_supply", 1),
        ("rooftop_pv", 1),
        ("appliance_damage", 1),
        ("high_voltage_new_supply", 2),
    ],
)
def test_an_english_notice_at_its_longest(hall: Hall, procedure: str, wanted: int) -> None:
    form = NoticeForm(
        procedure=procedure,
        answers=longest(hall.desk.playbook.procedures[procedure]),
        customer_name="Anna Berg",
        salutation="Ms",
        account_no="0099123456783217",
        case=hall.register(),
        language="en",
    )
    notice = notices.make_notice(hall.desk, hall.clerk, form)
    page = notices.notice_page(hall.desk, hall.clerk, notice.number)
    assert pages(page.pdf) == 2 * wanted
