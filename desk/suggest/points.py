"""Splits a narrative into points: what the customer says, wants and asks, each in a few words."""

import re
from dataclasses import dataclass, field

from desk.enums import PointKind, Topic
from desk.suggest import cues
from desk.suggest.clauses import Clause, TopicHits, judged, opening

MOST_POINTS = 12
ROOM_FOR_CONTEXT = 60


@dataclass(frozen=True, slots=True)
class ProposedPoint:
    """A point as Desk would write it; `start` and `end` say where in the cleaned narrative."""

    kind: PointKind
    matter: str
    start: int
    end: int


@dataclass(slots=True)
class Group:
    """Clauses that make one point."""

    kind: PointKind
    clauses: list[Clause] = field(default_factory=list)

    @property
    def substance(self) -> bool:
        return any(clause.substance for clause in self.clauses)

    @property
    def complains(self) -> bool:
        return any(clause.complains for clause in self.clauses)

    @property
    def topic(self) -> Topic | None:
        topics = [clause.topic for clause in self.clauses if clause.topic is not None]
        return topics[-1] if topics else None

    @property
    def size(self) -> int:
        return sum(len(clause.text) for clause in self.clauses)


def propose(text: str, hits: TopicHits) -> tuple[ProposedPoint, ...]:
    """The points of a cleaned narrative, in its order; at least one where it says anything."""
    kept = judged(text, hits)
    groups = _tidied(_grouped(kept))
    points = []
    seen: set[str] = set()
    for group in groups:
        point = _written(group)
        if point is not None and point.matter not in seen:
            seen.add(point.matter)
            points.append(point)
    if not points and kept:
        points = [_whole(kept)]
    return tuple(points[:MOST_POINTS])


def _grouped(clauses: list[Clause]) -> list[Group]:
    groups: list[Group] = []
    for clause in clauses:
        kind = clause.kind or PointKind.ALLEGATION
        last = groups[-1] if groups else None
        if last is not None and _belongs(clause, kind, last):
            last.clauses.append(clause)
        else:
            groups.append(Group(kind, [clause]))
    return groups


def _belongs(clause: Clause, kind: PointKind, last: Group) -> bool:
    same_sentence = clause.sentence == last.clauses[-1].sentence
    if clause.outcry and last.kind is PointKind.ALLEGATION and last.complains:
        return True
    if clause.continues and same_sentence:
        return True
    if kind is not last.kind or not same_sentence:
        return False
    if clause.opens and last.substance:
        return False
    if kind is PointKind.ALLEGATION:
        return not last.complains or _same_matter(clause, last)
    if kind is PointKind.REQUEST:
        return not cues.WISH_FIRST.search(clause.text) and _same_matter(clause, last)
    return clause.generic or last.clauses[-1].generic


def _same_matter(clause: Clause, last: Group) -> bool:
    return clause.topic is None or last.topic is None or clause.topic is last.topic


def _tidied(groups: list[Group]) -> list[Group]:
    """Fragments joined to the point they speak of, context to what it leads to."""
    return _context_forward(_generic_back(groups))


def _generic_back(groups: list[Group]) -> list[Group]:
    """ "Why?" alone asks about what was just said."""
    tidy: list[Group] = []
    for group in groups:
        bare = all(clause.generic for clause in group.clauses)
        if bare and tidy and tidy[-1].kind is not PointKind.REQUEST:
            tidy[-1].clauses += group.clauses
            if tidy[-1].kind is PointKind.ALLEGATION and group.kind is PointKind.QUESTION:
                tidy[-1].kind = PointKind.QUESTION
        else:
            tidy.append(group)
    return tidy


def _context_forward(groups: list[Group]) -> list[Group]:
    """What is only told to set the scene goes with what it leads to, else with what it follows."""
    tidy: list[Group] = []
    waiting: list[Clause] = []
    for group in groups:
        if group.kind is PointKind.ALLEGATION and not group.complains:
            if tidy and group.substance and group.size > ROOM_FOR_CONTEXT // 2:
                tidy.append(group)
            else:
                waiting += group.clauses
            continue
        if waiting and _leads_to(waiting, group, first=not tidy):
            group.clauses[:0] = waiting
        else:
            _leave(waiting, tidy)
        waiting = []
        tidy.append(group)
    _leave(waiting, tidy)
    return tidy


def _leave(waiting: list[Clause], tidy: list[Group]) -> None:
    """Context that leads to nothing stays with what came before, or by itself: it is not lost."""
    if not waiting:
        return
    if tidy and tidy[-1].kind is not PointKind.QUESTION:
        tidy[-1].clauses += waiting
    elif not all(cues.INTRODUCTION.match(clause.text) for clause in waiting):
        tidy.append(Group(PointKind.ALLEGATION, list(waiting)))


def _leads_to(waiting: list[Clause], group: Group, *, first: bool) -> bool:
    if group.kind is PointKind.ALLEGATION:
        return True
    room = ROOM_FOR_CONTEXT - group.size
    bare = first and not any(clause.substance for clause in waiting)
    near = bare or waiting[-1].sentence == group.clauses[0].sentence
    return near and sum(len(clause.text) for clause in waiting) <= room


def _written(group: Group) -> ProposedPoint | None:
    told = [
        clause
        for clause in group.clauses
        if not clause.outcry and not cues.INTRODUCTION.match(clause.text)
    ]
    return _point(group.kind, told or group.clauses)


def _whole(clauses: list[Clause]) -> ProposedPoint:
    point = _point(PointKind.ALLEGATION, clauses)
    assert point is not None
    return point


def _point(kind: PointKind, clauses: list[Clause]) -> ProposedPoint | None:
    parts: list[str] = []
    for clause in clauses:
        said = clause.text[opening(clause.text) :]
        asking = cues.ASKING.match(said)
        if asking and asking.end() < len(said):
            said = said[asking.end() :]
        said = said.strip(" \t，,、：:")
        if said:
            parts.append(said)
    matter = re.sub(r"\s+", " ", "，".join(parts)).strip()
    if not matter:
        return None
    if kind is PointKind.QUESTION and not matter.endswith(("？", "?")):
        matter += "？"
    return ProposedPoint(kind, matter, clauses[0].start, clauses[-1].end)
