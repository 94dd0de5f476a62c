"""Weighs the words that people use, topic by topic, from the narratives for tuning.

python tools/weigh_topics.py [folds]

Words are runs of two to four characters that stand in at least three narratives of a topic, more
often there than elsewhere. What the chosen words of the playbook say is taken as given; learnt
words add to it, by softmax regression with a ridge and no weight below zero, so that every word
speaks for a topic and none in secret against one. Writes keywords_learnt.toml. With `folds` nothing
is written: each fifth of the newer narratives for tuning, which no chosen word was made for, is
judged by weights from everything else.
"""

import random
import re
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import exp
from pathlib import Path

from desk.enums import Topic
from desk.playbook.entries import Keyword
from desk.playbook.load import load
from desk.playbook.wording import fold
from desk.suggest.suggester import Suggester, counts_at
from desk.text import clean

ROOT = Path(__file__).parents[1]
DATA = ROOT / "tests" / "data"
PACK = ROOT / "desk" / "playbook" / "zh_CN" / "keywords_learnt.toml"
SETS = ("narratives", "narratives_tuning", "narratives_tuning_more")
JUDGED = "narratives_tuning_more"
CHINESE = re.compile(r"[\u4e00-\u9fff]+")
EMPTY_AT_AN_END = frozenset("的了着吗呢吧啊呀嘛咧哦")
SIZES = (2, 3, 4)
LEAST_NARRATIVES = 3
MORE_THAN_CHANCE = 1.5
SCALE = 12.0
"""How many points of a chosen word's weight make a topic e times as likely."""
RIDGE = 10.0
HEAVIEST = 15
ROUNDS = 150
STEP = 0.05
HEAD = """\
# Words learnt from narratives: what people say beside the words that were chosen by hand.
#
# Made by tools/weigh_topics.py from the narratives for tuning in tests/data; not to be changed by
# hand. Runs of two to four characters from at least three narratives of a topic; weights are on
# the scale of keywords.toml, for one word each.

[defaults]
version = 1
valid_from = 2024-06-01
as_of = 2026-11-22
confidence = "default"
source = ["house"]
"""

Weights = dict[tuple[str, Topic], float]


@dataclass(frozen=True, slots=True)
class Read:
    """A narrative: its set and topic, what chosen words say, and what each run would count."""

    text: str
    set_name: str
    topic: Topic
    chosen: dict[Topic, float]
    runs: dict[str, float]


def everything(suggester: Suggester) -> list[Read]:
    """Every narrative that may be learnt from, read as the suggester reads it."""
    reads = []
    for name in SETS:
        rows = tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))["narrative"]
        for row in rows:
            if not row.get("aside"):
                text = clean(row["text"] if "text" in row else row["narrative"])
                reads.append(_read(text, name, Topic(row["topic"]), suggester))
    return reads


def _read(text: str, name: str, topic: Topic, suggester: Suggester) -> Read:
    made = suggester.suggest(text)
    counts = counts_at(text, made.points)
    spans = suggester.plain_words(text)
    folded = fold(text)
    runs: dict[str, float] = {}
    for found in CHINESE.finditer(folded):
        for size in SIZES:
            for start in range(found.start(), found.end() - size + 1):
                end = start + size
                if any(s <= start and end <= e and e - s > size for s, e in spans):
                    continue
                run = folded[start:end]
                runs[run] = max(runs.get(run, 0.0), counts(start))
    return Read(text, name, topic, {one.topic: one.score for one in made.topics}, runs)


def candidates(reads: Sequence[Read], known: frozenset[tuple[str, Topic]]) -> Weights:
    """The words that may speak for a topic, each still without weight."""
    topics = Counter(one.topic for one in reads)
    seen: Counter[tuple[str, Topic]] = Counter()
    anywhere: Counter[str] = Counter()
    for one in reads:
        for run in one.runs:
            seen[run, one.topic] += 1
            anywhere[run] += 1
    return {
        (run, topic): 0.0
        for (run, topic), count in sorted(seen.items())
        if count >= LEAST_NARRATIVES
        and not {run[0], run[-1]} & EMPTY_AT_AN_END
        and count > MORE_THAN_CHANCE * anywhere[run] * topics[topic] / len(reads)
        and (run, topic) not in known
    }


def chances(one: Read, weights: Weights) -> dict[Topic, float]:
    """How likely each topic is."""
    sums = {topic: one.chosen.get(topic, 0.0) / SCALE for topic in Topic}
    for run, counts in one.runs.items():
        for topic in Topic:
            sums[topic] += weights.get((run, topic), 0.0) * counts
    most = max(sums.values())
    parts = {topic: exp(value - most) for topic, value in sums.items()}
    whole = sum(parts.values())
    return {topic: part / whole for topic, part in parts.items()}


