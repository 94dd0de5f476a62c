"""Putting a backup in the place of the book: copied, read through, compared, then exchanged.

Until the very last step the book stays as it is, and that step is one rename. What was there is
kept aside under a name of its own.
"""

import shutil
import sqlite3
from collections.abc import Iterable
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from db.backup import OWN, Proof, faults_of_copy, look, said_by, settle, sha256_of
from db.backup_folder import kept_at
from db.bare import bare, both_keys, key_file_of, same_key, settle_folder
from db.compared import compared
from db.engine import APPLICATION, engine_for
from db.faults import newer_book, no_folder, no_key, on_a_share, reworded
from db.lock import Lock, lock_of
from db.opening import HEADER
from db.shares import is_remote
from db.versions import VERSION
from desk.backup.restore import Prepared
from desk.i18n import _
from desk.refusals import Fault, Refusal

PLAIN = b"SQLite format 3\0"
"""How a file begins that is not encrypted."""
WORK = "restoring"
"""The folder beside the book in which a backup is made ready."""
COMPANIONS = ("-wal", "-shm", "-journal")
"""What SQLite keeps beside a file that was not closed."""


def prepare(source: Path, book: Path, *, proof: Proof = faults_of_copy) -> Prepared:
    """Copy a backup beside the book, bring it to this version, read it through, compare.

    The book itself is only read. Refusal: no such file, of another branch, by a newer Desk.
    Fault: damaged, cut off, no book at all, no room.
    """
    source, book = source.absolute(), book.absolute()
    if not source.is_file():
        raise no_such_backup(source)
    if book.exists() and source.samefile(book):
        raise Refusal(_("This is the book itself."), _("Name a backup of it."), code="same_file")
    if not book.parent.is_dir():
        raise no_folder(book.parent)
    if is_remote(book):
        raise on_a_share(book)
    work = book.with_name(WORK)
    with reworded(book):
        # What an earlier one left when it was cut off.
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir(mode=0o700)
    try:
        return _prepared(source, book, work / book.name, proof)
    except BaseException:
        shutil.rmtree(work, ignore_errors=True)
        raise


def _prepared(source: Path, book: Path, copy: Path, proof: Proof) -> Prepared:
    manifest = kept_at(source).backup
    with reworded(copy):
        same_key(_key_from(source, book), copy)
        shutil.copyfile(source, copy)
        copy.chmod(OWN)
        wal = source.with_name(f"{source.name}-wal")
        if manifest is None and wal.is_file():
            # A book that was copied as it lay there: its last acts stand in the file beside it.
            shutil.copyfile(wal, copy.with_name(f"{copy.name}-wal"))
    if manifest is not None and sha256_of(copy) != manifest.sha256:
        raise _spoilt(source)
    version = openable(copy, source)
    _closed(copy)
    if version < VERSION:
        _moved_on(copy)
    faults = tuple(proof(copy))
    held = look(copy)
    if not held.branch_id:
        raise _no_backup(source)
    history, lost, present = compared(book, copy, held)
    return Prepared(
        source=source,
        copy=copy,
        book=book,
        branch=held.branch,
        name=held.name,
        zone=held.zone,
        counts=held.counts,
        head=held.head,
        history=history,
        lost=lost,
        present=present.counts if present else {},
        present_head=present.head if present else None,
        moved_from=version if version < VERSION else 0,
        faults=faults,
        backup=manifest,
    )


def openable(copy: Path, source: Path | None = None) -> int:
    """The version of the tables in a backup, once SQLite finds nothing wrong with its file.

    `source` is what it is called where it was copied. Refusal: no such file, by a newer Desk.
    Fault: damaged, cut off, no book of Desk.
    """
    source = source or copy
    if not copy.is_file():
        raise no_such_backup(source)
    if copy.stat().st_size < HEADER:
        raise _spoilt(source)
    try:
        with closing(bare(copy)) as found:
            application = found.execute("PRAGMA application_id").fetchone()[0]
            version = int(found.execute("PRAGMA user_version").fetchone()[0])
            if application != APPLICATION:
                raise _no_backup(source)
            if version > VERSION:
                raise newer_book(source)
            if found.execute("PRAGMA quick_check").fetchall() != [("ok",)]:
                raise _spoilt(source)
            said_by(found)
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_NOTADB:
            raise (no_key(source) or _no_backup(source)) from error
        raise _spoilt(source) from error
    except (ValueError, KeyError) as error:
        raise _spoilt(source) from error
    return version


