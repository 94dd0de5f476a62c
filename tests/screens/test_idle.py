"""A desk that is left alone locks itself; what is half typed stays, and stays its owner's."""

import json
import time

from textual.pilot import Pilot

from desk.customer import Draft
from screens.app import DeskApp
from screens.intake.screen import IntakeScreen
from tests.screens.hall import a_hall, settle, sign_in
from tests.screens.window import by_f2, rows

HALF = "上个月电费翻了一倍，家里没添电"


def app_of(pilot: Pilot[None]) -> DeskApp:
    assert isinstance(pilot.app, DeskApp)
    return pilot.app


async def left_alone(pilot: Pilot[None]) -> None:
    """The time without a key is over."""
    app = app_of(pilot)
    app._idle, app._last_key = 1.0, time.monotonic() - 2
    app._lock_if_idle()
    await settle(pilot)
    assert app.locked


def forms(pilot: Pilot[None]) -> list[IntakeScreen]:
    return app_of(pilot).open_rooms(IntakeScreen)


async def test_the_same_person_finds_every_letter_where_it_was() -> None:
    hall = a_hall()
    async with hall.app().run_test() as pilot:
        form = await by_f2(pilot)
        form.form.narrative.text = HALF
        await settle(pilot)
        await left_alone(pilot)
        await pilot.press("f2", "f4", "ctrl+s", *"123")
        await settle(pilot)
        assert app_of(pilot).locked
        await sign_in(pilot)
        assert app_of(pilot).room is form
        assert form.form.narrative.text == HALF


async def test_another_person_starts_afresh_and_what_was_typed_waits_for_its_owner() -> None:
    hall = a_hall()
    async with hall.app().run_test() as pilot:
        form = await by_f2(pilot)
        form.form.narrative.text = HALF
        await settle(pilot)
        await left_alone(pilot)
        await sign_in(pilot, "1002")
        assert app_of(pilot).who.number == "1002"
        assert forms(pilot) == []
        kept = rows(hall, Draft)
        assert [draft.staff_id for draft in kept] == [hall.clerk.id]
        assert HALF in json.dumps(json.loads(kept[0].content), ensure_ascii=False)
        await pilot.press("f12")
        await settle(pilot)
        await sign_in(pilot)
        assert [draft.staff_id for draft in rows(hall, Draft)] == [hall.clerk.id]


async def test_no_picture_of_the_screen_is_made() -> None:
    async with a_hall(cases=1).app().run_test() as pilot:
        await sign_in(pilot)
        app = app_of(pilot)
        app.action_screenshot()
        assert app.save_screenshot() == ""
        assert app.deliver_screenshot() is None
        await settle(pilot)
