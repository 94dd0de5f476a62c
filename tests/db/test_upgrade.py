"""A book of every released version opens in the newest; cut off half-way, it opens all the same."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from db import open_book
from db.backup import look
from db.backup_folder import kept_at
from db.engine import engine_for
from db.migrations import migrate
from db.versions import VERSION
from desk import i18n
from desk.case import Case
from desk.letter.life import Letter
from desk.refusals import Refusal
from tests.db.test_migrations import columns, scripts_with, version
from tests.processes import ROOT
from tools.release_book import FOLDER, release

RELEASED = {path.stem: path for path in sorted(FOLDER.glob("version-*.db"))}


@pytest.fixture(scope="module")
def now(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The book that would be kept if this version were released today."""
    return release(tmp_path_factory.mktemp("released"), tmp_path_factory.mktemp("work"))


@pytest.fixture(params=[*RELEASED, "now"])
def book(request: pytest.FixtureRequest, now: Path, tmp_path: Path) -> Path:
    """A book of one released version, as it lies on a disk."""
    path = tmp_path / "desk.db"
    shutil.copyfile(RELEASED.get(request.param, now), path)
    return path


def test_a_released_book_opens_in_the_newest_after_a_proved_backup(book: Path) -> None:
    before = look(book)
    with closing(open_book(book)) as store:
        assert store.verify() == []
        with store.read() as read:
            (case,) = read.find(Case)
            (letter,) = [one for one in read.find(Letter) if one.number]
            assert letter.case_id == case.id
    assert look(book).head.seq >= before.head.seq
    assert look(book).version == VERSION
    backups = list(book.parent.glob("desk.before-version-*.db"))
    assert len(backups) == (before.version < VERSION)
    assert all(kept_at(one).verified for one in backups)


def test_every_released_version_but_this_one_has_its_book() -> None:
    """Once a second version of the tables exists, the first has been released."""
    expected = {f"version-{number}" for number in range(1, VERSION)}
    assert expected <= RELEASED.keys()


def test_the_backup_before_a_step_is_read_through(book: Path, tmp_path: Path) -> None:
    engine = engine_for(book)
    try:
        made = migrate(engine, book, version=9001, scripts=scripts_with(tmp_path))
    finally:
        engine.dispose()
    assert made is not None
    assert made.verified
    assert kept_at(made.path).backup == made
    assert "mark" in columns(book)


MOVES = """
import sys
from pathlib import Path
from db.engine import engine_for
from db.migrations import migrate
book = Path(sys.argv[1])
migrate(engine_for(book), book, version=9001, scripts=Path(sys.argv[2]))
"""
# The step has changed the tables already; then it waits to be killed.
WAITS = """import sys, time
    op.execute("UPDATE cases SET mark = 'half'")
    print("half", flush=True)
    time.sleep(60)"""


def test_a_step_that_is_killed_half_way_leaves_the_book_as_it_was(
    book: Path, tmp_path: Path
) -> None:
    child = subprocess.Popen(
        [sys.executable, "-c", MOVES, str(book), str(scripts_with(tmp_path, WAITS))],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    assert child.stdout is not None
    assert child.stdout.readline().strip() == "half"
    os.kill(child.pid, signal.SIGKILL)
    child.wait()
    child.stdout.close()
    assert version(book) == (VERSION, f"{VERSION:04d}")
    assert "mark" not in columns(book)
    with closing(open_book(book)) as store:
        assert store.verify() == []
    engine = engine_for(book)
    try:
        migrate(engine, book, version=9001, scripts=scripts_with(tmp_path))
    finally:
        engine.dispose()
    assert version(book) == (9001, "9001")
    # Both tries made a backup, and each is whole.
    backups = list(book.parent.glob("desk.before-version-*.db"))
    assert len(backups) == 2
    assert all(kept_at(one).verified for one in backups)


def test_the_journal_refuses_changes_after_a_step_as_well(book: Path, tmp_path: Path) -> None:
    engine = engine_for(book)
    try:
        migrate(engine, book, version=9001, scripts=scripts_with(tmp_path))
    finally:
        engine.dispose()
    with closing(sqlite3.connect(book)) as moved:
        for change in ("UPDATE journal SET note = 'x'", "DELETE FROM journal"):
            with pytest.raises(sqlite3.DatabaseError, match="append-only"):
                moved.execute(change)


def test_a_newer_book_is_refused_in_words_and_left_alone(book: Path) -> None:
    i18n.use("en")
    with closing(sqlite3.connect(book)) as newer:
        newer.execute(f"PRAGMA user_version = {VERSION + 1}")
    before = look(book)
    with pytest.raises(Refusal) as refused:
        open_book(book)
    assert refused.value.code == "newer_book"
    assert "newer Desk" in refused.value.message
    assert look(book) == before
