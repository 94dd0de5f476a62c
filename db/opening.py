"""Opening a book: what is there, what may be done with it, what must be done first."""

from pathlib import Path

from sqlalchemy import Engine

from db.bare import key_file_of
from db.engine import engine_for, reading
from db.faults import (
    being_exchanged,
    no_book,
    no_folder,
    not_a_book,
    on_a_share,
    reworded,
    target_exists,
)
from db.lock import Lock, lock_of
from db.shares import is_remote
from db.store import BookStore
from db.versions import State, make_tables, state_of

HEADER = 100
"""Bytes that every SQLite file begins with."""


def open_at(path: Path, *, create: bool) -> BookStore:
    """The store of the book at `path`; see `db.open_book`."""
    path = path.absolute()
    if not path.parent.is_dir():
        raise no_folder(path.parent)
    if not create and not path.exists():
        raise no_book(path)
    # SQLite takes a file shorter than its own header for an empty one.
    if path.exists() and (not path.is_file() or 0 < path.stat().st_size < HEADER):
        raise not_a_book(path)
    if is_remote(path):
        raise on_a_share(path)
    if key_file_of(path).exists():
        from db.cipher.vault import settle

        settle(path)
    with reworded(path):
        lock = Lock(lock_of(path))
    try:
        if not lock.share():
            raise being_exchanged(path)
        return BookStore(path, _ready_engine(path, create=create), lock)
    except BaseException:
        lock.close()
        raise


def _ready_engine(path: Path, *, create: bool) -> Engine:
    engine = engine_for(path)
    try:
        with reworded(path):
            _make_ready(engine, path, create=create)
    except BaseException:
        engine.dispose()
        raise
    return engine


def _make_ready(engine: Engine, path: Path, *, create: bool) -> None:
    with reading(engine) as connection:
        state = state_of(connection, path)
    if create and state not in (State.EMPTY, State.UNUSED):
        raise target_exists(path)
    if state is State.EMPTY:
        if not create:
            raise no_book(path)
        make_tables(engine)
    elif state is State.OLDER:
        # Costs most of a second to import, and is needed once in a version.
        from db.migrations import migrate

        migrate(engine, path)
