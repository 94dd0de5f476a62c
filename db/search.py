"""The one search box: cases, customers and letters in which words stand, by keyset."""

import heapq
import json
from bisect import bisect_left
from collections.abc import Iterator
from sqlite3 import Connection
from typing import Any, NamedTuple

from db.doubles import kept_of, shown_elsewhere
from db.folding import words_of
from db.found import row_of
from db.index import letter_text
from db.mapping import instant
from db.pairs import holds, query, topic_mark
from desk.finding import EVERYTHING, MOST_ASKED, FoundKind, Narrowing
from desk.i18n import _
from desk.refusals import Refusal
from desk.text import clean_line
from desk.views import FoundRow

END = 2**62
"""Behind every row there is."""


class Candidate(NamedTuple):
    """A row that was looked at; one that is no hit is passed on too, so that nobody waits for it.

    `at` orders hits of different kinds; `key` is that of the order by due date.
    """

    at: str
    kind: FoundKind
    seq: int
    hit: bool
    key: str = ""
    instead: int = 0
    """The `seq` of the file that is kept, where a double of it was found."""


# The index says where all pairs stand, not whether they stand together: each text is looked at.
# CROSS JOIN keeps the order of the tables, and with it the order of the rowids.
CASES = """
SELECT f.rowid, c.registered_at, w.text, w.marks FROM case_pairs f
CROSS JOIN case_words w ON w.seq = f.rowid CROSS JOIN cases c ON c.seq = f.rowid
WHERE f.case_pairs MATCH :match AND f.rowid < :below AND f.rowid >= :from
  AND (:topic = '' OR c.topic = :topic) ORDER BY f.rowid DESC
"""
# There are never many open cases, however large the book: their own texts are looked through.
# The words of a partial index stand in the statement as they are.
OPEN = """
SELECT c.seq, c.registered_at, w.text, w.marks, coalesce(c.due_at, '~') FROM cases c
CROSS JOIN case_words w ON w.seq = c.seq
WHERE c.status = 'open' {holder} AND (:topic = '' OR c.topic = :topic)
  AND +c.seq >= :from AND {beyond}
"""
BY_DUE = "(coalesce(c.due_at, '~'), c.seq) > (:key, :below) ORDER BY coalesce(c.due_at, '~'), c.seq"
# The sign keeps the planner off the rowid: it would look through all cases for the open ones.
BY_SEQ = "+c.seq < :below ORDER BY +c.seq DESC"
CUSTOMERS = """
SELECT f.rowid, c.made_at, w.text, w.marks, c.merged_into FROM customer_pairs f
CROSS JOIN customer_words w ON w.seq = f.rowid CROSS JOIN customers c ON c.seq = f.rowid
WHERE f.customer_pairs MATCH :match AND f.rowid < :below AND f.rowid >= :from
ORDER BY f.rowid DESC
"""
LETTERS = """
SELECT f.rowid, l.made_at, l.number, l.markdown, l.issued_at, c.seq, c.registered_at
FROM letter_pairs f
CROSS JOIN letters l ON l.seq = f.rowid CROSS JOIN cases c ON c.id = l.case_id
WHERE f.letter_pairs MATCH :match AND f.rowid < :below AND f.rowid >= :from
  AND (:topic = '' OR c.topic = :topic) ORDER BY f.rowid DESC
"""
OPEN_LETTERS = """
SELECT l.seq, l.made_at, l.number, l.markdown, l.issued_at, c.seq, c.registered_at
FROM cases c CROSS JOIN letters l ON l.case_id = c.id
WHERE c.status = 'open' {holder} AND l.issued_at IS NOT NULL
  AND (:topic = '' OR c.topic = :topic)
  AND +l.seq < :below AND +l.seq >= :from ORDER BY +l.seq DESC
"""
HOLDER = "AND c.holder_id = :holder"
_WORDS = "SELECT text, marks FROM case_words WHERE seq = ?"

_SHELVES = {
    FoundKind.CASE: ("cases", "registered_at"),
    FoundKind.CUSTOMER: ("customers", "made_at"),
    FoundKind.LETTER: ("letters", "made_at"),
}
"""Table of each kind, and the instant by which its rows came one after the other."""


def _seq_at(connection: Connection, kind: FoundKind, at: str) -> int:
    """The first `seq` that came at an instant or later. Rows came in order and without gaps."""
    table, column = _SHELVES[kind]
    last = connection.execute(f"SELECT coalesce(max(seq), 0) FROM {table}").fetchone()[0]
    statement = f"SELECT {column} FROM {table} WHERE seq = ?"
    return 1 + bisect_left(
        range(1, last + 1), at, key=lambda seq: connection.execute(statement, (seq,)).fetchone()[0]
    )


