"""A connection to a book's file outside an engine: for copying, checking and looking at it."""

import sqlite3
from pathlib import Path


def bare(path: Path) -> sqlite3.Connection:
    """Open a file as it is. Whoever looks at a book without opening it for work comes this way.

    Nothing is begun by itself: transactions are the caller's.
    """
    return sqlite3.connect(path, isolation_level=None)
