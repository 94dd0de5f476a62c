"""Weighs the traits of clauses, so that what was put down by hand is the likeliest.

A conditional random field over the clauses of a narrative, learnt by going down its slope narrative
by narrative, with a ridge that keeps small what stands in a few places. `python tools/weigh.py`
runs it.
"""

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import exp, sqrt

from bench.narratives import Narrative, Wanted
from desk.playbook.wording import simplified
from desk.suggest.clauses import Clause, clauses, is_filler
from desk.suggest.tagging import (
    FILE,
    KINDS,
    NO_WAY,
    TAGS,
    Table,
    Weight,
    Weights,
    anew,
    traits,
)

RIDGE = 8.0
COUNTS = {"older": 0.3, "first": 0.5, "second": 0.5}
"""What a narrative counts by its writer, where points were put down by another rule than later:
among the older ones nearly everything said is a point.
"""
LEAST_NARRATIVES = 2
MOST_TRAITS = 5_000
ROUNDS_TO_CHOOSE, ROUNDS = 10, 30
FASTEST = 0.2
CERTAIN = 0.002
"""Errors below this teach nothing."""
SCALE = 50
HEAD = """\
# What the traits of a clause weigh for its being a point of what is said at the window.
#
# Made by tools/weigh.py from the narratives in tests/data; not to be changed by hand. A line of
# `traits` is a trait and its weights, times `scale`: for an allegation, a request, a question, and
# for going on with the point before. "^…" begins a clause, "…$" ends it, "#" is a number, "=…" is
# where the clause stands. `within` and `anew` weigh the steps from tag to tag in one sentence and
# into the next, `first` the first tag of all: no point, then for each kind a beginning and a going
# on.
"""


@dataclass(frozen=True, slots=True)
class Row:
    """A narrative to learn from: the traits and tags of its clauses, and what it counts."""

    traits: tuple[tuple[str, ...], ...]
    tags: tuple[int, ...]
    breaks: tuple[bool, ...]
    counts: float


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


class _Learner:
    """Weights on their way; each is `size` times what is kept, so that all shrink at once."""

    def __init__(self, names: Iterable[str]) -> None:
        self.kept: dict[str, list[float]] = {name: [0.0] * 5 for name in names}
        self.size = 1.0
        self.steps = [[[0.0] * TAGS for _ in range(TAGS)] for _ in range(2)]
        for table, whole in zip(self.steps, (False, True), strict=True):
            for before in range(TAGS):
                for after in range(2, TAGS, 2):
                    if whole or before not in (after, after - 1):
                        table[before][after] = NO_WAY
        self.first = [NO_WAY if tag and tag % 2 == 0 else 0.0 for tag in range(TAGS)]

    def learn(self, one: Row, pace: float) -> None:
        """Go one step down the slope of a narrative."""
        known = [[self.kept[name] for name in names if name in self.kept] for names in one.traits]
        own = []
        for parts in known:
            none, first, second, third, on = (
                self.size * sum(part[k] for part in parts) for k in range(5)
            )
            logs = (none, first, first + on, second, second + on, third, third + on)
            most = max(logs)
            own.append([exp(value - most) for value in logs])
        ways = [[[exp(value) for value in line] for line in table] for table in self.steps]
        seen, steps = _likely(own, ways, one.breaks, [exp(value) for value in self.first])
        pace *= one.counts
        for parts, chances, tag in zip(known, seen, one.tags, strict=True):
            wrong = [chance - (n == tag) for n, chance in enumerate(chances)]
            errors = (
                wrong[0],
                wrong[1] + wrong[2],
                wrong[3] + wrong[4],
                wrong[5] + wrong[6],
                wrong[2] + wrong[4] + wrong[6],
            )
            if max(map(abs, errors)) < CERTAIN:
                continue
            none, first, second, third, on = (pace / self.size * error for error in errors)
            for part in parts:
                part[0] -= none
                part[1] -= first
                part[2] -= second
                part[3] -= third
                part[4] -= on
        for tag, chance in enumerate(seen[0] if seen else ()):
            self.first[tag] -= pace * (chance - (tag == one.tags[0]))
        for n, (fresh, pairs) in enumerate(zip(one.breaks, steps, strict=True)):
            table = self.steps[fresh]
            for before, line in enumerate(pairs):
                for after, chance in enumerate(line):
                    table[before][after] -= pace * chance
            table[one.tags[n]][one.tags[n + 1]] += pace


