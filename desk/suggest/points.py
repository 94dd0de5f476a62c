"""Splits a narrative into points: what the customer says against us, wants and asks.

A point is a run of clauses, word for word; background, feelings and threats are none.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf

from desk.enums import PointKind
from desk.playbook.wording import simplified
from desk.suggest import cues
from desk.suggest.clauses import Clause, clauses, is_filler, lead_in
from desk.suggest.grammar import looks_like, plainly_asks
from desk.suggest.keeping import chances, expected, marks, worth
from desk.suggest.tagging import KINDS, Weight, Weights, anew, shipped, spoken, sums, tags, traits

MOST_POINTS = 20
MOST_READ = 2_000
"""Characters that are split into points; more would be slower than typing."""
FEW, SOME = 60, 80
READILY, SURELY, READIER = 1.0, 0.15, 0.06
"""How readily a clause is looked at as a point, how surely a run of them must be one to be
proposed, and how much readier and less surely for every character fewer than SOME: who says little
says hardly anything beside it."""
SURE = 1.5
"""By how much a kind must outweigh an allegation where grammar sees none but that."""
EDGES = " \t，,、：:"


@dataclass(frozen=True, slots=True)
class ProposedPoint:
    """A point in the customer's words: `matter` is the cleaned narrative from `start` to `end`."""

    kind: PointKind
    matter: str
    start: int
    end: int


def propose(text: str, weights: Weights | None = None) -> tuple[ProposedPoint, ...]:
    """The points of a cleaned narrative, in its order; at least one where it says anything."""
    told = simplified(text[:MOST_READ])
    said = [clause for clause in clauses(told) if not is_filler(clause.text)]
    if not said:
        return ()
    known = weights or shipped()
    little = READIER * max(0, SOME - len(text))
    weighed = sums(known, traits(said, told))
    breaks = anew(said)
    found = tags(known, weighed, breaks, READILY + little)
    likely = chances(known, weighed, breaks)
    of_all = expected(likely)
    made: dict[str, tuple[float, ProposedPoint]] = {}
    for kind, places in runs(said, weighed, found):
        run = [said[at] for at in places]
        if len(text) <= FEW:
            kind = _of_few(run, [weighed[at] for at in places], told)
        point = _written(text, kind, run)
        if point is not None:
            sure = worth(known.keep, marks(likely, places, of_all)) + little
            if any(plainly_asks(*spoken(clause, told)) for clause in run):
                sure = inf
            made.setdefault(point.matter, (sure, point))
    return _kept(list(made.values()))


def _kept(made: Sequence[tuple[float, ProposedPoint]]) -> tuple[ProposedPoint, ...]:
    """Those that are surely points; the surest where none is."""
    least = min(SURELY, max((sure for sure, _ in made), default=SURELY))
    return tuple(point for sure, point in made if sure >= least)[:MOST_POINTS]


def runs(
    said: Sequence[Clause], weighed: Sequence[Weight], found: list[int]
) -> Iterator[tuple[PointKind, list[int]]]:
    """The clauses that are a point together; the likeliest one alone where none is likely."""
    if not any(found):
        best = max(range(len(said)), key=lambda at: max(weighed[at][:3]))
        found[best] = 1 + 2 * weighed[best].index(max(weighed[best][:3]))
    run: list[int] = []
    kind = KINDS[0]
    for at, tag in enumerate(found):
        goes_on = run and tag and _goes_on(said[run[-1]], said[at], tag)
        if run and not goes_on:
            yield kind, run
            run = []
        if tag and not goes_on:
            kind = KINDS[(tag - 1) // 2]
        if tag:
            run.append(at)
    if run:
        yield kind, run


def _goes_on(last: Clause, clause: Clause, tag: int) -> bool:
    """Words say more surely than any weight where something new begins and where it does not."""
    if last.sentence == clause.sentence and cues.CONTINUES.match(clause.text):
        return True
    return tag % 2 == 0 and not cues.NEW_MATTER.match(clause.text)


def _of_few(run: Sequence[Clause], weighed: Sequence[Weight], told: str) -> PointKind:
    """The kind by grammar first: what was weighed knows few who say little."""
    kinds = [looks_like(*spoken(clause, told)) for clause in run]
    for place in (1, 2):
        if KINDS[place] in kinds:
            return KINDS[place]
    surest = max(range(3), key=lambda place: max(four[place] - four[0] for four in weighed))
    return KINDS[surest] if any(four[surest] - four[0] > SURE for four in weighed) else KINDS[0]


def _written(text: str, kind: PointKind, run: list[Clause]) -> ProposedPoint | None:
    start = run[0].start + lead_in(run[0].text)
    end = run[-1].end
    while start < end and text[start] in EDGES:
        start += 1
    while end > start and text[end - 1] in EDGES:
        end -= 1
    if start == end:
        return None
    if kind is PointKind.QUESTION and text[end : end + 1] in ("？", "?"):
        end += 1
    return ProposedPoint(kind, text[start:end], start, end)
