"""A joint case: many people, one matter, one investigation."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from desk.text import clean

MOST_SIGNATORIES = 1000
MOST_REPRESENTATIVES = 5
"""How many of the signatories speak for all, at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatory:
    """One of those who signed; representatives get the letter, all others a copy."""

    id: str
    case_id: str
    position: int
    name: str
    salutation: str = ""
    phone: str = ""
    address: str = ""
    account_no: str = ""
    representative: bool = False
    joined_at: datetime
    joined_late: bool = False
    """True for those who joined after registration."""
    withdrew_at: datetime | None = None
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a list as somebody typed or pasted it, and what was read from it."""

    number: int
    """Its number in the text, from 1."""
    text: str
    name: str = ""
    phone: str = ""
    address: str = ""
    account_no: str = ""

    @property
    def who(self) -> tuple[str, str]:
        """What no two signatories share: the name with the phone, else with the address."""
        return self.name, self.phone or self.address


_SEPARATORS = re.compile(r"[\t,，;；、|]+| {2,}")
_NUMBERING = re.compile(r"^\s*(?:\d{1,3}[.．、)）]|[（(]\d{1,3}[)）])\s*")
_DIGITS = re.compile(r"\+?[\d -]{5,20}")
_ACCOUNT_DIGITS = 10
"""A number of so many digits that begins like no phone is an account number (户号)."""


def read_lines(text: str) -> list[Line]:
    """People from a pasted list: one a line, name first, then phone, account and address in any
    order, parted by tabs, commas or semicolons; a numbering in front is taken off.

    Empty lines are left out; numbers count them all the same.
    """
    lines = []
    for number, raw in enumerate(clean(text).split("\n"), 1):
        if not raw.strip():
            continue
        parts = [
            part.strip() for part in _SEPARATORS.split(_NUMBERING.sub("", raw)) if part.strip()
        ]
        found = {"phone": "", "account_no": "", "address": ""}
        for part in parts[1:]:
            if _DIGITS.fullmatch(unicodedata.normalize("NFKC", part)):
                digits = re.sub(r"[^\d+]", "", unicodedata.normalize("NFKC", part))
                is_phone = len(digits) != _ACCOUNT_DIGITS or digits.startswith(("1", "+"))
                kind = "phone" if is_phone and not found["phone"] else "account_no"
                found[kind] = found[kind] or digits
            else:
                found["address"] = f"{found['address']} {part}".strip()
        lines.append(Line(number=number, text=raw.strip(), name=parts[0] if parts else "", **found))
    return lines


def twice(lines: Iterable[Line]) -> dict[int, int]:
    """Lines on which somebody stands again → the line on which they stood first."""
    first: dict[tuple[str, str], int] = {}
    again = {}
    for line in lines:
        if line.who in first:
            again[line.number] = first[line.who]
        else:
            first[line.who] = line.number
    return again
