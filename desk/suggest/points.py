"""Splits a narrative into points: what the customer says against us, wants and asks.

A point is a stretch of a sentence, word for word. Stretches are weighed by their marks; greetings,
background, feelings and threats weigh too little to be one.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from desk.enums import PointKind
from desk.playbook.wording import simplified
from desk.suggest import cues
from desk.suggest.clauses import Clause, TopicHits, judged, opening
from desk.suggest.marks import FEW, KINDS, Marks, of_stretches, shipped

MOST_POINTS = 20
MOST_READ = 2_000
"""Characters that are split into points; more would be slower than typing."""
LONGEST = 80
ENOUGH, ENOUGH_IN_FEW = 0.44, 0.1
"""The chance from which a stretch is proposed; who says little says hardly anything beside it."""
EDGES = " \t，,、：:"


@dataclass(frozen=True, slots=True)
class ProposedPoint:
    """A point in the customer's words: `matter` is the cleaned narrative from `start` to `end`."""

    kind: PointKind
    matter: str
    start: int
    end: int


def propose(text: str, hits: TopicHits, marks: Marks | None = None) -> tuple[ProposedPoint, ...]:
    """The points of a cleaned narrative, in its order; at least one where it says anything."""
    marks = marks or shipped()
    told = simplified(text[:MOST_READ])
    clauses = judged(told, hits)
    stretches = split(clauses)
    chances = [marks.chances(found) for found in of_stretches(marks, told, clauses, stretches)]
    enough = ENOUGH_IN_FEW if len(text) <= FEW else ENOUGH
    chosen = [n for n, chance in enumerate(chances) if sum(chance) >= enough]
    if not chosen and stretches:
        chosen = [max(range(len(stretches)), key=lambda n: sum(chances[n]))]
    points: dict[str, ProposedPoint] = {}
    for n in chosen:
        point = _written(text, _kind(chances[n], stretches[n]), stretches[n])
        if point is not None:
            points.setdefault(point.matter, point)
    return tuple(points.values())[:MOST_POINTS]


def _kind(chances: tuple[float, float, float], stretch: list[Clause]) -> PointKind:
    """The likeliest kind; but what was not given, by its grammar, is not asked for."""
    kind = KINDS[chances.index(max(chances))]
    told = stretch[0].kind is PointKind.ALLEGATION
    if kind is PointKind.REQUEST and told and cues.NOT_GIVEN.search(stretch[-1].text):
        return PointKind.ALLEGATION
    return kind


def split(clauses: Sequence[Clause]) -> list[list[Clause]]:
    """Clauses put together while one sentence goes on about one thing."""
    stretches: list[list[Clause]] = []
    for clause in clauses:
        last = stretches[-1] if stretches else None
        if last is not None and _goes_on(clause, last):
            last.append(clause)
        else:
            stretches.append([clause])
    for stretch in stretches:
        for kind in (PointKind.QUESTION, PointKind.REQUEST):
            if any(clause.kind is kind for clause in stretch):
                for clause in stretch:
                    clause.kind = kind
    return stretches


def _goes_on(clause: Clause, last: list[Clause]) -> bool:
    before, now = last[-1].kind, clause.kind
    asks_anew = before is not now and (
        now is PointKind.REQUEST or (now is PointKind.QUESTION and before is PointKind.REQUEST)
    )
    return (
        last[-1].sentence == clause.sentence
        and last[-1].following == clause.start
        and clause.end - last[0].start <= LONGEST
        and not asks_anew
        and not clause.opens
    )


def _written(text: str, kind: PointKind, stretch: list[Clause]) -> ProposedPoint | None:
    kept = _without_edges(stretch)
    start = kept[0].start + _begins(kept[0].text)
    end = kept[-1].end
    while start < end and text[start] in EDGES:
        start += 1
    while end > start and text[end - 1] in EDGES:
        end -= 1
    if start == end:
        return None
    if kind is PointKind.QUESTION and text[end : end + 1] in ("？", "?"):
        end += 1
    return ProposedPoint(kind, text[start:end], start, end)


def _without_edges(stretch: list[Clause]) -> list[Clause]:
    """Without who somebody is at its beginning, and an outcry at either end."""
    kept = list(stretch)
    while len(kept) > 1 and (kept[0].outcry or cues.INTRODUCTION.match(kept[0].text)):
        kept.pop(0)
    while len(kept) > 1 and kept[-1].outcry:
        kept.pop()
    return kept


def _begins(said: str) -> int:
    """How much of a clause only leads up to what it says."""
    start = opening(said)
    asking = cues.ASKING.match(said[start:])
    if asking and asking.end() < len(said) - start:
        start += asking.end()
    return start
