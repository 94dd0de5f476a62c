"""A backup beside the book that is here: whether it is an earlier state, and what would be lost."""

import sqlite3
from contextlib import closing
from pathlib import Path

from db.backup import Found, said_by
from db.bare import attach, bare, raw_key
from db.faults import newer_book
from db.versions import VERSION
from desk.backup.model import Head
from desk.backup.restore import History, Lost, Taken
from desk.i18n import _
from desk.refusals import Fault, Refusal

_NEWER = {
    "cases": (
        "SELECT reference FROM cases WHERE id NOT IN (SELECT id FROM old.cases) "
        "AND id NOT IN (SELECT case_id FROM concerns) ORDER BY seq"
    ),
    "letters": (
        "SELECT number FROM letters WHERE number <> '' AND id NOT IN "
        "(SELECT id FROM old.letters WHERE number <> '') ORDER BY issued_on, serial, seq"
    ),
    "notices": "SELECT number FROM notices WHERE id NOT IN (SELECT id FROM old.notices)",
}
_UNNAMED = (
    "SELECT count(*) FROM cases WHERE id NOT IN (SELECT id FROM old.cases) "
    "AND id IN (SELECT case_id FROM concerns)"
)
_SERIALS = (
    "SELECT here.name, here.period, coalesce(was.last, 0), here.last FROM serials here "
    "LEFT JOIN old.serials was ON was.name = here.name AND was.period = here.period "
    "WHERE here.last > coalesce(was.last, 0)"
)
_ERASED = "SELECT count(*) FROM erasures WHERE id NOT IN (SELECT id FROM old.erasures)"


def compared(book: Path, copy: Path, held: Found) -> tuple[History, Lost, Found | None]:
    """How a copy that says `held` of itself and the book belong together; what the book says.

    Refusal: the book is another branch's, or a newer Desk's.
    """
    if not book.exists():
        return History.NO_BOOK, Lost(), None
    try:
        with closing(_beside(book, copy)) as here:
            if here.execute("PRAGMA user_version").fetchone()[0] > VERSION:
                raise newer_book(book)
            present = said_by(here)
            if present.branch_id and present.branch_id != held.branch_id:
                raise _foreign(held, present)
            if not present.branch_id:
                return History.NO_BOOK, Lost(), None
            return _history(here, held.head, present.head), _lost(here, held), present
    except (sqlite3.Error, Fault):
        return History.UNREADABLE, Lost(), None
    except Refusal as refusal:
        if refusal.code != "locked":
            raise
        # Its passphrase is lost, or it is another than that of the backup.
        return History.UNREADABLE, Lost(), None


def _beside(book: Path, copy: Path) -> sqlite3.Connection:
    """The book with the copy attached as “old”, whichever of them is encrypted."""
    mine, theirs = raw_key(book), raw_key(copy)
    if mine is None and theirs is None:
        here = bare(book)
        attach(here, copy, "old")
        return here
    from db.cipher.driver import connect, spelt

    here = connect(book, mine)
    here.execute("ATTACH ? AS old KEY ?", (str(copy), spelt(theirs) if theirs else ""))
    return here


def _history(here: sqlite3.Connection, old: Head, new: Head) -> History:
    if old == new:
        return History.SAME
    found = here.execute("SELECT hash FROM journal WHERE seq = ?", (old.seq,)).fetchone()
    if found is not None and found[0] == old.hash:
        return History.EARLIER
    return History.ANOTHER


def _lost(here: sqlite3.Connection, held: Found) -> Lost:
    numbers = {
        name: tuple(str(number) for (number,) in here.execute(statement))
        for name, statement in _NEWER.items()
    }
    (entries,) = here.execute(
        "SELECT count(*) FROM journal WHERE hash NOT IN (SELECT hash FROM old.journal)"
    ).fetchone()
    return Lost(
        **numbers,
        entries=entries,
        serials=tuple(Taken(*row) for row in here.execute(_SERIALS)),
        unnamed=here.execute(_UNNAMED).fetchone()[0],
        erased=here.execute(_ERASED).fetchone()[0],
    )


def _foreign(held: Found, present: Found) -> Refusal:
    return Refusal(
        _("The backup is of {theirs}, the book here of {ours}.").format(
            theirs=f"{held.branch} {held.name}", ours=f"{present.branch} {present.name}"
        ),
        _("To look into it, restore it into a folder of its own: “desk --at FOLDER restore FILE”."),
        code="foreign_branch",
    )
