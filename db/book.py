"""A reading of the book: rows by id or by fields, the board, searches, the journal."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from sqlite3 import Connection
from typing import Any, cast

from db import insight, likely, likeness, related
from db.customer_file import cases, figures
from db.customers import customers
from db.mapping import Mapping, Stored, instant, mapping_of
from db.operation_record import operations
from db.precedents import precedents
from db.queue import counts, due_counts, queue
from db.retention import kept_since
from db.search import find_text
from desk.case import CaseClock
from desk.doubles import Side
from desk.due_days import DueSpan
from desk.enums import ClockKind, DataKind, Delivery, Grade, LetterKind, LetterState, Role, Topic
from desk.erasing import Due
from desk.finding import EVERYTHING, Narrowing
from desk.insight.figures import By, Figure, FigureRow, Span, Tally
from desk.journal import JournalEntry
from desk.likely import LikelyCase, Reach
from desk.operations import OperationLine
from desk.ports import E
from desk.related import Near, NearCase
from desk.views import (
    Counts,
    CustomerRow,
    FoundRow,
    LetterRow,
    Precedent,
    QueueRow,
    RegisterRow,
    View,
)
from desk.views_file import CustomerCase, CustomerFigures

AT_A_TIME = 500
"""Values that one question names."""

_LETTERS = """
SELECT l.seq, l.id, l.case_id, c.reference, l.number, l.kind, l.state,
  (SELECT p.name FROM parties p WHERE p.case_id = c.id AND p.role = 'complainant'
    ORDER BY p.seq LIMIT 1),
  (SELECT s.name FROM staff s WHERE s.id = l.author_id), l.submitted_at, c.due_at, c.grade,
  (SELECT s.role FROM staff s WHERE s.id = l.approver_id),
  (SELECT s.role FROM staff s WHERE s.id = l.second_approver_id), l.delivery, l.delivered_at,
  (SELECT count(*) FROM delivery_attempts d WHERE d.letter_id = l.id)
FROM letters l JOIN cases c ON c.id = l.case_id
WHERE l.state IN ({states}){kinds}{holder} AND {beyond} LIMIT ?
"""

SENT_IN = "coalesce(l.submitted_at, '')"

_NUMBERED = """
SELECT l.id, l.case_id, l.serial, l.number, l.issued_on, l.kind, c.reference,
  (SELECT s.name FROM staff s WHERE s.id = l.approver_id),
  (SELECT s.name FROM staff s WHERE s.id = l.second_approver_id),
  (SELECT s.name FROM staff s WHERE s.id = l.issued_by), l.state, l.void_reason
