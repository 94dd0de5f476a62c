"""Looking again at a book that has not changed paints nothing, and rings never."""

import pytest
from textual.app import App
from textual.events import Resize
from textual.pilot import Pilot

from screens.app import DeskApp
from screens.dialogs.confirm import Confirm
from tests.screens.a_case import register
from tests.screens.hall import a_hall, settle, sign_in

ROOMS = ("board", "approvals", "incident", "case", "customer", "staff", "retention")


async def look_again(pilot: Pilot[None]) -> int:
    """How many lines are painted when the room reads everything anew."""
    app = pilot.app
    assert isinstance(app, DeskApp)
    assert app.room is not None
    await settle(pilot)
    before = app.terminal.painted
    app.room.fell_due()
    app.room.arrived(again=True)
    app.refresh_top()
    app.room.refresh_keys()
    await settle(pilot)
    return app.terminal.painted - before


async def test_what_has_not_changed_is_not_painted_again() -> None:
    hall = a_hall()
    reference = register(hall)
    register(hall, "排队两个小时没人管。")
    async with hall.app().run_test(size=(120, 36)) as pilot:
        await sign_in(pilot, "2001")
        app = pilot.app
        assert isinstance(app, DeskApp)
        painted = {}
        for room in ROOMS:
            if room != "board":
                app.go(room, reference if room == "case" else "")
            painted[room] = await look_again(pilot)
        assert painted == dict.fromkeys(ROOMS, 0)


async def test_what_has_changed_is_painted() -> None:
    hall = a_hall()
    register(hall)
    async with hall.app().run_test(size=(120, 36)) as pilot:
        await sign_in(pilot, "2001")
        await pilot.press("8")
        assert await look_again(pilot) == 0
        register(hall, "又来了一位。")
        assert 0 < await look_again(pilot) < 36


async def test_a_dialog_leaves_nothing_of_itself_on_the_terminal() -> None:
    hall = a_hall(cases=5)
    async with hall.app().run_test(size=(80, 24)) as pilot:
        await sign_in(pilot)
        app = pilot.app
        assert isinstance(app, DeskApp)
        await settle(pilot)
        lines = dict(app.terminal._lines)
        app.push_screen(Confirm("真的？"))
        await settle(pilot)
        assert app.terminal._lines != lines
        app.pop_screen()
        await settle(pilot)
        assert {y: line.text for y, line in app.terminal._lines.items()} == {
            y: line.text for y, line in lines.items()
        }


async def test_a_terminal_that_was_resized_is_painted_again() -> None:
    hall = a_hall(cases=5)
    async with hall.app().run_test(size=(80, 24)) as pilot:
        await sign_in(pilot)
        app = pilot.app
        assert isinstance(app, DeskApp)
        assert await look_again(pilot) == 0
        # Twice on the way, it has the size that it had: its lines may be anywhere.
        app.post_message(Resize(app.size, app.size))
        assert await look_again(pilot) > 0


async def test_nothing_rings_unless_somebody_asked_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    rung: list[object] = []
    monkeypatch.setattr(App, "bell", lambda app: rung.append(app))
    async with a_hall().app().run_test() as pilot:
        await sign_in(pilot)
        app = pilot.app
        assert isinstance(app, DeskApp)
        # Textual rings of itself where a field takes no such character.
        app.bell()
        assert rung == []
        app.sound = True
        app.bell()
        assert rung == [app]
