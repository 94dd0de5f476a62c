"""A book on disk: where reading and acting begin and end."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine

from db.book import KeptBook, all_entries
from db.engine import BUSY_SECONDS, reading, writing
from db.faults import reworded
from db.lock import Lock
from db.unit_of_work import Head, KeptAct
from desk.journal import JournalEntry

_INDEXES = (
    "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE 'CREATE VIRTUAL TABLE%fts5%'"
)

SCRUB_WAITS = 300
"""Milliseconds for which cleaning up waits for readers."""

PIECE = 50
"""How many journal entries are read at a time."""


class BookStore:
    """`desk.ports.Store` over one SQLite file. Threads may share it."""

    def __init__(self, path: Path, engine: Engine, lock: Lock) -> None:
        self.path = path
        self.engine = engine
        self._lock = lock

    @contextmanager
    def read(self) -> Iterator[KeptBook]:
        """Read a consistent state; never waits for a writer."""
        with reworded(self.path), reading(self.engine) as connection:
            yield KeptBook(connection)

    @contextmanager
    def act(
        self, name: str, *, staff_id: str, at: datetime, case_id: str = "", note: str = ""
    ) -> Iterator[KeptAct]:
        """Begin one act; it waits up to ten seconds for another that is writing."""
        head = Head(act=name, staff_id=staff_id, at=at, case_id=case_id, note=note)
        with reworded(self.path), writing(self.engine) as connection:
            yield KeptAct(connection, head)

    def entries(self) -> Iterator[JournalEntry]:
        """The whole journal in one reading."""
        with self.read() as book:
            yield from all_entries(lambda after: book.journal(after=after, limit=PIECE))

    def scrub(self) -> bool:
        """Take what was erased off the disk, out of index and log as well."""
        with reworded(self.path):
            with writing(self.engine) as connection:
                for (name,) in connection.execute(_INDEXES).fetchall():
                    # A full-text index keeps what was taken out until its pieces are merged.
                    connection.execute(f"INSERT INTO {name} ({name}) VALUES ('optimize')")
                connection.commit()
            with reading(self.engine) as connection:
                connection.rollback()
                # Whoever reads on may do so for long; the next time will do.
                connection.execute(f"PRAGMA busy_timeout = {SCRUB_WAITS}")
                try:
                    found = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
                finally:
                    connection.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
                return not found[0]

    def verify(self) -> list[str]:
        """What does not agree in the book, one sentence each."""
        from db.verify import faults_of

        with reworded(self.path):
            return faults_of(self.path)

    def close(self) -> None:
        """Let go of the file; the last to go folds the log back into it."""
        self.engine.dispose()
        self._lock.close()
