"""Some fields of very many rows, set at once: neither read whole nor held by the act."""

from collections.abc import Container, Sequence
from json import JSONEncoder
from operator import itemgetter
from sqlite3 import Connection
from typing import Any

from db.indexing import follows
from db.mapping import Mapping, Stored
from desk.journal import digests
from desk.ports import Revised

_BELONGS = frozenset({"id", "version", "case_id", "customer_id", "merged_into"})
"""Fields by which an act knows what belongs to what."""

_text = JSONEncoder(ensure_ascii=False).encode


def revised(
    connection: Connection,
    mapping: Mapping[Any],
    names: Sequence[str],
    rows: Revised,
    tail: tuple[str, Sequence[object]],
    but: Container[str] = (),
) -> list[str]:
    """Set the fields `names` of rows by id; what the journal says of each, as `changes` spells it.

    Only those that `tail`, the end of a SELECT with its values, finds, and none of `but`.
    """
    if follows(mapping.table, names) or not _BELONGS.isdisjoint(names):
        raise ValueError(f"{mapping.table}: {', '.join(names)}")
    versioned = ("version",) if mapping.version >= 0 else ()
    columns = (*names, *versioned)
    found = connection.execute(
        f"SELECT seq, salt, id, {', '.join(columns)} FROM {mapping.table} {tail[0]}", tail[1]
    )
    # All of it is read before anything is written: what is changed may be what is looked for.
    kept = [each for each in found.fetchall() if each[2] in rows and each[2] not in but]
    writers = [mapping.writer(name) for name in names]
    places = [(at, f'","{name}","', name) for at, name in enumerate(columns)]
    begins = f'["{mapping.table}",'
    written: list[tuple[Stored, ...]] = []
    told: list[str] = []
    for seq, salt, row_id, *before in kept:
        now = [write(value) for write, value in zip(writers, rows[row_id], strict=True)]
        if versioned:
            now.append(before[-1] + (now != before[:-1]))
        if now == before:
            continue
        written.append((*now, seq))
        row, digested = f"{begins}{_text(row_id)}"[:-1], digests(salt, mapping.table)
        told += [
            f'{row}{place}{digested(name, now[at])}"]'
            for at, place, name in places
            if now[at] != before[at]
        ]
    sets = ", ".join(f"{name} = ?" for name in columns)
    written.sort(key=itemgetter(-1))
    connection.executemany(f"UPDATE {mapping.table} SET {sets} WHERE seq = ?", written)
    return told
