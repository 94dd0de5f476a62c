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


@given(places)
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_one_bit_is_found_and_named(full: Hall, place: tuple[str, int, int, int, int]) -> None:
    table, column_at, row_at, byte_at, bit = place
    full.store.close()
    whole = full.path.read_bytes()
    columns = cells()[table]
    column = columns[column_at % len(columns)]
    try:
        with closing(sqlite3.connect(full.path, isolation_level=None)) as book:
            book.text_factory = bytes
            rows = book.execute(f"SELECT rowid, {column} FROM {table} ORDER BY rowid").fetchall()
            row, value = rows[row_at % len(rows)]
            (kind,) = book.execute(
                f"SELECT typeof({column}) FROM {table} WHERE rowid = ?", (row,)
            ).fetchone()
            kind = kind.decode()
            key = row
            if (table, column) in named():
                (key,) = book.execute(f"SELECT id FROM {table} WHERE rowid = ?", (row,)).fetchone()
                key = key.decode()
            new = flipped(value, byte_at, bit)
            book.execute("PRAGMA ignore_check_constraints = ON")
            kept = book.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            triggers = [(name.decode(), sql.decode()) for name, sql in kept.fetchall()]
            for name, _sql in triggers:
                book.execute(f"DROP TRIGGER {name}")
            spelt = "CAST(? AS TEXT)" if kind in ("text", "null") else "?"
            try:
                book.execute(f"UPDATE {table} SET {column} = {spelt} WHERE rowid = ?", (new, row))
            except sqlite3.IntegrityError:
                # The book itself refuses it: two rows would be one.
                return
            for _name, sql in triggers:
                book.execute(sql)
        told = full.store.verify()
        assert told, (table, column, row)
        if (table, column) in named() and column != "id":
            assert any(column in one and key in one for one in told) or any(
                "frozen" in one or "kept" in one for one in told
            ), told
        if table == "journal" and column != "seq":
            assert f"Journal entry {row} " in told[0]
    finally:
        full.path.write_bytes(whole)


def test_every_table_is_tried_but_drafts() -> None:
    assert DRAFTS.table not in cells()
    assert set(WEIGHTY) <= cells().keys()
