"""Runs of characters that a playbook learnt from narratives: none says much, together they do."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from desk.enums import Topic
from desk.playbook.wording import fold
from desk.suggest.clauses import Clause, lead_in

SIZES = (1, 2, 3, 4)
OF_A_POINT = 10
"""The weights of learnt runs are tenths of those of chosen words."""
FULL = 10.0
"""The root of how many runs count whole; of more each counts less, as length says nothing."""
LONGEST_SHOWN = 18
_CHINESE = re.compile(r"[\u4e00-\u9fff]+")


class LearntHit(NamedTuple):
    """A learnt run where it first stands; `score` is what it adds to its topic."""

    start: int
    end: int
    topic: Topic
    score: float


def runs(text: str) -> Iterator[tuple[str, int]]:
    """Every run of Chinese characters that can be learnt, and where it begins."""
    folded = fold(text)
    for found in _CHINESE.finditer(folded):
        begin, stop = found.span()
        for size in SIZES:
            for start in range(begin, stop - size + 1):
                yield folded[start : start + size], start


def counts(number: int) -> float:
    """What each of so many different runs counts."""
    return min(1.0, FULL / number**0.5) if number else 0.0


class Learnt:
    """The learnt runs of a playbook, ready to be looked for many times."""

    def __init__(self, weights: Iterable[tuple[str, Topic, int]]) -> None:
        self._weights: dict[str, list[tuple[Topic, float]]] = {}
        for run, topic, weight in weights:
            self._weights.setdefault(fold(run), []).append((topic, weight / OF_A_POINT))

    def hits(self, text: str) -> list[LearntHit]:
        """Each run once, where it first stands."""
        known = self._weights
        first: dict[str, int] = {}
        for run, start in runs(text):
            if run in known:
                first.setdefault(run, start)
        each = counts(len(first))
        return [
            LearntHit(start, start + len(run), topic, weight * each)
            for run, start in first.items()
            for topic, weight in known[run]
        ]


def telling_clause(text: str, said: Sequence[Clause], hits: Sequence[LearntHit]) -> str:
    """The clause in which learnt runs say most, so that nobody is shown a piece of a word."""
    starts = [clause.start for clause in said]
    told = [0.0] * len(said)
    for hit in hits:
        at = bisect_right(starts, hit.start) - 1
        if at >= 0:
            told[at] += hit.score
    short = [at for at, one in enumerate(said) if len(one.text) <= LONGEST_SHOWN and told[at]]
    best = max(short or range(len(said)), key=lambda at: told[at])
    clause = said[best]
    return text[clause.start + lead_in(clause.text) : clause.end]
