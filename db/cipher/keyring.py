"""The keys of the books that were unlocked in this process, by the id in their key files."""

import sqlite3
import sys
from contextlib import closing
from pathlib import Path

from db.bare import key_file_of
from db.cipher.driver import connect
from db.cipher.keyfile import read
from desk.i18n import _
from desk.refusals import Refusal

_held: dict[str, bytes] = {}


def hold(key_id: str, raw: bytes) -> None:
    """Keep a key until the process ends, which from now on leaves no picture of its memory."""
    _held[key_id] = raw
    if sys.platform != "win32":
        import resource

        _soft, hard = resource.getrlimit(resource.RLIMIT_CORE)
        resource.setrlimit(resource.RLIMIT_CORE, (0, hard))


def key_for(path: Path) -> bytes:
    """The key of the encrypted book at `path`. Refusal: not unlocked here (code "locked")."""
    known = [_held[key.id] for key in read(key_file_of(path)).keys if key.id in _held]
    if not known:
        raise locked(path)
    # Two only while a book that is being encrypted anew was cut off between its two files.
    return next((raw for raw in known if opens(path, raw)), known[0]) if known[1:] else known[0]


def is_held(path: Path) -> bool:
    """Whether the book at `path` was unlocked in this process."""
    return any(key.id in _held for key in read(key_file_of(path)).keys)


def opens(path: Path, raw: bytes | None) -> bool:
    """Whether the file can be read with this key."""
    try:
        with closing(connect(path, raw)) as book:
            book.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_NOTADB:
            return False
        raise
    return True


def locked(path: Path) -> Refusal:
    """The book is encrypted, and nobody gave its passphrase yet."""
    return Refusal(
        _("The book {path} is encrypted; its passphrase is needed.").format(path=path),
        _("Type it when Desk asks, or hand it over in the environment as DESK_PASSPHRASE."),
        field="passphrase",
        code="locked",
    )


def forget() -> None:
    """Know no key any more, like a process that has just begun."""
    _held.clear()
