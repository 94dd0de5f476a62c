"""Ctrl+C copies the number in sight and says so; people are copied as lists show them."""

from textual.pilot import Pilot

from screens.dialogs.pick import Pick
from tests.screens.a_case import enter, register
from tests.screens.a_letter import answered, at_letters, drawn, submitted
from tests.screens.hall import a_hall, settle, sign_in
from tests.screens.window import hall_with_customers


async def press(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await drawn(pilot)


async def test_the_number_of_the_marked_case_and_of_all_that_are_picked() -> None:
    hall = a_hall(cases=3)
    async with hall.app().run_test(notifications=True) as pilot:
        await sign_in(pilot)
        await press(pilot, "ctrl+c")
        assert pilot.app.clipboard == "HD01-20261123-0001"
        assert any(pilot.app.clipboard in note.message for note in pilot.app._notifications)
        await press(pilot, "space", "space", "ctrl+c")
        assert pilot.app.clipboard == "HD01-20261123-0001\nHD01-20261123-0002"


async def test_who_came_is_copied_masked() -> None:
    hall = a_hall()
    reference = register(hall)
    async with hall.app().run_test() as pilot:
        case = await enter(pilot, reference)
        texts = [one.text for one in case.copies()]
        assert texts[:3] == [reference, "柳**", "139****0001"]
        pilot.app.action_copy()  # type: ignore[attr-defined]
        await settle(pilot)
        assert isinstance(pilot.app.screen, Pick)
        await press(pilot, "3")
        assert pilot.app.clipboard == "139****0001"


async def test_a_letter_is_copied_whole_and_its_length_is_told() -> None:
    hall = a_hall()
    submitted(hall, answered(hall))
    async with hall.app().run_test(notifications=True) as pilot:
        room = await at_letters(pilot, hall)
        text = room.copies()[-1].text
        assert text.startswith("#") or len(text) > 100
        pilot.app.action_copy()  # type: ignore[attr-defined]
        await settle(pilot)
        await press(pilot, "end", "enter")
        assert pilot.app.clipboard == text
        assert any(str(len(text)) in note.message for note in pilot.app._notifications)


async def test_where_nothing_is_in_sight_the_key_says_what_it_does() -> None:
    hall = hall_with_customers()
    async with hall.app().run_test(notifications=True) as pilot:
        await sign_in(pilot)
        await press(pilot, "ctrl+c")
        assert any("Ctrl+Q" in note.message for note in pilot.app._notifications)
        assert pilot.app.clipboard == ""