FROM letters l JOIN cases c ON c.id = l.case_id
WHERE l.serial IS NOT NULL AND l.issued_on BETWEEN ? AND ? ORDER BY l.serial, l.seq
"""

_JOURNAL = (
    "SELECT seq, at, staff_id, act, case_id, changes, note, previous, hash FROM journal "
    "WHERE {where} seq > ? ORDER BY seq LIMIT ?"
)


def entry(values: Any) -> JournalEntry:
    """A journal entry from its columns in their order."""
    seq, at, staff_id, act, case_id, changes, note, previous, digest = values
    return JournalEntry(
        seq=seq,
        at=datetime.fromisoformat(at),
        staff_id=staff_id,
        act=act,
        case_id=case_id,
        changes=changes,
        note=note,
        previous=previous,
        hash=digest,
    )


def conditions(
    mapping: Mapping[Any], equals: dict[str, object], order: str, limit: int
) -> tuple[str, list[object]]:
    """What follows the SELECT of a `find`, and its values. Unknown fields raise KeyError."""
    tests: list[str] = []
    values: list[object] = []
    for name, value in equals.items():
        spelt = mapping.spelt(name, value)
        if spelt is None:
            tests.append(f"{name} IS NULL")
            continue
        # Without the very words of a partial index the planner does not take it.
        if spelt == "" and f"{name} = ''" in mapping.wheres:
            tests.append(f"{name} = ''")
            continue
        tests.append(f"{name} = ?")
        values.append(spelt)
        where = f"{name} <> ''"
        if spelt and where in mapping.wheres:
            tests.append(where)
    tail = f"WHERE {' AND '.join(tests)} " if tests else ""
    field, way = order.lstrip("-"), "DESC" if order.startswith("-") else "ASC"
    if field and field not in mapping.names:
        raise KeyError(field)
    tail += f"ORDER BY {field} {way}, seq {way}" if field else "ORDER BY seq"
    if limit:
        tail += f" LIMIT {int(limit)}"
    return tail, values


def in_order(
    mapping: Mapping[Any], rows: list[tuple[Stored, ...]], order: str, limit: int
) -> list[tuple[Stored, ...]]:
    """Rows that came one after the other, as a `find` gives them. Unknown fields raise KeyError."""
    field, down = order.lstrip("-"), order.startswith("-")
    if field and field not in mapping.names:
        raise KeyError(field)
    if field:
        at = mapping.names.index(field)
        # What is nothing stands before everything.
        rows = sorted(rows, key=lambda row: (row[at] is not None, row[at]))
    rows = rows[::-1] if down else rows
    return rows[:limit] if limit else rows


class KeptBook:
    """One consistent state of the book, read through one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def _before_reading(self) -> None:
        """Called before every statement that reads."""

    def _seen(self, mapping: Mapping[Any], salt: str, values: tuple[Stored, ...]) -> None:
        """Called with every row that was read."""

    def _rows(self, mapping: Mapping[E], tail: str, values: Sequence[object]) -> Iterator[E]:
        self._before_reading()
        found = self._connection.execute(f"{mapping.select} {tail}", tuple(values))
        for row in found:
            held = row[1:]
            self._seen(mapping, row[0], held)
            yield mapping.entity(held)

    def get(self, kind: type[E], row_id: str) -> E | None:
        mapping = mapping_of(kind)
        return next(self._rows(mapping, "WHERE id = ?", (row_id,)), None)

    def find(
        self, kind: type[E], /, *, order: str = "", limit: int = 0, **equals: object
    ) -> list[E]:
        mapping = mapping_of(kind)
        return list(self._rows(mapping, *conditions(mapping, equals, order, limit)))

    def among(self, kind: type[E], field: str, values: Sequence[str]) -> list[E]:
        mapping = mapping_of(kind)
        if field not in mapping.names:
            raise KeyError(field)
        # The words of a partial index, so that the planner takes it.
        where = f"{field} <> ''"
        also = f" AND {where}" if where in mapping.wheres else ""
        found: list[E] = []
        for at in range(0, len(values), AT_A_TIME):
            piece = [value for value in values[at : at + AT_A_TIME] if value or not also]
            marks = ", ".join("?" * len(piece))
            found += self._rows(mapping, f"WHERE {field} IN ({marks}){also} ORDER BY seq", piece)
        return found

    def overdue(self, kinds: Sequence[ClockKind], now: datetime) -> list[CaseClock]:
        marks = ", ".join("?" * len(kinds))
        where = f"WHERE verdict = '' AND kind IN ({marks}) AND due_at < ? ORDER BY due_at, seq"
        values = [*(kind.value for kind in kinds), instant(now)]
        return list(self._rows(mapping_of(CaseClock), where, values))

    def queue(
        self,
        view: View,
        *,
        staff_id: str,
        now: datetime,
        today_ends: datetime,
        due: DueSpan | None = None,
        after: str = "",
        limit: int = 200,
    ) -> list[QueueRow]:
        self._before_reading()
        return queue(
            self._connection,
            view,
            staff_id=staff_id,
            now=now,
            today_ends=today_ends,
            due=due,
            after=after,
            limit=limit,
        )

    def due_counts(
        self,
        view: View,
        spans: Sequence[DueSpan],
        *,
        staff_id: str,
        now: datetime,
        today_ends: datetime,
        hidden: Sequence[str] = (),
    ) -> list[int]:
        self._before_reading()
        return due_counts(
            self._connection,
            view,
            spans,
            staff_id=staff_id,
            now=now,
            today_ends=today_ends,
            hidden=hidden,
        )

    def counts(
        self, *, staff_id: str, now: datetime, today_ends: datetime, hidden: Sequence[str] = ()
    ) -> Counts:
        self._before_reading()
        return counts(
            self._connection, staff_id=staff_id, now=now, today_ends=today_ends, hidden=hidden
        )

    def tally(self, figure: Figure, span: Span, by: By = By.WHOLE) -> list[Tally]:
        self._before_reading()
        return insight.tally(self._connection, figure, span, by)

    def behind(
        self,
        figure: Figure,
        span: Span,
        by: By = By.WHOLE,
        *,
        group: str | None = None,
        good: bool | None = None,
        hidden: Sequence[str] = (),
        after: str = "",
        limit: int = 200,
    ) -> list[FigureRow]:
        self._before_reading()
        return insight.behind(
            self._connection,
            figure,
            span,
            by,
            group=group,
            good=good,
            hidden=hidden,
            after=after,
            limit=limit,
        )

    def customers(self, text: str, *, limit: int = 20) -> list[CustomerRow]:
        self._before_reading()
        return customers(self._connection, text, limit=limit)

    def cases_of(
        self,
        files: Sequence[str],
        *,
        after: str = "",
        limit: int = 200,
        hidden: Sequence[str] = (),
    ) -> list[CustomerCase]:
        self._before_reading()
        return cases(self._connection, files, after=after, limit=limit, hidden=hidden)

    def operations_of(
        self,
        files: Sequence[str],
        *,
        after: str = "",
        limit: int = 200,
        hidden: Sequence[str] = (),
    ) -> list[OperationLine]:
        self._before_reading()
        return operations(self._connection, files, after=after, limit=limit, hidden=hidden)

    def figures_of(
        self,
        files: Sequence[str],
        *,
        since: datetime | None,
        now: datetime,
        today: date,
        zone_minutes: int,
        repeat_days: int,
        hidden: Sequence[str] = (),
    ) -> CustomerFigures:
        self._before_reading()
        return figures(
            self._connection,
            files,
            since=since,
            now=now,
            today=today,
            zone_minutes=zone_minutes,
            repeat_days=repeat_days,
            hidden=hidden,
        )

    def find_text(
        self, text: str, *, narrowing: Narrowing = EVERYTHING, after: str = "", limit: int = 50
    ) -> list[FoundRow]:
        self._before_reading()
        return find_text(self._connection, text, narrowing=narrowing, after=after, limit=limit)

    def letters(
        self,
        states: Sequence[str],
        *,
        kinds: Sequence[str] = (),
        holder_id: str = "",
        newest: bool = False,
        after: str = "",
        limit: int = 200,
    ) -> list[LetterRow]:
        self._before_reading()
        key, mark, seq = after.rpartition("|")
        seen = seq.isascii() and seq.isdigit() and len(seq) <= 18
        last: list[object] = [int(seq) if seen else 10**18 if newest else 0]
        beyond = "l.seq < ? ORDER BY l.seq DESC" if newest else "l.seq > ? ORDER BY l.seq"
        if [*map(str, states)] == [LetterState.SUBMITTED] and not newest:
            # Who waits longest comes first, however long ago the letter was begun.
            beyond = f"({SENT_IN}, l.seq) > (?, ?) ORDER BY {SENT_IN}, l.seq"
            last = [key if mark else "", *last]
        query = _LETTERS.format(
            states=", ".join("?" * len(states)),
            kinds=f" AND l.kind IN ({', '.join('?' * len(kinds))})" if kinds else "",
            holder=" AND c.holder_id = ?" if holder_id else "",
            beyond=beyond,
        )
        named = [*map(str, states), *map(str, kinds), *([holder_id] if holder_id else [])]
        found = self._connection.execute(query, (*named, *last, limit))
        return [_letter(each) for each in found]

    def numbered(self, year: int) -> list[RegisterRow]:
        self._before_reading()
        days = (f"{year:04d}-01-01", f"{year:04d}-12-31")
        return [_registered(each) for each in self._connection.execute(_NUMBERED, days)]

    def precedents(self, topic: Topic, *, language: str, limit: int = 60) -> list[Precedent]:
        self._before_reading()
        return precedents(self._connection, topic, language=language, limit=limit)

    def near_cases(
        self, near: Near, values: Sequence[str], *, since: datetime, limit: int
    ) -> list[NearCase]:
        self._before_reading()
        return related.near_cases(self._connection, near, values, since=since, limit=limit)

    def likely_cases(self, reach: Reach, *, limit: int) -> list[LikelyCase]:
        self._before_reading()
        return likely.likely_cases(self._connection, reach, limit=limit)

    def repeats(
        self,
        customers: Sequence[str],
        topic: Topic,
        *,
        since: datetime,
        until: datetime,
        but: str = "",
    ) -> int:
        self._before_reading()
        return related.repeats(
            self._connection, customers, topic, since=since, until=until, but=but
        )

    def side_of(self, customer_id: str) -> Side | None:
        self._before_reading()
        return likeness.side_of(self._connection, customer_id)

    def like(self, side: Side, *, block: int, limit: int) -> list[Side]:
        self._before_reading()
        return likeness.like(self._connection, side, block=block, limit=limit)

    def pairs(self, *, block: int, limit: int) -> Iterator[tuple[Side, Side]]:
        self._before_reading()
        return likeness.pairs(self._connection, block=block, limit=limit)

    def kept_since(self, kind: DataKind, before: datetime, *, limit: int = 50) -> list[Due]:
        self._before_reading()
        return kept_since(self._connection, kind, before, limit)

    def journal(self, *, case_id: str = "", after: int = 0, limit: int = 500) -> list[JournalEntry]:
        self._before_reading()
        where = "case_id <> '' AND case_id = ? AND" if case_id else ""
        values = (case_id, after, limit) if case_id else (after, limit)
        found = self._connection.execute(_JOURNAL.format(where=where), values)
        return [entry(each) for each in found]

    def journal_head(self) -> tuple[int, str]:
        self._before_reading()
        found = self._connection.execute("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1")
        seq, digest = found.fetchone() or (0, "")
        return int(seq), str(digest)

    def last_entry_at(self) -> datetime | None:
        self._before_reading()
        found = self._connection.execute("SELECT at FROM journal ORDER BY seq DESC LIMIT 1")
        row = found.fetchone()
        return datetime.fromisoformat(row[0]) if row else None

    def serials(self, register: str, period: str) -> int:
        found = self._connection.execute(
            "SELECT last FROM serials WHERE name = ? AND period = ?", (register, period)
        )
        return cast(int, (found.fetchone() or (0,))[0])


