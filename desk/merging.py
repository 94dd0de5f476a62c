"""Two files of one customer side by side: what differs, what is taken over, what comes back."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from desk.customer import Customer
from desk.enums import Nature, SupplyRelation

FIELDS: dict[str, tuple[str, ...]] = {
    "name": ("name", "printed_name", "pinyin", "initials"),
    "salutation": ("salutation",),
    "phone": ("phone",),
    "address": ("address",),
    "number": ("number",),
    "nature": ("nature",),
    "supply_relation": ("supply_relation", "supply_reason", "supply_until"),
    "key_account": ("key_account",),
    "special_care": ("special_care",),
    "large_print": ("large_print",),
}
"""What is chosen as one → the fields that go together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One line of two files side by side."""

    field: str
    kept: tuple[object, ...]
    other: tuple[object, ...]

    @property
    def differs(self) -> bool:
        return self.kept != self.other

    @property
    def missing(self) -> bool:
        """Whether the kept file says nothing here that the other one does say."""
        return self.differs and not self.kept[0]


def differences(kept: Customer, other: Customer) -> tuple[Difference, ...]:
    """Every field of two files, whether it differs or not."""
    return tuple(
        Difference(field=field, kept=_values(kept, names), other=_values(other, names))
        for field, names in FIELDS.items()
    )


def _values(customer: Customer, names: Iterable[str]) -> tuple[object, ...]:
    return tuple(getattr(customer, name) for name in names)


def taken_over(
    kept: Customer, other: Customer, fields: Iterable[str]
) -> tuple[Customer, dict[str, str]]:
    """The kept file with the other's values in some fields, and what is needed to undo that."""
    changed: dict[str, Any] = {}
    replaced: dict[str, str] = {}
    for name in (name for field in fields for name in FIELDS[field]):
        old, new = getattr(kept, name), getattr(other, name)
        if old != new:
            changed[name] = new
            replaced[name] = json.dumps([_spelt(old), _spelt(new)], ensure_ascii=False)
    return replace(kept, **changed), replaced


def given_back(kept: Customer, replaced: Mapping[str, str]) -> tuple[Customer, tuple[str, ...]]:
    """The kept file as it was before; fields that were changed since stay, and are named."""
    changed: dict[str, Any] = {}
    since: list[str] = []
    for name, pair in replaced.items():
        old, new = json.loads(pair)
        if _spelt(getattr(kept, name)) == new:
            changed[name] = _read(name, old)
        else:
            since.append(name)
    return replace(kept, **changed), tuple(since)


def _spelt(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _read(name: str, value: Any) -> Any:
    if name == "nature":
        return Nature(value)
    if name == "supply_relation":
        return SupplyRelation(value)
    if name == "supply_until" and value is not None:
        return date.fromisoformat(value)
    return value
