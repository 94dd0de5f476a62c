"""Which clauses of a narrative are points, and of which kind: their traits weighed together.

A trait is what a clause begins with ("^你们"), ends with ("吗$") or holds ("退"), numbers as "#",
what sense its words have and those around it in its sentence, and where it stands. Weights are
worked out by tools/weigh.py; every clause gets the tag that makes the whole narrative likeliest, so
that a clause may go on with the point before it.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from desk.enums import PointKind
from desk.playbook.wording import fold
from desk.suggest.clauses import Clause, lead_in
from desk.suggest.grammar import looks_like
from desk.suggest.senses import shipped as senses
from desk.suggest.senses import without_numbers

FILE = Path(__file__).parent / "points.toml"
KINDS = (PointKind.ALLEGATION, PointKind.REQUEST, PointKind.QUESTION)
TAGS = 1 + 2 * len(KINDS)
"""Tag 0 is no point; 1, 3, 5 begin one of each of KINDS; 2, 4, 6 go on with it."""
NO_WAY = -1000.0
"""What a step weighs that cannot be: to go on with what has not begun."""
LONGEST_RUN = 4
SIZES = (2, 4, 6, 8, 11, 15, 20, 28)
LENGTHS = (60, 90, 150)
PLACES = 4.99
MOST_ALIKE, CLAUSES_STEP, MOST_STEPS = 3, 4, 8
"""How finely questions, requests and clauses of a narrative are counted."""
KEPT = (1.0, 0.0, 0.0, 0.0, 0.0, 0.0)
"""Weights by which every run of clauses is kept."""

Weight = tuple[float, float, float, float]
"""What a trait weighs for an allegation, a request, a question, and for going on."""
Table = tuple[tuple[float, ...], ...]


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of traits, in parts of `scale`, and of steps from tag to tag: in one sentence, and
    into the next; and what makes a run of clauses worth keeping (keeping.py).
    """

    traits: Mapping[str, Weight]
    within: Table
    anew: Table
    first: tuple[float, ...]
    keep: tuple[float, ...] = KEPT
    scale: float = 1.0


def read(path: Path = FILE) -> Weights:
    """The weights of a file."""
    rows = tomllib.loads(path.read_text(encoding="utf-8"))
    parts = rows["traits"].split()
    columns = [map(float, parts[place::5]) for place in range(1, 5)]
    return Weights(
        dict(zip(parts[::5], zip(*columns, strict=True), strict=True)),
        _table(rows["within"]),
        _table(rows["anew"]),
        tuple(rows["first"]),
        tuple(rows["keep"]),
        rows["scale"],
    )


def _table(rows: Iterable[Iterable[float]]) -> Table:
    return tuple(tuple(row) for row in rows)


@cache
def shipped() -> Weights:
    """The weights that come with Desk, read once."""
    return read()


def traits(clauses: Sequence[Clause], told: str) -> list[list[str]]:
    """The traits of every clause of a narrative, each once."""
    folded = fold(told)
    kinds = [looks_like(*spoken(clause, folded)) for clause in clauses]
    runs = [_runs(folded, clause) for clause in clauses]
    held = [senses().held(found) for found in runs]
    around = _around(clauses, held)
    whole = _whole(folded, kinds)
    return [
        [
            *_places(clauses, at, folded),
            f"=is_{kinds[at]}",
            *(f"=holds_{sense}" for sense in held[at]),
            *around[at],
            *(f"{name}_{kinds[at]}" for name in whole),
            *runs[at],
        ]
        for at in range(len(clauses))
    ]


def _around(clauses: Sequence[Clause], held: Sequence[set[str]]) -> list[list[str]]:
    """The senses before and after every clause in its sentence."""
    names: list[list[str]] = [[] for _ in clauses]
    for side, order in (
        ("before", range(len(clauses))),
        ("after", range(len(clauses) - 1, -1, -1)),
    ):
        seen: dict[str, None] = {}
        sentence = -1
        for at in order:
            if clauses[at].sentence != sentence:
                seen, sentence = {}, clauses[at].sentence
            names[at] += seen
            for sense in held[at]:
                seen[f"={side}_{sense}"] = None
    return names


