"""Weighs the runs of characters that people use, topic by topic.

What the chosen words of the playbook say is taken as given; learnt runs add to it, by softmax
regression with a ridge and no weight below zero, so that every run speaks for a topic and none in
secret against one. `python tools/weigh.py` runs it.
"""

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import exp
from pathlib import Path

from bench.narratives import Narrative
from desk.enums import Topic
from desk.playbook.entries import Keyword
from desk.playbook.wording import fold
from desk.suggest.learnt import OF_A_POINT, counts
from desk.suggest.suggester import Suggester

PACK = Path(__file__).parents[1] / "desk" / "playbook" / "zh_CN" / "keywords_learnt.toml"
TOPICS = tuple(Topic)
LEAST_NARRATIVES = 3
MORE_THAN_CHANCE = 1.3
MOST_WEIGHTS = 4_000
RIDGE = 0.5
ROUNDS_TO_CHOOSE, ROUNDS = 30, 60
FASTEST = 0.2
CHOSEN_AT_FIRST = 0.15
"""How much more likely, in powers of e, a point of a chosen word makes its topic, to begin with."""
SLOWER_FOR_CHOSEN = 0.002
KEPT_WEIGHTS = (1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 18, 22, 27, 33, 40, 50, 60, 75, 90)
"""The weights that the pack has, in tenths; others are taken for the nearest."""
HEAD = """\
# Runs of characters learnt from narratives: what people say beside the words chosen by hand.
#
# Made by tools/weigh.py from the narratives in tests/data; not to be changed by hand. Runs of one
# to four characters from at least three narratives of a topic; weights are in tenths of those of
# keywords.toml. What a clerk is shown is never the run but the clause that it stands in.

[defaults]
version = 1
valid_from = 2024-06-01
as_of = 2026-11-22
confidence = "default"
source = ["house"]
"""

Pair = tuple[str, int]
"""A run and the place of a topic among TOPICS."""
Weights = dict[Pair, float]


@dataclass(frozen=True, slots=True)
class Row:
    """A narrative to learn from: what its chosen words say for each topic, its runs, its topic."""

    chosen: tuple[float, ...]
    runs: frozenset[str]
    topic: int


def row(one: Narrative, suggester: Suggester) -> Row:
    """A narrative, read as Desk reads it."""
    said, found = suggester.chosen(one.text)
    return Row(
        tuple(said.get(topic, 0.0) for topic in TOPICS),
        frozenset(found),
        TOPICS.index(Topic(one.topic)),
    )


def candidates(rows: Sequence[Row], known: frozenset[Pair]) -> list[Pair]:
    """The runs that may speak for a topic: in some narratives of it, oftener than elsewhere."""
    topics = Counter(one.topic for one in rows)
    seen: Counter[Pair] = Counter()
    anywhere: Counter[str] = Counter()
    for one in rows:
        seen.update((run, one.topic) for run in one.runs)
        anywhere.update(one.runs)
    return [
        (run, topic)
        for (run, topic), count in sorted(seen.items())
        if count >= LEAST_NARRATIVES
        and count > MORE_THAN_CHANCE * anywhere[run] * topics[topic] / len(rows)
        and (run, topic) not in known
    ]


def _learnt(rows: Sequence[Row], pairs: Iterable[Pair], rounds: int) -> tuple[Weights, float]:
    """Weights in powers of e, and what a point of a chosen word weighs beside them."""
    of_run: defaultdict[str, list[int]] = defaultdict(list)
    for run, topic in pairs:
        of_run[run].append(topic)
    kept = {run: [0.0] * len(TOPICS) for run in of_run}
    size, chosen = 1.0, CHOSEN_AT_FIRST
    shrink = RIDGE / len(rows)
    order = [(one, [(kept[r], of_run[r]) for r in sorted(one.runs) if r in kept]) for one in rows]
    turn = 0
    for number in range(rounds):
        random.Random(number).shuffle(order)
        for one, parts in order:
            pace = 1 / (1 / FASTEST + shrink * turn)
            turn += 1
            size *= 1 - pace * shrink
            each = counts(len(parts))
            added = [0.0] * len(TOPICS)
            for values, topics in parts:
                for topic in topics:
                    added[topic] += values[topic]
            likely = _likely(
                [chosen * a + size * each * b for a, b in zip(one.chosen, added, strict=True)]
            )
            likely[one.topic] -= 1
            steps = [pace * each / size * wrong for wrong in likely]
            for values, topics in parts:
                for topic in topics:
                    values[topic] = max(0.0, values[topic] - steps[topic])
            slope = sum(map(float.__mul__, likely, one.chosen))
            chosen -= SLOWER_FOR_CHOSEN * pace * slope
    weights = {(run, topic): size * kept[run][topic] for run in of_run for topic in of_run[run]}
    return weights, chosen


def _likely(sums: Sequence[float]) -> list[float]:
    most = max(sums)
    parts = [exp(value - most) for value in sums]
    whole = sum(parts)
    return [part / whole for part in parts]


def fitted(narratives: Iterable[Narrative], suggester: Suggester) -> dict[Pair, int]:
    """The weights that make the topics of all narratives likeliest, as the pack has them."""
    rows = [row(one, suggester) for one in narratives]
    known = chosen_words(suggester.playbook.keywords.values())
    often = Counter(run for one in rows for run in one.runs)
    tried, _chosen = _learnt(rows, candidates(rows, known), ROUNDS_TO_CHOOSE)
    order = sorted(tried, key=lambda pair: -tried[pair] * often[pair[0]] ** 0.5)
    weights, chosen = _learnt(rows, sorted(order[:MOST_WEIGHTS]), ROUNDS)
    tenths = {pair: OF_A_POINT * weight / chosen for pair, weight in weights.items()}
    return {
        pair: min(KEPT_WEIGHTS, key=lambda kept, exact=exact: abs(kept - exact))  # type: ignore[misc]
        for pair, exact in tenths.items()
        if exact >= KEPT_WEIGHTS[0] / 2
    }


def chosen_words(keywords: Iterable[Keyword]) -> frozenset[Pair]:
    """What was chosen by hand, which needs no second weight."""
    return frozenset(
        (fold(word), TOPICS.index(one.topic))
        for one in keywords
        if not one.learnt
        for word in one.words
    )


def write(weights: Mapping[Pair, int]) -> None:
    """Put the weights into the pack, an entry for each topic and weight."""
    entries: defaultdict[tuple[int, int], list[str]] = defaultdict(list)
    for (run, topic), weight in weights.items():
        entries[topic, weight].append(run)
    parts = [HEAD]
    for topic, weight in sorted(entries, key=lambda key: (key[0], -key[1])):
        name = TOPICS[topic]
        listed = ", ".join(f'"{run}"' for run in sorted(entries[topic, weight]))
        parts.append(
            f'[[keyword]]\nid = "learnt_{name}_{weight}"\ntopic = "{name}"\n'
            f"weight = {weight}\nlearnt = true\nwords = [{listed}]\n"
        )
    PACK.write_text("\n".join(parts), encoding="utf-8")
