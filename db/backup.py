"""A copy of the book that can be trusted: made in one step, opened, checked and counted."""

import hashlib
import os
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from db.bare import bare, key_file_of, put_whole, same_key, settle_folder
from db.faults import no_book, no_folder, reworded, target_exists
from desk import __version__, whole_file
from desk.backup.model import MANIFEST, Backup, Head, manifest_json
from desk.i18n import _
from desk.refusals import Fault, Refusal

COUNTED = ("cases", "customers", "letters", "notices", "journal")
"""Tables whose rows are counted in book and copy; `journal` speaks for all the others."""
PART = ".part"
"""Ends the name of what is not finished."""
OWN = 0o600
"""Whoever keeps the book may read a copy of it, and nobody else."""
AT_ONCE = 1 << 20

Proof = Callable[[Path], Sequence[str]]
"""Reads a book through and says what does not agree, one sentence each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a book says of itself."""

    branch_id: str
    branch: str
    name: str
    zone: ZoneInfo
    version: int
    counts: dict[str, int]
    head: Head


def back_up(
    book: Path,
    target: Path,
    *,
    proof: Proof | None = None,
    at: datetime | None = None,
) -> Backup:
    """Copy the book to `target` while others go on writing; nothing is written over.

    `proof` reads the copy through, by default in this process; what it finds is counted, and the
    copy kept: it is what there is. A manifest lies beside the copy when all is done.

    Refusal: no book there, `target` exists, is the book itself or lies in no folder. Fault: disk
    full, not to be written, or the copy does not hold what the book holds.
    """
    book = book.absolute()
    if not book.is_file():
        raise no_book(book)
    target = target.absolute()
    _free(book, target)
    part = target.with_name(f"{target.name}{PART}")
    part.unlink(missing_ok=True)
    try:
        with reworded(target):
            same_key(book, part)
        return _copied(book, part, target, proof or faults_of_copy, at or datetime.now(UTC))
    finally:
        part.unlink(missing_ok=True)
        key_file_of(part).unlink(missing_ok=True)


def _free(book: Path, target: Path) -> None:
    if not target.parent.is_dir():
        raise no_folder(target.parent)
    if target.exists() and target.samefile(book):
        raise Refusal(
            _("This is the book itself."),
            _("Name another file, best on another disk."),
            code="same_file",
        )
    if target.exists():
        raise target_exists(target)


def _copied(book: Path, part: Path, target: Path, proof: Proof, at: datetime) -> Backup:
    with reworded(part):
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, OWN))
    with reworded(book), closing(bare(book)) as source:
        before = counts_of(source)
        with reworded(part), closing(bare(part)) as copy:
            # In one step: a copy in pieces begins anew whenever somebody writes.
            source.backup(copy)
            # The copy is one file that needs no other beside it.
            copy.execute("PRAGMA journal_mode = DELETE")
            checked, found = copy.execute("PRAGMA quick_check").fetchall(), said_by(copy)
        after = counts_of(source)
    if checked != [("ok",)] or any(
        not before[name] <= found.counts[name] <= after[name] for name in COUNTED
    ):
        raise Fault(
            _("The copy does not hold what the book holds; it was thrown away."),
            _("Try another disk, and run “desk verify” on the book."),
        )
    with reworded(part):
        faults = proof(part)
        settle(part)
        done = Backup(
            path=target,
            desk=__version__,
            branch=found.branch,
            made_at=at,
            version=found.version,
            size=part.stat().st_size,
            sha256=sha256_of(part),
            counts=found.counts,
            head=found.head,
            faults=len(faults),
        )
        # An encrypted copy never stands there without what opens it.
        same_key(book, target)
        take_name(part, target)
        write_manifest(done)
    return done


def faults_of_copy(path: Path) -> Sequence[str]:
    """What does not agree in a book of this version, or in the history of an older one."""
    # The way to a backup is short; reading it through needs the tables of every kind.
    from db.verify import faults_of

    return faults_of(path)


def look(path: Path) -> Found:
    """What the book at `path` says of itself. Fault when it cannot be read."""
    with reworded(path), closing(bare(path)) as book:
        return said_by(book)


def said_by(book: sqlite3.Connection) -> Found:
    """What an open book says of itself; nothing of a branch where none was set up."""
    branch = book.execute("SELECT id, code, name, timezone FROM branches LIMIT 1").fetchone()
    head = book.execute("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
    branch_id, code, name, zone = branch or ("", "", "", "UTC")
    return Found(
        branch_id=branch_id,
        branch=code,
        name=name,
        zone=ZoneInfo(zone),
        version=book.execute("PRAGMA user_version").fetchone()[0],
        counts=counts_of(book),
        head=Head(*head) if head else Head(0, ""),
    )


def counts_of(book: sqlite3.Connection) -> dict[str, int]:
    """Rows by table; none is ever taken out, so the last number is their count."""
    return {
        name: book.execute(f"SELECT coalesce(max(seq), 0) FROM {name}").fetchone()[0]
        for name in COUNTED
    }


def write_manifest(backup: Backup) -> None:
    """Put the manifest beside a backup, whole or not at all."""
    put_whole(
        backup.path.with_name(f"{backup.path.name}{MANIFEST}"), manifest_json(backup).encode()
    )


def sha256_of(path: Path) -> str:
    """SHA-256 of a file, in hex."""
    found = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(AT_ONCE):
            found.update(piece)
    return found.hexdigest()


def take_name(part: Path, target: Path) -> None:
    """Give a finished file its name, at once and over nothing."""
    try:
        whole_file.take_name(part, target)
    except FileExistsError as error:
        raise target_exists(target) from error
    settle_folder(target.parent)


def settle(path: Path) -> None:
    """See to it that a file is on disk before it gets its name."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())
