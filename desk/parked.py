"""Registrations that wait half typed: how many there may be, and what a list says of them."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from desk.concern import people_named
from desk.customer import Draft
from desk.i18n import _
from desk.masks import mask_name
from desk.refusals import Refusal

INTAKE = "intake"
"""What drafts of a new case are called."""
MOST = 9
"""So many may wait, one for each digit; more than that nobody keeps in mind."""


@dataclass(frozen=True, slots=True)
class HalfTyped:
    """One line: whose it is (masked), what it begins with, when it was kept."""

    subject: str
    name: str
    begins: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ParkedBy:
    """How many registrations of one person wait; of what they hold nothing is told."""

    number: str
    name: str
    away: bool
    count: int
    oldest: datetime


def parked(kept: Iterable[Draft], *, but: str = "") -> list[HalfTyped]:
    """The half-typed registrations among drafts, less the one with the subject `but`."""
    found = []
    for draft in kept:
        if draft.form == INTAKE and draft.subject != but:
            content = json.loads(draft.content)
            name = (content.get("visitor") or {}).get("name", "")
            begins = content.get("narrative", "")
            masked = mask_name(name) if name else ""
            found.append(HalfTyped(draft.subject, masked, begins, draft.saved_at))
    return found


def is_about(draft: Draft, number: str, name: str) -> bool:
    """Whether a half-typed registration names this member of staff as somebody it is about."""
    typed = json.loads(draft.content).get("concerns", "")
    named = {one.casefold() for one in people_named(str(typed))}
    return bool(named & {number.casefold(), name.casefold()})


def full() -> Refusal:
    """Why a tenth is not parked, and what to do."""
    return Refusal(
        _("{most} registrations wait half typed already; no more can be parked.").format(most=MOST),
        _("Register this one, or finish or throw away one of the others."),
        code="park_full",
    )


def check_room(waiting: int) -> None:
    """Refuse to park one more beside `waiting` others."""
    if waiting >= MOST:
        raise full()
