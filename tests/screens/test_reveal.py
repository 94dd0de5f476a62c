"""ctrl+o: numbers in full with a reason, and gone again by themselves."""

from textual.pilot import Pilot
from textual.widgets import Static

from desk.customer_file import Reveal
from screens.dialogs import reveal
from screens.dialogs.reveal import AskWhy, ShownInFull
from screens.widgets.row import FieldRow
from tests.screens.a_case import enter, register, text_of
from tests.screens.hall import Hall, a_hall, settle
from tests.screens.window import at_the_form, customer_called, hall_with_customers, paste, rows

SMALL = (80, 24)
PHONE = "13900000001"


async def press(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await settle(pilot)


async def revealed(pilot: Pilot[None], hall: Hall) -> ShownInFull:
    """The people of a case of the clerk's, in full."""
    await enter(pilot, register(hall))
    assert PHONE not in text_of(pilot)
    await press(pilot, "ctrl+o")
    assert isinstance(pilot.app.screen, AskWhy)
    await paste(pilot, "回电核实")
    await press(pilot, "enter")
    shown = pilot.app.screen
    assert isinstance(shown, ShownInFull)
    assert PHONE in text_of(pilot)
    return shown


async def test_a_case_is_shown_in_full_until_a_key_closes_it() -> None:
    hall = a_hall()
    async with hall.app().run_test(size=SMALL) as pilot:
        await revealed(pilot, hall)
        assert [look.reason for look in rows(hall, Reveal)] == ["回电核实"]
        await press(pilot, "escape")
        assert PHONE not in text_of(pilot)


async def test_after_a_while_it_hides_itself() -> None:
    hall = a_hall()
    async with hall.app().run_test(size=SMALL) as pilot:
        shown = await revealed(pilot, hall)
        assert any(timer._interval == reveal.SECONDS for timer in shown._timers)
        shown.over()
        await settle(pilot)
        assert not isinstance(pilot.app.screen, ShownInFull)
        assert PHONE not in text_of(pilot)


async def test_a_lock_hides_it_and_whoever_comes_back_finds_it_closed() -> None:
    hall = a_hall()
    async with hall.app().run_test(size=SMALL) as pilot:
        shown = await revealed(pilot, hall)
        await press(pilot, "f12")
        assert shown.hidden
        assert not any(PHONE in str(one.content) for one in shown.query(Static))


async def test_without_a_reason_and_for_those_without_leave_nothing_is_shown() -> None:
    hall = a_hall()
    async with hall.app().run_test(size=SMALL) as pilot:
        await enter(pilot, register(hall), hall.other)
        await press(pilot, "ctrl+o", "enter")
        [row] = pilot.app.screen.query(FieldRow)
        assert row.error
        await paste(pilot, "看看")
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, AskWhy)
        assert rows(hall, Reveal) == []


async def test_a_customer_who_was_chosen_at_intake_is_shown_by_the_file() -> None:
    hall = hall_with_customers()
    async with hall.app().run_test(size=SMALL) as pilot:
        form = await at_the_form(pilot, hall)
        await paste(pilot, "石磊")
        await press(pilot, "enter")
        assert form.customer_in_sight() == customer_called(hall, "石磊").id
        await press(pilot, "ctrl+o")
        assert isinstance(pilot.app.screen, AskWhy)
