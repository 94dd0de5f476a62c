"""Cases about ourselves: who may not touch them, and who reported."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Concern:
    """A member of staff whom a case is about: to them it does not exist from that moment on."""

    id: str
    case_id: str
    staff_id: str
    note: str = ""
    named_by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedIdentity:
    """Who reported (举报人): kept apart from the case, for the manager's eyes alone."""

    id: str
    case_id: str
    customer_id: str | None = None
    name: str
    salutation: str = ""
    phone: str = ""
    address: str = ""
    account_no: str = ""
    version: int = 1


def concerned(concerns: Iterable[Concern], staff_id: str) -> frozenset[str]:
    """The ids of the cases that are about this person."""
    return frozenset(one.case_id for one in concerns if one.staff_id == staff_id)
