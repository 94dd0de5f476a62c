"""Customers found while somebody types: by phone, account number, name, pinyin, initials."""

import unicodedata
from sqlite3 import Connection
from typing import Any

from db.likes import LAST, piece
from desk.text import clean_line
from desk.views import CustomerRow

# Ranges over indexes: what begins with the text comes first, whatever the size of the book.
_BEGINS = """
SELECT seq FROM customers WHERE name >= :text AND name < :last
UNION SELECT seq FROM customers WHERE phone <> '' AND phone >= :digits AND phone < :digits_last
UNION SELECT seq FROM customers WHERE pinyin <> '' AND pinyin >= :low AND pinyin < :low_last
UNION SELECT seq FROM customers
  WHERE initials <> '' AND initials >= :low AND initials < :low_last
UNION SELECT c.seq FROM accounts a JOIN customers c ON c.id = a.customer_id
  WHERE a.number >= :digits AND a.number < :digits_last
ORDER BY seq DESC LIMIT :limit
"""

# Each arm reads one narrow index from end to end. A further reading stands behind a space.
_HOLDS = r"""
SELECT seq FROM customers WHERE name LIKE :piece ESCAPE '\'
UNION SELECT seq FROM customers WHERE phone <> '' AND phone LIKE :digits_piece ESCAPE '\'
UNION SELECT seq FROM customers WHERE pinyin <> '' AND pinyin LIKE :reading ESCAPE '\'
UNION SELECT seq FROM customers WHERE initials <> '' AND initials LIKE :reading ESCAPE '\'
UNION SELECT c.seq FROM accounts a JOIN customers c ON c.id = a.customer_id
  WHERE a.number LIKE :digits_piece ESCAPE '\'
ORDER BY seq DESC LIMIT :limit
"""

_SHOWN = r"""
SELECT c.seq, c.id, c.name, c.salutation, c.phone, c.address, c.special_care,
  (SELECT a.number || char(31) || a.address FROM accounts a WHERE a.customer_id = c.id
    ORDER BY a.number LIKE :digits_piece ESCAPE '\' DESC, a.seq LIMIT 1),
  (SELECT count(*) FROM cases k WHERE k.customer_id = c.id AND k.status = 'open')
FROM customers c WHERE c.seq = :seq
"""


def _values(text: str, limit: int) -> dict[str, object]:
    digits = unicodedata.normalize("NFKC", text)
    low = digits.lower()
    return {
        "text": text,
        "last": text + LAST,
        "digits": digits,
        "digits_last": digits + LAST,
        "low": low,
        "low_last": low + LAST,
        "piece": piece(text),
        "digits_piece": piece(digits),
        "reading": piece(f" {low}")[:-1] + "%",
        "limit": limit,
    }


def places(connection: Connection, text: str, limit: int) -> list[int]:
    """The `seq` of customers whom a text names: what begins with it first, newest first."""
    values = _values(text, limit)
    found = [seq for (seq,) in connection.execute(_BEGINS, values)]
    if len(found) < limit:
        known = set(found)
        more = connection.execute(_HOLDS, {**values, "limit": limit + len(found)})
        found += [seq for (seq,) in more if seq not in known]
    return found[:limit]


def customers(connection: Connection, text: str, *, limit: int) -> list[CustomerRow]:
    """Customers by any piece of what is known of them; nothing for an empty text."""
    text = clean_line(text)
    if not text:
        return []
    digits = piece(unicodedata.normalize("NFKC", text))
    return [
        _row(connection.execute(_SHOWN, {"seq": seq, "digits_piece": digits}).fetchone())
        for seq in places(connection, text, limit)
    ]


def _row(values: Any) -> CustomerRow:
    _seq, row_id, name, salutation, phone, address, special_care, account, open_cases = values
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
    )
