"""Cases about ourselves: who may not touch them, and who reported."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from desk.enums import Role
from desk.i18n import N_, _, current, say
from desk.staff.model import Staff
from desk.staff.permissions import RANK

LEADING = (Role.LEAD, Role.MANAGER)


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
    looked_at: datetime | None = None
    """When the manager last looked; who and why stands in a `Reveal` of its case."""
    version: int = 1


def concerned(concerns: Iterable[Concern], staff_id: str) -> frozenset[str]:
    """The ids of the cases that are about this person."""
    return frozenset(one.case_id for one in concerns if one.staff_id == staff_id)


def goes_up_to(
    staff: Iterable[Staff], concerned_ids: Collection[str], away: Collection[str] = ()
) -> Staff | None:
    """Who holds a case about these people: somebody above all of them, past every one of them.

    Whoever is there comes before whoever is away. Where nobody stands above, somebody of the same
    rank; None when no lead and no manager is left.
    """
    everybody = [one for one in staff if one.active]
    highest = max((RANK[one.role] for one in everybody if one.id in concerned_ids), default=0)
    free = [one for one in everybody if one.role in LEADING and one.id not in concerned_ids]

    def place(one: Staff) -> tuple[bool, bool, int, str]:
        return (RANK[one.role] <= highest, one.id in away, RANK[one.role], one.number)

    return min(free, key=place, default=None)


def people_named(typed: str) -> list[str]:
    """Staff numbers or names that were typed one behind the other."""
    return [one for one in re.split(r"[\s,，、;；]+", typed) if one]


NOBODY_HERE = N_("superior unit or 95598")
"""Who owns a case that is about its holder and about everybody above them."""


def owner_of(holder_id: str, name: str, concerns: Iterable[Concern], language: str = "") -> str:
    """Who owns a case, in words: its holder, or where it is about them, whoever is told instead."""
    if any(one.staff_id == holder_id for one in concerns):
        return say(NOBODY_HERE, language or current())
    return name


def nobody_left() -> str:
    """What is said where a case is about everybody who leads here."""
    return _(
        "Nobody above is left here who may hold it: report it to the superior unit or to 95598 "
        "at once, and note the number with the case."
    )
