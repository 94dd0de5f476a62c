"""A hit as it is shown: in which part the words stand, that piece of it, its data masked."""

from collections.abc import Callable, Iterator
from datetime import datetime
from sqlite3 import Connection
from typing import Any, NamedTuple

from db.folding import folded, places_in
from db.index import letter_words
from db.pairs import READ
from desk.enums import CaseStatus, Nature
from desk.finding import FoundIn, FoundKind
from desk.masks import mask_account, mask_address, mask_in_text, mask_phone
from desk.views import FoundRow

EXCERPT = 60
"""How many characters of a hit are shown."""
BEFORE = 6
"""How many of them stand before the words that were found: lines are short."""

_CASE = """
SELECT c.id, c.reference, c.narrative, c.registered_at, c.status, c.due_at, c.account_no,
  c.remedy_sought, c.address,
  (SELECT p.name FROM parties p WHERE p.case_id = c.id AND p.role = 'complainant'
    ORDER BY p.seq LIMIT 1),
  (SELECT u.nature FROM customers u WHERE u.id = c.customer_id)
FROM cases c WHERE c.seq = ?
"""
_CUSTOMER = """
SELECT id, name, printed_name, phone, address, number, made_at, nature, pinyin, initials
FROM customers WHERE seq = ?
"""
_CONTACTS = """
SELECT name, phone FROM customer_contacts WHERE customer_id = ? AND ended_at IS NULL ORDER BY seq
"""
_ACCOUNTS = "SELECT number, address, meter_no FROM accounts WHERE customer_id = ? ORDER BY seq"
_LETTER = """
SELECT l.id, l.number, l.markdown, coalesce(l.issued_at, l.made_at), c.id, c.reference, c.status,
  (SELECT p.name FROM parties p WHERE p.case_id = c.id AND p.role = 'complainant'
    ORDER BY p.seq LIMIT 1),
  (SELECT u.nature FROM customers u WHERE u.id = c.customer_id)
FROM letters l JOIN cases c ON c.id = l.case_id WHERE l.seq = ?
"""
_PARTS = (
    (
        (FoundIn.MATTER, FoundIn.FINDING, FoundIn.REMEDY),
        "SELECT matter, finding, remedy FROM points WHERE case_id = ? ORDER BY position",
    ),
    (
        (FoundIn.SUPPLEMENT,),
        "SELECT text FROM supplements WHERE case_id = ? ORDER BY position",
    ),
    ((FoundIn.CONTACT,), "SELECT text FROM contacts WHERE case_id = ? ORDER BY seq"),
    ((FoundIn.FOLLOW_UP,), "SELECT words FROM follow_ups WHERE case_id = ? ORDER BY seq"),
)
_PARTIES = "SELECT name, phone, address FROM parties WHERE case_id = ? ORDER BY seq"
_SIGNATORIES = "SELECT name, phone, address FROM signatories WHERE case_id = ? ORDER BY position"


class Part(NamedTuple):
    """A part of what was found, and how it may be shown; None where it is no text to show."""

    where: FoundIn
    text: str
    mask: Callable[[str], str] | None


def row_of(
    connection: Connection, kind: FoundKind, seq: int, words: tuple[str, ...], cursor: str
) -> FoundRow:
    """The hit with this `seq`."""
    making = {
        FoundKind.CASE: _case,
        FoundKind.CUSTOMER: _customer,
        FoundKind.LETTER: _letter,
    }
    return making[kind](connection, seq, words, cursor)


def _best(parts: Iterator[Part], words: tuple[str, ...]) -> Part | None:
    """The first part that holds every word, else that with the most of them."""
    best, most = None, 0
    for part in parts:
        text = folded(part.text)
        # One character is looked for in names alone.
        least = 1 if part.where is FoundIn.NAME else 2
        here = sum(len(word) >= least and word in text for word in words)
        if here > most:
            best, most = part, here
        if most == len(words):
            break
    return best


