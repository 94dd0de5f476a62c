"""Rows that an act holds: as they were kept, as they will be, and what the journal says of them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from json import JSONEncoder
from typing import Any, cast

from db.mapping import Mapping, Stored
from desk.journal import ERASED, Change, changes_json, digest, digests

_text = JSONEncoder(ensure_ascii=False).encode


@dataclass(slots=True)
class Held:
    """A row of this act: as it was kept before (None when new), and as it will be."""

    mapping: Mapping[Any]
    salt: str
    before: tuple[Stored, ...] | None
    written: tuple[Stored, ...] | None
    """As the statements of this act have left it; None while it waits to be inserted."""
    now: tuple[Stored, ...]
    erased: set[str] | None = None
    """Fields whose values were destroyed; not None means that the salt is a new one."""
    salted: bool = True
    """Whether the row on disk has this salt."""

    def untouched(self) -> bool:
        """Whether this act has read the row and no more."""
        return self.now == self.before and self.erased is None


def updates(waiting: Iterable[Held]) -> Iterator[tuple[str, tuple[Stored, ...]]]:
    """The statements that change rows which are on disk, with their values, in their order."""
    for held in waiting:
        row_id = held.now[0]
        if not held.salted:
            yield f"UPDATE {held.mapping.table} SET salt = ? WHERE id = ?", (held.salt, row_id)
            held.salted = True
        pairs = zip(
            held.mapping.names, cast("tuple[Stored, ...]", held.written), held.now, strict=True
        )
        changed = [(name, now) for name, old, now in pairs if old != now]
        if changed:
            names, values = zip(*changed, strict=True)
            yield held.mapping.update(names), (*values, row_id)
            held.written = held.now


def changes(rows: Iterable[tuple[str, Held]]) -> Iterator[str]:
    """What changed in rows, with their ids, spelt as `changes_json` does and without brackets.

    A large act holds tens of thousands of values: each is spelt and digested at once.
    """
    for row, held in rows:
        if held.untouched():
            continue
        if held.erased is not None and held.before is not None:
            yield changes_json(_anew(row, held, held.erased))[1:-1]
            continue
        # Of a new row the journal leaves out what is empty.
        new = held.before is None
        before = held.mapping.nothing if held.before is None else held.before
        table = held.mapping.table
        begins, digested = f'["{table}",{_text(row)},"', digests(held.salt, table)
        # A new row of which nothing but its id is set must still be known to have come.
        yield ",".join(
            [
                f'{begins}{name}","{digested(name, value)}"]'
                for name, value, old in zip(held.mapping.names, held.now, before, strict=True)
                if value != old or (new and name == "id")
            ]
        )


def _anew(row: str, held: Held, erased: set[str]) -> list[Change]:
    """What the journal says of a row that got a new salt: every field, changed or not."""
    names, nothing, table = held.mapping.names, held.mapping.nothing, held.mapping.table
    return [
        Change(
            table,
            row,
            name,
            ERASED if name in erased and value == empty else digest(held.salt, table, name, value),
        )
        for name, value, empty in zip(names, held.now, nothing, strict=True)
    ]