class _Search:
    """One question to the book."""

    def __init__(
        self, connection: Connection, words: tuple[str, ...], narrowing: Narrowing, after: str
    ) -> None:
        self.connection = connection
        self.words = words
        self.narrowing = narrowing
        self.places = _places(after)
        """What of each kind was the last one seen."""
        self.match = query(words)
        topic = narrowing.topic
        self.match_topic = query(words, topic_mark(topic)) if topic else self.match
        self.topic = topic.value if topic else ""
        self.holder = HOLDER if narrowing.holder_id else ""

    def _values(self, kind: FoundKind) -> dict[str, object]:
        below = self.places.get(kind, END)
        least = 0
        assert isinstance(below, int)
        if self.narrowing.before is not None:
            below = min(below, _seq_at(self.connection, kind, instant(self.narrowing.before)))
        if self.narrowing.since is not None:
            least = _seq_at(self.connection, kind, instant(self.narrowing.since))
        return {
            "match": self.match_topic if kind is FoundKind.CASE else self.match,
            "below": below,
            "from": least,
            "topic": self.topic,
            "holder": self.narrowing.holder_id,
        }

    def candidates(self) -> Iterator[Candidate]:
        """Hits and what was taken for one, in the order of the list."""
        shelves = self.narrowing.shelves
        if self.narrowing.due_first:
            return self._by_due() if shelves else iter(())
        streams = {
            FoundKind.CASE: self._cases,
            FoundKind.CUSTOMER: self._customers,
            FoundKind.LETTER: self._letters,
        }
        # What the playbook knows stands in no book.
        asked = [stream() for kind, stream in streams.items() if kind in shelves]
        return heapq.merge(*asked, key=lambda candidate: candidate.at, reverse=True)

    def _cases(self) -> Iterator[Candidate]:
        statement = CASES
        if self.narrowing.running:
            statement = OPEN.format(holder=self.holder, beyond=BY_SEQ)
        rows = self.connection.execute(statement, self._values(FoundKind.CASE))
        for seq, at, text, marks, *_key in rows:
            yield Candidate(at, FoundKind.CASE, seq, holds(text, marks, self.words))

    def _by_due(self) -> Iterator[Candidate]:
        values = self._values(FoundKind.CASE)
        key = self.places.get("due", "")
        values |= {"key": key, "below": self.places.get(FoundKind.CASE, 0) if key else 0}
        statement = OPEN.format(holder=self.holder, beyond=BY_DUE)
        for seq, at, text, marks, due in self.connection.execute(statement, values):
            yield Candidate(at, FoundKind.CASE, seq, holds(text, marks, self.words), due)

    def _customers(self) -> Iterator[Candidate]:
        rows = self.connection.execute(CUSTOMERS, self._values(FoundKind.CUSTOMER))
        for seq, at, text, marks, merged_into in rows:
            hit = holds(text, marks, self.words)
            kept = 0
            if hit and merged_into is not None:
                kept = kept_of(self.connection, seq)
                hit = not shown_elsewhere(self.connection, seq, kept, self.words)
            yield Candidate(at, FoundKind.CUSTOMER, seq, hit, instead=kept)

    def _letters(self) -> Iterator[Candidate]:
        statement = LETTERS
        if self.narrowing.running:
            statement = OPEN_LETTERS.format(holder=self.holder)
        rows = self.connection.execute(statement, self._values(FoundKind.LETTER))
        for seq, at, number, markdown, issued_at, case_seq, registered_at in rows:
            shown = not self._case_is_hit(case_seq, registered_at)
            text = letter_text(number, markdown, issued_at) if shown else ""
            yield Candidate(at, FoundKind.LETTER, seq, shown and holds(text, "", self.words))

    def _case_is_hit(self, seq: int, registered_at: str) -> bool:
        """Whether the case of a letter stands in the list itself."""
        narrowing = self.narrowing
        if FoundKind.CASE not in narrowing.shelves:
            return False
        if narrowing.since is not None and registered_at < instant(narrowing.since):
            return False
        if narrowing.before is not None and registered_at >= instant(narrowing.before):
            return False
        found = self.connection.execute(_WORDS, (seq,)).fetchone()
        return found is not None and holds(found[0], found[1], self.words)


def _places(cursor: str) -> dict[str, Any]:
    """What a cursor says; refuses one that no page gave out."""
    if not cursor:
        return {}
    try:
        places = json.loads(cursor)
        known = {*map(str, FoundKind)}
        fits = isinstance(places, dict) and all(
            (kind == "due" and isinstance(place, str))
            or (kind in known and type(place) is int and 0 <= place <= END)
            for kind, place in places.items()
        )
    except ValueError:
        fits = False
    if not fits:
        raise Refusal(_("This page of the list is unknown."), code="bad_cursor", field="after")
    return dict(places)


def find_text(
    connection: Connection,
    text: str,
    *,
    narrowing: Narrowing = EVERYTHING,
    after: str = "",
    limit: int,
) -> list[FoundRow]:
    """A page of hits of any text whatever; an empty one finds nothing."""
    words = words_of(clean_line(text)[:MOST_ASKED])
    if not words or limit < 1:
        return []
    search = _Search(connection, words, narrowing, after)
    places = dict(search.places)
    found: list[FoundRow] = []
    for candidate in search.candidates():
        places[candidate.kind.value] = candidate.seq
        if candidate.key:
            places["due"] = candidate.key
        if candidate.hit:
            seq = candidate.instead or candidate.seq
            cursor = json.dumps(places, separators=(",", ":"))
            found.append(row_of(connection, candidate.kind, seq, words, cursor))
            if len(found) == limit:
                break
    return found
