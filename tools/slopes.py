"""How likely the tags put down by hand are by given weights, and which way makes them likelier.

A conditional random field over the clauses of many narratives at once, with a ridge that keeps
small what stands in a few places; the way down is scipy's.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from desk.suggest.tagging import NO_WAY, TAGS

Array = Any
PARTS = 5
"""Each trait weighs for no point, for a point of each kind, and for going on."""
STEPS = TAGS * TAGS
RIDGE_OF_STEPS = 0.1
REMEMBERED = 10
"""How many past steps the way down is made from."""


@dataclass(frozen=True, slots=True)
class Row:
    """A narrative to learn from: the traits and tags of its clauses, and what it counts."""

    traits: tuple[tuple[str, ...], ...]
    tags: tuple[int, ...]
    breaks: tuple[bool, ...]
    counts: float


@dataclass(frozen=True, slots=True)
class Fitted:
    """Weights of traits, a line of PARTS for each, of steps (within, anew), and of first tags."""

    traits: Array
    steps: Array
    first: Array


def parts_of_tags() -> Array:
    """Which parts of a trait's weights speak for each tag."""
    table = np.zeros((PARTS, TAGS))
    table[0, 0] = 1
    for kind in range(3):
        table[1 + kind, 1 + 2 * kind : 3 + 2 * kind] = 1
        table[4, 2 + 2 * kind] = 1
    return table


def closed() -> tuple[Array, Array]:
    """NO_WAY for steps and for first tags that cannot be, nothing for the others."""
    steps = np.zeros((2, TAGS, TAGS))
    steps[1, :, 2::2] = NO_WAY
    for tag in range(2, TAGS, 2):
        steps[0, :, tag] = NO_WAY
        steps[0, (tag - 1, tag), tag] = 0
    first = np.zeros(TAGS)
    first[2::2] = NO_WAY
    return steps, first