def _likely(
    own: list[list[float]],
    ways: list[list[list[float]]],
    breaks: Sequence[bool],
    first: list[float],
) -> tuple[list[list[float]], list[list[list[float]]]]:
    """How likely every tag of every clause is, and every step between two."""
    if not own:
        return [], []
    places = range(TAGS)
    forward = [_even([a * b for a, b in zip(first, own[0], strict=True)])]
    for n, fresh in enumerate(breaks, 1):
        columns = zip(*ways[fresh], strict=True)
        before = forward[-1]
        forward.append(
            _even(
                [
                    mine * sum(map(float.__mul__, before, column))
                    for mine, column in zip(own[n], columns, strict=True)
                ]
            )
        )
    behind = [1.0] * TAGS
    seen = [forward[-1]]
    steps: list[list[list[float]]] = []
    for n in range(len(own) - 1, 0, -1):
        table = ways[breaks[n - 1]]
        ahead = list(map(float.__mul__, own[n], behind))
        before = forward[n - 1]
        pairs = [
            [before[i] * step * there for step, there in zip(table[i], ahead, strict=True)]
            for i in places
        ]
        whole = sum(map(sum, pairs))
        pairs = [[value / whole for value in line] for line in pairs]
        steps.append(pairs)
        seen.append([sum(line) for line in pairs])
        behind = _even([sum(map(float.__mul__, line, ahead)) for line in table])
    return seen[::-1], steps[::-1]


def _even(values: list[float]) -> list[float]:
    whole = sum(values)
    return [value / whole for value in values]


def _learnt(rows: Sequence[Row], names: Iterable[str], rounds: int) -> _Learner:
    learner = _Learner(names)
    shrink = RIDGE / sum(one.counts for one in rows)
    order = list(rows)
    turn = 0
    for number in range(rounds):
        random.Random(number).shuffle(order)
        for one in order:
            pace = 1 / (1 / FASTEST + shrink * turn)
            learner.size *= 1 - pace * shrink
            learner.learn(one, pace)
            turn += 1
    return learner


def _against_none(five: Sequence[float], size: float) -> Weight:
    none, first, second, third, on = (size * value for value in five)
    return first - none, second - none, third - none, on


def fitted(narratives: Iterable[Narrative]) -> Weights:
    """The weights that make the tags of all narratives likeliest, rounded as they are kept."""
    rows = [row(one) for one in narratives]
    seen = Counter(name for one in rows for name in {n for names in one.traits for n in names})
    often = [n for n in sorted(seen) if seen[n] >= LEAST_NARRATIVES and len(n.split()) == 1]
    tried = _learnt(rows, [name for name in often if "'" not in name], ROUNDS_TO_CHOOSE)

    def matters(name: str) -> float:
        weight = max(map(abs, _against_none(tried.kept[name], tried.size)))
        return weight * sqrt(seen[name])

    chosen = sorted(sorted(tried.kept, key=matters, reverse=True)[:MOST_TRAITS])
    learner = _learnt(rows, chosen, ROUNDS)
    found: dict[str, Weight] = {}
    for name in chosen:
        first, second, third, on = (
            round(SCALE * value) / SCALE
            for value in _against_none(learner.kept[name], learner.size)
        )
        if any((first, second, third, on)):
            found[name] = (first, second, third, on)
    within, anew_ = (_rounded(table) for table in learner.steps)
    return Weights(found, within, anew_, tuple(round(max(v, NO_WAY), 2) for v in learner.first))


def _rounded(table: Iterable[Iterable[float]]) -> Table:
    return tuple(tuple(round(max(value, NO_WAY), 2) for value in line) for line in table)


def write(weights: Weights) -> None:
    """Put the weights into points.toml."""
    lines = [
        f"{name} {' '.join(str(round(SCALE * value)) for value in four)}"
        for name, four in weights.traits.items()
    ]
    parts = [HEAD, f"scale = {SCALE}", f"first = {list(weights.first)}"]
    for name, table in (("within", weights.within), ("anew", weights.anew)):
        parts += [f"{name} = [", *(f"    {list(line)}," for line in table), "]"]
    parts += ["traits = '''", *lines, "'''"]
    FILE.write_text("\n".join(parts) + "\n", encoding="utf-8")
