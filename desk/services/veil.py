"""A veil over the book: a case about somebody does not exist for them, whichever service asks.

Every service works on a veiled book, so a service that is written tomorrow is safe as well.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, TypeVar, cast

from desk.case import Case, CaseClock
from desk.concern import SealedIdentity
from desk.customer import Customer, Draft
from desk.doubles import Side
from desk.due_days import DueSpan
from desk.enums import CaseStatus, ClockKind, DataKind, Role, Topic
from desk.erasing import Due
from desk.finding import EVERYTHING, Narrowing
from desk.insight.figures import By, Figure, FigureRow, Span, Tally
from desk.journal import JournalEntry
from desk.letter.delivery import DeliveryAttempt
from desk.letter.life import Document, Letter
from desk.letter.returned import LetterReturn
from desk.letter.run import PrintItem
from desk.likely import LikelyCase, Reach
from desk.notice import Notice
from desk.operations import OperationLine
from desk.ports import Act, Book, E, Store
from desk.record import CaseLink
from desk.related import Near, NearCase
from desk.staff.model import Actor
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

R = TypeVar("R", QueueRow, LetterRow, FoundRow)


_SHOWN_BY: dict[DataKind, type[Case | Letter | Notice | SealedIdentity]] = {
    DataKind.CASE_RECORD: Case,
    DataKind.LETTER: Letter,
    DataKind.NOTICE: Notice,
    DataKind.SEALED_IDENTITY: SealedIdentity,
}
"""Of which kinds of data the number tells of a case."""


@dataclass(frozen=True, slots=True)
class Only:
    """What somebody of a department sees: these cases and the customers who brought them."""

    cases: frozenset[str]
    customers: frozenset[str]

    def __contains__(self, row: object) -> bool:
        if isinstance(row, Case):
            return row.id in self.cases
        if isinstance(row, Customer):
            return row.id in self.customers
        if (case_id := getattr(row, "case_id", None)) is not None:
            return case_id in self.cases
        if isinstance(row, Draft):
            return True
        customer_id = getattr(row, "customer_id", None)
        return customer_id is None or customer_id in self.customers


_OWN_VIEWS = (View.MINE, View.TO_ACCEPT, View.FIRST)
"""The views that hold cases of one person alone."""


class VeiledBook:
    """A reading in which the cases of `hidden` are not there, nor any but those of `only`."""

    def __init__(
        self, book: Book, who: Actor, hidden: frozenset[str], only: Only | None = None
    ) -> None:
        self._book = book
        self._who = who
        self._hidden = hidden
        self._only = only

    def _shown(self, case_id: str) -> bool:
        """Whether a case is there for this person."""
        return case_id not in self._hidden and (self._only is None or case_id in self._only.cases)

    def _seen(self, row: Any) -> bool:
        if isinstance(row, SealedIdentity) and self._who.role is not Role.MANAGER:
            return False
        if self._only is not None and not self._inside(row):
            return False
        if not self._hidden:
            return True
        if isinstance(row, Case):
            return row.id not in self._hidden
        if isinstance(row, CaseLink) and row.other_id in self._hidden:
            return False
        if isinstance(row, Document | LetterReturn | DeliveryAttempt | PrintItem):
            letter = self._book.get(Letter, row.letter_id)
            return letter is None or letter.case_id not in self._hidden
        return getattr(row, "case_id", None) not in self._hidden

    def _inside(self, row: Any) -> bool:
        """Whether a row is among what somebody of a department sees."""
        assert self._only is not None
        if isinstance(row, Document | LetterReturn | DeliveryAttempt | PrintItem):
            letter = self._book.get(Letter, row.letter_id)
            return letter is None or letter.case_id in self._only.cases
        return row in self._only

    def get(self, kind: type[E], row_id: str) -> E | None:
        row = self._book.get(kind, row_id)
        return row if row is not None and self._seen(row) else None

    def find(
        self, kind: type[E], /, *, order: str = "", limit: int = 0, **equals: object
    ) -> list[E]:
        if not self._hidden and self._only is None and kind is not SealedIdentity:
            return self._book.find(kind, order=order, limit=limit, **cast(Any, equals))
        # A limit counts what is seen, so it is kept after the veil.
        seen = [
            row
            for row in self._book.find(kind, order=order, **cast(Any, equals))
            if self._seen(row)
        ]
        return seen[:limit] if limit else seen

    def among(self, kind: type[E], field: str, values: Sequence[str]) -> list[E]:
        return [row for row in self._book.among(kind, field, values) if self._seen(row)]

    def overdue(self, kinds: Sequence[ClockKind], now: datetime) -> list[CaseClock]:
        return [row for row in self._book.overdue(kinds, now) if self._seen(row)]

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
        if self._only is not None and view not in _OWN_VIEWS:
            return []

        def page(after: str, limit: int) -> list[QueueRow]:
            return self._book.queue(
                view,
                staff_id=staff_id,
                now=now,
                today_ends=today_ends,
                due=due,
                after=after,
                limit=limit,
            )

        return self._filled(page, after, limit)

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
        if self._only is not None and view not in _OWN_VIEWS:
            return [0] * len(spans)
        return self._book.due_counts(
            view,
            spans,
            staff_id=staff_id,
            now=now,
            today_ends=today_ends,
            hidden=(*self._hidden, *hidden),
        )

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
        if self._only is not None and holder_id != self._who.staff_id:
            return []

        def page(after: str, limit: int) -> list[LetterRow]:
            return self._book.letters(
                states, kinds=kinds, holder_id=holder_id, newest=newest, after=after, limit=limit
            )

        return self._filled(page, after, limit)

    def _filled(self, page: Callable[[str, int], list[R]], after: str, limit: int) -> list[R]:
        """A page of rows that are seen, as long as a page is while there are so many."""
        rows: list[R] = []
        while True:
            read = page(after, limit)
            rows += [row for row in read if self._shown(row.case_id)]
            if len(rows) >= limit or len(read) < limit:
                return rows[:limit]
            after = read[-1].cursor

    def counts(
        self, *, staff_id: str, now: datetime, today_ends: datetime, hidden: Sequence[str] = ()
    ) -> Counts:
        found = self._book.counts(
            staff_id=staff_id, now=now, today_ends=today_ends, hidden=(*self._hidden, *hidden)
        )
        if self._only is None:
            return found
        return Counts({view: found[view] for view in _OWN_VIEWS})

    def tally(self, figure: Figure, span: Span, by: By = By.WHOLE) -> list[Tally]:
        """Counted whole: a number that differs from one to another would tell of what is hidden."""
        return self._book.tally(figure, span, by)

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
        return self._book.behind(
            figure,
            span,
            by,
            group=group,
            good=good,
            hidden=(*self._hidden, *hidden),
            after=after,
            limit=limit,
        )

    def customers(self, text: str, *, limit: int = 20) -> list[CustomerRow]:
        rows = self._book.customers(text, limit=limit)
        if self._only is not None:
            rows = [row for row in rows if row.customer_id in self._only.customers]
        if not self._hidden:
            return rows
        return [replace(row, open_cases=self._open_cases(row.customer_id)) for row in rows]

    def _open_cases(self, customer_id: str) -> int:
        return len(self.find(Case, customer_id=customer_id, status=CaseStatus.OPEN))

    def cases_of(
        self,
        files: Sequence[str],
        *,
        after: str = "",
        limit: int = 200,
        hidden: Sequence[str] = (),
    ) -> list[CustomerCase]:
        if self._only is not None:
            return []
        hidden = (*self._hidden, *hidden)
        return self._book.cases_of(files, after=after, limit=limit, hidden=hidden)

    def operations_of(
        self,
        files: Sequence[str],
        *,
        after: str = "",
        limit: int = 200,
        hidden: Sequence[str] = (),
    ) -> list[OperationLine]:
        hidden = (*self._hidden, *hidden)
        return self._book.operations_of(files, after=after, limit=limit, hidden=hidden)

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
        return self._book.figures_of(
            files,
            since=since,
            now=now,
            today=today,
            zone_minutes=zone_minutes,
            repeat_days=repeat_days,
            hidden=(*self._hidden, *hidden),
        )

    def find_text(
        self, text: str, *, narrowing: Narrowing = EVERYTHING, after: str = "", limit: int = 50
    ) -> list[FoundRow]:
        def page(after: str, limit: int) -> list[FoundRow]:
            return self._book.find_text(text, narrowing=narrowing, after=after, limit=limit)

        return self._filled(page, after, limit)

    def numbered(self, year: int) -> list[RegisterRow]:
        """The whole register: a number that is left out would look like one that is missing."""
        return [
            replace(row, letter_id="", reference="", approvers=(), issued_by="", void_reason="")
            if not self._shown(row.case_id)
            else row
            for row in self._book.numbered(year)
        ]

    def precedents(self, topic: Topic, *, language: str, limit: int = 60) -> list[Precedent]:
        found = self._book.precedents(topic, language=language, limit=limit)
        return [one for one in found if self._shown(one.case_id)]

    def near_cases(
        self, near: Near, values: Sequence[str], *, since: datetime, limit: int
    ) -> list[NearCase]:
        asked = limit + len(self._hidden)
        found = self._book.near_cases(near, values, since=since, limit=asked)
        return [one for one in found if self._shown(one.case_id)][:limit]

    def likely_cases(self, reach: Reach, *, limit: int) -> list[LikelyCase]:
        found = self._book.likely_cases(reach, limit=limit + len(self._hidden))
        return [one for one in found if one.case.case_id not in self._hidden][:limit]

    def repeats(
        self,
        customers: Sequence[str],
        topic: Topic,
        *,
        since: datetime,
        until: datetime,
        but: str = "",
    ) -> int:
        return self._book.repeats(customers, topic, since=since, until=until, but=but)

    def side_of(self, customer_id: str) -> Side | None:
        return self._book.side_of(customer_id)

    def like(self, side: Side, *, block: int, limit: int) -> list[Side]:
        return self._book.like(side, block=block, limit=limit)

    def pairs(self, *, block: int, limit: int) -> Iterator[tuple[Side, Side]]:
        return self._book.pairs(block=block, limit=limit)

    def kept_since(self, kind: DataKind, before: datetime, *, limit: int = 50) -> list[Due]:
        found = self._book.kept_since(kind, before, limit=limit)
        shown = _SHOWN_BY.get(kind)
        if shown is None:
            return found
        return [one if self.get(shown, one.row_id) else replace(one, what="") for one in found]

    def journal(self, *, case_id: str = "", after: int = 0, limit: int = 500) -> list[JournalEntry]:
        if case_id and not self._shown(case_id):
            return []
        entries = self._book.journal(case_id=case_id, after=after, limit=limit)
        return [entry for entry in entries if not entry.case_id or self._shown(entry.case_id)]

    def journal_head(self) -> tuple[int, str]:
        return self._book.journal_head()

    def last_entry_at(self) -> datetime | None:
        return self._book.last_entry_at()

    def serials(self, register: str, period: str) -> int:
        return self._book.serials(register, period)


class VeiledAct(VeiledBook):
    """An act on a book in which the cases of `hidden` are not there, nor any but `only`."""

    def __init__(
        self, act: Act, who: Actor, hidden: frozenset[str], only: Only | None = None
    ) -> None:
        super().__init__(act, who, hidden, only)
        self._act = act
        self.add = act.add
        self.put = act.put
        self.revise = act.revise
        self.erase = act.erase
        self.remove = act.remove
        self.next_serial = act.next_serial
        self.index_case = act.index_case
        self.look = act.look
        self.commit = act.commit


class VeiledStore:
    """A store through which one person looks."""

    def __init__(
        self, store: Store, who: Actor, hidden: frozenset[str], only: Only | None = None
    ) -> None:
        self._store = store
        self._who = who
        self._hidden = hidden
        self._only = only

    @contextmanager
    def read(self) -> Iterator[Book]:
        with self._store.read() as book:
            yield VeiledBook(book, self._who, self._hidden, self._only)

    @contextmanager
    def act(
        self, name: str, *, staff_id: str, at: datetime, case_id: str = "", note: str = ""
    ) -> Iterator[Act]:
        with self._store.act(name, staff_id=staff_id, at=at, case_id=case_id, note=note) as act:
            yield VeiledAct(act, self._who, self._hidden, self._only)

    def unveiled(self) -> Store:
        """The store itself, for the few services that must see everything."""
        return self._store

    def entries(self) -> Iterator[JournalEntry]:
        return self._store.entries()

    def scrub(self) -> bool:
        return self._store.scrub()

    def verify(self) -> Sequence[str]:
        return self._store.verify()

    def close(self) -> None:
        self._store.close()


def bare(store: Store) -> Store:
    """The store under a veil, or the store itself where there is none."""
    return store.unveiled() if isinstance(store, VeiledStore) else store
