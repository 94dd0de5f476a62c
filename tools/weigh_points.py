"""Weighs the traits of clauses, so that what was put down by hand is the likeliest.

What makes a run of clauses worth proposing is weighed from narratives judged by weights from the
other writers, as it will be judged for somebody whom nobody has heard. `python -m tools.weigh` runs
it.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from math import sqrt

from bench.narratives import Narrative, Wanted, same
from desk.playbook.wording import simplified
from desk.suggest.clauses import Clause, clauses, is_filler
from desk.suggest.keeping import chances, expected, marks
from desk.suggest.points import READIER, READILY, SOME, runs
from desk.suggest.tagging import (
    FILE,
    KINDS,
    NO_WAY,
    Table,
    Weight,
    Weights,
    anew,
    sums,
    tags,
    traits,
)
from tools.slopes import Row, down, odds

RIDGE, RIDGE_OF_KEEPING = 8.0, 10.0
COUNTS = {"older": 0.2}
"""What a narrative counts by its writer, where points were put down by another rule than later:
among the older ones nearly everything said is a point.
"""
LEAST_NARRATIVES = 2
MOST_TRAITS = 8_000
ROUNDS_TO_CHOOSE, ROUNDS = 25, 60
SCALE = 50
HEAD = """\
# What the traits of a clause weigh for its being a point of what is said at the window.
#
# Made by tools/weigh.py from the narratives in tests/data; not to be changed by hand. A line of
# `traits` is a trait and its weights, times `scale`: for an allegation, a request, a question, and
# for going on with the point before. "^…" begins a clause, "…$" ends it, "#" is a number, "=…" is
# where the clause stands or what sense its words have (wording.toml), also before and after it in
# its sentence. `within` and `anew` weigh the steps from tag to tag in one sentence and into the
# next, `first` the first tag of all: no point, then for each kind a beginning and a going on.
# `keep` says what makes a run of clauses worth proposing: always, how surely its first, its last
# and its surest clause is a point, how many points are to be expected, how much they are of all.
"""


def row(one: Narrative) -> Row:
    """A narrative, read as Desk reads it."""
    told = simplified(one.text)
    said = [clause for clause in clauses(told) if not is_filler(clause.text)]
    return Row(
        tuple(map(tuple, traits(said, told))),
        _tags(said, one.points),
        tuple(anew(said)),
        COUNTS.get(one.writer, 1.0),
    )


def _tags(said: Sequence[Clause], points: Sequence[Wanted]) -> tuple[int, ...]:
    names = [str(kind) for kind in KINDS]
    holder: dict[int, int] = {}
    for number, (_kind, start, end) in enumerate(points):
        shared = [max(0, min(end, c.end) - max(start, c.start)) for c in said]
        whole = [n for n, c in enumerate(said) if 2 * shared[n] >= c.end - c.start]
        if not whole and any(shared):
            whole = [shared.index(max(shared))]
        for n in whole:
            holder.setdefault(n, number)
    return tuple(
        1
        + 2 * names.index(points[holder[n]][0])
        + (holder.get(n - 1) == holder[n] and said[n - 1].sentence == said[n].sentence)
        if n in holder
        else 0
        for n in range(len(said))
    )


def fitted(narratives: Iterable[Narrative]) -> Weights:
    """The weights that make the tags of all narratives likeliest, rounded as they are kept."""
    rows = [row(one) for one in narratives]
    seen = Counter(name for one in rows for name in {n for names in one.traits for n in names})
    often = [n for n in sorted(seen) if seen[n] >= LEAST_NARRATIVES and len(n.split()) == 1]
    often = [name for name in often if "'" not in name and "\\" not in name]
    tried = map(_against_none, down(rows, often, RIDGE, ROUNDS_TO_CHOOSE).traits)
    matters = {
        name: max(map(abs, weight)) * sqrt(seen[name])
        for name, weight in zip(often, tried, strict=True)
    }
    chosen = sorted(sorted(often, key=lambda name: -matters[name])[:MOST_TRAITS])
    best = down(rows, chosen, RIDGE, ROUNDS)
    found: dict[str, Weight] = {}
    for name, parts in zip(chosen, best.traits, strict=True):
        first, second, third, on = (float(round(SCALE * v)) for v in _against_none(parts))
        if any((first, second, third, on)):
            found[name] = (first, second, third, on)
    within, anew_ = (_rounded(table.tolist()) for table in best.steps)
    start = tuple(round(max(value, NO_WAY), 2) for value in best.first.tolist())
    return Weights(found, within, anew_, start, scale=SCALE)


def _against_none(parts: Iterable[float]) -> Weight:
    none, first, second, third, on = map(float, parts)
    return first - none, second - none, third - none, on


def proposed(one: Narrative, weights: Weights) -> list[tuple[tuple[float, ...], bool]]:
    """What speaks for every run of clauses that is looked at, and whether it is a point."""
    told = simplified(one.text)
    said = [clause for clause in clauses(told) if not is_filler(clause.text)]
    if not said:
        return []
    weighed, breaks = sums(weights, traits(said, told)), anew(said)
    likely = chances(weights, weighed, breaks)
    of_all = expected(likely)
    readily = READILY + READIER * max(0, SOME - len(told))
    made = []
    for _kind, run in runs(said, weighed, tags(weights, weighed, breaks, readily)):
        span = said[run[0]].start, said[run[-1]].end
        made.append((marks(likely, run, of_all), any(same(point, span) for point in one.points)))
    return made


def keeping(judged: Iterable[tuple[Narrative, Weights]]) -> tuple[float, ...]:
    """What makes a run of clauses worth keeping, from narratives judged by others' weights."""
    listed = [made for one, weights in judged for made in proposed(one, weights)]
    found = odds([m for m, _ in listed], [right for _, right in listed], RIDGE_OF_KEEPING)
    return tuple(round(value, 3) for value in found)


def weighed(
    narratives: Sequence[Narrative], older: Sequence[Narrative], but: frozenset[str] = frozenset()
) -> Weights:
    """Weights from everybody but those writers, with what is worth keeping."""
    writers = [w for w in dict.fromkeys(one.writer for one in narratives) if w not in but]
    judged: list[tuple[Narrative, Weights]] = []
    for writer in writers:
        others = [one for one in narratives if one.writer not in but | {writer}]
        weights = fitted([*others, *older])
        judged += [(one, weights) for one in narratives if one.writer == writer]
    every = fitted([*(one for one in narratives if one.writer not in but), *older])
    return replace(every, keep=keeping(judged))


def _rounded(table: Iterable[Iterable[float]]) -> Table:
    return tuple(tuple(round(max(value, NO_WAY), 2) for value in line) for line in table)


def write(weights: Weights) -> None:
    """Put the weights into points.toml."""
    lines = [
        f"{name} {' '.join(str(round(value)) for value in four)}"
        for name, four in weights.traits.items()
    ]
    parts = [HEAD, f"scale = {SCALE}", f"keep = {list(weights.keep)}"]
    parts.append(f"first = {list(weights.first)}")
    for name, table in (("within", weights.within), ("anew", weights.anew)):
        parts += [f"{name} = [", *(f"    {list(line)}," for line in table), "]"]
    parts += ["traits = '''", *lines, "'''"]
    FILE.write_text("\n".join(parts) + "\n", encoding="utf-8")
