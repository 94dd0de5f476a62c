"""One act, one transaction, one journal entry: kept whole or not at all."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from secrets import token_hex
from sqlite3 import Connection
from typing import Any, cast

from db.book import KeptBook, conditions, in_order
from db.faults import changed_meanwhile
from db.folding import folded
from db.held import Held, changes, updates
from db.indexing import reindexed
from db.mapping import MAPPINGS, Mapping, Stored, instant, mapping_for, mapping_of
from db.revising import revised
from desk.case import Case
from desk.customer import Customer, Draft
from desk.journal import GENESIS, Change, changes_json, digest, entry_hash
from desk.ports import E, Entity, Revised

CASES, CUSTOMERS, DRAFTS = mapping_of(Case), mapping_of(Customer), mapping_of(Draft)
_OWNERS = (
    (CASES.table, "case_id"),
    (CUSTOMERS.table, "customer_id"),
    (CUSTOMERS.table, "merged_into"),
)
SALT = 16
"""Bytes of a salt."""
NOTHING = "[]"
"""The changes of an act that changed nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What an act's journal entry says besides the changes."""

    act: str
    staff_id: str
    at: datetime
    case_id: str
    note: str


class KeptAct(KeptBook):
    """An act on the book through a connection that holds the writer's place.

    Changes wait until something is read or committed: then new rows go in table by table.
    """

    def __init__(self, connection: Connection, head: Head) -> None:
        super().__init__(connection)
        self._head = head
        self._held: dict[tuple[str, str], Held] = {}
        self._tables: dict[str, dict[str, Held]] = {}
        """What is held, by table."""
        self._waiting: dict[tuple[str, str], Held] = {}
        self._extra: list[Change] = []
        self._revised: list[str] = []
        self._words: dict[str, tuple[str, str]] = {}
        self._dirty = False
        self._looked = False
        self.committed = False

    def _before_reading(self) -> None:
        if self._waiting:
            self._flush()

    def _hold(self, key: tuple[str, str], held: Held) -> None:
        self._held[key] = self._tables.setdefault(key[0], {})[key[1]] = held

    def _let_go(self, key: tuple[str, str]) -> None:
        if self._held.pop(key, None) is not None:
            del self._tables[key[0]][key[1]]

    def _seen(self, mapping: Mapping[Any], salt: str, values: tuple[Stored, ...]) -> None:
        key = (mapping.table, cast(str, values[0]))
        if key not in self._held:
            self._hold(key, Held(mapping, salt, values, values, values))

    def get(self, kind: type[E], row_id: str) -> E | None:
        mapping = mapping_of(kind)
        held = self._held.get((mapping.table, row_id))
        # Nobody else writes meanwhile: a row of this act is as it was left.
        return super().get(kind, row_id) if held is None else mapping.entity(held.now)

    def find(
        self, kind: type[E], /, *, order: str = "", limit: int = 0, **equals: object
    ) -> list[E]:
        if not self._began(equals):
            return super().find(kind, order=order, limit=limit, **equals)
        mapping = mapping_of(kind)
        spelt = {name: mapping.spelt(name, value) for name, value in equals.items()}
        wanted = [(mapping.names.index(name), value) for name, value in spelt.items()]
        found = [
            held.now
            for held in self._tables.get(mapping.table, {}).values()
            if all(held.now[at] == value for at, value in wanted)
        ]
        return [mapping.entity(each) for each in in_order(mapping, found, order, limit)]

    def _began(self, equals: dict[str, object]) -> bool:
        """Whether it is asked for what belongs to a case or customer that this act began.

        All of that came in this act.
        """
        for table, name in _OWNERS:
            owner = self._held.get((table, cast(str, equals.get(name))))
            if owner is not None and owner.before is None:
                return True
        return False

    def add(self, *rows: Entity) -> None:
        # Asking the system for chance costs as much for one salt as for a thousand.
        salts = token_hex(SALT * len(rows)) if rows else ""
        for at, row in enumerate(rows):
            mapping = mapping_for(row)
            salt = salts[2 * SALT * at : 2 * SALT * (at + 1)]
            held = Held(mapping, salt, None, None, mapping.stored(row))
            key = (mapping.table, row.id)
            if key in self._waiting or (key in self._held and self._held[key].before is None):
                raise ValueError(f"{mapping.table} {row.id} was added already")
            self._hold(key, held)
            self._waiting[key] = held

    def put(self, *rows: Entity) -> None:
        for row in rows:
            mapping = mapping_for(row)
            key = (mapping.table, row.id)
            if key not in self._held:
                self.get(type(row), row.id)
            held = self._held.get(key)
            if held is None:
                raise changed_meanwhile()
            values = mapping.stored(row)
            if mapping.version >= 0:
                values = self._with_version(held, values)
            if values != held.now:
                held.now = values
                self._waiting[key] = held

    def revise(
        self, kind: type[E], names: Sequence[str], rows: Revised, /, **equals: object
    ) -> None:
        mapping = mapping_of(kind)
        self._before_reading()
        # What this act changed already goes the way of single rows.
        changed = {
            row: held
            for (table, row), held in self._held.items()
            if table == mapping.table and row in rows and not held.untouched()
        }
        tail = conditions(mapping, equals, "", 0)
        self._revised += revised(self._connection, mapping, names, rows, tail, changed)
        self._dirty = True
        for row in rows.keys() - changed.keys():
            self._let_go((mapping.table, row))
        wanted = [(mapping.names.index(name), mapping.spelt(name, equals[name])) for name in equals]
        for row, held in changed.items():
            if all(held.now[at] == value for at, value in wanted):
                given = dict(zip(names, rows[row], strict=True))
                self.put(replace(cast(Any, mapping.entity(held.now)), **given))

    def erase(self, row: E, *names: str) -> E:
        mapping = mapping_for(row)
        key = (mapping.table, row.id)
        if key not in self._held:
            self.get(type(row), row.id)
        held = self._held.get(key)
        if held is None:
            raise changed_meanwhile()
        values = list(held.now)
        for name in names:
            at = mapping.names.index(name)
            values[at] = mapping.nothing[at]
        self.put(mapping.entity(values))
        held.salt, held.salted = token_hex(16), held.written is None
        held.erased = (held.erased or set()) | set(names)
        self._waiting[key] = held
        return cast(E, mapping.entity(held.now))

    @staticmethod
    def _with_version(held: Held, values: tuple[Stored, ...]) -> tuple[Stored, ...]:
        """The row with the version it will have: one more an act, however often it is put."""
        at = held.mapping.version
        known = {held.now[at]} if held.before is None else {held.now[at], held.before[at]}
        if values[at] not in known:
            raise changed_meanwhile()
        if held.before is None:
            return values
        kept = cast(int, held.before[at])
        same = (*values[:at], kept, *values[at + 1 :]) == held.before
        return (*values[:at], kept if same else kept + 1, *values[at + 1 :])

    def remove(self, *rows: Draft) -> None:
        for row in rows:
            self._before_reading()
            self._connection.execute("DELETE FROM drafts WHERE id = ?", (row.id,))
            self._let_go((DRAFTS.table, row.id))
            self._dirty = True

    def next_serial(self, register: str, period: str) -> int:
        found = self._connection.execute(
            "SELECT last, salt FROM serials WHERE name = ? AND period = ?", (register, period)
        ).fetchone()
        last, salt = found or (0, token_hex(16))
        self._connection.execute(
            "UPDATE serials SET last = ? WHERE name = ? AND period = ?"
            if found
            else "INSERT INTO serials (last, name, period, salt) VALUES (?, ?, ?, ?)",
            (last + 1, register, period) if found else (last + 1, register, period, salt),
        )
        self._journal("serials", f"{register} {period}", salt, "last", last + 1)
        return cast(int, last) + 1

    def index_case(self, case_id: str, text: str, names: str = "") -> None:
        self._words[case_id] = (folded(text), names)

    def _journal(self, table: str, row: str, salt: str, field: str, value: Stored) -> None:
        self._extra.append(Change(table, row, field, digest(salt, table, field, value)))

    # -- writing --------------------------------------------------------------------------

    def _flush(self) -> None:
        """Write what waits. Changes first: a new row may take the place one of them gives up."""
        waiting, self._waiting = self._waiting, {}
        changed = updates(held for held in waiting.values() if held.written is not None)
        # Neighbours that one statement changes go in together; the order of all stays as it was.
        for statement, rows in groupby(changed, key=itemgetter(0)):
            self._connection.executemany(statement, (values for _same, values in rows))
        new: dict[str, list[tuple[Stored, ...]]] = {}
        for held in waiting.values():
            if held.written is None:
                new.setdefault(held.mapping.table, []).append((held.salt, *held.now))
                held.written = held.now
        for mapping in MAPPINGS.values():
            if mapping.table in new:
                self._connection.executemany(mapping.insert, new[mapping.table])
        self._dirty = True

    def _index(self) -> None:
        """Have everything that this act changed found by what it is now."""
        changed = [
            (table, row, held.before, held.now)
            for (table, row), held in self._held.items()
            if held.now != held.before
        ]
        for case_id, salt, text, marks in reindexed(self._connection, changed, self._words):
            self._journal("case_words", case_id, salt, "text", text)
            self._journal("case_words", case_id, salt, "marks", marks)
        self._words = {}

    def _changes(self) -> str:
        """What changed, as `changes_json` spells it."""
        rows = ((row, held) for (table, row), held in self._held.items() if table != DRAFTS.table)
        # What was set at once comes first: whatever changed such a row again came later.
        spelt = [*self._revised, *changes(rows)]
        if self._extra:
            spelt.append(changes_json(self._extra)[1:-1])
        return f"[{','.join(spelt)}]"

    def look(self) -> None:
        self._looked = True

    def commit(self) -> None:
        if self.committed:
            raise RuntimeError("the act was committed already")
        if self._waiting:
            self._flush()
        self._index()
        told_of = self._changes()
        told = told_of != NOTHING or self._looked
        if told:
            self._write_entry(told_of)
        if told or self._dirty:
            self._connection.commit()
        self.committed = True

    def _write_entry(self, changes: str) -> None:
        found = self._connection.execute(
            "SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1"
        ).fetchone()
        last, previous = found or (0, GENESIS)
        head = self._head
        body: dict[str, Any] = {
            "seq": last + 1,
            "at": head.at,
            "staff_id": head.staff_id,
            "act": head.act,
            "case_id": head.case_id,
            "changes": changes,
            "note": head.note,
            "previous": previous,
        }
        self._connection.execute(
            "INSERT INTO journal (seq, at, staff_id, act, case_id, changes, note, previous, hash) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (*({**body, "at": instant(head.at)}).values(), entry_hash(**body)),
        )
