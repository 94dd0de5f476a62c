"""From the printed letter to the signed receipt: delivering, countersigning, voiding."""

import pytest

from desk.enums import Delivery, LetterState, Rating
from screens.app import DeskApp
from screens.approvals.handing import Deliver
from tests.screens.a_case import read, text_of
from tests.screens.a_letter import (
    answered,
    approved,
    at_letters,
    delivered,
    drawn,
    issued,
    letter_of,
    printed,
    seen,
    submitted,
)
from tests.screens.hall import Hall, a_hall


class TestHandingOver:
    async def test_by_hand_in_two_keys(self) -> None:
        hall = a_hall()
        reference = answered(hall)
        printed(hall, reference)
        async with hall.app().run_test(size=(80, 24)) as pilot:
            await at_letters(pilot, hall, hall.clerk)
            await pilot.press("ctrl+d")
            await drawn(pilot)
            await pilot.press("ctrl+s")
            await drawn(pilot)
            letter = letter_of(hall, reference)
            assert letter.state is LetterState.DELIVERED
            assert letter.delivery is Delivery.BY_HAND

    async def test_a_refused_letter_needs_its_witness_beside_the_field(self) -> None:
        hall = a_hall()
        reference = answered(hall)
        printed(hall, reference)
        async with hall.app().run_test(size=(80, 24)) as pilot:
            await at_letters(pilot, hall, hall.clerk)
            await pilot.press("ctrl+d")
            await drawn(pilot)
            await pilot.press("3", "ctrl+s")
            await drawn(pilot)
            assert isinstance(pilot.app.screen, Deliver)
            assert "见证人" in seen(pilot)
            assert "✗" in text_of(pilot)
            await pilot.press(*hall.lead.number, "ctrl+s")
            await drawn(pilot)
            assert letter_of(hall, reference).delivery is Delivery.REFUSED

    async def test_a_time_that_cannot_be_is_refused_beside_its_field(self) -> None:
        hall = a_hall()
        reference = answered(hall)
        printed(hall, reference)
        async with hall.app().run_test(size=(80, 24)) as pilot:
            await at_letters(pilot, hall, hall.clerk)
            await pilot.press("ctrl+d")
            await drawn(pilot)
            await pilot.press("tab", "tab", "tab", *"25:99", "ctrl+s")
            await drawn(pilot)
            assert isinstance(pilot.app.screen, Deliver)
            assert "✗" in text_of(pilot)
            assert letter_of(hall, reference).state is LetterState.PRINTED

    async def test_the_receipt_comes_back(self) -> None:
        hall = a_hall()
        reference = answered(hall)
        delivered(hall, reference)
        async with hall.app().run_test(size=(80, 24)) as pilot:
            await at_letters(pilot, hall, hall.clerk)
            await pilot.press("6")
            await drawn(pilot)
            await pilot.press("ctrl+a")
            await drawn(pilot)
            await pilot.press("3", "ctrl+s")
            await drawn(pilot)
            assert letter_of(hall, reference).state is LetterState.COUNTERSIGNED
            (said,) = read(hall, reference).follow_ups
            assert (said.volunteered, said.rating) == (True, Rating.MOSTLY_SATISFIED)

    async def test_declaring_void_keeps_the_number_and_the_reason(self) -> None:
        hall = a_hall()
        reference = answered(hall)
        letter = issued(hall, reference)
        async with hall.app().run_test(size=(80, 24)) as pilot:
            room = await at_letters(pilot, hall)
            await pilot.press("4")
            await drawn(pilot)
            await pilot.press("v")
            await drawn(pilot)
            await pilot.press(*"wrong name", "enter")
            await drawn(pilot)
            await pilot.press("7")
            await drawn(pilot)
            (row,) = room._list.rows
            assert row.state is LetterState.VOID
            assert row.number == letter.number
            await pilot.press("f9")
            assert "wrong name" in text_of(pilot)


KEYS_BY_STEP = {
    submitted: {"approve", "send_back"},
    approved: {"issue", "send_back"},
    issued: {"print", "printed", "void"},
    printed: {"print", "deliver", "void"},
    delivered: {"print", "countersign"},
}


@pytest.mark.parametrize("step", KEYS_BY_STEP, ids=lambda step: step.__name__)
async def test_only_what_the_step_allows_is_offered(step: object) -> None:
    hall: Hall = a_hall()
    reference = answered(hall)
    step(hall, reference)  # type: ignore[operator]
    every = {"approve", "send_back", "issue", "print", "printed", "deliver", "countersign", "void"}
    async with hall.app().run_test(size=(80, 24)) as pilot:
        room = await at_letters(pilot, hall)
        app = pilot.app
        assert isinstance(app, DeskApp)
        room.jump(letter_of(hall, reference).id)
        await drawn(pilot)
        assert room.row is not None
        offered = {name for name in every if room.check_action(name, ()) is True}
        assert offered == KEYS_BY_STEP[step]  # type: ignore[index]
