"""Weighs the playbook's words in a narrative; every score can say which words made it."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from desk.enums import Grade, Lane, Mood, Topic, Urgency
from desk.playbook.entries import Keyword, Sensitive
from desk.playbook.playbook import Playbook
from desk.playbook.wording import GAP, NUMBER, Matcher, excused, fold
from desk.suggest.clauses import TopicHits, dismissals, spoken_of
from desk.suggest.learnt import Learnt, LearntHit
from desk.suggest.points import ProposedPoint, propose
from desk.text import clean

LESS_EACH_TIME = (1.0, 0.7, 0.5, 0.3)
"""What the first, second… word of one keyword entry counts; later ones count like the last."""
IN_A_POINT, BESIDE, DISMISSED = 1.3, 0.7, 0.15
"""What a word counts in a proposed point, beside it, and where it is only named to be left out."""
SHARE_OF_BEST = 0.08
SHARE_TO_SPLIT = 0.4
LEAST = 2.0
MOST_WEIGHED = 2_500
"""Characters that are weighed for topics; warnings are looked for to the end."""
MOOD_ORDER = (Mood.OVERBEARING, Mood.KNOW_IT_ALL, Mood.VENTING, Mood.CALM)


@dataclass(frozen=True, slots=True)
class TopicScore:
    """A topic with the sum of its weights, and the words of the text that made it."""

    topic: Topic
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SensitiveHit:
    """A warning of the playbook, and the words of the text that raised it."""

    entry: Sensitive
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What Desk makes of a narrative; `topics` best first, never empty."""

    topics: tuple[TopicScore, ...]
    sensitive: tuple[SensitiveHit, ...]
    points: tuple[ProposedPoint, ...]
    mood: Mood | None = None
    mood_words: tuple[str, ...] = ()

    @property
    def topic(self) -> Topic:
        return self.topics[0].topic

    @property
    def urgency(self) -> Urgency:
        """The most urgent that any warning asks for."""
        asked = [hit.entry.urgency for hit in self.sensitive if hit.entry.urgency is not None]
        return max(asked, key=list(Urgency).index, default=Urgency.NORMAL)

    @property
    def grade(self) -> Grade:
        """The highest grade that any warning asks for."""
        asked = [hit.entry.grade for hit in self.sensitive if hit.entry.grade is not None]
        return max(asked, key=list(Grade).index, default=Grade.NORMAL)

    @property
    def lane(self) -> Lane:
        """The fastest lane that any warning asks for."""
        asked = [hit.entry.lane for hit in self.sensitive if hit.entry.lane is not None]
        return max(asked, key=list(Lane).index, default=Lane.STANDARD)

    def as_json(self) -> dict[str, object]:
        """Plain lists and words, as the command line prints it."""
        return {
            "topics": [
                {"topic": one.topic.value, "score": one.score, "reasons": list(one.reasons)}
                for one in self.topics
            ],
            "sensitive": [
                {
                    "id": hit.entry.id,
                    "label": hit.entry.label,
                    "words": list(hit.words),
                    "why": hit.entry.why,
                    "what_to_do": list(hit.entry.what_to_do),
                }
                for hit in self.sensitive
            ],
            "points": [{"kind": point.kind.value, "matter": point.matter} for point in self.points],
            "mood": self.mood.value if self.mood else None,
            "urgency": self.urgency.value,
            "grade": self.grade.value,
            "lane": self.lane.value,
        }


class Hit(NamedTuple):
    """Words of an entry found: where, whether they are one word without gaps, for which entry."""

    start: int
    end: int
    word: str
    plain: bool
    keyword: Keyword


