"""Words that a playbook has from narratives: short, found as they are, each with a weight."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from desk.enums import Topic
from desk.playbook.entries import Keyword
from desk.playbook.wording import fold

Span = tuple[int, int]


class LearntHit(NamedTuple):
    """A learnt word where it counts most; `score` is what it adds to its topic."""

    start: int
    end: int
    topic: Topic
    score: float


class Learnt:
    """The learnt words of a playbook, ready to be looked for many times."""

    def __init__(self, keywords: Iterable[Keyword]) -> None:
        heads: dict[str, list[tuple[str, Topic, int]]] = {}
        for keyword in keywords:
            for word in keyword.words:
                folded = fold(word)
                heads.setdefault(folded[:2], []).append((folded, keyword.topic, keyword.weight))
        self._heads = heads

    def hits(
        self, text: str, chosen: Sequence[Span], counts: Callable[[int], float]
    ) -> list[LearntHit]:
        """Each word once; none that is only part of one of the `chosen` words of the text."""
        spans = sorted(chosen)
        begins = [start for start, _ in spans]
        furthest = list(accumulate((end for _, end in spans), max))
        itself = set(spans)
        best: dict[tuple[str, Topic], LearntHit] = {}
        for start, end, word, topic, weight in self._found(fold(text)):
            at = bisect_right(begins, start) - 1
            if at >= 0 and furthest[at] >= end and (start, end) not in itself:
                continue
            score = weight * counts(start)
            before = best.get((word, topic))
            if before is None or score > before.score:
                best[word, topic] = LearntHit(start, end, topic, score)
        return list(best.values())

    def _found(self, folded: str) -> Iterator[tuple[int, int, str, Topic, int]]:
        heads = self._heads
        for start, pair in enumerate(map(str.__add__, folded, folded[1:])):
            for word, topic, weight in heads.get(pair, ()):
                if folded.startswith(word, start):
                    yield start, start + len(word), word, topic, weight
