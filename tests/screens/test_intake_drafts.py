"""Nothing half typed is lost: parked, kept at each pause, offered back."""

import asyncio

from textual.widgets import Static

from desk.case import Case
from desk.customer import Draft
from screens.board.screen import BoardScreen
from screens.intake.screen import IntakeScreen
from tests.screens.hall import settle, sign_in
from tests.screens.window import (
    SURGE,
    at_the_form,
    form_of,
    hall_with_customers,
    paste,
    pause,
    rows,
    with_customer,
)


class TestDrafts:
    async def test_a_form_comes_back_after_the_program_was_killed(self) -> None:
        hall = hall_with_customers()
        async with hall.app().run_test() as pilot:
            form = (await with_customer(pilot, hall)).form
            await paste(pilot, SURGE)
            await pilot.press("ctrl+y")
            form.told.value = "明天给您电话"
            # Within two seconds of the last key it is on disk; no key is pressed after that.
            await asyncio.sleep(1.8)
            await settle(pilot)
        [draft] = rows(hall, Draft)
        assert draft.form == "intake"
        app = hall.app()
        async with app.run_test(notifications=True) as pilot:
            await sign_in(pilot)
            assert any("1 份工单没登记完" in note.message for note in app._notifications)
            await pilot.press("f2")
            await settle(pilot)
            screen = form_of(pilot)
            line = screen.query_one("#parked-line", Static)
            assert line.display
            assert "石*" in str(line.render())
            await pilot.press("ctrl+w", "1")
            await settle(pilot)
            again = pilot.app.screen
            assert isinstance(again, IntakeScreen)
            assert again.subject == draft.subject
            assert again.form.narrative.value == SURGE
            assert again.form.told.text == "明天给您电话"
            assert again.form.who.visitor.name == "石磊"
            assert len(again.form.points.list.points) == 3
            await pilot.press("ctrl+s")
            await settle(pilot)
        assert len(rows(hall, Case)) == 1
        assert rows(hall, Draft) == []

    async def test_f2_parks_what_is_half_typed(self) -> None:
        hall = hall_with_customers()
        async with hall.app().run_test() as pilot:
            first = await at_the_form(pilot, hall)
            first.form.narrative.focus()
            await paste(pilot, "说到一半")
            await pilot.press("f2")
            await settle(pilot)
            second = pilot.app.screen
            assert isinstance(second, IntakeScreen)
            assert second is not first
            assert second.form.narrative.value == ""
            # A blank one is enough: F2 again makes no third, it asks for a minute's inquiry.
            await pilot.press("f2")
            await settle(pilot)
            assert pilot.app.screen_stack[0] is second
            await pilot.press("escape")
            await settle(pilot)
            assert pilot.app.screen is second
            await asyncio.sleep(1)
            await pilot.press("ctrl+w", "enter")
            await settle(pilot)
            assert pilot.app.screen is first
            assert first.form.narrative.value == "说到一半"

    async def test_esc_keeps_and_a_draft_is_thrown_away_only_by_asking(self) -> None:
        hall = hall_with_customers()
        async with hall.app().run_test(notifications=True) as pilot:
            first = await at_the_form(pilot, hall)
            first.form.narrative.focus()
            await paste(pilot, "说到一半")
            await pilot.press("escape")
            await settle(pilot)
            assert isinstance(pilot.app.screen, BoardScreen)
            assert len(rows(hall, Draft)) == 1
            await pilot.press("f2")
            await settle(pilot)
            await pilot.press("ctrl+w", "delete", "enter")
            await settle(pilot)
            assert len(rows(hall, Draft)) == 1
            await pilot.press("delete", "tab", "enter")
            await settle(pilot)
            assert rows(hall, Draft) == []

    async def test_looking_for_somebody_leaves_no_draft(self) -> None:
        hall = hall_with_customers()
        async with hall.app().run_test() as pilot:
            await at_the_form(pilot, hall)
            await pilot.press(*"139")
            await asyncio.sleep(1)
            await pilot.press("escape")
            await settle(pilot)
        assert rows(hall, Draft) == []

    async def test_a_form_emptied_again_is_not_offered(self) -> None:
        hall = hall_with_customers()
        async with hall.app().run_test() as pilot:
            screen = await at_the_form(pilot, hall)
            screen.form.narrative.focus()
            await pilot.press("a")
            await asyncio.sleep(1)
            await settle(pilot)
            assert len(rows(hall, Draft)) == 1
            await pilot.press("backspace")
            await pause(pilot)
        assert rows(hall, Draft) == []

    async def test_the_lock_keeps_the_form(self) -> None:
        hall = hall_with_customers()
        async with hall.app().run_test() as pilot:
            screen = await at_the_form(pilot, hall)
            screen.form.narrative.focus()
            await paste(pilot, "说到一半")
            await pilot.press("f12")
            await settle(pilot)
            await pilot.press(*"258013", "enter")
            await settle(pilot)
            assert pilot.app.screen is screen
            assert screen.form.narrative.value == "说到一半"
