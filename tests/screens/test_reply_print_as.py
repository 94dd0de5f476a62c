"""F9 in the reply room: how the letter will be printed."""

from desk.enums import AddressPlace, LetterSize
from tests.screens.a_case import text_of
from tests.screens.a_letter import answered, at_reply, drawn, letter_of, submitted
from tests.screens.hall import a_hall


class TestPrintAs:
    async def test_large_print_is_kept_and_an_address_needs_one_on_file(self) -> None:
        hall = a_hall()
        reference = answered(hall)
        async with hall.app().run_test(size=(80, 24)) as pilot:
            await at_reply(pilot, hall, reference)
            await pilot.press("f9", "4", "tab", "3", "ctrl+s")
            await drawn(pilot)
            assert "客户的姓名和地址" in text_of(pilot)
            assert letter_of(hall, reference).size is LetterSize.AUTO
            await pilot.press("1", "ctrl+s")
            await drawn(pilot)
            letter = letter_of(hall, reference)
            assert letter.size is LetterSize.LARGE
            assert letter.address_place is AddressPlace.NONE

    async def test_a_submitted_letter_is_printed_as_it_was_chosen(self) -> None:
        hall = a_hall()
        reference = answered(hall)
        submitted(hall, reference)
        async with hall.app().run_test(size=(80, 24)) as pilot:
            await at_reply(pilot, hall, reference)
            await pilot.press("f9", "4", "ctrl+s")
            await drawn(pilot)
            assert letter_of(hall, reference).size is LetterSize.AUTO
