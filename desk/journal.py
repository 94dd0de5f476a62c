"""What the journal holds and how its entries are chained.

An entry names the act, the person, the case and the changed fields with salted hashes of
their values, never the values: a journal that must last cannot hold what may have to be erased.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import Enum
from hashlib import sha256
from typing import NamedTuple

GENESIS = "0" * 64
"""The hash that stands before the first entry."""

ERASED = "erased"
"""Stands for a digest where a value was destroyed: the field is empty, and somebody said so."""


class Change(NamedTuple):
    """One field of one row that an act set.

    `digest` is the salted hash of the new value, or `ERASED`.
    """

    table: str
    row: str
    field: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalEntry:
    """One act. `seq` counts from 1 without gaps; `hash` covers everything above it."""

    seq: int
    at: datetime
    staff_id: str
    act: str
    case_id: str
    changes: str
    """Canonical JSON: [[table, row, field, digest], …]."""
    note: str
    """What a program may need to tell the story: ids, states, counts; no personal data."""
    previous: str
    hash: str


def canonical(value: object) -> str:
    """The one spelling of a stored value, from which digests are taken."""
    if value is None:
        return "n"
    if isinstance(value, Enum):
        return "s" + str(value.value)
    if isinstance(value, str):
        return "s" + value
    if isinstance(value, bool):
        return "b1" if value else "b0"
    if isinstance(value, int):
        return f"i{value}"
    if isinstance(value, datetime):
        return "t" + value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return "d" + value.isoformat()
    if isinstance(value, bytes):
        return "x" + sha256(value).hexdigest()
    return "j" + json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def digest(salt: str, table: str, field: str, value: object) -> str:
    """Salted SHA-256 of a value, 32 hex characters; without the salt it tells nothing."""
    return digests(salt, table)(field, value)


def digests(salt: str, table: str) -> Callable[[str, object], str]:
    """`digest` for the fields of one row."""
    begins = f"{salt}\x1f{table}\x1f"

    def of(field: str, value: object) -> str:
        # A registration takes a hundred of these; most values are text.
        spelt = f"s{value}" if type(value) is str else canonical(value)
        return sha256(f"{begins}{field}\x1f{spelt}".encode()).hexdigest()[:32]

    return of


def changes_json(changes: Iterable[Change]) -> str:
    """The changes of an entry in their one spelling."""
    return json.dumps(list(changes), ensure_ascii=False, separators=(",", ":"))


def entry_hash(
    *,
    seq: int,
    at: datetime,
    staff_id: str,
    act: str,
    case_id: str,
    changes: str,
    note: str,
    previous: str,
) -> str:
    """SHA-256 over the fields of an entry and the hash of the one before, in hex."""
    body = json.dumps(
        [seq, canonical(at), staff_id, act, case_id, changes, note, previous],
        ensure_ascii=False,
        separators=(",", ":"),
    )
    return sha256(body.encode()).hexdigest()


def chain_fault(entries: Iterable[JournalEntry], previous: str = GENESIS, first: int = 1) -> int:
    """The `seq` of the first entry that does not fit the chain, 0 when all fit."""
    expected = first
    for entry in entries:
        found = entry_hash(
            seq=entry.seq,
            at=entry.at,
            staff_id=entry.staff_id,
            act=entry.act,
            case_id=entry.case_id,
            changes=entry.changes,
            note=entry.note,
            previous=previous,
        )
        if entry.seq != expected or entry.previous != previous or entry.hash != found:
            return expected
        previous, expected = entry.hash, expected + 1
    return 0
