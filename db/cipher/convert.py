"""The book in another shape: encrypted, readable, or under another key; row by row the same.

It is made beside the book while nobody else has it open, compared, and only then takes its name.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import zip_longest
from pathlib import Path

from db.bare import settle_folder
from db.cipher.driver import connect, spelt
from db.faults import reworded
from desk.i18n import _
from desk.refusals import Fault, Refusal

NEW = ".new"
"""Ends the name of a book that is not finished."""
WAITS = 2000
"""Milliseconds for which others may let go of the book."""


@contextmanager
def converted(book: Path, old: bytes | None, new: bytes | None) -> Iterator[Path]:
    """A copy of the book under another key, compared with it; None stands for no key.

    Nobody else has the book open until this ends. Taken away again unless it got another name.
    Refusal: somebody has it open (code "book_open").
    """
    target = book.with_name(f"{book.name}{NEW}")
    _swept(target)
    try:
        with reworded(book), closing(connect(book, old)) as source:
            _be_alone(source)
            key = "" if new is None else spelt(new)
            source.execute("ATTACH ? AS fresh KEY ?", (str(target), key))
            target.chmod(0o600)
            # It is thrown away unless it is whole, and brought to the disk at once at the end.
            source.execute("PRAGMA fresh.journal_mode = OFF")
            source.execute("PRAGMA fresh.synchronous = OFF")
            source.execute("SELECT sqlcipher_export('fresh')").fetchone()
            for mark in ("application_id", "user_version"):
                value = source.execute(f"PRAGMA main.{mark}").fetchone()[0]
                source.execute(f"PRAGMA fresh.{mark} = {int(value)}")
            _compare(source)
            source.execute("DETACH fresh")
        _settle(target)
        yield target
    finally:
        _swept(target)


def take_place(made: Path, book: Path, aside: Path | None = None) -> None:
    """Let a finished book take the place of the old one, which `aside` keeps if named."""
    with reworded(book):
        if aside is not None:
            _keep(book, aside)
        made.replace(book)
        settle_folder(book.parent)


def destroy(path: Path) -> None:
    """Write over a file and take it away. What a disk keeps elsewhere of it is out of reach."""
    with reworded(path):
        size = path.stat().st_size
        with path.open("rb+") as file:
            for at in range(0, size, 1 << 20):
                file.write(bytes(min(1 << 20, size - at)))
            file.flush()
            os.fsync(file.fileno())
        path.unlink()
        settle_folder(path.parent)


def _be_alone(book: sqlite3.Connection) -> None:
    book.execute(f"PRAGMA busy_timeout = {WAITS}")
    try:
        # The log can only be folded away by whoever is alone; from here on nobody gets in.
        book.execute("PRAGMA locking_mode = EXCLUSIVE")
        mode = book.execute("PRAGMA journal_mode = DELETE").fetchone()[0]
        book.execute("BEGIN EXCLUSIVE")
        book.execute("COMMIT")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
            raise
        mode = "wal"
    if mode != "delete":
        raise in_use()


def in_use() -> Refusal:
    """Somebody else has the book open, or is exchanging it."""
    return Refusal(
        _("The book is open in another window."),
        _("Close Desk in every window and on every desk, then try again."),
        code="book_open",
    )


def _compare(book: sqlite3.Connection) -> None:
    """Everything that the old one holds, in the same order."""
    if book.execute("PRAGMA fresh.integrity_check").fetchall() != [("ok",)]:
        raise _differs()
    schema = "SELECT type, name, tbl_name, sql FROM {}.sqlite_master ORDER BY type, name"
    old, new = (book.execute(schema.format(part)).fetchall() for part in ("main", "fresh"))
    if old != new:
        raise _differs()
    for kind, name, _table, sql in old:
        # What an index for words holds stands in tables of its own.
        if kind == "table" and not sql.upper().startswith("CREATE VIRTUAL"):
            rows = (book.execute(f'SELECT * FROM {part}."{name}"') for part in ("main", "fresh"))
            if any(one != other for one, other in zip_longest(*rows)):
                raise _differs()


def _differs() -> Fault:
    return Fault(
        _("The new book does not hold what the old one holds; it was thrown away."),
        _("The old one is as it was. Run “desk verify”, then try again."),
    )


def _settle(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _keep(book: Path, aside: Path) -> None:
    try:
        aside.hardlink_to(book)
    except OSError:
        # A stick knows no second name for a file.
        aside.write_bytes(book.read_bytes())
        aside.chmod(0o600)
        _settle(aside)
    settle_folder(book.parent)


def _swept(target: Path) -> None:
    for end in ("", "-journal", "-wal", "-shm"):
        target.with_name(f"{target.name}{end}").unlink(missing_ok=True)