def _letter(values: Any) -> LetterRow:
    seq, letter_id, case_id, reference, number, kind, state = values[:7]
    customer, author, submitted, due, grade, first, second = values[7:14]
    delivery, delivered, tries = values[14:]
    return LetterRow(
        letter_id=letter_id,
        case_id=case_id,
        reference=reference,
        number=number,
        kind=LetterKind(kind),
        state=LetterState(state),
        customer=customer or "",
        author=author or "",
        submitted_at=datetime.fromisoformat(submitted) if submitted else None,
        due_at=datetime.fromisoformat(due) if due else None,
        grade=Grade(grade),
        agreed=tuple(Role(role) for role in (first, second) if role),
        delivery=Delivery(delivery) if delivery else None,
        delivered_at=datetime.fromisoformat(delivered) if delivered else None,
        tries=tries,
        cursor=f"{submitted or ''}|{seq}",
    )


def _registered(values: Any) -> RegisterRow:
    letter_id, case_id, serial, number, day, kind, reference = values[:7]
    first, second, issuer, state, reason = values[7:]
    return RegisterRow(
        letter_id=letter_id,
        case_id=case_id,
        serial=serial,
        number=number,
        issued_on=date.fromisoformat(day),
        kind=LetterKind(kind),
        reference=reference,
        approvers=tuple(filter(None, (first, second))),
        issued_by=issuer or "",
        state=LetterState(state),
        void_reason=reason,
    )


def all_entries(read: Callable[[int], list[JournalEntry]]) -> Iterator[JournalEntry]:
    """Every entry from the first on; `read` gives those behind a `seq`, a piece at a time."""
    after = 0
    while piece := read(after):
        yield from piece
        after = piece[-1].seq