def fitted(reads: Sequence[Read], known: frozenset[tuple[str, Topic]]) -> Weights:
    """The weights that make the topics of all narratives most likely, on the scale of a chance."""
    weights = candidates(reads, known)
    keys = list(weights)
    places = {key: place for place, key in enumerate(keys)}
    of_run: dict[str, list[tuple[Topic, int]]] = defaultdict(list)
    for run, topic in keys:
        of_run[run].append((topic, places[run, topic]))
    rows = [
        [(topic, place, n) for run, n in one.runs.items() for topic, place in of_run.get(run, ())]
        for one in reads
    ]
    values, mean, spread = [0.0] * len(keys), [0.0] * len(keys), [0.0] * len(keys)
    for turn in range(1, ROUNDS + 1):
        slope = [RIDGE * value for value in values]
        for one, row in zip(reads, rows, strict=True):
            sums = {topic: one.chosen.get(topic, 0.0) / SCALE for topic in Topic}
            for topic, place, n in row:
                sums[topic] += values[place] * n
            most = max(sums.values())
            parts = {topic: exp(value - most) for topic, value in sums.items()}
            whole = sum(parts.values())
            errors = {t: part / whole - (t is one.topic) for t, part in parts.items()}
            for topic, place, n in row:
                slope[place] += errors[topic] * n
        left = STEP * (1 - (turn - 1) / ROUNDS)
        for place, down in enumerate(slope):
            mean[place] += 0.1 * (down - mean[place])
            spread[place] += 0.01 * (down * down - spread[place])
            even = mean[place] / (1 - 0.9**turn)
            size = (spread[place] / (1 - 0.99**turn)) ** 0.5
            values[place] = max(0.0, values[place] - left * even / (size + 1e-8))
    return dict(zip(keys, values, strict=True))


def rounded(weights: Weights) -> dict[tuple[str, Topic], int]:
    """The weights as the pack has them; words that weigh next to nothing are left out."""
    whole = {key: min(HEAVIEST, round(SCALE * weight)) for key, weight in weights.items()}
    return {key: weight for key, weight in whole.items() if weight > 0}


def folds(reads: Sequence[Read], known: frozenset[tuple[str, Topic]]) -> None:
    """Print how the weights do on narratives they were not made from."""
    judged = [one for one in reads if one.set_name == JUDGED]
    first = among = 0
    for seed in (1, 2):
        random.Random(seed).shuffle(judged)
        for fold_number in range(5):
            left_out = {one.text for one in judged[fold_number::5]}
            learnt = fitted([one for one in reads if one.text not in left_out], known)
            kept = {key: weight / SCALE for key, weight in rounded(learnt).items()}
            for one in judged[fold_number::5]:
                likely = chances(one, kept)
                order = sorted(Topic, key=lambda topic, by=likely: -by[topic])  # type: ignore[misc]
                first += order[0] is one.topic
                among += one.topic in order[:3]
    count = 2 * len(judged)
    print(f"in five folds, drawn twice: first {first / count:.1%}, among three {among / count:.1%}")


def write(weights: dict[tuple[str, Topic], int]) -> None:
    """Put the weights into the pack, an entry for each topic and weight."""
    entries: dict[tuple[Topic, int], list[str]] = defaultdict(list)
    for (run, topic), weight in weights.items():
        entries[topic, weight].append(run)
    parts = [HEAD]
    for topic in Topic:
        for weight in range(HEAVIEST, 0, -1):
            if words := sorted(entries[topic, weight]):
                listed = ", ".join(f'"{word}"' for word in words)
                parts.append(
                    f'[[keyword]]\nid = "learnt_{topic}_{weight}"\ntopic = "{topic}"\n'
                    f"weight = {weight}\nlearnt = true\nwords = [{listed}]\n"
                )
    PACK.write_text("\n".join(parts), encoding="utf-8")


def chosen_words(keywords: Iterable[Keyword]) -> frozenset[tuple[str, Topic]]:
    """What was chosen by hand, which needs no second weight."""
    return frozenset((fold(word), one.topic) for one in keywords for word in one.words)


def main() -> None:
    """Weigh and write, or weigh in folds."""
    playbook = load()
    playbook.keywords = {name: k for name, k in playbook.keywords.items() if not k.learnt}
    reads = everything(Suggester(playbook))
    known = chosen_words(playbook.keywords.values())
    if "folds" in sys.argv[1:]:
        folds(reads, known)
    else:
        write(rounded(fitted(reads, known)))


if __name__ == "__main__":
    main()
