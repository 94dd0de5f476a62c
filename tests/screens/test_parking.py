"""Nine half-typed registrations may wait: the tenth is refused on the screen, with a way out."""

import asyncio
from typing import Any

import pytest

from desk.customer import Draft
from desk.forms import AbsenceForm
from desk.services import parking, presence
from desk.staff.model import actor_of
from screens.app import DeskApp
from screens.board.left import Left
from screens.board.screen import BoardScreen
from screens.intake.parked import Parked
from screens.intake.screen import IntakeScreen
from screens.widgets.row import ErrorLine
from tests.screens.hall import Hall, a_hall, settle, sign_in
from tests.screens.window import at_the_form, paste, rows


def parked(hall: Hall, count: int) -> None:
    for n in range(count):
        content: dict[str, Any] = {"narrative": f"说到一半的第{n}件事", "visitor": {"name": "石磊"}}
        parking.park(hall.desk, actor_of(hall.clerk), f"form-{n}", content)


@pytest.mark.parametrize("key", ["f2", "escape"])
async def test_the_tenth_is_refused_and_nothing_of_it_is_lost(key: str) -> None:
    hall = a_hall()
    parked(hall, 9)
    async with hall.app().run_test() as pilot:
        form = await at_the_form(pilot, hall)
        form.form.narrative.focus()
        await paste(pilot, "第十件事")
        await pilot.press(key)
        await settle(pilot)
        dialog = pilot.app.screen
        assert isinstance(dialog, Parked)
        assert "已经有9份" in dialog.query_one(ErrorLine).message
        assert pilot.app.screen_stack[0] is form
        assert form.form.narrative.value == "第十件事"
        # One thrown away makes room.
        await pilot.press("delete", "tab", "enter")
        await settle(pilot)
        await pilot.press("escape")
        await settle(pilot)
        await pilot.press(key)
        await settle(pilot)
        here = pilot.app.screen
        assert isinstance(here, IntakeScreen if key == "f2" else BoardScreen)
        assert here is not form
    assert len(rows(hall, Draft)) == 9


async def test_the_next_blank_form_stands_ready_and_is_nobodys_work() -> None:
    hall = a_hall()
    parked(hall, 1)
    async with hall.app().run_test() as pilot:
        form = await at_the_form(pilot, hall)
        form.form.narrative.focus()
        await paste(pilot, "说到一半")
        await asyncio.sleep(1)
        await settle(pilot)
        app = pilot.app
        assert isinstance(app, DeskApp)
        ready = app.prepared("intake")
        assert ready
        assert app.open_rooms(IntakeScreen) == [form]
        await pilot.press("f2")
        await settle(pilot)
        here = app.screen
        assert isinstance(here, IntakeScreen)
        assert here.subject == ready
        # It learns what waits as any other form does when it is entered.
        assert here.others == 2
        assert here.query_one("#parked-line").display
        assert app.prepared("intake") == ""


async def test_a_digit_picks_up_the_ninth_from_the_board() -> None:
    hall = a_hall()
    parked(hall, 9)
    async with hall.app().run_test() as pilot:
        await sign_in(pilot)
        board = pilot.app.screen
        assert isinstance(board, BoardScreen)
        board.action_parked()
        await settle(pilot)
        await pilot.press("9")
        await settle(pilot)
        form = pilot.app.screen
        assert isinstance(form, IntakeScreen)
        assert form.subject in {f"form-{n}" for n in range(9)}
        assert form.form.narrative.value.startswith("说到一半")


async def test_the_lead_passes_on_what_somebody_away_left() -> None:
    hall = a_hall()
    parked(hall, 2)
    presence.mark_absent(hall.desk, actor_of(hall.clerk), AbsenceForm())
    async with hall.app().run_test() as pilot:
        await sign_in(pilot, "2001")
        board = pilot.app.screen
        assert isinstance(board, BoardScreen)
        board.action_left()
        await settle(pilot)
        dialog = pilot.app.screen
        assert isinstance(dialog, Left)
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press(*"1002", "enter")
        await settle(pilot)
    assert {draft.staff_id for draft in rows(hall, Draft)} == {hall.other.id}


async def test_a_clerk_has_no_such_list() -> None:
    hall = a_hall()
    async with hall.app().run_test() as pilot:
        await sign_in(pilot)
        board = pilot.app.screen
        assert isinstance(board, BoardScreen)
        assert board.check_action("left", ()) is False
