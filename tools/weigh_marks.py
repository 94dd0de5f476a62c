"""Weighs the marks of points anew, from the narratives for tuning.

python tools/weigh_marks.py [folds]

Every stretch of every narrative is a point of some kind, or none; the weights are those that make
what was put down by hand most likely, kept small so that no mark that stands in a few places
counts for much (softmax regression with a ridge). Writes desk/suggest/marks.toml. With `folds`
nothing is written: each fifth of the narratives is judged by weights from the other four, which
says how the weights do on what they have not seen.
"""

import random
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import exp
from pathlib import Path

from desk.playbook.load import load
from desk.playbook.wording import simplified
from desk.suggest.clauses import judged
from desk.suggest.marks import FILE, KINDS, Mark, Marks, of_stretches, read
from desk.suggest.points import ENOUGH, split
from desk.suggest.suggester import Suggester
from desk.text import clean

DATA = Path(__file__).parents[1] / "tests" / "data"
NEWER = ("narratives_tuning", "narratives_tuning_more")
SHORT_KINDS = {"a": "allegation", "r": "request", "q": "question"}
SHARED = 0.6
RIDGE = 3.0
OLDER = 0.3
"""What a stretch of the older set counts: there nearly everything said is a point."""
RARE = 8
ROUNDS = 250
STEP = 0.05

Weights = dict[str, list[float]]


@dataclass(frozen=True, slots=True)
class Row:
    """A stretch: where it stands, its marks, which of KINDS it is (-1: none), what it counts."""

    start: int
    end: int
    marks: tuple[str, ...]
    kind: int
    counts: float


@dataclass(frozen=True, slots=True)
class Read:
    """A narrative with its stretches and the points that were put down."""

    points: tuple[tuple[str, int, int], ...]
    rows: tuple[Row, ...]
    newer: bool


def told() -> Iterable[tuple[str, tuple[tuple[str, int, int], ...], bool]]:
    """Texts, their points, and whether they belong to the newer set."""
    for name in NEWER:
        newer = tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))
        for row in newer["narrative"]:
            text = clean(row["narrative"])
            listed = [(p["kind"], clean(p["text"])) for p in row["points"]]
            yield text, tuple((k, text.index(w), text.index(w) + len(w)) for k, w in listed), True
    older = tomllib.loads((DATA / "narratives.toml").read_text(encoding="utf-8"))
    for row in older["narrative"]:
        text = clean(row["text"])
        if not row.get("aside"):
            known = [(SHORT_KINDS[k], w) for k, w in row["points"] if w in text]
            yield text, tuple((k, text.index(w), text.index(w) + len(w)) for k, w in known), False


def matches(point: tuple[str, int, int], start: int, end: int) -> int:
    """How many characters a point shares with a stretch, 0 where that is too little."""
    shared = min(point[2], end) - max(point[1], start)
    return shared if shared >= SHARED * min(point[2] - point[1], end - start) else 0


def everything() -> list[Read]:
    """Every narrative, read as the suggester reads it."""
    suggester, marks = Suggester(load()), Marks(read())
    names = [str(kind) for kind in KINDS]
    found = []
    for text, points, newer in told():
        clauses = judged(simplified(text), suggester.topic_hits(text))
        stretches = split(clauses)
        rows = []
        for stretch, marked in zip(
            stretches, of_stretches(marks, simplified(text), clauses, stretches), strict=True
        ):
            start, end = stretch[0].start, stretch[-1].end
            best = max(points, key=lambda p: matches(p, start, end), default=None)
            hit = best is not None and matches(best, start, end) > 0
            kind = names.index(best[0]) if hit and best is not None else -1
            rows.append(Row(start, end, tuple(sorted(marked)), kind, 1.0 if newer else OLDER))
        found.append(Read(points, tuple(rows), newer))
    return found


