"""What an entry changes in a file that is there already, and what stays as a person wrote it.

The rule: a value that nobody touched since the last import follows the export. One that a person
wrote or corrected here stays; where the export says something new as well, both are told. An
empty cell never takes anything away.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from desk.customer import Account, Customer
from desk.enums import Nature
from desk.importing import marks
from desk.importing.rows import Entry, Value

R = TypeVar("R", Customer, Account)

_NOTHING: dict[str, Value] = {"nature": Nature.RESIDENT, "key_account": False}
"""What a field holds that nobody ever filled; others hold the empty string."""


@dataclass(frozen=True, slots=True)
class Settled(Generic[R]):
    """A row as it will be, which fields the export changed, and which it would have changed."""

    row: R
    changed: tuple[str, ...] = ()
    kept_ours: tuple[str, ...] = ()


def settle(row: R, values: Mapping[str, Value], *, file_wins: bool = False) -> Settled[R]:
    """The row with what the export may change in it; the very same row where nothing does."""
    known = marks.read(row.as_imported) if row.as_imported else {}
    noted = dict(known)
    changes: dict[str, Value] = {}
    kept: list[str] = []
    for field, value in values.items():
        mine: Value = getattr(row, field)
        new = marks.mark(row.id, field, str(value))
        if mine == value:
            noted[field] = new
            continue
        untouched = known.get(field) == marks.mark(row.id, field, str(mine))
        never = field not in known and mine == _NOTHING.get(field, "")
        if untouched or never or file_wins:
            changes[field] = value
            noted[field] = new
        elif known.get(field) != new:
            kept.append(field)
    if noted == known and not changes:
        return Settled(row, kept_ours=tuple(kept))
    found = replace(row, **changes, as_imported=marks.written(noted))  # type: ignore[arg-type]
    return Settled(found, tuple(changes), tuple(kept))


def marks_of(row_id: str, values: Mapping[str, Value]) -> str:
    """The marks of a row made from an export."""
    return marks.written({field: marks.mark(row_id, field, str(v)) for field, v in values.items()})


def same_holder(customer: Customer, entry: Entry) -> bool:
    """Whether an entry is about the very customer of a file that its account number led to.

    An account changes hands: the file of the one before must not become that of the next.
    """
    if customer.number and entry.customer_number:
        return customer.number == entry.customer_number
    name = str(entry.customer.get("name", ""))
    return not name or _plain(name) == _plain(customer.name)


def _plain(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).lower().split())
