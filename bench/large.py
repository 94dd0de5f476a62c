"""A large book for measuring: real tables, real index, rows of made-up people.

python -m bench.large [FOLDER] [CASES…]      by default $DESK_BENCH, with 10,000 and 1,000,000

The rows go in past the services, with bare executemany: the journal does not know them, so
`desk verify` finds fault with such a book. Everything else is as it is in any book.
"""

import hashlib
import multiprocessing
import os
import sqlite3
import sys
import time
from collections import deque
from collections.abc import Iterator
from contextlib import closing
from multiprocessing.pool import AsyncResult
from pathlib import Path

from bench.books import NUMBER, PIN, empty_home
from bench.large_rows import Piece, Size, cases, customers, stretches
from db.versions import expected_schema
from desk.enums import Role

SIZES = (10_000, 1_000_000)
EACH = 5_000
"""Rows of a piece; one piece is one transaction."""
AHEAD = 4
COLLEAGUES = 20
MARK = "large-book"
"""A file beside a book that is whole; it says how it was made, and with which tables."""
VERSION = "2"


def folder() -> Path:
    """Where the large books are."""
    named = sys.argv[1] if len(sys.argv) > 1 and not sys.argv[1].isdigit() else ""
    return Path(named or os.environ.get("DESK_BENCH", "") or ".bench").absolute()


def home_of(root: Path, count: int) -> Path:
    """The data folder of the book with so many cases."""
    return root / str(count)


def is_whole(home: Path) -> bool:
    """Whether a book is there and was finished."""
    mark = home / MARK
    return mark.exists() and mark.read_text(encoding="utf-8") == _made_how()


def _made_how() -> str:
    tables = "\n".join(expected_schema().values())
    return f"{VERSION} {hashlib.sha256(tables.encode()).hexdigest()}"


def make(home: Path, count: int) -> None:
    """Make a book with so many cases and four customers to ten cases, unless it is there."""
    if is_whole(home):
        return
    for left in home.glob("desk.db*"):
        left.unlink()
    began = time.monotonic()
    empty_home(home)
    size = Size(count, max(count * 4 // 10, 100), tuple(_colleagues(home)))
    with closing(sqlite3.connect(home / "desk.db", isolation_level=None)) as book:
        # If it is cut off it is made anew: no need to be safe, only to be quick.
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -400000"):
            book.execute(f"PRAGMA {pragma}")
        indexes = _without_indexes(book)
        for shelf in ("case", "customer", "letter"):
            table = f"{shelf}_pairs"
            book.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('hashsize', 67108864)")
        done = 0
        for piece in _pieces(size):
            _write(book, piece)
            done += EACH
            print(f"\r{done:,} rows of {size.cases + size.customers:,}", end="", file=sys.stderr)
        for statement in indexes:
            book.execute(statement)
        for shelf in ("case", "customer", "letter"):
            table = f"{shelf}_pairs"
            book.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('hashsize', 1048576)")
        book.execute("PRAGMA journal_mode = WAL")
    (home / MARK).write_text(_made_how(), encoding="utf-8")
    print(
        f"\n{home}: {count:,} cases, {size.customers:,} customers, "
        f"{(home / 'desk.db').stat().st_size / 1e9:.2f} GB, {time.monotonic() - began:.0f} s",
        file=sys.stderr,
    )


def _colleagues(home: Path) -> Iterator[str]:
    """Clerks at the windows, put on the list as in any hall; their ids."""
    from db import open_book
    from desk.clock import SystemClock
    from desk.forms import StaffForm
    from desk.services.book import open_desk
    from desk.services.people import add_staff, sign_in

    store = open_book(home / "desk.db")
    desk = open_desk(store, SystemClock())
    lead = sign_in(desk, NUMBER, PIN)
    for number in range(2001, 2001 + COLLEAGUES):
        form = StaffForm(number=str(number), name=f"员工{number}", role=Role.CLERK)
        yield add_staff(desk, lead, form, PIN).id
    store.close()


def _without_indexes(book: sqlite3.Connection) -> list[str]:
    """Take every index away that is made in one go at the end; their statements."""
    found = book.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
    ).fetchall()
    for name, _sql in found:
        book.execute(f"DROP INDEX {name}")
    return [sql for _name, sql in found]


def _pieces(size: Size) -> Iterator[Piece]:
    """Everything, made by other processes, a few pieces ahead and no more."""
    work = (
        (make_piece, span)
        for make_piece, count in ((customers, size.customers), (cases, size.cases))
        for span in stretches(count, EACH)
    )
    waiting: deque[AsyncResult[Piece]] = deque()
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        for make_piece, span in work:
            waiting.append(pool.apply_async(make_piece, (size, *span)))
            if len(waiting) > AHEAD:
                yield waiting.popleft().get()
        while waiting:
            yield waiting.popleft().get()


def _write(book: sqlite3.Connection, piece: Piece) -> None:
    book.execute("BEGIN")
    for statement, rows in piece.rows.items():
        book.executemany(statement, rows)
    for shelf, found in piece.found.items():
        book.executemany(f"INSERT INTO {shelf}_pairs (rowid, pairs) VALUES (?, ?)", found)
    book.execute("COMMIT")


if __name__ == "__main__":
    asked = [int(word) for word in sys.argv[1:] if word.isdigit()]
    for wanted in asked or SIZES:
        make(home_of(folder(), wanted), wanted)
