"""Whether the book is what the journal says: the first changed byte is found and named.

Every value of the record stands in the journal as a salted digest, every entry carries the hash
of the one before, rows came in the order in which the journal first names them.
"""

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from db.bare import bare
from db.book import entry
from db.mapping import MAPPINGS, Mapping, instant
from db.unit_of_work import DRAFTS
from db.verify_index import customer_words, index_agrees
from db.versions import VERSION, expected_schema, schema_of
from desk.backup.restore import RESTORED, taken_from
from desk.i18n import _
from desk.journal import ERASED, GENESIS, JournalEntry, chain_fault, digest
from desk.letter.register import fault_words, faults_in

MOST = 100
"""How many faults are told; whoever changed more did not do it by accident."""

_LAST = """
INSERT INTO last (part, row, fields) VALUES (?, ?, ?)
ON CONFLICT (part, row) DO UPDATE SET fields = json_patch(fields, excluded.fields)
"""


def faults_of(path: Path) -> list[str]:
    """What does not agree, one sentence each; empty when all is well. Reads everything."""
    with closing(_open(path)) as book, closing(sqlite3.connect("")) as notes:
        book.execute("BEGIN")
        # On disk once it grows: a book of many years does not fit into memory.
        notes.execute(
            "CREATE TABLE last (place INTEGER PRIMARY KEY, part TEXT, row TEXT, fields TEXT, "
            "seen INTEGER DEFAULT 0, UNIQUE (part, row))"
        )
        faults: list[str] = []
        older = book.execute("PRAGMA user_version").fetchone()[0] < VERSION
        for check in OF_ANY_VERSION if older else CHECKS:
            try:
                for fault in check(book, notes):
                    faults.append(fault)
                    if len(faults) == MOST:
                        return [*faults, _("There is more; only the first faults are listed.")]
            except sqlite3.Error as error:
                faults.append(_("The book cannot be read through: {reason}").format(reason=error))
        return faults


def _open(path: Path) -> sqlite3.Connection:
    # A byte that makes no text must be reported, not end the reading.
    book = bare(path)
    book.text_factory = lambda raw: raw.decode("utf-8", "surrogateescape")
    return book


def _file(book: sqlite3.Connection, _notes: sqlite3.Connection) -> Iterator[str]:
    for (said,) in book.execute("PRAGMA integrity_check"):
        if said != "ok":
            yield _("SQLite reports: {said}").format(said=said)
    for table, row, _target, _key in book.execute("PRAGMA foreign_key_check"):
        yield _("Row {row} of {table} belongs to a row that is not there.").format(
            row=row, table=table
        )


def _schema(book: sqlite3.Connection, _notes: sqlite3.Connection) -> Iterator[str]:
    found, expected = schema_of(book), expected_schema()
    for name in sorted(found.keys() | expected.keys()):
        if found.get(name) != expected.get(name):
            yield _("The part “{name}” of the book is missing or was changed.").format(name=name)
    marks = [mark for (mark,) in book.execute("SELECT version_num FROM alembic_version")]
    if marks != [f"{VERSION:04d}"]:
        yield _("The version of the book is not marked as it should be.")


def _journal(book: sqlite3.Connection, notes: sqlite3.Connection) -> Iterator[str]:
    """Check the chain, and note for every row the last digest of each field."""
    previous, expected = GENESIS, 1
    for values in book.execute(
        "SELECT seq, at, staff_id, act, case_id, changes, note, previous, hash "
        "FROM journal ORDER BY seq"
    ):
        if not _fits(values, previous, expected):
            yield _(
                "Journal entry {seq} does not follow from the one before: it was changed, or "
                "one is missing."
            ).format(seq=expected)
            # Behind a break every entry would be reported; what they say is still compared.
            expected = values[0] if isinstance(values[0], int) else expected
        previous, expected = values[8], expected + 1
        _note(notes, values[5])


def _fits(values: Any, previous: str, expected: int) -> bool:
    try:
        found: JournalEntry = entry(values)
        spelt = instant(found.at) == values[1]
        return spelt and not chain_fault([found], previous, expected)
    except (TypeError, ValueError):
        return False


