"""Every room on 80 by 24 cells, the least there is: all of it seen, all of it readable."""

from collections.abc import Iterator

import pytest
from textual.pilot import Pilot

from desk import i18n
from screens.app import DeskApp
from screens.rooms import ROOMS
from screens.rooms_app import HOME
from screens.theme import CONTRAST, THEMES
from screens.widgets.lines import FootLine, TopLine
from tests.screens.a_case import register
from tests.screens.hall import Hall, a_hall, settle, sign_in
from tools.seen import STRICT, TEXT, faint, outside

SUBJECTS = ("case", "notice", "reply", "registered")
"""Rooms that are opened for a case."""


@pytest.fixture(params=i18n.LANGUAGES)
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    i18n.use(request.param)
    yield request.param
    i18n.use("zh_CN")


def a_full_hall() -> tuple[Hall, str]:
    hall = a_hall()
    reference = register(hall, "电表走得快，上门没人接。" * 20, matters=("电表走得快" * 30,))
    for number in range(5):
        register(hall, f"第{number}次来说电费多了。")
    return hall, reference


async def look_at(pilot: Pilot[None], room: str) -> list[str]:
    """What is wrong with the screen that stands, in every theme."""
    app = pilot.app
    wrong = [f"{room}: {one}" for one in outside(app.screen)]
    for theme in THEMES if i18n.current() == "zh_CN" else ():
        app.theme = theme.name
        await pilot.pause()
        least = STRICT if theme is CONTRAST else TEXT
        wrong += [f"{room} in {theme.name}: {one}" for one in faint(app, least=least)]
    top, foot = app.screen.query_one(TopLine), app.screen.query_one(FootLine)
    if (top.region.y, foot.region.y) != (0, 23):
        wrong.append(f"{room}: its first and last line are {top.region}, {foot.region}")
    return wrong


async def test_every_room_is_whole_and_readable(language: str) -> None:
    hall, reference = a_full_hall()
    async with hall.app().run_test(size=(80, 24)) as pilot:
        wrong = await look_at(pilot, "sign_in")
        await sign_in(pilot, "2001")
        app = pilot.app
        assert isinstance(app, DeskApp)
        for room in ROOMS:
            if room in ("back", "backups"):
                # A return needs a notice, the backups a folder: they have pictures of their own.
                continue
            if room != HOME:
                app.go(room, reference if room in SUBJECTS else "")
            await settle(pilot)
            assert len(app.screen_stack) == 1, room
            wrong += await look_at(pilot, room)
            # Another theme is drawn in every room that is open.
            assert app.room is not None
            app.room.close()
        assert not wrong, "\n".join(wrong)