def _cut(text: str, words: tuple[str, ...]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The piece of a text in which words stand, and where in it they do."""
    text = " ".join(text.split())
    places = places_in(text, tuple(word for word in words if len(word) > 1))
    start = max(0, places[0][0] - BEFORE) if places else 0
    # A line that begins two characters in has gained nothing.
    start = start if start > 2 else 0
    mark = "…" if start else ""
    piece = text[start : start + EXCERPT]
    shift = len(mark) - start
    spans = tuple(
        (max(at, start) + shift, min(end, start + EXCERPT) + shift)
        for at, end in places
        if at < start + EXCERPT and end > start
    )
    return mark + piece, spans


def _shown(
    part: Part | None, otherwise: Callable[[], str], words: tuple[str, ...]
) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The excerpt of a hit. Masked before it is cut: half a number is not known for one."""
    if part is None or part.mask is None:
        return _cut(otherwise(), ())
    return _cut(part.mask(part.text), words)


# -- cases --------------------------------------------------------------------------------


def _case(connection: Connection, seq: int, words: tuple[str, ...], cursor: str) -> FoundRow:
    values = connection.execute(_CASE, (seq,)).fetchone()
    row_id, reference, narrative, at, status, due_at, account_no, *rest = values
    remedy_sought, address, name, nature = rest

    def mask(text: str) -> str:
        return mask_in_text(text, known=(account_no,))

    def parts() -> Iterator[Part]:
        yield Part(FoundIn.NARRATIVE, narrative, mask)
        yield Part(FoundIn.REFERENCE, reference, None)
        yield Part(FoundIn.NAME, name or "", None)
        yield Part(FoundIn.ACCOUNT, account_no, mask_account)
        yield Part(FoundIn.ADDRESS, address, mask_address)
        yield from _people(connection, _PARTIES, row_id)
        yield Part(FoundIn.REMEDY_SOUGHT, remedy_sought, mask)
        for fields, statement in _PARTS:
            for texts in connection.execute(statement, (row_id,)):
                for where, text in zip(fields, texts, strict=True):
                    yield Part(where, text, mask)
        yield from _people(connection, _SIGNATORIES, row_id)

    part = _best(parts(), words)
    excerpt, spans = _shown(part, lambda: mask(narrative), words)
    return FoundRow(
        kind=FoundKind.CASE,
        row_id=row_id,
        reference=reference,
        title=name or "",
        excerpt=excerpt,
        spans=spans,
        where=part.where if part else None,
        at=datetime.fromisoformat(at),
        due_at=datetime.fromisoformat(due_at) if due_at else None,
        status=CaseStatus(status),
        case_id=row_id,
        case_reference=reference,
        organisation=_is_unit(nature),
        cursor=cursor,
    )


def _people(connection: Connection, statement: str, case_id: str) -> Iterator[Part]:
    for who, phone, home in connection.execute(statement, (case_id,)):
        yield Part(FoundIn.NAME, who, None)
        yield Part(FoundIn.PHONE, phone, mask_phone)
        yield Part(FoundIn.ADDRESS, home, mask_address)


def _is_unit(nature: Any) -> bool:
    return nature is not None and nature != Nature.RESIDENT


# -- customers ----------------------------------------------------------------------------


def _customer(connection: Connection, seq: int, words: tuple[str, ...], cursor: str) -> FoundRow:
    values = connection.execute(_CUSTOMER, (seq,)).fetchone()
    row_id, name, printed_name, phone, address, customer_no, *rest = values
    at, nature, pinyin, initials = rest
    accounts = connection.execute(_ACCOUNTS, (row_id,)).fetchall()
    number = accounts[0][0] if accounts else ""
    for held, *_more in accounts:
        if any(word in folded(held) for word in words):
            number = held

    def parts() -> Iterator[Part]:
        yield Part(FoundIn.NAME, f"{name} {printed_name}", None)
        yield Part(FoundIn.PHONE, phone, mask_phone)
        yield Part(FoundIn.ACCOUNT, customer_no, mask_account)
        for their_name, their_phone in connection.execute(_CONTACTS, (row_id,)):
            yield Part(FoundIn.NAME, their_name, None)
            yield Part(FoundIn.PHONE, their_phone, mask_phone)
        for held, home, meter in accounts:
            yield Part(FoundIn.ACCOUNT, held, mask_account)
            yield Part(FoundIn.ADDRESS, home, mask_address)
            yield Part(FoundIn.METER, meter, mask_account)
        yield Part(FoundIn.ADDRESS, address, mask_address)

    part = _best(parts(), words)
    where = part.where if part else FoundIn.NAME
    readings = " ".join(READ + reading for reading in f"{pinyin} {initials}".split())
    if part is None and any(f"{READ}{word}" in readings for word in words):
        where = FoundIn.READING
    place = address or next((home for _number, home, _meter in accounts if home), "")
    told = " ".join(filter(None, (mask_phone(phone), mask_address(place))))
    hit = part.mask(part.text) if part and part.mask else ""
    # The line says how to reach them, and what was hit where that says something else.
    if hit and hit not in told:
        told = f"{hit} {told}"
    excerpt, spans = _cut(told, words)
    return FoundRow(
        kind=FoundKind.CUSTOMER,
        row_id=row_id,
        reference=mask_account(number),
        title=name,
        excerpt=excerpt,
        spans=spans,
        where=where,
        at=datetime.fromisoformat(at),
        organisation=_is_unit(nature),
        cursor=cursor,
    )


# -- letters ------------------------------------------------------------------------------


def _letter(connection: Connection, seq: int, words: tuple[str, ...], cursor: str) -> FoundRow:
    values = connection.execute(_LETTER, (seq,)).fetchone()
    row_id, number, markdown, at, case_id, reference, status, name, nature = values
    plain = " ".join(letter_words(markdown).split())
    in_number = all(word in folded(number) for word in words)
    where = FoundIn.LETTER_NUMBER if in_number else FoundIn.LETTER
    excerpt, spans = _cut(mask_in_text(plain), () if in_number else words)
    return FoundRow(
        kind=FoundKind.LETTER,
        row_id=row_id,
        reference=number,
        title=name or "",
        excerpt=excerpt,
        spans=spans,
        where=where,
        at=datetime.fromisoformat(at),
        status=CaseStatus(status),
        case_id=case_id,
        case_reference=reference,
        organisation=_is_unit(nature),
        cursor=cursor,
    )
