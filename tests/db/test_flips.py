"""One bit of one byte, anywhere in what the record says: found, and named."""

import sqlite3
from contextlib import closing

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.unit_of_work import DRAFTS
from tests.db.conftest import Hall
from tests.db.test_verify import cells, full, named

__all__ = ["full"]

WEIGHTY = ("journal", "letters", "documents", "contents", "attachments")
"""Tables that are tried as often as all the others together."""

Place = tuple[str, int, int, int, int]
"""Table, then which column, row, byte and bit, each counted round."""

places = st.tuples(
    st.one_of(st.sampled_from(WEIGHTY), st.sampled_from(sorted(cells()))),
    *(st.integers(0, 10_000) for _ in range(3)),
    st.integers(0, 7),
)


def flipped(value: object, at: int, bit: int) -> object:
    """The value with one bit of one of its bytes turned over."""
    if value is None:
        return b"\0"
    if isinstance(value, int):
        return value ^ (1 << bit)
    raw = bytearray(value if isinstance(value, bytes) else str(value).encode())
    if not raw:
        return bytes([1 << bit])
    raw[at % len(raw)] ^= 1 << bit
    return bytes(raw)


def flip(full: Hall, place: Place) -> str:
    """Turn one bit over in a copy of the book, and look whether that is found and named.

    What came of it: "refused" where the book itself did not take it, else "named" or "found".
    """
    table, column_at, row_at, byte_at, bit = place
    full.store.close()
    whole = full.path.read_bytes()
    columns = cells()[table]
    column = columns[column_at % len(columns)]
    with_id = (table, column) in named()
    try:
        with closing(sqlite3.connect(full.path, isolation_level=None)) as book:
            book.text_factory = bytes
            rows = book.execute(
                f"SELECT rowid, {column}, typeof({column}), {'id' if with_id else 'rowid'} "
                f"FROM {table} ORDER BY rowid"
            ).fetchall()
            row, value, kind, row_id = rows[row_at % len(rows)]
            key = row_id.decode() if with_id else str(row)
            book.execute("PRAGMA ignore_check_constraints = ON")
            kept = book.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            triggers = [(name.decode(), sql.decode()) for name, sql in kept.fetchall()]
            for name, _sql in triggers:
                book.execute(f"DROP TRIGGER {name}")
            spelt = "CAST(? AS TEXT)" if kind in (b"text", b"null") else "?"
            change = f"UPDATE {table} SET {column} = {spelt} WHERE rowid = ?"
            try:
                book.execute(change, (flipped(value, byte_at, bit), row))
            except sqlite3.IntegrityError:
                # Two rows would be one.
                return "refused"
            for _name, sql in triggers:
                book.execute(sql)
        told = full.store.verify()
        assert told, (table, column, row)
        if table == "journal" and column != "seq":
            assert f"Journal entry {row} " in told[0]
            return "named"
        if not with_id or column == "id":
            return "found"
        # A page or a file is named by its letter, or by what it is.
        by_itself = any("frozen" in one or "kept" in one for one in told)
        assert by_itself or any(column in one and key in one for one in told), told
        return "named"
    finally:
        full.path.write_bytes(whole)


@given(places)
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_one_bit_is_found_and_named(full: Hall, place: Place) -> None:
    assert flip(full, place) in ("named", "found", "refused")


def test_every_table_is_tried_but_drafts() -> None:
    assert DRAFTS.table not in cells()
    assert set(WEIGHTY) <= cells().keys()
