"""The window is closed over half-typed work: the program ends, and the work is kept."""

import os
import signal
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from db import open_book
from desk.customer import Draft
from desk.places import Places
from tests.crash.terminal import Terminal, signed_in
from tests.crash.windows import F2, set_up
from tests.desk.cli.prompt import CLERK, PIN

pytestmark = pytest.mark.skipif(os.name == "nt", reason="a closed window ends it by itself there")
DOWN, SAID = "\x1b[B", "我家电表走得太快"


def _closed(terminal: Terminal) -> None:
    os.close(terminal.end)


def _shut_down(terminal: Terminal) -> None:
    os.kill(terminal.pid, signal.SIGTERM)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    # What set_up puts into the environment goes again.
    for name in ("DESK_PIN", "DESK_NEW_PIN"):
        monkeypatch.setenv(name, PIN)
    set_up(tmp_path / "desk")
    return tmp_path / "desk"


def _ended(terminal: Terminal, seconds: float) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if os.waitpid(terminal.pid, os.WNOHANG)[0]:
            return True
        time.sleep(0.05)
    os.kill(terminal.pid, signal.SIGKILL)
    os.waitpid(terminal.pid, 0)
    return False


@pytest.mark.parametrize("goes", [_closed, _shut_down])
def test_it_ends_and_keeps_what_was_typed(home: Path, goes: Callable[[Terminal], None]) -> None:
    terminal = signed_in(home, CLERK, PIN)
    terminal.press(F2)
    terminal.wait_for("首字母")
    for keys in (DOWN, "2", SAID):
        terminal.read(0.3)
        terminal.press(keys)
    terminal.wait_for(SAID[-2:])
    goes(terminal)
    assert _ended(terminal, 30)
    with closing(open_book(Places(home).book)) as store, store.read() as book:
        assert any(SAID in draft.content for draft in book.find(Draft))
