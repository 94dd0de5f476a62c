"""Weighs the playbook's words in a narrative; every score can say which words made it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from desk.enums import Grade, Lane, Mood, Topic, Urgency
from desk.playbook.entries import Keyword, Sensitive
from desk.playbook.playbook import Playbook
from desk.playbook.wording import GAP, NUMBER, Matcher, excused, fold
from desk.suggest.clauses import spoken_of
from desk.suggest.learnt import Learnt, runs
from desk.suggest.points import ProposedPoint, propose
from desk.suggest.ranking import (
    MOST_WEIGHED,
    Hit,
    TopicScore,
    chosen_scores,
    ranked,
    without_contained,
)
from desk.suggest.tagging import Weights
from desk.text import clean

MOST_LEARNT = 1_500
"""Characters in which learnt runs are looked for."""
MOOD_ORDER = (Mood.OVERBEARING, Mood.KNOW_IT_ALL, Mood.VENTING, Mood.CALM)


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


@dataclass(slots=True)
class Suggester:
    """Everything of a playbook that is looked for in a narrative, ready to be used many times."""

    playbook: Playbook
    weights: Weights | None = None
    """Those of the points; the ones that come with Desk if there are no others."""
    learnt: Learnt | None = None
    """What speaks for topics beside the chosen words; what the playbook has if there is none."""
    _learnt: Learnt = field(init=False)
    _keywords: list[Keyword] = field(init=False)
    _unless: list[tuple[str, ...]] = field(init=False)
    _sensitive: list[tuple[str, Sensitive]] = field(init=False)
    _moods: list[tuple[str, Mood]] = field(init=False)
    _find_keywords: Matcher = field(init=False)
    _find_sensitive: Matcher = field(init=False)
    _find_moods: Matcher = field(init=False)

    def __post_init__(self) -> None:
        keywords = self.playbook.keywords.values()
        self._keywords = [entry for entry in keywords if not entry.learnt]
        self._learnt = self.learnt or Learnt(
            (run, entry.topic, entry.weight)
            for entry in keywords
            if entry.learnt
            for run in entry.words
        )
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
        points = propose(text, self.weights)
        mood, mood_words = self._mood(text)
        return Suggestion(
            topics=self._topics(text, points),
            sensitive=self.warnings(text),
            points=points,
            mood=mood,
            mood_words=mood_words,
        )

    def chosen(self, narrative: str) -> tuple[dict[Topic, float], list[str]]:
        """What the chosen words alone say for each topic, and the runs that could be learnt."""
        text = clean(narrative)
        hits = self._hits(text)
        found = [run for run, _start in runs(text)]
        return chosen_scores(text, hits, propose(text, self.weights)), found

    def _topics(self, text: str, points: Sequence[ProposedPoint]) -> tuple[TopicScore, ...]:
        hits = self._hits(text)
        # What is learnt is too weak to speak where no chosen word does.
        learnt = self._learnt.hits(text[:MOST_LEARNT]) if hits else []
        return ranked(text, hits, points, learnt)

    def _hits(self, text: str) -> list[Hit]:
        folded = fold(text)
        found = []
        for start, end, number in self._find_keywords.hits(text[:MOST_WEIGHED]):
            keyword = self._keywords[number // 2]
            if not excused(folded, start, end, self._unless[number // 2]):
                found.append(Hit(start, end, folded[start:end], number % 2 == 0, keyword))
        return without_contained(found)

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
