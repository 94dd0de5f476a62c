"""A connection to a book's file outside an engine: for copying, checking and looking at it."""

import os
import sqlite3
from pathlib import Path

from desk.whole_file import write_whole

KEY = ".key"
"""Ends the name of the key file that lies beside every encrypted book and copy of one."""


def key_file_of(path: Path) -> Path:
    """Where the key of the book at `path` lies, if it is encrypted."""
    return path.with_name(f"{path.name}{KEY}")


def bare(path: Path) -> sqlite3.Connection:
    """Open a file as it is. Whoever looks at a book without opening it for work comes this way.

    Nothing is begun by itself: transactions are the caller's. An encrypted book has a key file
    beside it and must have been unlocked in this process. Refusal: it was not (code "locked").
    """
    raw = raw_key(path)
    if raw is None:
        return sqlite3.connect(path, isolation_level=None)
    from db.cipher.driver import connect

    return connect(path, raw)


def raw_key(path: Path) -> bytes | None:
    """The key of the book at `path`; None where it is not encrypted. Refuses a locked one."""
    # A book that is not encrypted costs one look into its folder, and none of the libraries.
    if not key_file_of(path).exists():
        return None
    from db.cipher.keyring import key_for

    return key_for(path)


def attach(connection: sqlite3.Connection, path: Path, name: str) -> None:
    """Put the book at `path` beside the one that is open; both are encrypted, or neither."""
    raw = raw_key(path)
    if raw is None:
        connection.execute(f"ATTACH ? AS {name}", (str(path),))
        return
    from db.cipher.driver import spelt

    connection.execute(f"ATTACH ? AS {name} KEY ?", (str(path), spelt(raw)))


def same_key(source: Path, copy: Path) -> None:
    """Lay the key file of `source` beside a copy of it, before the copy is begun.

    Whoever has unlocked the one has unlocked the other. Nothing is done where `source` is not
    encrypted, but a key file that an earlier copy left there is taken away.
    """
    there = key_file_of(copy)
    if not key_file_of(source).exists():
        there.unlink(missing_ok=True)
        return
    put_whole(there, key_file_of(source).read_bytes())


def both_keys(copy: Path, book: Path) -> None:
    """Lay what opens `copy` beside `book` as well, before the one takes the place of the other.

    `same_key` ends it. In between either of them can be opened; a readable one needs no key.
    """
    mine, theirs = key_file_of(book), key_file_of(copy)
    if not theirs.exists():
        return
    if not mine.exists():
        same_key(copy, book)
        return
    from db.cipher.keyfile import merge

    merge(mine, theirs)


def put_whole(path: Path, content: bytes) -> None:
    """Write a small file that only its owner reads: all of it is on disk, or what was before."""
    write_whole(path, content)
    settle_folder(path.parent)


def settle_folder(folder: Path) -> None:
    """See to it that a new name is on disk; where folders cannot be asked for that, it is."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError:
        return
    finally:
        os.close(handle)