def _note(notes: sqlite3.Connection, changes: Any) -> None:
    rows: dict[tuple[str, str], dict[str, str]] = {}
    try:
        for part, row, field, value in json.loads(changes):
            rows.setdefault((part, row), {})[field] = value
        notes.executemany(_LAST, ((*key, json.dumps(last)) for key, last in rows.items()))
    except (TypeError, ValueError):
        # Spoilt by whatever broke the chain, which has been reported.
        return


def _expected(notes: sqlite3.Connection, part: str, row: object) -> tuple[int, dict[str, str]]:
    """Place and last digests of a row; place 0 when the journal does not know it."""
    try:
        found = notes.execute(
            "SELECT place, fields FROM last WHERE part = ? AND row = ?", (part, row)
        ).fetchone()
    except (sqlite3.Error, ValueError):
        return 0, {}
    if found is None:
        return 0, {}
    notes.execute("UPDATE last SET seen = 1 WHERE place = ?", (found[0],))
    return found[0], json.loads(found[1])


def _agrees(salt: object, part: str, field: str, value: Any, said: str | None) -> bool:
    try:
        return said is not None and digest(str(salt), part, field, value) == said
    except UnicodeEncodeError:
        return False


def _rows(book: sqlite3.Connection, notes: sqlite3.Connection) -> Iterator[str]:
    for mapping in MAPPINGS.values():
        if mapping is not DRAFTS:
            yield from _table(book, notes, mapping)


def _table(
    book: sqlite3.Connection, notes: sqlite3.Connection, mapping: Mapping[Any]
) -> Iterator[str]:
    part, before = mapping.table, 0
    columns = ", ".join(("seq", "salt", *mapping.names))
    found = book.execute(f"SELECT {columns} FROM {part} ORDER BY seq")
    for count, (seq, salt, *values) in enumerate(found, 1):
        place, last = _expected(notes, part, values[0])
        if not place:
            yield _("Row {row} of {table} is not known to the journal.").format(
                row=values[0], table=part
            )
            continue
        if seq != count or place < before:
            yield _("Row {row} of {table} stands in another place than it came in.").format(
                row=values[0], table=part
            )
        before = place
        for name, value, nothing in zip(mapping.names, values, mapping.nothing, strict=True):
            said = last.get(name)
            # Python takes 0, False and 0.0 for the same; in the book they are not.
            empty = value == nothing and type(value) is type(nothing)
            if empty and said in (None, ERASED):
                continue
            if said == ERASED:
                yield _filled(part, values[0], name)
            elif not _agrees(salt, part, name, value, said):
                yield (_gone if empty else _differs)(part, values[0], name)


def _differs(table: str, row: object, field: str) -> str:
    return _("Field {field} of row {row} of {table} is not what the journal says.").format(
        field=field, row=row, table=table
    )


def _gone(table: str, row: object, field: str) -> str:
    return _("Field {field} of row {row} of {table} is empty, and no act erased it.").format(
        field=field, row=row, table=table
    )


def _filled(table: str, row: object, field: str) -> str:
    return _("Field {field} of row {row} of {table} was erased and holds something again.").format(
        field=field, row=row, table=table
    )


def _words(book: sqlite3.Connection, notes: sqlite3.Connection) -> Iterator[str]:
    for seq, text, marks, salt, case_id in book.execute(
        "SELECT w.seq, w.text, w.marks, w.salt, c.id "
        "FROM case_words w LEFT JOIN cases c ON c.seq = w.seq"
    ):
        _place, last = _expected(notes, "case_words", case_id)
        for name, value in (("text", text), ("marks", marks)):
            if not _agrees(salt, "case_words", name, value, last.get(name)):
                yield _differs("case_words", case_id or seq, name)


def _serials(book: sqlite3.Connection, notes: sqlite3.Connection) -> Iterator[str]:
    for name, period, last, salt in book.execute("SELECT name, period, last, salt FROM serials"):
        row = f"{name} {period}"
        _place, said = _expected(notes, "serials", row)
        if not _agrees(salt, "serials", "last", last, said.get("last")):
            yield _differs("serials", row, "last")


