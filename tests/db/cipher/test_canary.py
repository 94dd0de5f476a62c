"""What was written is nowhere on the disk in a form that can be read, however the program ended."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from db import open_book
from db.cipher import keyring
from db.cipher.vault import BookVault
from desk.case import Case
from tests.db.cipher.a_writer import CANARY, PASSPHRASE, PHONE
from tests.db.cipher.conftest import NOW
from tests.processes import ROOT

ENOUGH = 8
"""Acts after which the program is killed, in the midst of the next."""
NEEDLES = [CANARY.encode(), CANARY.encode("utf-16-le"), PHONE.encode(), b"CREATE TABLE", b"SQLite"]


def _killed(book: Path, how: str, temp: Path) -> int:
    """How many acts were confirmed before the program was killed."""
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    env |= dict.fromkeys(("TMPDIR", "SQLITE_TMPDIR", "TEMP", "TMP"), str(temp))
    line = [sys.executable, "-m", "tests.db.cipher.a_writer", str(book), how]
    with subprocess.Popen(line, cwd=ROOT, env=env, stdout=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        done = [writer.stdout.readline() for _each in range(ENOUGH)]
        writer.kill()
    assert b"" not in done
    return len(done)


def _found(folder: Path) -> set[bytes]:
    files = [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
    assert files
    return {needle for needle in NEEDLES for content in files if needle in content}


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """Where the book lies, and where the program may put what it sets aside."""
    for name in ("home", "temp"):
        (tmp_path / name).mkdir()
    return tmp_path / "home" / "desk.db", tmp_path / "temp"


def test_a_killed_program_leaves_nothing_readable(folders: tuple[Path, Path]) -> None:
    book, temp = folders
    confirmed = _killed(book, "encrypted", temp)
    assert (book.parent / "desk.db-wal").stat().st_size > 0
    assert _found(book.parent.parent) == set()
    keyring.forget()
    BookVault().unlock(book, PASSPHRASE, NOW)
    store = open_book(book)
    with store.read() as read:
        kept = read.find(Case)
    assert len(kept) >= confirmed
    assert all(case.narrative.startswith(CANARY) for case in kept)
    assert store.verify() == []
    store.close()
    assert _found(book.parent.parent) == set()


def test_the_same_without_encryption_is_found(folders: tuple[Path, Path]) -> None:
    book, temp = folders
    _killed(book, "plain", temp)
    assert {CANARY.encode(), PHONE.encode(), b"SQLite"} <= _found(book.parent.parent)