class Slope:
    """All narratives side by side, the shorter ones filled up."""

    def __init__(self, rows: Sequence[Row], names: Sequence[str], ridge: float) -> None:
        place = {name: at for at, name in enumerate(names)}
        self.ridge, self.width = ridge, len(names)
        most = max(len(row.tags) for row in rows)
        self.there = np.array([[at < len(row.tags) for at in range(most)] for row in rows])
        self.tags = np.array([[*row.tags, *[0] * (most - len(row.tags))] for row in rows])
        self.anew = np.array(
            [[0, *map(int, row.breaks), *[0] * (most - len(row.tags))][:most] for row in rows]
        )
        self.counts = np.array([row.counts for row in rows])
        known = [
            [place[name] for name in clause if name in place]
            for row in rows
            for clause in row.traits
        ]
        lines = np.repeat(np.arange(len(known)), [len(columns) for columns in known])
        columns = np.array([column for listed in known for column in listed], dtype=int)
        self.held = csr_matrix(
            (np.ones(len(lines)), (lines, columns)), shape=(len(known), self.width)
        )
        self.holders = self.held.T.tocsr()
        self.closed_steps, self.closed_first = closed()
        self.parts = parts_of_tags()
        self.every = np.arange(len(rows))

    def parted(self, point: Array) -> Fitted:
        """The weights from one line of numbers."""
        cut = self.width * PARTS
        return Fitted(
            point[:cut].reshape(self.width, PARTS),
            point[cut : cut + 2 * STEPS].reshape(2, TAGS, TAGS),
            point[cut + 2 * STEPS :],
        )

    def __call__(self, point: Array) -> tuple[float, Array]:
        """How unlikely the tags are, with the ridge, and the slope there."""
        now = self.parted(point)
        own = np.zeros((*self.there.shape, TAGS))
        own[self.there] = (self.held @ now.traits) @ self.parts
        seen, pairs, unlikely = self._chances(own, now)
        by_hand = own[self.every, 0, self.tags[:, 0]] + now.first[self.tags[:, 0]]
        for at in range(1, self.there.shape[1]):
            step = now.steps[self.anew[:, at], self.tags[:, at - 1], self.tags[:, at]]
            told = own[self.every, at, self.tags[:, at]] + step
            by_hand = by_hand + np.where(self.there[:, at], told, 0)
            here = self.there[:, at]
            np.subtract.at(
                pairs,
                (self.anew[here, at], self.tags[here, at - 1], self.tags[here, at]),
                self.counts[here],
            )
        for at in range(self.there.shape[1]):
            seen[self.every, at, self.tags[:, at]] -= 1
        seen *= self.counts[:, None, None]
        pairs[self.closed_steps < 0] = 0
        start = np.where(self.closed_first < 0, 0, seen[:, 0].sum(0))
        slope = self.holders @ (seen[self.there] @ self.parts.T)
        value = (
            ((unlikely - by_hand) * self.counts).sum()
            + self.ridge / 2 * (now.traits**2).sum()
            + RIDGE_OF_STEPS / 2 * ((now.steps**2).sum() + (now.first**2).sum())
        )
        ways = [
            slope + self.ridge * now.traits,
            pairs + RIDGE_OF_STEPS * now.steps,
            start + RIDGE_OF_STEPS * now.first,
        ]
        return float(value), np.concatenate([way.ravel() for way in ways])

    def _chances(self, own: Array, now: Fitted) -> tuple[Array, Array, Array]:
        """The chance of every tag, of every step, and how much all taggings weigh together."""
        most = own.max(2, keepdims=True)
        own = np.exp(own - most)
        ways = np.exp(now.steps + self.closed_steps)
        forward, whole = np.zeros_like(own), np.ones(own.shape[:2])
        came = np.exp(now.first + self.closed_first) * own[:, 0]
        whole[:, 0] = came.sum(1)
        forward[:, 0] = came / whole[:, :1]
        for at in range(1, own.shape[1]):
            here = self.there[:, at]
            came = np.einsum("bi,bij->bj", forward[:, at - 1], ways[self.anew[:, at]]) * own[:, at]
            whole[:, at] = np.where(here, came.sum(1), 1)
            forward[:, at] = np.where(
                here[:, None], came / whole[:, at][:, None], forward[:, at - 1]
            )
        behind, pairs = np.ones_like(own), np.zeros((2, TAGS, TAGS))
        for at in range(own.shape[1] - 1, 0, -1):
            here = self.there[:, at]
            steps = ways[self.anew[:, at]]
            ahead = own[:, at] * behind[:, at] / whole[:, at][:, None]
            pair = forward[:, at - 1][:, :, None] * steps * ahead[:, None, :]
            pair *= (self.counts * here)[:, None, None]
            for fresh in (0, 1):
                pairs[fresh] += pair[self.anew[:, at] == fresh].sum(0)
            back = np.einsum("bij,bj->bi", steps, ahead)
            behind[:, at - 1] = np.where(here[:, None], back, 1)
        unlikely = (np.log(whole) + np.where(self.there, most[:, :, 0], 0)).sum(1)
        return forward * behind, pairs, unlikely


def down(rows: Sequence[Row], names: Sequence[str], ridge: float, rounds: int) -> Fitted:
    """The weights that make the tags likeliest after so many rounds."""
    slope = Slope(rows, names, ridge)
    found = minimize(
        slope,
        np.zeros(len(names) * PARTS + 2 * STEPS + TAGS),
        jac=True,
        method="L-BFGS-B",
        options={"maxiter": rounds, "maxcor": REMEMBERED},
    )
    best = slope.parted(found.x)
    return Fitted(best.traits, best.steps + slope.closed_steps, best.first + slope.closed_first)


def odds(marks: Sequence[Sequence[float]], right: Sequence[bool], ridge: float) -> list[float]:
    """What each mark adds to the logarithm of odds of being right, after what always stands."""
    table = np.column_stack([np.ones(len(marks)), np.array(marks)])
    spread = np.maximum(table.std(0), 1e-9)
    spread[0] = 1
    middle = table.mean(0)
    middle[0] = 0
    table = (table - middle) / spread
    sign = np.where(np.array(right), 1.0, -1.0)

    def slope(point: Array) -> tuple[float, Array]:
        told = sign * (table @ point)
        kept = point * (np.arange(len(point)) > 0)
        value = np.logaddexp(0, -told).sum() + ridge / 2 * (kept**2).sum()
        return float(value), -(table.T @ (sign / (1 + np.exp(told)))) + ridge * kept

    best = minimize(slope, np.zeros(table.shape[1]), jac=True, method="L-BFGS-B").x / spread
    return [float(best[0] - (best[1:] * middle[1:]).sum()), *map(float, best[1:])]
