"""A joint case: many people, one matter, one investigation."""

from dataclasses import dataclass
from datetime import datetime

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