def fitted(reads: Sequence[Read]) -> Weights:
    """The weights that make the kinds of all rows most likely."""
    rows = [row for one in reads for row in one.rows]
    seen = Counter(mark for row in rows for mark in row.marks)
    weights: Weights = {mark: [0.0] * 3 for mark in sorted(seen) if seen[mark] >= RARE}
    kept = [([weights[m] for m in row.marks if m in weights], row) for row in rows]
    names = list(weights)
    mean = {name: [0.0] * 3 for name in names}
    spread = {name: [0.0] * 3 for name in names}
    for turn in range(1, ROUNDS + 1):
        slope = {name: [RIDGE * weight for weight in weights[name]] for name in names}
        for parts, row in kept:
            odds = [exp(min(30.0, sum(part[k] for part in parts))) for k in range(3)]
            whole = 1 + sum(odds)
            errors = [row.counts * (odds[k] / whole - (row.kind == k)) for k in range(3)]
            for mark in row.marks:
                if mark in slope:
                    into = slope[mark]
                    for k in range(3):
                        into[k] += errors[k]
        left = STEP * (1 - (turn - 1) / ROUNDS)
        for name in names:
            for k in range(3):
                mean[name][k] += 0.1 * (slope[name][k] - mean[name][k])
                spread[name][k] += 0.01 * (slope[name][k] ** 2 - spread[name][k])
                even = mean[name][k] / (1 - 0.9**turn)
                size = (spread[name][k] / (1 - 0.99**turn)) ** 0.5
                weights[name][k] -= left * even / (size + 1e-8)
    return weights


def figures(reads: Iterable[Read], weights: Weights) -> Counter[str]:
    """Points wanted and found, stretches proposed and invented."""
    rounded = Marks(Mark(name, (), (), _tenths(three)) for name, three in weights.items())
    counted: Counter[str] = Counter()
    for one in reads:
        made = [
            (row, chances)
            for row in one.rows
            if sum(chances := rounded.chances(row.marks)) >= ENOUGH
        ]
        for point in one.points:
            hits = [chances for row, chances in made if matches(point, row.start, row.end)]
            counted["wanted"] += 1
            counted["found"] += bool(hits)
            counted["kind"] += any(
                str(KINDS[max(range(3), key=lambda k: c[k])]) == point[0] for c in hits
            )
        for row, _chances in made:
            counted["proposed"] += 1
            counted["invented"] += not any(matches(p, row.start, row.end) for p in one.points)
    return counted


def _tenths(three: Sequence[float]) -> tuple[int, int, int]:
    first, second, third = (round(10 * weight) for weight in three)
    return first, second, third


def folds(reads: list[Read]) -> None:
    """Print how weights do on narratives they were not made from."""
    newer = [one for one in reads if one.newer]
    older = [one for one in reads if not one.newer]
    random.Random(5).shuffle(newer)
    counted: Counter[str] = Counter()
    for fold in range(5):
        learnt = [one for n, one in enumerate(newer) if n % 5 != fold] + older
        counted += figures(newer[fold::5], fitted(learnt))
    print(
        f"in five folds: found {counted['found'] / counted['wanted']:.1%} of {counted['wanted']}, "
        f"with the kind {counted['kind'] / counted['wanted']:.1%}, "
        f"invented {counted['invented'] / counted['proposed']:.1%} of {counted['proposed']}"
    )


def write(weights: Weights) -> None:
    """Put the weights into marks.toml; marks of places are listed at its end."""
    text = FILE.read_text(encoding="utf-8")
    head, *entries = text.split("[[mark]]\n")
    kept, worded = [], set()
    for entry in entries:
        name = re.findall(r'^id = "(.+)"$', entry, re.MULTILINE)[0]
        if "\nwords = " in entry:
            worded.add(name)
            three = list(_tenths(weights.get(name, [0.0] * 3)))
            kept.append(re.sub(r"^weights = .*$", f"weights = {three}", entry, flags=re.MULTILINE))
    places = [
        f'id = "{name}"\nweights = {list(_tenths(three))}\n\n'
        for name, three in weights.items()
        if name not in worded and any(_tenths(three))
    ]
    kept[-1] = kept[-1].rstrip("\n") + "\n\n"
    whole = head + "".join(f"[[mark]]\n{entry}" for entry in [*kept, *places])
    FILE.write_text(whole.rstrip("\n") + "\n", encoding="utf-8")


def main() -> None:
    """Weigh and write, or weigh in folds."""
    reads = everything()
    if "folds" in sys.argv[1:]:
        folds(reads)
    else:
        write(fitted(reads))


if __name__ == "__main__":
    main()