def _left(_book: sqlite3.Connection, notes: sqlite3.Connection) -> Iterator[str]:
    for part, row in notes.execute("SELECT part, row FROM last WHERE NOT seen ORDER BY place"):
        yield _("Row {row} of {table} is in the journal but not in the book.").format(
            row=row, table=part
        )


def _erased(notes: sqlite3.Connection, part: str, row: object, field: str) -> bool:
    """Whether the journal says that a value was destroyed."""
    found = notes.execute(
        "SELECT json_extract(fields, '$.' || ?) FROM last WHERE part = ? AND row = ?",
        (field, part, row),
    ).fetchone()
    return found is not None and found[0] == ERASED


def _pages(book: sqlite3.Connection, notes: sqlite3.Connection) -> Iterator[str]:
    """Compare the frozen pages with their hashes, and the letters with their pages."""
    for row, sha256, content, number, pdf_hash in book.execute(
        "SELECT d.id, d.sha256, d.content, l.number, l.pdf_hash "
        "FROM documents d LEFT JOIN letters l ON l.id = d.letter_id"
    ):
        raw = content if isinstance(content, bytes) else b""
        if not raw and _erased(notes, "documents", row, "content"):
            continue
        if hashlib.sha256(raw).hexdigest() != sha256:
            yield _("The page {row} of letter {number} is not the page that was frozen.").format(
                row=row, number=number
            )
        elif pdf_hash and pdf_hash != sha256:
            yield _("Letter {number} names another page than the one that was frozen.").format(
                number=number
            )


def _files(book: sqlite3.Connection, notes: sqlite3.Connection) -> Iterator[str]:
    """Compare the kept files with their hashes, and the lists of files with what is kept."""
    for row, sha256, content in book.execute("SELECT id, sha256, content FROM contents"):
        raw = content if isinstance(content, bytes) else b""
        if not raw and _erased(notes, "contents", row, "content"):
            continue
        if hashlib.sha256(raw).hexdigest() != sha256:
            yield _("The content of file {row} is not what was kept.").format(row=row)
    for name, reference in book.execute(
        "SELECT a.name, c.reference FROM attachments a JOIN cases c ON c.id = a.case_id "
        "WHERE NOT EXISTS (SELECT 1 FROM contents k WHERE k.sha256 = a.sha256)"
    ):
        yield _("The content of {name} in case {reference} is missing.").format(
            name=name, reference=reference
        )


def _register(book: sqlite3.Connection, _notes: sqlite3.Connection) -> Iterator[str]:
    """Compare the numbers of letters with the register they were taken from, year by year."""
    taken: dict[str, int] = {}
    for period, last in book.execute("SELECT period, last FROM serials WHERE name = 'letter'"):
        year = str(period).rpartition("-")[2]
        taken[year] = taken.get(year, 0) + (last if isinstance(last, int) else 0)
    used: dict[str, list[int]] = {year: [] for year in taken}
    for year, serial in book.execute(
        "SELECT substr(issued_on, 1, 4), serial FROM letters WHERE serial IS NOT NULL"
    ):
        used.setdefault(str(year), []).append(serial if isinstance(serial, int) else 0)
    for year, serial in _lost_with_a_restore(book):
        used.setdefault(year, []).append(serial)
    for year, serials in sorted(used.items()):
        for fault in faults_in(serials, taken.get(year, 0)):
            yield _("The register of letters of {year}: {fault}").format(
                year=year, fault=fault_words(fault)
            )


def _lost_with_a_restore(book: sqlite3.Connection) -> Iterator[tuple[str, int]]:
    """Years and numbers of letters that went out before a backup took the place of the book."""
    for (note,) in book.execute("SELECT note FROM journal WHERE act = ?", (RESTORED,)):
        for taken in taken_from(note):
            if taken.register == "letter":
                year = taken.period.rpartition("-")[2]
                yield from ((year, serial) for serial in range(taken.was + 1, taken.last + 1))


CHECKS = (
    _file,
    _schema,
    _journal,
    _rows,
    _words,
    customer_words,
    index_agrees,
    _serials,
    _register,
    _left,
    _pages,
    _files,
)
"""Everything that is compared, the file itself first."""

OF_ANY_VERSION = (_file, _journal)
"""What is compared in a book of an older version, whose tables this Desk no longer knows."""
