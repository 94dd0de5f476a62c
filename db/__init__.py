"""How it is kept: rows, queries, journal, migrations, backup. Knows desk, never screens."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from db.store import BookStore

__all__ = ["open_book"]


def open_book(path: Path, *, create: bool = False) -> "BookStore":
    """Open the book at `path`, or with `create` begin a new one there.

    An older book is moved to this version after a verified backup beside it. Several programs
    may have one book open. Refusal: no book there (code "no_book"), one there already
    ("file_exists"), no such folder ("no_folder"), a newer book ("newer_book"), a folder on a
    network drive ("network_drive"), a backup on its way into its place ("being_restored"). Fault:
    no book of Desk, damaged, not to be read or written, disk full.
    """
    # Here, so that `import db` alone costs nothing.
    from db.opening import open_at

    return open_at(path, create=create)
