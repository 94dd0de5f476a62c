"""How sure it is that clauses are a point at all, so that only those are proposed that likely are.

Every tag of every clause has a chance, all taggings of the narrative together considered. Whether
a run of clauses is kept follows from the chances at its ends and at its best, and from how much of
the narrative is points.
"""

from collections.abc import Sequence
from math import exp, log

from desk.suggest.tagging import TAGS, Table, Weight, Weights, of_tags

NEVER = 1e-4
"""Keeps what is certain from weighing without end."""
FAINTEST = -200.0
"""Keeps what is hardly likely above nothing, however long a clause is."""
MOST_EXPECTED = 6.0
"""Of more points no narrative tells anything that was learnt from."""
Chances = Sequence[float]
"""How likely each tag of a clause is."""


def chances(
    weights: Weights, weighed: Sequence[Weight], breaks: Sequence[bool]
) -> Sequence[Chances]:
    """How likely every tag of every clause is, of one clause or more."""
    own = []
    for four in weighed:
        values = of_tags(four, 0.0)
        most = max(values)
        own.append([exp(max(FAINTEST, value - most)) for value in values])
    rows = [_exp(weights.within), _exp(weights.anew)]
    columns = [tuple(zip(*table, strict=True)) for table in rows]
    times = float.__mul__
    before = _even(list(map(times, map(exp, weights.first), own[0])))
    forward = [before]
    for mine, fresh in zip(own[1:], breaks, strict=True):
        came = [sum(map(times, before, column)) for column in columns[fresh]]
        before = _even(list(map(times, mine, came)))
        forward.append(before)
    behind = [1.0] * TAGS
    found = [forward[-1]]
    for at in range(len(own) - 1, 0, -1):
        ahead = list(map(times, own[at], behind))
        behind = _even([sum(map(times, row, ahead)) for row in rows[breaks[at - 1]]])
        found.append(_even(list(map(times, forward[at - 1], behind))))
    return found[::-1]


def _exp(table: Table) -> Table:
    return tuple(tuple(map(exp, row)) for row in table)


def _even(values: list[float]) -> list[float]:
    whole = sum(values)
    return [value / whole for value in values]


def expected(likely: Sequence[Chances]) -> tuple[float, float]:
    """How many points are to be expected, and how much of the narrative they are."""
    number = sum(one[1] + one[3] + one[5] for one in likely)
    share = 1 - sum(one[0] for one in likely) / len(likely)
    return min(MOST_EXPECTED, number), share


def marks(
    likely: Sequence[Chances], run: Sequence[int], of_all: tuple[float, float]
) -> tuple[float, ...]:
    """What speaks for a run of clauses: how surely its first, its last and its surest is a point,
    and what is expected `of_all`.
    """
    odds = [_odds(1 - likely[at][0]) for at in run]
    return odds[0], odds[-1], max(odds), *of_all


def _odds(chance: float) -> float:
    return log((chance + NEVER) / (1 - chance + NEVER))


def worth(keep: Sequence[float], spoken_for: Sequence[float]) -> float:
    """How surely a run of clauses is a point, as a logarithm of odds."""
    return keep[0] + sum(map(float.__mul__, keep[1:], spoken_for))
