"""Putting a paper on paper: once, however often the key is pressed."""

import threading
from pathlib import Path

from desk.services.base import Desk
from desk.services.pages import Page
from desk.staff.model import Actor
from screens.board.screen import BoardScreen
from screens.dialogs.paper import PutOnPaper
from tests.screens.brisk import Brisk
from tests.screens.hall import a_hall, settle, sign_in


async def test_a_second_press_while_it_is_made_prints_nothing_twice(tmp_path: Path) -> None:
    made: list[str] = []
    pressed = threading.Event()

    def make(_desk: Desk, who: Actor) -> Page:
        made.append(who.number)
        pressed.wait(10)
        return Page(file_name="HD01-1", markdown="", pdf=b"%PDF-1.7\n")

    hall = a_hall()
    async with hall.app().run_test(size=(80, 24)) as pilot:
        await sign_in(pilot)
        pilot.app.push_screen(PutOnPaper("HD01-1", make, tmp_path))
        await settle(pilot)
        await Brisk(pilot.app).press("ctrl+s", "ctrl+s", "ctrl+s")
        pressed.set()
        await settle(pilot)
        assert isinstance(pilot.app.screen, PutOnPaper)
        assert made == ["1001"]
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert isinstance(pilot.app.screen, BoardScreen)


async def test_enter_goes_on_once_the_paper_is_there(tmp_path: Path) -> None:
    def make(_desk: Desk, _who: Actor) -> Page:
        return Page(file_name="HD01-1", markdown="", pdf=b"%PDF-1.7\n")

    hall = a_hall()
    async with hall.app().run_test(size=(80, 24)) as pilot:
        await sign_in(pilot)
        pilot.app.push_screen(PutOnPaper("HD01-1", make, tmp_path))
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert list(tmp_path.iterdir()) == []
        await pilot.press("ctrl+s")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(pilot.app.screen, BoardScreen)
        assert len(list(tmp_path.iterdir())) == 1
