"""What a clerk does to the list of points, as plain functions over it; nothing is changed in place.

Each returns the new list and the place of the mark in it.
"""

import re
from collections.abc import Iterable, Sequence

from desk.enums import PointKind
from desk.forms import PointForm
from desk.text import clean_line

Points = tuple[PointForm, ...]
Done = tuple[Points, int]

KINDS = tuple(PointKind)
_BREAK = re.compile(r"[，,；;。！!？?、]")
_EDGES = " \t，,；;。、"


def turn(points: Points, at: int, step: int) -> Done:
    """Another kind for a point: the next one, round the ends."""
    kind = KINDS[(KINDS.index(points[at].kind) + step) % len(KINDS)]
    return set_kind(points, at, kind)


def set_kind(points: Points, at: int, kind: PointKind) -> Done:
    """This kind for a point."""
    return _put(points, at, PointForm(kind=kind, matter=points[at].matter)), at


def write(points: Points, at: int, matter: str) -> Done:
    """Other words for a point; one past the end is a new point, and no words take it out."""
    matter = clean_line(matter)
    if at >= len(points):
        if not matter:
            return points, max(0, len(points) - 1)
        return (*points, PointForm(kind=kind_of(matter), matter=matter)), len(points)
    if not matter:
        return delete(points, at)
    return _put(points, at, PointForm(kind=points[at].kind, matter=matter)), at


def kind_of(matter: str) -> PointKind:
    """What a point that a clerk wrote is likely to be, by its own words."""
    if matter.endswith(("？", "?", "吗", "呢")) or "是否" in matter:
        return PointKind.QUESTION
    if matter.startswith(("要求", "希望", "请", "申请", "想要")):
        return PointKind.REQUEST
    return PointKind.ALLEGATION


def delete(points: Points, at: int) -> Done:
    """Take a point out."""
    left = (*points[:at], *points[at + 1 :])
    return left, min(at, max(0, len(left) - 1))


def move(points: Points, at: int, step: int) -> Done:
    """Put a point before or after its neighbour."""
    to = at + step
    if not 0 <= to < len(points):
        return points, at
    listed = list(points)
    listed[at], listed[to] = listed[to], listed[at]
    return tuple(listed), to


def join(points: Points, at: int) -> Done:
    """Make one point of a point and the one before it, of that one's kind."""
    if at == 0 or at >= len(points):
        return points, at
    first, second = points[at - 1], points[at]
    # A question mark or full stop inside a point would read as its end.
    matter = f"{first.matter.rstrip('？?。！!，,；;')}，{second.matter}"
    joined = PointForm(kind=first.kind, matter=matter)
    return (*points[: at - 1], joined, *points[at + 1 :]), at - 1


def split(points: Points, at: int, place: int | None = None) -> Done:
    """Make two points of one, at a place in its words or at the break nearest to the middle."""
    matter = points[at].matter
    if place is None:
        place = natural_break(matter)
    left, right = matter[:place].strip(_EDGES), matter[place:].strip(_EDGES)
    if not left or not right:
        return points, at
    halves = (
        PointForm(kind=points[at].kind, matter=left),
        PointForm(kind=kind_of(right) if right else points[at].kind, matter=right),
    )
    return (*points[:at], *halves, *points[at + 1 :]), at + 1


def natural_break(matter: str) -> int:
    """Where a point would best be cut: after the mark nearest to its middle; 0 without one."""
    ends = [found.end() for found in _BREAK.finditer(matter) if found.end() < len(matter)]
    return min(ends, key=lambda end: (abs(end - len(matter) / 2), -end), default=0)


def fresh(points: Points, proposed: Iterable[PointForm], seen: Sequence[str]) -> Points:
    """Proposals that are neither in the list nor dealt with."""
    there = {*seen, *(point.matter for point in points)}
    return tuple(point for point in proposed if point.matter not in there)


def _put(points: Points, at: int, point: PointForm) -> Points:
    return (*points[:at], point, *points[at + 1 :])
