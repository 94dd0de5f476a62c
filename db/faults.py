"""What SQLite and the operating system report, in words that say what to do."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from desk.i18n import _
from desk.refusals import Fault, Refusal

# The low byte is the kind of error, the rest says more about it.
_KIND = 0xFF
_SAID = {
    "disk I/O error": sqlite3.SQLITE_IOERR,
    "database or disk is full": sqlite3.SQLITE_FULL,
    "database disk image is malformed": sqlite3.SQLITE_CORRUPT,
}
"""What an error says that has come through a function of SQL and lost its number there."""


def changed_meanwhile() -> Refusal:
    """Somebody else kept a newer version of the row."""
    return Refusal(
        _("Somebody else changed this meanwhile."),
        _("Look at it again, then repeat your change."),
        code="changed_meanwhile",
    )


def already_there(field: str) -> Refusal:
    """Two rows would share what only one may have."""
    return Refusal(
        _("This is already in the book."),
        _("Look for it with F3; if it is not the same, give it a number of its own."),
        field=field,
        code="already_there",
    )


def no_book(path: Path) -> Refusal:
    """Nothing was ever set up there."""
    return Refusal(
        _("There is no book at {path}.").format(path=path),
        _("Check the folder, or set up a new book with “desk init”."),
        code="no_book",
    )


def no_folder(path: Path) -> Refusal:
    """The folder that should hold the file is not there."""
    return Refusal(
        _("There is no folder {path}.").format(path=path),
        _("Make the folder first, or name another place."),
        code="no_folder",
    )


def target_exists(path: Path) -> Refusal:
    """A file stands where one should be written."""
    return Refusal(
        _("There is already a file {path}.").format(path=path),
        _("Give the new file another name; nothing is written over."),
        code="file_exists",
    )


def not_a_book(path: Path) -> Fault:
    """The file is something else."""
    return Fault(
        _("{path} is not a book of Desk.").format(path=path),
        _("Check the folder. If the book used to open here, take the last backup."),
    )


def newer_book(path: Path) -> Refusal:
    """The book was kept by a Desk that knows more than this one."""
    return Refusal(
        _("The book {path} was kept by a newer Desk.").format(path=path),
        _("Start the newer Desk; this one leaves the book as it is."),
        code="newer_book",
    )


def on_a_share(path: Path) -> Refusal:
    """The book would lie on another computer, where several windows spoil it."""
    return Refusal(
        _("{path} lies on a network drive; a book cannot be kept there.").format(path=path),
        _(
            "Keep the book on a disk of this computer (“desk --at FOLDER”) and let the backups go "
            "to the network drive. A book that is there already is taken over with “desk --at "
            "FOLDER restore FILE”."
        ),
        code="network_drive",
    )


def being_exchanged(path: Path) -> Refusal:
    """Somebody is putting a backup in the book's place."""
    return Refusal(
        _("A backup is just being put in the place of {path}.").format(path=path),
        _("Wait until that is done, then start Desk again."),
        code="being_restored",
    )


def damaged(path: Path) -> Fault:
    """The file can be opened but not read through."""
    return Fault(
        _("The book {path} is damaged and cannot be read.").format(path=path),
        _("Stop working in it, copy the file aside and open the last backup."),
    )


def no_key(path: Path) -> Fault | None:
    """The file looks encrypted, and what opens it is not there; None where it looks otherwise."""
    from db.bare import key_file_of
    from db.cipher.heads import Looks, looks

    key_file = key_file_of(path)
    if key_file.exists() or looks(path) is not Looks.NOISE:
        return None
    return Fault(
        _("{path} is encrypted or damaged, and no key file lies beside it.").format(path=path),
        _("Copy {name} from beside the last backup to this place, then try again.").format(
            name=key_file.name
        ),
    )


def _unreadable(path: Path) -> Fault:
    """Nothing in the file is what SQLite expects: damaged, a key that is not there, or no book."""
    from db.bare import key_file_of

    if key_file_of(path).exists():
        return damaged(path)
    return no_key(path) or not_a_book(path)


def _by_kind(kind: int, path: Path) -> Fault | None:
    if kind in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return Fault(
            _("The book has been busy for ten seconds; nothing was kept."),
            _("Try again. If it stays so, see which other Desk is writing and close it."),
        )
    if kind == sqlite3.SQLITE_FULL:
        return Fault(
            _("The disk is full; nothing was kept."),
            _("Make room on the disk of {path}, then try again.").format(path=path),
        )
    if kind in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM):
        return Fault(
            _("The book {path} cannot be written.").format(path=path),
            _("Ask the administrator for the right to write this file and its folder."),
        )
    if kind == sqlite3.SQLITE_CANTOPEN:
        return Fault(
            _("The book {path} cannot be opened.").format(path=path),
            _("Check that the folder is there and that you may read and write in it."),
        )
    if kind == sqlite3.SQLITE_NOTADB:
        return _unreadable(path)
    if kind == sqlite3.SQLITE_CORRUPT:
        return damaged(path)
    if kind == sqlite3.SQLITE_IOERR:
        return Fault(
            _("The disk failed while the book {path} was used.").format(path=path),
            _("Nothing of this step was kept. Check disk and cables, then run “desk verify”."),
        )
    return None


def in_words(error: sqlite3.Error, path: Path) -> Fault | Refusal:
    """The same error as a person should hear it."""
    code = getattr(error, "sqlite_errorcode", 0)
    # The driver of encrypted books tells the kind of an error and no more.
    if code in (sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY) or (
        code == sqlite3.SQLITE_CONSTRAINT and str(error).startswith("UNIQUE")
    ):
        return already_there(str(error).rsplit(".", 1)[-1])
    kind = code & _KIND
    if kind == sqlite3.SQLITE_ERROR:
        kind = _SAID.get(str(error), kind)
    fault = _by_kind(kind, path)
    return fault or Fault(
        _("The book did not take this: {reason}").format(reason=error),
        _("Nothing was kept. Note what you did and tell the administrator."),
    )


@contextmanager
def reworded(path: Path) -> Iterator[None]:
    """Turn errors of the database at `path` and of the system into Fault and Refusal."""
    try:
        yield
    except DBAPIError as error:
        if isinstance(error.orig, sqlite3.Error):
            raise in_words(error.orig, path) from error
        if isinstance(error.orig, OverflowError):
            raise _too_large() from error
        raise
    except sqlite3.Error as error:
        raise in_words(error, path) from error
    except OverflowError as error:
        raise _too_large() from error
    except OSError as error:
        raise Fault(
            _("The file {path} cannot be used: {reason}").format(
                path=error.filename or path, reason=error.strerror or error
            ),
            _("Check that the folder is there and that you may read and write in it."),
        ) from error


def _too_large() -> Refusal:
    return Refusal(
        _("A number is too large to be kept."), _("Check the amounts."), code="too_large"
    )
