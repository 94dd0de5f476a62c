"""What the facts of all papers share: cleaning, who writes, who reads.

Text passes `clean` on entry; only fields made by `lines` may hold more than one line, and each
line prints as a paragraph.
"""

import dataclasses
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from desk.text import clean, clean_line


def lines() -> Any:
    """A field that may hold several lines; empty by default."""
    return dataclasses.field(default="", metadata={"lines": True})


def _tidy(value: Any, lines: bool) -> Any:
    if isinstance(value, str):
        if type(value) is not str:
            return value
        if not lines:
            return clean_line(value)
        kept = (line.replace("\t", " ").strip() for line in clean(value).split("\n"))
        return "\n".join(line for line in kept if line)
    if isinstance(value, datetime):
        return datetime(value.year, value.month, value.day, value.hour, value.minute)
    if isinstance(value, date):
        return date(value.year, value.month, value.day)
    if isinstance(value, list | tuple):
        return tuple(_tidy(item, lines) for item in value)
    return value


class Tidy:
    """Cleans every field of the dataclass that inherits it."""

    __slots__ = ()

    def __post_init__(self) -> None:
        for field in dataclasses.fields(self):  # type: ignore[arg-type]
            value = getattr(self, field.name)
            tidy = _tidy(value, bool(field.metadata.get("lines")))
            if field.type in (date, date | None) and isinstance(tidy, datetime):
                tidy = tidy.date()
            object.__setattr__(self, field.name, tidy)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit(Tidy):
    """Who writes: the unit in the letterhead and the hall where the customer can come back.

    `supervision` is the unit's own phone for complaints about us, empty when it has none besides
    the hotline and the regulator.
    """

    name: str
    branch: str
    address: str
    phone: str
    hours: str = ""
    hotline: str = "95598"
    regulator: str = "12398"
    supervision: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader(Tidy):
    """Who reads: `salutation` as the customer wishes to be called (王先生, Ms Wang, a unit's name).

    `holder`, `account`, `address`, `phone` are masked already; an empty one is not printed.
    """

    salutation: str
    holder: str = ""
    account: str = ""
    address: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfCase(Tidy):
    """What every paper about a case says: who writes to whom, and which case it is.

    `received_at` is in the branch's time; `lookup_code` asks how the case stands.
    """

    language: str
    unit: Unit
    reader: Reader
    case_reference: str
    lookup_code: str
    received_at: datetime
