"""F9 in the reply room: how the letter will be printed."""

from desk.enums import AddressPlace, LetterSize
from tests.screens.a_case import text_of
from tests.screens.a_letter import answered, at_reply, drawn, letter_of, submitted
from tests.screens.hall import a_hall


class TestPrintAs:
    async def test_large_print_with_an_address_is_kept_with_the_draft(self) -> None:
        hall = a_hall()
        reference = answered(hall)
        async with hall.app().run_test(size=(80, 24)) as pilot:
            await at_reply(pilot, hall, reference)
            await pilot.press("f9", "4", "tab", "3", "ctrl+s")
            await drawn(pilot)
            assert "大字版" in text_of(pilot)
            letter = letter_of(hall, reference)
            assert letter.size is LetterSize.LARGE
            assert letter.address_place is AddressPlace.PAGE

    async def test_a_submitted_letter_is_printed_as_it_was_chosen(self) -> None:
        hall = a_hall()
        reference = answered(hall)
        submitted(hall, reference)
        async with hall.app().run_test(size=(80, 24)) as pilot:
            await at_reply(pilot, hall, reference)
            await pilot.press("f9", "4", "ctrl+s")
            await drawn(pilot)
            assert letter_of(hall, reference).size is LetterSize.AUTO
