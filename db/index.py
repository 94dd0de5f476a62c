"""The search index: written in the act that changes what it is made from."""

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

_CUSTOMER = """
SELECT seq, name, printed_name, phone, address, number, pinyin, initials
FROM customers WHERE id = ?
"""
_ACCOUNTS = "SELECT number, address, meter_no FROM accounts WHERE customer_id = ? ORDER BY seq"
_CONTACTS = """
SELECT name, phone FROM customer_contacts
WHERE customer_id = ? AND ended_at IS NULL ORDER BY seq
"""


def customer_words(
    names: tuple[str, ...], texts: tuple[str, ...], readings: str
) -> tuple[str, str]:
    """Text and marks of a customer: whole names, everything else, readings by spaces."""
    plain = [folded(name) for name in names]
    text = "\n".join(filter(None, (*plain, *(folded(each) for each in texts))))
    marks = joined((*name_marks(plain), *reading_marks(readings.split())))
    return text, marks


def words_of_customer(connection: Connection, customer_id: str) -> tuple[int, str, str]:
    """`seq`, text and marks of a customer, as they follow from the book."""
    seq, name, printed, phone, address, number, pinyin, initials = connection.execute(
        _CUSTOMER, (customer_id,)
    ).fetchone()
    accounts = connection.execute(_ACCOUNTS, (customer_id,)).fetchall()
    contacts = connection.execute(_CONTACTS, (customer_id,)).fetchall()
    texts = (phone, address, number, *(text for account in accounts for text in account))
    texts += tuple(their_phone for _name, their_phone in contacts)
    names = (name, printed, *(their_name for their_name, _phone in contacts))
    return seq, *customer_words(names, texts, f"{pinyin} {initials}")


def put_customer(connection: Connection, customer_id: str) -> None:
    """Have a customer found by what the book says now."""
    seq, text, marks = words_of_customer(connection, customer_id)
    found = connection.execute(
        "SELECT text, marks FROM customer_words WHERE seq = ?", (seq,)
    ).fetchone()
    if found == (text, marks):
        return
    connection.execute(
        "INSERT OR REPLACE INTO customer_words (seq, text, marks) VALUES (?, ?, ?)",
        (seq, text, marks),
    )
    put(connection, "customer", seq, indexed(text, marks), indexed(*found) if found else "")


# -- letters ------------------------------------------------------------------------------


def letter_text(number: str, markdown: str, issued_at: str | None) -> str:
    """What an issued letter is found by, folded; "" for one that is not."""
    return folded(f"{number}\n{markdown}") if issued_at else ""
