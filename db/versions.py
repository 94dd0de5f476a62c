"""Which version of the book this Desk keeps, and what a file on disk holds."""

from enum import Enum
from functools import cache
from pathlib import Path
from sqlite3 import Connection as SQLite
from typing import cast

from sqlalchemy import Connection, Engine, create_engine

from db.engine import APPLICATION, pragma
from db.faults import newer_book, not_a_book

VERSION = 1
"""Version of the tables (`PRAGMA user_version`); the name of the latest migration, as a number."""


class State(Enum):
    """What opening a file found."""

    EMPTY = "empty"
    """No table at all: new, or its making was cut off."""
    UNUSED = "unused"
    """Tables of this version in which nothing was ever kept."""
    OLDER = "older"
    CURRENT = "current"


def mark(connection: Connection, version: int = VERSION) -> None:
    """Say in the file what it is."""
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION}")
    connection.exec_driver_sql(f"PRAGMA user_version = {version}")


def state_of(connection: SQLite, path: Path, version: int = VERSION) -> State:
    """What this file is. Refuses a newer book, and a database that is no book."""
    found = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    application, kept = pragma(connection, "application_id"), pragma(connection, "user_version")
    if not found and application in (0, APPLICATION):
        return State.EMPTY
    if application != APPLICATION:
        raise not_a_book(path)
    if kept > version:
        raise newer_book(path)
    if kept < version:
        return State.OLDER
    used = connection.execute("SELECT EXISTS (SELECT 1 FROM journal)").fetchone()[0]
    return State.CURRENT if used else State.UNUSED


def schema_of(book: SQLite) -> dict[str, str]:
    """Name → statement of every table, index and trigger."""
    found = book.execute(
        "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite%'"
    )
    return {str(name): " ".join(str(sql).split()) for name, sql in found}


@cache
def expected_schema() -> dict[str, str]:
    """What `schema_of` says of a new book."""
    from db.tables import make_all

    engine = create_engine("sqlite://")
    with engine.connect() as connection:
        make_all(connection)
        schema = schema_of(cast(SQLite, connection.connection.dbapi_connection))
    engine.dispose()
    return schema


def make_tables(engine: Engine) -> None:
    """Fill an empty file with the tables of this version, all of them or none."""
    from db.engine import making
    from db.tables import make_all

    with making(engine) as connection:
        if connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one():
            return
        make_all(connection)
        # Alembic's own mark, so that later versions know where to begin.
        connection.exec_driver_sql(
            "INSERT INTO alembic_version (version_num) VALUES (?)", (f"{VERSION:04d}",)
        )
        mark(connection)
