"""Adds up what speaks for the topics of a narrative, and keeps what to show of it."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from desk.enums import Topic
from desk.playbook.entries import Keyword
from desk.suggest.clauses import Clause, clauses, dismissals
from desk.suggest.learnt import LearntHit, telling_clause
from desk.suggest.points import ProposedPoint

LESS_EACH_TIME = (1.0, 0.7, 0.5, 0.3)
"""What the first, second… word of one keyword entry counts; later ones count like the last."""
IN_A_POINT, BESIDE, DISMISSED = 1.3, 0.7, 0.15
"""What a word counts in a proposed point, beside it, and where it is only named to be left out."""
SHARE_OF_BEST = 0.08
LEAST_TELLING = 4.0
LEAST, LEAST_SHOWN = 2.0, 0.1
MOST_WEIGHED = 2_500
"""Characters that are weighed for topics."""


@dataclass(frozen=True, slots=True)
class TopicScore:
    """A topic with the sum of its weights, and what in the text made it.

    `words` were chosen for the topic; in `clauses` stand runs that were learnt to speak for it.
    """

    topic: Topic
    score: float
    words: tuple[str, ...]
    clauses: tuple[str, ...] = ()

    @property
    def reasons(self) -> tuple[str, ...]:
        """What speaks for it, the chosen words first."""
        return self.words + self.clauses


class Hit(NamedTuple):
    """Words of an entry found: where, whether they are one word without gaps, for which entry."""

    start: int
    end: int
    word: str
    plain: bool
    keyword: Keyword


def without_contained(hits: list[Hit]) -> list[Hit]:
    """Hits that are not just part of a longer plain word: 停电 says nothing in 停电通知书."""
    furthest: dict[int, int] = {}
    for hit in hits:
        if hit.plain:
            furthest[hit.start] = max(furthest.get(hit.start, 0), hit.end)
    kept = []
    begun_at = covered = 0
    for hit in sorted(hits, key=attrgetter("start")):
        if hit.start > begun_at:
            covered = max(covered, furthest.get(begun_at, 0))
            begun_at = hit.start
        if hit.end > covered and hit.end >= furthest.get(hit.start, 0):
            kept.append(hit)
    return kept


def _counts_at(text: str, points: Sequence[ProposedPoint]) -> Callable[[int], float]:
    """How much a word counts by where it begins."""
    starts = [point.start for point in points]
    left_out = dismissals(text)

    def counts(begin: int) -> float:
        at = bisect_right(starts, begin) - 1
        inside = not points or (at >= 0 and begin < points[at].end)
        worth = IN_A_POINT if inside else BESIDE
        outside = any(start <= begin < stop for start, stop in left_out)
        return worth * (DISMISSED if outside else 1)

    return counts


def ranked(
    text: str,
    hits: list[Hit],
    points: Sequence[ProposedPoint],
    learnt: Sequence[LearntHit],
) -> tuple[TopicScore, ...]:
    added = chosen_scores(text, hits, points)
    words: dict[Topic, list[tuple[int, int, int]]] = {}
    for hit in hits:
        span = (-hit.keyword.weight, hit.start, hit.end)
        words.setdefault(hit.keyword.topic, []).append(span)
    for one in learnt:
        added[one.topic] = added.get(one.topic, 0.0) + one.score
    runs: dict[Topic, list[LearntHit]] = {}
    for one in _outside(hits, learnt):
        runs.setdefault(one.topic, []).append(one)
    order = list(Topic)
    told = [pair for pair in added.items() if pair[0] in words or pair[0] in runs]
    scores = sorted(told, key=lambda pair: (-pair[1], order.index(pair[0])))
    known = bool(scores) and scores[0][1] >= LEAST
    floor = max(LEAST, scores[0][1] * SHARE_OF_BEST) if known else LEAST_SHOWN
    said = list(clauses(text[:MOST_WEIGHED]))
    found = [
        TopicScore(
            topic,
            round(score, 1),
            tuple(dict.fromkeys(text[a:b] for _weight, a, b in sorted(words.get(topic, ())))),
            _telling(text, said, runs.get(topic, ()), alone=topic not in words),
        )
        for topic, score in scores
        if score >= floor
    ]
    if known:
        return tuple(found)
    return (TopicScore(Topic.OTHER, 0.0, ()), *(s for s in found if s.topic is not Topic.OTHER))


def _telling(
    text: str, said: Sequence[Clause], hits: Sequence[LearntHit], *, alone: bool
) -> tuple[str, ...]:
    """Beside chosen words, learnt ones are shown only where they say something."""
    if not hits or not (alone or sum(hit.score for hit in hits) >= LEAST_TELLING):
        return ()
    return (telling_clause(text, said, hits),)


def _outside(hits: Sequence[Hit], learnt: Sequence[LearntHit]) -> Iterator[LearntHit]:
    """The learnt runs that are not just part of a chosen word.

    The others add to what speaks for a topic, but propose none and are not shown: 停 says little in
    停电通知书.
    """
    furthest: dict[int, int] = {}
    for hit in hits:
        if hit.plain:
            for at in range(hit.start, hit.end):
                furthest[at] = max(furthest.get(at, 0), hit.end)
    return (one for one in learnt if furthest.get(one.start, 0) < one.end)


def chosen_scores(
    text: str, hits: list[Hit], points: Sequence[ProposedPoint]
) -> dict[Topic, float]:
    """What the chosen words say for each topic."""
    counts = _counts_at(text, points)
    added: dict[Topic, float] = {}
    for keyword, group in _by_keyword(hits):
        worth = _worth(group, keyword.weight, counts)
        added[keyword.topic] = added.get(keyword.topic, 0.0) + worth
    return added


def _by_keyword(hits: list[Hit]) -> Iterable[tuple[Keyword, list[Hit]]]:
    ordered = sorted(hits, key=attrgetter("keyword.id"))
    for _id, group in groupby(ordered, key=attrgetter("keyword.id")):
        listed = list(group)
        yield listed[0].keyword, listed


def _worth(hits: Iterable[Hit], weight: int, counts: Callable[[int], float]) -> float:
    words: dict[str, float] = {}
    for hit in hits:
        words[hit.word] = max(words.get(hit.word, 0.0), counts(hit.start))
    last = len(LESS_EACH_TIME) - 1
    return sum(
        weight * worth * LESS_EACH_TIME[min(place, last)]
        for place, worth in enumerate(sorted(words.values(), reverse=True))
    )