@dataclass(slots=True)
class Suggester:
    """Everything of a playbook that is looked for in a narrative, ready to be used many times."""

    playbook: Playbook
    _keywords: list[Keyword] = field(init=False)
    _unless: list[tuple[str, ...]] = field(init=False)
    _sensitive: list[tuple[str, Sensitive]] = field(init=False)
    _moods: list[tuple[str, Mood]] = field(init=False)
    _find_keywords: Matcher = field(init=False)
    _find_sensitive: Matcher = field(init=False)
    _find_moods: Matcher = field(init=False)
    _learnt: Learnt = field(init=False)

    def __post_init__(self) -> None:
        keywords = self.playbook.keywords.values()
        self._keywords = [entry for entry in keywords if not entry.learnt]
        self._learnt = Learnt(entry for entry in keywords if entry.learnt)
        self._unless = [tuple(map(fold, entry.unless)) for entry in self._keywords]
        self._sensitive = [
            (word, entry) for entry in self.playbook.sensitive.values() for word in entry.words
        ]
        self._moods = [
            (word, mood) for mood, entry in self.playbook.moods.items() for word in entry.words
        ]
        self._find_keywords = Matcher(
            (word, 2 * n + bool({GAP, NUMBER} & set(word)))
            for n, entry in enumerate(self._keywords)
            for word in entry.words
        )
        self._find_sensitive = Matcher((word, n) for n, (word, _) in enumerate(self._sensitive))
        self._find_moods = Matcher((word, n) for n, (word, _) in enumerate(self._moods))

    def suggest(self, narrative: str) -> Suggestion:
        """Topics, warnings, mood and points of a narrative; pure, and quick enough for typing."""
        text = clean(narrative)
        hits = self._hits(text)
        points = propose(text, _topics_of(hits, _ranked(text, hits)))
        mood, mood_words = self._mood(text)
        return Suggestion(
            topics=_ranked(text, hits, points, self._learnt_hits(text, hits, points)),
            sensitive=self.warnings(text),
            points=points,
            mood=mood,
            mood_words=mood_words,
        )

    def topic_hits(self, text: str) -> TopicHits:
        """Where the words of the topics that count stand in a clean text."""
        hits = self._hits(text)
        return _topics_of(hits, _ranked(text, hits))

    def _hits(self, text: str) -> list[Hit]:
        folded = fold(text)
        found = []
        for start, end, number in self._find_keywords.hits(text[:MOST_WEIGHED]):
            keyword = self._keywords[number // 2]
            if not excused(folded, start, end, self._unless[number // 2]):
                found.append(Hit(start, end, folded[start:end], number % 2 == 0, keyword))
        return _without_contained(found)

    def _learnt_hits(
        self, text: str, hits: list[Hit], points: Sequence[ProposedPoint]
    ) -> list[LearntHit]:
        """The learnt words; none where no chosen word stands, as they are too weak alone."""
        if not hits:
            return []
        chosen = _plain(hits)
        return self._learnt.hits(text[:MOST_WEIGHED], chosen, counts_at(text, points))

    def plain_words(self, text: str) -> list[tuple[int, int]]:
        """Where chosen words without gaps stand in a clean text."""
        return _plain(self._hits(text))

    def warnings(self, text: str) -> tuple[SensitiveHit, ...]:
        """The warnings that a clean text raises, in the order of the playbook."""
        folded = fold(text)
        raised: dict[str, tuple[Sensitive, dict[str, None]]] = {}
        for start, end, number in self._find_sensitive.hits(text):
            _word, entry = self._sensitive[number]
            if excused(folded, start, end, map(fold, entry.unless)):
                continue
            if not (entry.own_words and spoken_of(folded, start)):
                raised.setdefault(entry.id, (entry, {}))[1][text[start:end]] = None
        order = list(self.playbook.sensitive)
        return tuple(
            SensitiveHit(entry, tuple(words))
            for entry, words in sorted(raised.values(), key=lambda pair: order.index(pair[0].id))
        )

    def _mood(self, text: str) -> tuple[Mood | None, tuple[str, ...]]:
        words: dict[Mood, dict[str, None]] = {}
        for start, end, number in self._find_moods.hits(text):
            words.setdefault(self._moods[number][1], {})[text[start:end]] = None
        if not words:
            return None, ()
        best = max(words, key=lambda mood: (len(words[mood]), -MOOD_ORDER.index(mood)))
        return best, tuple(words[best])


def suggest(narrative: str, playbook: Playbook) -> Suggestion:
    """One suggestion; whoever makes many keeps a `Suggester`."""
    return Suggester(playbook).suggest(narrative)


def _plain(hits: Iterable[Hit]) -> list[tuple[int, int]]:
    return [(hit.start, hit.end) for hit in hits if hit.plain]


def _without_contained(hits: list[Hit]) -> list[Hit]:
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


def counts_at(text: str, points: Sequence[ProposedPoint]) -> Callable[[int], float]:
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


def _ranked(
    text: str,
    hits: list[Hit],
    points: Sequence[ProposedPoint] = (),
    learnt: Sequence[LearntHit] = (),
) -> tuple[TopicScore, ...]:
    counts = counts_at(text, points)
    added: dict[Topic, float] = {}
    spoke: dict[Topic, list[tuple[bool, float, int, int]]] = {}
    for keyword, group in _by_keyword(hits):
        worth = _worth(group, keyword.weight, counts)
        added[keyword.topic] = added.get(keyword.topic, 0.0) + worth
        spans = [(False, float(-keyword.weight), hit.start, hit.end) for hit in group]
        spoke.setdefault(keyword.topic, []).extend(spans)
    for one in learnt:
        added[one.topic] = added.get(one.topic, 0.0) + one.score
        spoke.setdefault(one.topic, []).append((True, -one.score, one.start, one.end))
    scores = []
    for topic, score in added.items():
        reasons = tuple(dict.fromkeys(text[start:end] for *_, start, end in sorted(spoke[topic])))
        scores.append(TopicScore(topic, round(score, 1), reasons))
    order = list(Topic)
    scores.sort(key=lambda one: (-one.score, order.index(one.topic)))
    if not scores or scores[0].score < LEAST:
        return (TopicScore(Topic.OTHER, 0.0, ()), *(s for s in scores if s.topic != Topic.OTHER))
    floor = max(LEAST, scores[0].score * SHARE_OF_BEST)
    return tuple(one for one in scores if one.score >= floor)


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


def _topics_of(
    hits: list[Hit], topics: tuple[TopicScore, ...]
) -> tuple[tuple[int, int, Topic, int], ...]:
    """Where the words of the topics that count stand: a stray word splits no point."""
    floor = topics[0].score * SHARE_TO_SPLIT
    real = {one.topic for one in topics if one.score >= floor}
    return tuple(
        (hit.start, hit.end, hit.keyword.topic, hit.keyword.weight)
        for hit in hits
        if hit.keyword.topic in real
    )
