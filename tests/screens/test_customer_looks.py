"""Pictures of the customer file; the sentence on each says what to look for in it."""

from collections.abc import Iterator

import pytest
from textual.pilot import Pilot

from desk import i18n
from desk.customer import Customer
from tests.builders_counter import an_attention
from tests.builders_file import a_customer_contact, a_customer_note
from tests.screens.hall import Hall, put, settle
from tests.screens.test_customer import full_hall, opened
from tests.screens.test_looks import Compare, Drive, same
from tests.screens.window import rows


@pytest.fixture
def english() -> Iterator[None]:
    i18n.use("en")
    yield
    i18n.use("zh_CN")


def known_well() -> Hall:
    """A customer with everything, also a contact, a note and a word of attention."""
    hall = full_hall()
    customer = rows(hall, Customer)[0]
    put(
        hall,
        a_customer_contact(customer.id, hall.clerk.id),
        a_customer_note(customer.id, hall.clerk.id),
        an_attention(customer.id, hall.lead.id),
    )
    return hall


def viewing(hall: Hall, *keys: str) -> Drive:
    """Drives to the file and presses keys in it."""

    async def drive(pilot: Pilot[None]) -> None:
        await opened(pilot, hall)
        for key in keys:
            await pilot.press(key)
            await settle(pilot)

    return drive


def test_the_record_on_a_small_screen(snap_compare: Compare) -> None:
    """Names and numbers masked; ◆ before the word of attention; the values line up."""
    hall = known_well()
    assert same(snap_compare, hall.app(), viewing(hall), (80, 24))


def test_record_and_operations_beside_each_other(snap_compare: Compare) -> None:
    """The record on the left, every contact on the right, the marked one in whole below."""
    hall = known_well()
    assert same(snap_compare, hall.app(theme="night"), viewing(hall, "3"), (120, 36))


@pytest.mark.usefixtures("english")
def test_the_analysis_in_english(snap_compare: Compare) -> None:
    """Figures above, the case below them; the span of time stands in the lower border."""
    hall = known_well()
    assert same(snap_compare, hall.app(), viewing(hall, "2"), (80, 24))
