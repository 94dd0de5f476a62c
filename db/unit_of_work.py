"""One act, one transaction, one journal entry: kept whole or not at all."""

from dataclasses import dataclass
from datetime import datetime
from secrets import token_hex
from sqlite3 import Connection
from typing import Any, cast

from db.book import KeptBook
from db.faults import changed_meanwhile
from db.folding import folded
from db.index import case_marks, letter_text, put, put_case, put_customer, with_topic
from db.mapping import MAPPINGS, Mapping, Stored, instant, mapping_for, mapping_of
from db.pairs import indexed
from desk.case import Case
from desk.customer import Account, Customer, Draft
from desk.journal import GENESIS, Change, changes_json, digest, entry_hash
from desk.letter.life import Letter
from desk.ports import Entity

DRAFTS, CASES, LETTERS = mapping_of(Draft), mapping_of(Case), mapping_of(Letter)
CUSTOMERS, ACCOUNTS = mapping_of(Customer), mapping_of(Account)

_TOPIC = CASES.names.index("topic")
_CUSTOMER_ID = ACCOUNTS.names.index("customer_id")
_SEARCHED = tuple(LETTERS.names.index(name) for name in ("number", "markdown", "issued_at"))


@dataclass(slots=True)
class Held:
    """A row of this act: as it was kept before (None when new), and as it will be."""

    mapping: Mapping[Any]
    salt: str
    before: tuple[Stored, ...] | None
    written: tuple[Stored, ...] | None
    """As the statements of this act have left it; None while it waits to be inserted."""
    now: tuple[Stored, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What an act's journal entry says besides the changes."""

    act: str
    staff_id: str
    at: datetime
    case_id: str
    note: str


def _moved(held: Held) -> bool:
    """Whether a case that was there is now about another topic."""
    return held.before is not None and held.before[_TOPIC] != held.now[_TOPIC]


class KeptAct(KeptBook):
    """An act on the book through a connection that holds the writer's place.

    Changes wait until something is read or committed: then new rows go in table by table.
    """

    def __init__(self, connection: Connection, head: Head) -> None:
        super().__init__(connection)
        self._head = head
        self._held: dict[tuple[str, str], Held] = {}
        self._waiting: dict[tuple[str, str], Held] = {}
        self._extra: list[Change] = []
        self._words: dict[str, tuple[str, str]] = {}
        self._dirty = False
        self._looked = False
        self.committed = False

    def _before_reading(self) -> None:
        if self._waiting:
            self._flush()

    def _seen(self, mapping: Mapping[Any], salt: str, values: tuple[Stored, ...]) -> None:
        key = (mapping.table, cast(str, values[0]))
        if key not in self._held:
            self._held[key] = Held(mapping, salt, values, values, values)

    def add(self, *rows: Entity) -> None:
        for row in rows:
            mapping = mapping_for(row)
            held = Held(mapping, token_hex(16), None, None, mapping.stored(row))
            key = (mapping.table, row.id)
            if key in self._waiting or (key in self._held and self._held[key].before is None):
                raise ValueError(f"{mapping.table} {row.id} was added already")
            self._held[key] = self._waiting[key] = held

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
            self._held.pop((DRAFTS.table, row.id), None)
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
        new: dict[str, list[Held]] = {}
        for held in waiting.values():
            if held.written is None:
                new.setdefault(held.mapping.table, []).append(held)
                held.written = held.now
                continue
            pairs = zip(held.mapping.names, held.written, held.now, strict=True)
            changed = tuple(name for name, old, now in pairs if old != now)
            if changed:
                values = dict(zip(held.mapping.names, held.now, strict=True))
                self._connection.execute(
                    held.mapping.update(changed),
                    (*(values[name] for name in changed), held.now[0]),
                )
                held.written = held.now
        for mapping in MAPPINGS.values():
            rows = [(held.salt, *held.now) for held in new.get(mapping.table, ())]
            if rows:
                self._connection.executemany(mapping.insert, rows)
        self._dirty = True

    def _index(self) -> None:
        """Have everything that this act changed found by what it is now."""
        customers: dict[str, None] = {}
        for (table, row), held in [*self._held.items()]:
            if held.now == held.before:
                continue
            if table == CUSTOMERS.table:
                customers[row] = None
            elif table == ACCOUNTS.table:
                customers[cast(str, held.now[_CUSTOMER_ID])] = None
            elif table == LETTERS.table:
                self._index_letter(row, held)
            elif table == CASES.table and row not in self._words and _moved(held):
                self._mark_topic(row)
        for customer_id in customers:
            put_customer(self._connection, customer_id)
        for case_id, (text, names) in self._words.items():
            self._index_case(case_id, text, names)
        self._words = {}

    def _seq_and_topic(self, case_id: str) -> tuple[int, str]:
        found = self._connection.execute("SELECT seq, topic FROM cases WHERE id = ?", (case_id,))
        return cast("tuple[int, str]", found.fetchone())

    def _index_case(self, case_id: str, text: str, names: str) -> None:
        seq, topic = self._seq_and_topic(case_id)
        self._keep_words(case_id, seq, text, case_marks(names, topic))

    def _mark_topic(self, case_id: str) -> None:
        seq, topic = self._seq_and_topic(case_id)
        found = self._connection.execute(
            "SELECT text, marks FROM case_words WHERE seq = ?", (seq,)
        ).fetchone()
        if found:
            self._keep_words(case_id, seq, found[0], with_topic(found[1], topic))

    def _keep_words(self, case_id: str, seq: int, text: str, marks: str) -> None:
        salt, changed = put_case(self._connection, seq, text, marks)
        for name, value in changed.items():
            self._journal("case_words", case_id, salt, name, value)

    def _index_letter(self, letter_id: str, held: Held) -> None:
        """The text of a letter is found from the moment it is issued."""
        new, old = (
            letter_text(*(cast(Any, values[at]) for at in _SEARCHED)) if values else ""
            for values in (held.now, held.before)
        )
        if new != old:
            found = self._connection.execute("SELECT seq FROM letters WHERE id = ?", (letter_id,))
            put(self._connection, "letter", found.fetchone()[0], indexed(new), indexed(old))

    def _changes(self) -> list[Change]:
        changes: list[Change] = []
        for (table, row), held in self._held.items():
            if table == DRAFTS.table or held.now == held.before:
                continue
            # Of a new row the journal leaves out what is empty.
            names, before = held.mapping.names, held.before or held.mapping.nothing
            for at in range(1, len(names)):
                name, value = names[at], held.now[at]
                if value == before[at]:
                    continue
                changes.append(Change(table, row, name, digest(held.salt, table, name, value)))
            if held.before is None:
                # A row of which nothing but its id is set must still be known to have come.
                changes.append(Change(table, row, "id", digest(held.salt, table, "id", row)))
        return changes + self._extra

    def look(self) -> None:
        self._looked = True

    def commit(self) -> None:
        if self.committed:
            raise RuntimeError("the act was committed already")
        if self._waiting:
            self._flush()
        self._index()
        changes = self._changes()
        if changes or self._looked:
            self._write_entry(changes_json(changes))
        if changes or self._looked or self._dirty:
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
