"""Every single statement of an act fails once: a sentence, nothing half, and the next try works."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import pytest

from db import engine as engines
from db import open_book
from db.store import BookStore
from desk.refusals import Fault
from tests.crash.checks import Said, wrong_in
from tests.crash.deeds import COUNTER, Deed, take_in, written
from tests.crash.life import Life, set_up, the_hall
from tests.desk.services.hall import Hall

KINDS = (
    (sqlite3.SQLITE_FULL, "磁盘已满"),
    (sqlite3.SQLITE_IOERR_WRITE, "磁盘"),
    (sqlite3.SQLITE_IOERR_FSYNC, "磁盘"),
)
"""What a disk says that takes nothing more, and what a clerk reads."""


class Failing(sqlite3.Connection):
    """A connection whose disk fails at a statement that is counted to."""

    left = -1
    """How many statements are still carried out; below zero: all of them."""
    code = sqlite3.SQLITE_FULL
    seen = 0

    def _count(self) -> None:
        Failing.seen += 1
        if Failing.left == 0:
            error = sqlite3.OperationalError("the disk took nothing")
            error.sqlite_errorcode = Failing.code
            raise error
        Failing.left -= 1

    def execute(self, *words: Any) -> sqlite3.Cursor:
        self._count()
        return super().execute(*words)

    def executemany(self, *words: Any) -> sqlite3.Cursor:
        self._count()
        return super().executemany(*words)

    def commit(self) -> None:
        self._count()
        super().commit()


@dataclass
class Window:
    """A hall over a book whose disk can fail."""

    life: Life
    store: BookStore
    hall: Hall
    said: list[Said]

    def do(self, deed: Deed) -> None:
        # An import that could not even say that it ended is given up after a minute.
        self.hall.clock.move(minutes=2)
        deed(self.life, self.hall)


@pytest.fixture
def window(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Window]:
    set_up(tmp_path / "desk")
    make = vars(engines)["create_engine"]

    def failing(*args: Any, **more: Any) -> Any:
        more["connect_args"]["factory"] = Failing
        return make(*args, **more)

    monkeypatch.setattr(engines, "create_engine", failing)
    monkeypatch.setattr("desk.services.importing.BATCH", 10)
    monkeypatch.setattr(Failing, "left", -1)
    said: list[Said] = []
    life = Life(tmp_path / "desk", Random(1))
    monkeypatch.setattr(life, "say", lambda kind, act="", **proof: said.append((kind, act, proof)))
    store = open_book(life.book)
    yield Window(life, store, the_hall(store), said)
    store.close()


@contextmanager
def failing_at(number: int, code: int) -> Iterator[None]:
    Failing.left, Failing.code = number, code
    try:
        yield
    finally:
        Failing.left = -1


def fault_of(work: Callable[[], object]) -> Fault | None:
    """The fault that something ends in, if any."""
    try:
        work()
    except Fault as fault:
        return fault
    return None


def statements(window: Window, deed: Deed) -> int:
    """How many statements a deed takes."""
    window.do(deed)
    Failing.seen = 0
    window.do(deed)
    return Failing.seen


@pytest.mark.parametrize("deed", [*COUNTER, written, take_in], ids=lambda deed: deed.__name__)
def test_a_disk_that_fails_at_any_statement(window: Window, deed: Callable[..., object]) -> None:
    count = statements(window, deed)
    assert count > 3
    failed, step = 0, max(1, count // 15)
    for number in range(0, count, step):
        code, word = KINDS[number % len(KINDS)]
        with failing_at(number, code):
            fault = fault_of(lambda: window.do(deed))
            # What is gone on with takes fewer statements than what begins.
            assert fault is not None or Failing.left > 0
        if fault is not None:
            assert word in fault.message
            assert fault.hint
            failed += 1
    assert failed > 3
    # The next try, with room on the disk, goes through, and all of it agrees.
    window.do(deed)
    window.store.close()
    assert wrong_in(window.life.home, window.said) == []
