"""A copy of the book that can be trusted: made in one step, opened, checked and counted."""

import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from db.bare import bare, key_file_of, same_key
from db.faults import no_book, no_folder, reworded, target_exists
from desk.i18n import _
from desk.refusals import Fault, Refusal

COUNTED = ("cases", "customers", "letters", "notices", "journal")
"""Tables whose rows are counted in book and copy; `journal` speaks for all the others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """A finished copy. `size` in bytes; `head` is the hash of its last journal entry."""

    path: Path
    size: int
    counts: dict[str, int]
    head: str


def back_up(book: Path, target: Path) -> Backup:
    """Copy the book to `target` while others go on writing; nothing is written over.

    Refusal: no book there, `target` exists, is the book itself or lies in no folder. Fault: disk
    full, not to be written, or the copy does not hold what the book holds.
    """
    book, target = book.absolute(), target.absolute()
    if not book.is_file():
        raise no_book(book)
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
    part = target.with_name(f"{target.name}.part")
    part.unlink(missing_ok=True)
    try:
        with reworded(target):
            same_key(book, part)
        return _copy(book, part, target)
    finally:
        part.unlink(missing_ok=True)
        key_file_of(part).unlink(missing_ok=True)


def _copy(book: Path, part: Path, target: Path) -> Backup:
    with reworded(book), closing(bare(book)) as source:
        before = _counts(source)
        with reworded(part), closing(bare(part)) as copy:
            # In one step: a copy in pieces begins anew whenever somebody writes.
            source.backup(copy)
            # The copy is one file that needs no other beside it.
            copy.execute("PRAGMA journal_mode = DELETE")
            checked, counts = copy.execute("PRAGMA quick_check").fetchall(), _counts(copy)
            head = copy.execute("SELECT hash FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
        after = _counts(source)
    if checked != [("ok",)] or any(
        not before[name] <= counts[name] <= after[name] for name in COUNTED
    ):
        raise Fault(
            _("The copy does not hold what the book holds; it was thrown away."),
            _("Try another disk, and run “desk verify” on the book."),
        )
    with reworded(part):
        _settle(part)
        # An encrypted copy never stands there without what opens it.
        same_key(book, target)
        # Taking the name first fails where a file came to stand there meanwhile.
        target.open("xb").close()
        part.replace(target)
    return Backup(
        path=target, size=target.stat().st_size, counts=counts, head=head[0] if head else ""
    )


def _counts(book: sqlite3.Connection) -> dict[str, int]:
    return {
        name: book.execute(f"SELECT coalesce(max(seq), 0) FROM {name}").fetchone()[0]
        for name in COUNTED
    }


def _settle(path: Path) -> None:
    """See to it that the file is on disk before it gets its name."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())
