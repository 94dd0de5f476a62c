"""Connections to a book: how SQLite is set, how reading and writing begin."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from random import uniform
from sqlite3 import SQLITE_BUSY, OperationalError
from sqlite3 import Connection as SQLite
from time import monotonic, sleep
from typing import Any, cast

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event
from sqlalchemy.engine import URL

from db.bare import raw_key

BUSY_SECONDS = 10
"""How long a writer waits for another before it gives up."""

ASKS_AGAIN = 0.005
"""Seconds after which a writer that found the book busy asks again, at first."""
ASKS_MORE = 4
"""How much more often for each second that it has waited."""

APPLICATION = 0x4465736B
"""Marks a SQLite file as a book of Desk (`PRAGMA application_id`)."""


def _settle(dbapi: SQLite, _record: object) -> None:
    cursor = dbapi.cursor()
    # With FULL a commit is on disk when it returns: what was confirmed survives a power cut.
    for pragma in (
        f"busy_timeout = {BUSY_SECONDS * 1000}",
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        # What is written over or taken away is not left lying about in the file.
        "secure_delete = ON",
        "trusted_schema = OFF",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def engine_for(path: Path) -> Engine:
    """An engine for the book at `path`. Connections may wander between threads, one at a time.

    Refusal: the book is encrypted and was not unlocked (code "locked").
    """
    raw = raw_key(path)
    engine = _plain(path) if raw is None else _encrypted(path, raw)
    event.listen(engine, "connect", _settle)
    event.listen(engine, "begin", _begin)
    return engine


def _plain(path: Path) -> Engine:
    return create_engine(
        URL.create("sqlite", database=str(path)),
        connect_args={"isolation_level": None, "check_same_thread": False},
        # An error message must not carry what a customer said.
        hide_parameters=True,
    )


def _encrypted(path: Path, raw: bytes) -> Engine:
    from db.cipher.driver import connect, module

    return create_engine(
        "sqlite://",
        module=module(),
        creator=lambda: connect(path, raw, check_same_thread=False),
        # SQLAlchemy sees no file here, and would keep one connection for each thread.
        poolclass=QueuePool,
        hide_parameters=True,
    )


def take_turn(connection: SQLite) -> None:
    """Begin to write, waiting for whoever writes now; the longer it has waited the more often.

    SQLite itself asks less and less often: among many writers somebody would wait for ever.
    """
    began = monotonic()
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        while True:
            try:
                connection.execute("BEGIN IMMEDIATE")
                return
            except OperationalError as error:
                waited = monotonic() - began
                if error.sqlite_errorcode & 0xFF != SQLITE_BUSY or waited >= BUSY_SECONDS:
                    raise
            sleep(uniform(0.5, 1.5) * ASKS_AGAIN / (1 + ASKS_MORE * waited))
    finally:
        connection.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")


def _begin_reading(connection: SQLite) -> None:
    connection.execute("BEGIN")


@contextmanager
def _held(engine: Engine, begin: Callable[[SQLite], None]) -> Iterator[SQLite]:
    # The driver's own connection: SQLAlchemy's results cost more than what SQLite does.
    lent = engine.raw_connection()
    connection = cast(SQLite, lent.dbapi_connection)
    try:
        begin(connection)
        yield connection
    finally:
        if connection.in_transaction:
            connection.rollback()
        lent.close()


def reading(engine: Engine) -> AbstractContextManager[SQLite]:
    """A connection in a read transaction: one consistent state, waiting for nobody."""
    return _held(engine, _begin_reading)


def writing(engine: Engine) -> AbstractContextManager[SQLite]:
    """A connection that holds the writer's place; rolled back unless committed inside."""
    # A deferred transaction that reads and then writes fails at once when another wrote.
    return _held(engine, take_turn)


@contextmanager
def making(engine: Engine) -> Iterator[Connection]:
    """Like `writing`, for what makes and changes tables through SQLAlchemy."""
    with engine.connect() as connection, connection.begin():
        yield connection


def pragma(connection: SQLite, name: str) -> Any:
    """The value of a pragma."""
    return connection.execute(f"PRAGMA {name}").fetchone()[0]
