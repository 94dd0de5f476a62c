"""The search index: written in the act that changes what it is made from."""

import re
from collections.abc import Iterable
from itertools import islice
from secrets import token_hex
from sqlite3 import Connection

from db.folding import folded
from db.pairs import TOPIC, indexed, joined, name_marks, reading_marks, topic_mark

_ADD = "INSERT INTO {shelf}_pairs (rowid, pairs) VALUES (?, ?)"
_TAKE = "INSERT INTO {shelf}_pairs ({shelf}_pairs, rowid, pairs) VALUES ('delete', ?, ?)"


def put(connection: Connection, shelf: str, seq: int, new: str, old: str = "") -> None:
    """Have the row `seq` found by its new pairs instead of the old ones.

    The index keeps no texts: what is taken out must be what was put in.
    """
    if new == old:
        return
    if old:
        connection.execute(_TAKE.format(shelf=shelf), (seq, old))
    if new:
        connection.execute(_ADD.format(shelf=shelf), (seq, new))


# -- cases --------------------------------------------------------------------------------


def case_marks(names: str, topic: str) -> str:
    """The marks of a case: the characters of its people's names, and its topic."""
    return joined((*name_marks(folded(names).split()), topic_mark(topic)))


def with_topic(marks: str, topic: str) -> str:
    """Marks of a case that is now about something else."""
    kept = (mark for mark in marks.split() if not mark.startswith(TOPIC))
    return joined((*kept, topic_mark(topic)))


def put_case(connection: Connection, seq: int, text: str, marks: str) -> str:
    """Set words and marks of a case; their new salt, "" where they are as they were.

    With a new salt each time: the words that were given up cannot be guessed from it.
    """
    old = connection.execute("SELECT text, marks FROM case_words WHERE seq = ?", (seq,)).fetchone()
    if old == (text, marks):
        return ""
    salt = token_hex(16)
    connection.execute(
        "INSERT OR REPLACE INTO case_words (seq, text, marks, salt) VALUES (?, ?, ?, ?)",
        (seq, text, marks, salt),
    )
    put(connection, "case", seq, indexed(text, marks), indexed(*old) if old else "")
    return salt


# -- customers ----------------------------------------------------------------------------

_CUSTOMERS = """
SELECT id, seq, name, printed_name, phone, address, number, pinyin, initials
FROM customers WHERE id IN ({marks})
"""
_ACCOUNTS = (
    "SELECT customer_id, number, address, meter_no FROM accounts "
    "WHERE customer_id IN ({marks}) ORDER BY seq"
)
_CONTACTS = """
SELECT customer_id, name, phone FROM customer_contacts
WHERE customer_id IN ({marks}) AND ended_at IS NULL ORDER BY seq
"""
AT_A_TIME = 500
"""Customers that one question names."""


def customer_words(
    names: tuple[str, ...], texts: tuple[str, ...], readings: str
) -> tuple[str, str]:
    """Text and marks of a customer: whole names, everything else, readings by spaces."""
    plain = [folded(name) for name in names]
    text = "\n".join(filter(None, (*plain, *(folded(each) for each in texts))))
    marks = joined((*name_marks(plain), *reading_marks(readings.split())))
    return text, marks


def words_of_customers(connection: Connection, ids: list[str]) -> dict[int, tuple[str, str]]:
    """`seq` → text and marks of customers, as they follow from the book."""
    marks = ", ".join("?" * len(ids))
    accounts: dict[str, list[str]] = {}
    for customer_id, *texts in connection.execute(_ACCOUNTS.format(marks=marks), ids):
        accounts.setdefault(customer_id, []).extend(texts)
    contacts: dict[str, list[tuple[str, str]]] = {}
    for customer_id, name, phone in connection.execute(_CONTACTS.format(marks=marks), ids):
        contacts.setdefault(customer_id, []).append((name, phone))
    words: dict[int, tuple[str, str]] = {}
    for found in connection.execute(_CUSTOMERS.format(marks=marks), ids).fetchall():
        customer_id, seq, name, printed, phone, address, number, pinyin, initials = found
        people = contacts.get(customer_id, [])
        texts = (phone, address, number, *accounts.get(customer_id, ()))
        texts += tuple(their_phone for _name, their_phone in people)
        names = (name, printed, *(their_name for their_name, _phone in people))
        words[seq] = customer_words(names, texts, f"{pinyin} {initials}")
    return words


def words_of_customer(connection: Connection, customer_id: str) -> tuple[int, str, str]:
    """`seq`, text and marks of one customer."""
    ((seq, both),) = words_of_customers(connection, [customer_id]).items()
    return seq, *both


def put_customers(connection: Connection, customer_ids: Iterable[str]) -> None:
    """Have customers found by what the book says now; a list of them as quickly as it is read."""
    ids = iter(customer_ids)
    while piece := list(islice(ids, AT_A_TIME)):
        _put_customers(connection, piece)


def _put_customers(connection: Connection, ids: list[str]) -> None:
    words = words_of_customers(connection, ids)
    marks = ", ".join("?" * len(words))
    kept = connection.execute(
        f"SELECT seq, text, marks FROM customer_words WHERE seq IN ({marks})", list(words)
    ).fetchall()
    old = {seq: (text, marked) for seq, text, marked in kept}
    new = {seq: both for seq, both in words.items() if old.get(seq) != both}
    connection.executemany(
        "INSERT OR REPLACE INTO customer_words (seq, text, marks) VALUES (?, ?, ?)",
        [(seq, *both) for seq, both in new.items()],
    )
    # The index keeps no texts: what is taken out must be what was put in.
    connection.executemany(
        _TAKE.format(shelf="customer"), [(s, indexed(*old[s])) for s in new if s in old]
    )
    connection.executemany(
        _ADD.format(shelf="customer"), [(seq, indexed(*both)) for seq, both in new.items()]
    )


# -- letters ------------------------------------------------------------------------------


FENCE = ":::"
"""Begins and ends a part of a letter's frame: head, facts of the customer, receipt, codes."""
_MARKUP = re.compile(r"\\([!-/:-@\[-`{-~])|\*\*|^#+ |^[-*] |\\$")


def letter_words(markdown: str) -> str:
    """The words of a letter as somebody reads them, without its frame and its markup."""
    words, framed = [], False
    for line in markdown.splitlines():
        if line.startswith(FENCE):
            framed = bool(line.strip(": "))
        elif not framed:
            words.append(_MARKUP.sub(r"\1", line))
    return "\n".join(filter(None, words))


def letter_text(number: str, markdown: str, issued_at: str | None) -> str:
    """What an issued letter is found by, folded; "" for one that is not."""
    return folded(f"{number}\n{letter_words(markdown)}") if issued_at else ""