def _moved_on(copy: Path) -> None:
    # Costs most of a second to import, and is needed once in a version.
    from db.migrations import migrate

    engine = engine_for(copy)
    try:
        with reworded(copy):
            migrate(engine, copy)
    finally:
        engine.dispose()
    _closed(copy)


def _closed(path: Path) -> None:
    """Fold what stands beside a file back into it."""
    with reworded(path), closing(bare(path)) as book:
        book.execute("PRAGMA journal_mode = DELETE")


def _key_from(source: Path, book: Path) -> Path:
    """Whose key opens the backup: its own, or the book's where its own was not copied along."""
    if key_file_of(source).exists() or not key_file_of(book).exists():
        return source
    with source.open("rb") as file:
        return source if file.read(len(PLAIN)) == PLAIN else book


def switch(prepared: Prepared, now: datetime) -> Path | None:
    """Make the prepared copy the book; where the old one lies now, None if there was none.

    Refusal: somebody has the book open, or it went on since it was compared. Cut off anywhere,
    either the old book or the new one stands there, whole.
    """
    book = prepared.book
    with reworded(book):
        lock = Lock(lock_of(book))
    try:
        if not lock.alone():
            raise Refusal(
                _("The book is open in another window."),
                _("Close Desk in every window and on every desk, then try again."),
                code="book_open",
            )
        with reworded(book):
            return _switched(prepared, now)
    finally:
        lock.close()


def _switched(prepared: Prepared, now: datetime) -> Path | None:
    book, copy = prepared.book, prepared.copy
    if not copy.is_file():
        raise Refusal(
            _("What was made ready is not there any more."),
            _("Begin the restore again."),
            code="not_prepared",
        )
    aside: Path | None = None
    if book.exists():
        _unchanged(prepared)
        aside = _aside(book, now)
        _kept_aside(book, aside)
    settle(copy)
    # Cut off anywhere, what opens the book that stands there lies beside it.
    both_keys(copy, book)
    copy.replace(book)
    settle_folder(book.parent)
    same_key(copy, book)
    shutil.rmtree(copy.parent, ignore_errors=True)
    return aside


def _unchanged(prepared: Prepared) -> None:
    """Whoever agreed to lose something agreed to no more than they were shown."""
    if prepared.present_head is None:
        return
    try:
        head = look(prepared.book).head
    except (Fault, Refusal):
        return
    if head != prepared.present_head:
        raise Refusal(
            _("The book went on since it was compared with the backup."),
            _("Begin the restore again and read anew what would be lost."),
            code="went_on",
        )


def _kept_aside(book: Path, aside: Path) -> None:
    with suppress(sqlite3.Error, Fault):
        # A book that can be read becomes one file; the other keeps its companions beside it.
        _closed(book)
    with suppress(OSError):
        book.chmod(OWN)
    left = [path for path in _companions(book) if path.exists()]
    for path in left:
        shutil.copyfile(path, aside.with_name(f"{aside.name}{path.name.removeprefix(book.name)}"))
    same_key(book, aside)
    try:
        aside.hardlink_to(book)
    except OSError:
        shutil.copyfile(book, aside)
        settle(aside)
    settle_folder(book.parent)
    for path in left:
        # They speak of the old book: beside the new one they would spoil it.
        path.unlink(missing_ok=True)


def _companions(book: Path) -> Iterable[Path]:
    return (book.with_name(f"{book.name}{end}") for end in COMPANIONS)


def _aside(book: Path, now: datetime) -> Path:
    stem, count = f"{book.stem}.before-restore-{now:%Y%m%d-%H%M%S}", 1
    while True:
        path = book.with_name(f"{stem}{f'-{count}' if count > 1 else ''}{book.suffix}")
        if not path.exists():
            return path
        count += 1


def discard(prepared: Prepared) -> None:
    """Take away what was made ready."""
    shutil.rmtree(prepared.copy.parent, ignore_errors=True)


def no_such_backup(path: Path) -> Refusal:
    """There is no file of this name."""
    return Refusal(
        _("There is no backup {path}.").format(path=path),
        _("“desk backups list” shows what there is; is the stick plugged in?"),
        field="file",
        code="no_such_backup",
    )


def _spoilt(path: Path) -> Fault:
    return Fault(
        _("The backup {path} is damaged or was cut off.").format(path=path),
        _("Take another one: an older one, or the one in the second place."),
    )


def _no_backup(path: Path) -> Fault:
    return Fault(
        _("{path} is not a backup of Desk.").format(path=path),
        _("“desk backups list” shows what there is."),
    )