def _whole(folded: str, kinds: Sequence[PointKind]) -> list[str]:
    """What holds for the narrative as a whole."""
    return [
        *(f"=told_{colour}" for colour in senses().colours(folded)),
        f"=questions{min(MOST_ALIKE, kinds.count(PointKind.QUESTION))}",
        f"=requests{min(MOST_ALIKE, kinds.count(PointKind.REQUEST))}",
        f"=clauses{min(MOST_STEPS, len(kinds) // CLAUSES_STEP)}",
    ]


def spoken(clause: Clause, told: str) -> tuple[str, bool]:
    """A clause without its lead-in, and whether a question mark stands after it."""
    return clause.text[lead_in(clause.text) :], told[clause.end : clause.end + 1] in ("?", "？")


def _runs(folded: str, clause: Clause) -> list[str]:
    said = without_numbers(folded[clause.start : clause.end])
    length = len(said)
    found = []
    for size in range(1, min(LONGEST_RUN, length) + 1):
        found += [f"^{said[:size]}", f"{said[-size:]}$"]
        found += [said[start : start + size] for start in range(length - size + 1)]
    return [*dict.fromkeys(found)]


def _places(clauses: Sequence[Clause], at: int, folded: str) -> Iterator[str]:
    clause, last = clauses[at], clauses[-1].sentence
    begins = at == 0 or clauses[at - 1].sentence != clause.sentence
    ends = at == len(clauses) - 1 or clauses[at + 1].sentence != clause.sentence
    yield "=always"
    yield f"=size{_step(clause.end - clause.start, SIZES)}"
    yield f"=length{_step(len(folded), LENGTHS)}"
    yield f"={'begins' if begins else 'within'}_{'ends' if ends else 'within'}"
    yield f"=part{int(clause.sentence / max(1, last) * PLACES)}"
    yield f"=sentence{min(clause.sentence, 1)}_{min(last - clause.sentence, 2)}"
    yield f"=comes_after{folded[max(0, clause.start - 1) : clause.start].strip()}"
    yield f"=goes_before{folded[clause.end : clause.end + 1].strip()}"


def _step(number: int, steps: Sequence[int]) -> int:
    return sum(number > step for step in steps)


def anew(clauses: Sequence[Clause]) -> list[bool]:
    """For every clause but the first, whether it begins a sentence."""
    return [before.sentence != after.sentence for before, after in pairwise(clauses)]


def sums(weights: Weights, found: Iterable[Iterable[str]]) -> list[Weight]:
    """What the traits of every clause weigh together."""
    known = weights.traits
    added = []
    for names in found:
        first = second = third = goes_on = 0.0
        for name in names:
            if name in known:
                one, two, three, four = known[name]
                first += one
                second += two
                third += three
                goes_on += four
        scale = weights.scale
        added.append((first / scale, second / scale, third / scale, goes_on / scale))
    return added


def tags(
    weights: Weights, weighed: Sequence[Weight], breaks: Sequence[bool], readily: float
) -> list[int]:
    """The likeliest tags of all clauses together; `readily` is added for being a point."""
    tables = [tuple(zip(*weights.within, strict=True)), tuple(zip(*weights.anew, strict=True))]
    best = list(map(float.__add__, weights.first, of_tags(weighed[0], readily)))
    came: list[list[int]] = []
    for four, fresh in zip(weighed[1:], breaks, strict=True):
        back, now = [], []
        for into, own in zip(tables[fresh], of_tags(four, readily), strict=True):
            ways = list(map(float.__add__, best, into))
            most = max(ways)
            back.append(ways.index(most))
            now.append(most + own)
        best = now
        came.append(back)
    tag = best.index(max(best))
    found = [tag]
    for back in reversed(came):
        tag = back[tag]
        found.append(tag)
    return found[::-1]


def of_tags(four: Weight, readily: float) -> tuple[float, ...]:
    """What speaks for each tag of a clause, `readily` added to that of every point."""
    one, two, three, on = four
    one, two, three = one + readily, two + readily, three + readily
    return 0.0, one, one + on, two, two + on, three, three + on
