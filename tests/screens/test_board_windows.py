"""Two windows on one book on disk: what one does, the board of the other shows by itself."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot

from db import open_book
from desk import i18n
from desk.ports import Store
from desk.services.book import open_desk
from desk.views import View
from screens.app import DeskApp
from screens.board import queue as board_room
from screens.board.screen import BoardScreen
from tests.desk.cli.prompt import A_CASE, CLERK, LEAD, OTHER, PIN, Prompt, quick_pins
from tests.screens.hall import settle, sign_in


@pytest.fixture
def prompt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Prompt:
    """The other window: every command opens the file anew, as another program does."""
    quick_pins(monkeypatch)
    monkeypatch.setattr(board_room, "PULSE_SECONDS", 0.05)
    prompt = Prompt(tmp_path / "desk")
    prompt.set_up()
    return prompt


@pytest.fixture
def store(prompt: Prompt) -> Iterator[Store]:
    kept = open_book(prompt.home / "desk.db", create=False)
    yield kept
    kept.close()


def board(pilot: Pilot[None]) -> BoardScreen:
    assert isinstance(pilot.app, DeskApp)
    room = pilot.app.room
    assert isinstance(room, BoardScreen)
    return room


def counts(pilot: Pilot[None], *views: View) -> list[int]:
    return [board(pilot)._bar._counts[view] for view in views]


async def until(pilot: Pilot[None], there: Callable[[], bool]) -> None:
    """Wait for the board to look by itself; nobody presses a key."""
    for _round in range(200):
        if there():
            return
        await pilot.pause(0.05)
        await settle(pilot)


async def test_counts_and_lines_follow_another_window(prompt: Prompt, store: Store) -> None:
    i18n.use("zh_CN")
    by = ("--staff", CLERK)
    app = DeskApp(lambda: open_desk(store, prompt.clock), idle_minutes=0)
    async with app.run_test(size=(80, 24)) as pilot:
        await sign_in(pilot, CLERK, PIN)
        await until(pilot, lambda: board(pilot)._begun)
        assert counts(pilot, View.MINE, View.ALL) == [0, 0]
        ref = prompt.ok(*by, "case", "register", data=A_CASE)["reference"]
        await until(pilot, lambda: board(pilot).reference() == ref)
        await until(pilot, lambda: counts(pilot, View.MINE) == [1])
        assert counts(pilot, View.MINE, View.ALL) == [1, 1]
        # A colleague gives one over: it is in the tray, not yet in hand.
        other = {**A_CASE, "narrative": "前天报修至今没有人来"}
        second = prompt.ok("--staff", OTHER, "case", "register", data=other)["reference"]
        offer = {
            "to_staff": CLERK,
            "matter": "请继续办理",
            "told": "苏映雪会给您打电话",
            "contact_by": "2026-11-25T17:00",
        }
        prompt.ok("--staff", OTHER, "handover", "offer", second, data=offer)
        await until(pilot, lambda: counts(pilot, View.TO_ACCEPT) == [1])
        assert counts(pilot, View.MINE, View.TO_ACCEPT, View.ALL) == [1, 1, 2]
        # A task is given, and it is taken back again.
        words = ("--department", "metering", "--matter", "到现场核对")
        task = prompt.ok("--staff", LEAD, "task", "add", ref, *words)["number"]
        await until(pilot, lambda: counts(pilot, View.TASKS) == [1])
        assert counts(pilot, View.TASKS) == [1]
        prompt.ok("--staff", LEAD, "task", "withdraw", task, "--ground", "已自行核实")
        await until(pilot, lambda: counts(pilot, View.TASKS) == [0])
        assert counts(pilot, View.TASKS) == [0]
        # And the case ends elsewhere: it is gone here.
        ended = ("case", "annul", ref, "--reason", "登记了两次", "--duplicate-of", second)
        prompt.ok("--staff", LEAD, *ended)
        await until(pilot, lambda: counts(pilot, View.MINE) == [0])
        assert counts(pilot, View.MINE, View.ALL) == [0, 1]
        assert app.due == (0, 0)
