"""Connections to a book: how SQLite is set, how reading and writing begin."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import Connection as SQLite
from typing import Any, cast

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL

BUSY_SECONDS = 10
"""How long a writer waits for another before it gives up."""

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
        "trusted_schema = OFF",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    # A deferred transaction that reads and then writes fails at once when another wrote.
    writing = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def engine_for(path: Path) -> Engine:
    """An engine for the book at `path`. Connections may wander between threads, one at a time."""
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        connect_args={"isolation_level": None, "check_same_thread": False},
        # An error message must not carry what a customer said.
        hide_parameters=True,
    )
    event.listen(engine, "connect", _settle)
    event.listen(engine, "begin", _begin)
    return engine


@contextmanager
def _ended(connection: Connection) -> Iterator[Connection]:
    # A commit that SQLite refuses leaves its transaction open, and SQLAlchemy takes it for ended.
    dbapi = cast(SQLite, connection.connection.dbapi_connection)
    try:
        yield connection
    finally:
        if dbapi.in_transaction:
            dbapi.rollback()


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection in a read transaction: one consistent state, waiting for nobody."""
    with engine.connect() as connection, _ended(connection):
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A connection that holds the writer's place; rolled back unless committed inside."""
    with engine.connect().execution_options(writing=True) as connection, _ended(connection):
        connection.begin()
        yield connection


def pragma(connection: Connection, name: str) -> Any:
    """The value of a pragma."""
    return connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
