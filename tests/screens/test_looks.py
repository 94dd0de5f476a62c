"""Pictures of the first screens; the sentence on each says what to look for in it."""

from collections.abc import Awaitable, Callable, Iterator

import pytest
from textual.pilot import Pilot

from desk import i18n
from screens.app import DeskApp
from tests.screens.hall import a_hall, settle, sign_in

Compare = Callable[..., bool]
Drive = Callable[[Pilot[None]], Awaitable[None]]


@pytest.fixture
def english() -> Iterator[None]:
    i18n.use("en")
    yield
    i18n.use("zh_CN")


def same(compare: Compare, app: DeskApp, drive: Drive, size: tuple[int, int]) -> bool:
    """Compare a picture; one of an application that has crashed is no picture."""
    alive: list[bool] = []

    async def run(pilot: Pilot[None]) -> None:
        await drive(pilot)
        alive.append(app._exception is None)

    matched = compare(app, run_before=run, terminal_size=size)
    return matched and alive == [True]


async def first_screen(pilot: Pilot[None]) -> None:
    await settle(pilot)
    pilot.app.screen.query_one("#number").cursor_blink = False  # type: ignore[attr-defined]


async def board(pilot: Pilot[None]) -> None:
    await sign_in(pilot)
    await pilot.pause(0.25)
    await settle(pilot)


def test_sign_in(snap_compare: Compare) -> None:
    """A frame in the middle; the number's field is lit; the branch and the day stand on top."""
    assert same(snap_compare, a_hall().app(), first_screen, (80, 24))


def test_board_beside_its_preview(snap_compare: Compare) -> None:
    """Columns line up, the late row has `!`, the marked case stands right, ten days above."""
    assert same(snap_compare, a_hall(cases=9).app(), board, (120, 36))


@pytest.mark.usefixtures("english")
def test_board_in_english_and_high_contrast(snap_compare: Compare) -> None:
    """White and yellow on black, English words, ten days above the list, the preview below."""
    assert same(snap_compare, a_hall(cases=9).app(theme="contrast"), board, (80, 24))
