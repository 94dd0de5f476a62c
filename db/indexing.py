"""What of the search index follows from an act: told by the rows that it changed."""

from collections.abc import Iterable, Iterator, Mapping
from sqlite3 import Connection
from typing import Any, cast

from db.index import case_marks, letter_text, put, put_case, put_customers, with_topic
from db.mapping import Stored, mapping_of
from db.pairs import indexed
from desk.case import Case
from desk.customer import Account, Customer
from desk.customer_file import CustomerContact
from desk.letter.life import Letter

CASES, LETTERS = mapping_of(Case), mapping_of(Letter)

_TOPIC = CASES.names.index("topic")
_CUSTOMER = {
    mapping.table: mapping.names.index(name)
    for mapping, name in (
        (mapping_of(Customer), "id"),
        (mapping_of(Account), "customer_id"),
        (mapping_of(CustomerContact), "customer_id"),
    )
}
"""Tables of what a customer is found by, and where in a row the customer's id stands."""
_LETTER = tuple(LETTERS.names.index(name) for name in ("number", "markdown", "issued_at"))

Columns = tuple[Stored, ...] | None
Changed = tuple[str, str, Columns, Columns]
"""Table, id, columns before (None of a new row) and columns now."""
Words = tuple[str, str, str, str]
"""Id of a case, and salt, text and marks of its words."""


def follows(table: str, names: Iterable[str]) -> bool:
    """Whether anything of the index follows from these fields."""
    return (
        table in _CUSTOMER or table == LETTERS.table or (table == CASES.table and "topic" in names)
    )


def reindexed(
    connection: Connection, changed: Iterable[Changed], words: Mapping[str, tuple[str, str]]
) -> Iterator[Words]:
    """Put customers, letters and cases anew into the index; yields the words of cases that moved.

    `words` are the folded text and the names of cases by id.
    """
    customers: dict[str, None] = {}
    topics: list[str] = []
    for table, row, before, now in changed:
        if now is None:
            continue
        if table in _CUSTOMER:
            customers[cast(str, now[_CUSTOMER[table]])] = None
        elif table == LETTERS.table:
            _letter(connection, row, before, now)
        elif table == CASES.table and before is not None and before[_TOPIC] != now[_TOPIC]:
            topics.append(row)
    put_customers(connection, customers)
    for case_id, (text, names) in words.items():
        seq, topic = _case(connection, case_id)
        yield from _kept(connection, case_id, seq, text, case_marks(names, topic))
    for case_id in topics:
        if case_id not in words:
            yield from _marked(connection, case_id)


def _case(connection: Connection, case_id: str) -> tuple[int, str]:
    found = connection.execute("SELECT seq, topic FROM cases WHERE id = ?", (case_id,))
    return cast("tuple[int, str]", found.fetchone())


def _kept(connection: Connection, case_id: str, seq: int, text: str, marks: str) -> Iterator[Words]:
    salt = put_case(connection, seq, text, marks)
    if salt:
        yield case_id, salt, text, marks


def _marked(connection: Connection, case_id: str) -> Iterator[Words]:
    """A case that is now about another topic and otherwise as it was."""
    seq, topic = _case(connection, case_id)
    found = connection.execute("SELECT text, marks FROM case_words WHERE seq = ?", (seq,))
    old = found.fetchone()
    if old:
        yield from _kept(connection, case_id, seq, old[0], with_topic(old[1], topic))


def _letter(
    connection: Connection, letter_id: str, before: Columns, now: tuple[Stored, ...]
) -> None:
    """The text of a letter is found from the moment it is issued."""
    old, new = (
        letter_text(*(cast(Any, columns[at]) for at in _LETTER)) if columns else ""
        for columns in (before, now)
    )
    if new != old:
        found = connection.execute("SELECT seq FROM letters WHERE id = ?", (letter_id,))
        put(connection, "letter", found.fetchone()[0], indexed(new), indexed(old))
