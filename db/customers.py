"""Customers found while somebody types: by phone, account number, name, pinyin, initials."""

import unicodedata
from contextlib import closing
from sqlite3 import Connection
from typing import Any

from db.doubles import kept_of
from db.folding import words_of
from db.likes import LAST
from db.pairs import holds, query
from desk.finding import MOST_ASKED
from desk.text import clean_line
from desk.views import CustomerRow

# What begins with the text is a range of an index, read no further than the list is long.
_BEGINS = {
    "name": "SELECT seq FROM customers WHERE name >= :text AND name < :last",
    "printed": (
        "SELECT seq FROM customers "
        "WHERE printed_name <> '' AND printed_name >= :text AND printed_name < :last"
    ),
    "phone": "SELECT seq FROM customers WHERE phone <> '' AND phone >= :low AND phone < :low_last",
    "account": (
        "SELECT c.seq FROM accounts a JOIN customers c ON c.id = a.customer_id "
        "WHERE a.number >= :number AND a.number < :number_last"
    ),
    "pinyin": (
        "SELECT seq FROM customers WHERE pinyin <> '' AND pinyin >= :low AND pinyin < :low_last"
    ),
    "initials": (
        "SELECT seq FROM customers "
        "WHERE initials <> '' AND initials >= :low AND initials < :low_last"
    ),
}

# What holds it further in, or is read another way, stands in the index of pairs, newest first.
_HOLDS = """
SELECT f.rowid, w.text, w.marks FROM customer_pairs f
CROSS JOIN customer_words w ON w.seq = f.rowid
WHERE f.customer_pairs MATCH ? ORDER BY f.rowid DESC
"""


def _asked(text: str) -> tuple[str, ...]:
    """Where a text can stand at all: no number is a name, no Chinese is a phone number."""
    if not text.isascii():
        return ("name", "printed")
    if any(character.isdigit() for character in text):
        return ("phone", "account", "name", "pinyin", "initials")
    return ("name", "pinyin", "initials")


def _statement(arms: dict[str, str], asked: tuple[str, ...]) -> str:
    found = " UNION ".join(f"SELECT seq FROM ({arms[arm]} LIMIT :limit)" for arm in asked)
    return f"{found} ORDER BY seq DESC LIMIT :limit"


_SHOWN = """
SELECT c.seq, c.id, c.name, c.salutation, c.phone, c.address, c.special_care,
  c.printed_name, c.large_print,
  (SELECT a.number || char(31) || a.address FROM accounts a WHERE a.customer_id = c.id
    ORDER BY instr(a.number, :number) = 0, a.seq LIMIT 1),
  (SELECT count(*) FROM cases k WHERE k.customer_id = c.id AND k.status = 'open')
FROM customers c WHERE c.seq = :seq
"""


def _values(text: str, limit: int) -> dict[str, object]:
    number = unicodedata.normalize("NFKC", text)
    low = number.lower()
    return {
        "text": text,
        "last": text + LAST,
        "number": number,
        "number_last": number + LAST,
        "low": low,
        "low_last": low + LAST,
        "limit": limit,
    }


def places(connection: Connection, text: str, limit: int) -> list[int]:
    """The `seq` of customers whom a text names: what begins with it first, newest first.

    A double stands for the file that is kept.
    """
    values = _values(text, limit)
    asked = _asked(str(values["number"]))
    found = [seq for (seq,) in connection.execute(_statement(_BEGINS, asked), values)]
    words = words_of(text)
    if len(found) < limit and words:
        known = set(found)
        with closing(connection.execute(_HOLDS, (query(words),))) as rows:
            for seq, held, marks in rows:
                if seq not in known and holds(held, marks, words):
                    found.append(seq)
                    if len(found) == limit:
                        break
    return list(dict.fromkeys(kept_of(connection, seq) for seq in found))


def customers(connection: Connection, text: str, *, limit: int) -> list[CustomerRow]:
    """Customers by any piece of what is known of them; nothing for an empty text."""
    text = clean_line(text)[:MOST_ASKED]
    if not text:
        return []
    number = unicodedata.normalize("NFKC", text)
    return [
        _row(connection.execute(_SHOWN, {"seq": seq, "number": number}).fetchone())
        for seq in places(connection, text, limit)
    ]


def _row(values: Any) -> CustomerRow:
    _seq, row_id, name, salutation, phone, address, special_care, *rest = values
    printed_name, large_print, account, open_cases = rest
    number, _mark, account_address = (account or "").partition("\x1f")
    return CustomerRow(
        customer_id=row_id,
        name=name,
        salutation=salutation,
        phone=phone,
        account_no=number,
        address=account_address or address,
        special_care=special_care,
        open_cases=open_cases,
        printed_name=printed_name,
        large_print=bool(large_print),
    )
