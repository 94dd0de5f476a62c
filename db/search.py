"""The one search box: cases, customers and letters in which a text stands, newest first."""

from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from sqlite3 import Connection

from db import customers
from db.likes import LAST, piece
from db.pairs import folded, query, words_of
from desk.enums import CaseStatus
from desk.masks import mask_address, mask_in_text, mask_phone
from desk.text import clean_line
from desk.views import FoundRow

EXCERPT = 60
"""How many characters of a hit are shown."""
BEFORE = 12
"""How many of them stand before the words that were found."""

# Newest first by rowid. The index says where all pairs stand, not whether they stand together.
_BY_PAIRS = """
SELECT f.rowid, w.text FROM case_pairs f JOIN case_words w ON w.seq = f.rowid
WHERE f.case_pairs MATCH ? ORDER BY f.rowid DESC
"""
_BY_REFERENCE = """
SELECT seq FROM cases WHERE reference >= ? AND reference < ? ORDER BY seq DESC LIMIT ?
"""
# One character is in no pair: names alone are looked through for it.
_BY_NAME = r"""
SELECT c.seq FROM cases c WHERE c.id IN
  (SELECT case_id FROM parties WHERE name LIKE ? ESCAPE '\') ORDER BY c.seq DESC LIMIT ?
"""
_CASE = """
SELECT c.id, c.reference, c.narrative, c.registered_at, c.status,
  coalesce((SELECT p.name FROM parties p WHERE p.case_id = c.id AND p.role = 'complainant'
    ORDER BY p.seq LIMIT 1), '')
FROM cases c WHERE c.seq = ?
"""
_POINTS = "SELECT matter, finding, remedy FROM points WHERE case_id = ? ORDER BY position"
_CUSTOMER = "SELECT id, name, phone, address, made_at FROM customers WHERE seq = ?"
_LETTERS = r"""
SELECT l.id, l.number, coalesce(l.issued_at, l.made_at), c.reference,
  coalesce((SELECT p.name FROM parties p WHERE p.case_id = c.id AND p.role = 'complainant'
    ORDER BY p.seq LIMIT 1), '')
FROM letters l JOIN cases c ON c.id = l.case_id
WHERE l.number <> '' AND l.number LIKE ? ESCAPE '\' ORDER BY l.seq DESC LIMIT ?
"""


def _cases(connection: Connection, text: str, limit: int) -> Iterator[int]:
    """The `seq` of cases that hold every word, newest first, at most `limit`."""
    words = words_of(text)
    match = query(folded(text))
    if not match:
        yield from (seq for (seq,) in connection.execute(_BY_NAME, (piece(text), limit)))
        return
    left = limit
    with closing(connection.execute(_BY_PAIRS, (match,))) as rows:
        for seq, body in rows:
            if all(word in body for word in words):
                yield seq
                left -= 1
                if not left:
                    return


def _excerpt(connection: Connection, case_id: str, narrative: str, words: tuple[str, ...]) -> str:
    """The piece in which the words stand, as it was said, with its numbers masked.

    Names, phones and addresses are found too, but are no text to be shown: then the narrative
    begins the line.
    """
    answers = connection.execute(_POINTS, (case_id,)).fetchall()
    for said in (narrative, *(text for point in answers for text in point)):
        text = " ".join(said.split())
        places = [place for word in words if (place := folded(text).find(word)) >= 0]
        if places:
            start = max(0, min(places) - BEFORE)
            # Masked whole: a number cut in two would not be known for one.
            return ("…" if start else "") + mask_in_text(text)[start : start + EXCERPT]
    return mask_in_text(" ".join(narrative.split()))[:EXCERPT]


def find_text(connection: Connection, text: str, *, limit: int) -> list[FoundRow]:
    """Hits of any text whatever; an empty one finds nothing."""
    text = clean_line(text)
    words = words_of(text)
    if not words or limit < 1:
        return []
    found: list[FoundRow] = []
    upper = folded(text).upper()
    named = connection.execute(_BY_REFERENCE, (upper, upper + LAST, limit))
    places = dict.fromkeys(seq for (seq,) in named)
    places.update(dict.fromkeys(_cases(connection, text, limit)))
    for seq in places:
        row = connection.execute(_CASE, (seq,)).fetchone()
        row_id, reference, narrative, at, status, name = row
        found.append(
            FoundRow(
                kind="case",
                row_id=row_id,
                reference=reference,
                title=name,
                excerpt=_excerpt(connection, row_id, narrative, words),
                at=datetime.fromisoformat(at),
                status=CaseStatus(status),
            )
        )
    for seq in customers.places(connection, text, limit):
        row_id, name, phone, address, at = connection.execute(_CUSTOMER, (seq,)).fetchone()
        found.append(
            FoundRow(
                kind="customer",
                row_id=row_id,
                reference="",
                title=name,
                excerpt=" ".join(filter(None, (mask_phone(phone), mask_address(address)))),
                at=datetime.fromisoformat(at),
            )
        )
    for row_id, number, at, reference, name in connection.execute(_LETTERS, (piece(text), limit)):
        found.append(
            FoundRow(
                kind="letter",
                row_id=row_id,
                reference=number,
                title=name,
                excerpt=reference,
                at=datetime.fromisoformat(at),
            )
        )
    found.sort(key=lambda row: row.at, reverse=True)
    return found[:limit]
