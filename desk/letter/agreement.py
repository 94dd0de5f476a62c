"""Who must agree to a letter: never its author, and for grave cases the manager as well."""

from collections.abc import Iterable, Sequence

from desk.enums import Grade, Role
from desk.letter.life import Letter
from desk.point import IssuePoint

NEEDS_MANAGER = (Grade.MAJOR, Grade.SPECIAL)
"""Grades for which the manager agrees besides a shift lead, in either order."""


def writers_of(letter: Letter, points: Iterable[IssuePoint]) -> frozenset[str]:
    """Everybody whose words stand in a letter: they wrote on it, sent it in, or answered a point.

    A letter follows the record, so whoever answered a point has written that part of it.
    """
    own = {letter.author_id, letter.submitted_by, *letter.writers}
    own |= {point.answered_by for point in points}
    return frozenset(one for one in own if one)


def still_needed(grade: Grade, agreed: Sequence[Role]) -> tuple[Role, ...]:
    """Whose agreement is missing, given the roles that agreed; LEAD is any other approver."""
    if grade not in NEEDS_MANAGER:
        return () if agreed else (Role.LEAD,)
    second = () if Role.MANAGER in agreed else (Role.MANAGER,)
    others = len(agreed) - (0 if second else 1)
    return second if others > 0 else (Role.LEAD, *second)
