"""The marks that make a stretch of speech a point: words from marks.toml, and places."""

import tomllib
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp
from pathlib import Path

from desk.enums import PointKind
from desk.playbook.wording import Matcher, excused, fold
from desk.suggest import cues
from desk.suggest.clauses import Clause

FILE = Path(__file__).parent / "marks.toml"
KINDS = (PointKind.ALLEGATION, PointKind.REQUEST, PointKind.QUESTION)
AROUND = frozenset({"quote", "feeling", "rhet"})
"""Marks that also count, as before_… and after_…, for the stretches beside the one they are in."""
WHERE = ((False, False), (True, False), (False, True), (True, True))
"""Whether a word must begin its clause, and whether it must end it."""
LATE, EARLY = 0.6, 0.25
FEW, SOME, MANY = 60, 90, 150
"""Characters of a narrative: the shorter one is, the less of it is background."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Words that mark a stretch, and what they weigh in tenths for each of KINDS.

    `unless` is folded.
    """

    id: str
    words: tuple[str, ...]
    unless: tuple[str, ...]
    weights: tuple[int, int, int]


def read(path: Path = FILE) -> tuple[Mark, ...]:
    """The marks of a file."""
    return tuple(
        Mark(
            row["id"],
            tuple(row.get("words", ())),
            tuple(map(fold, row.get("unless", ()))),
            (row["weights"][0], row["weights"][1], row["weights"][2]),
        )
        for row in tomllib.loads(path.read_text(encoding="utf-8"))["mark"]
    )


class Marks:
    """Marks ready to be looked for, many times."""

    def __init__(self, marks: Iterable[Mark]) -> None:
        listed = tuple(marks)
        self.weights: Mapping[str, tuple[int, int, int]] = {m.id: m.weights for m in listed}
        self._where = [(mark, first, last) for mark in listed for first, last in WHERE]
        self._find = Matcher(
            (word.strip("^$"), len(WHERE) * n + WHERE.index((word[0] == "^", word[-1] == "$")))
            for n, mark in enumerate(listed)
            for word in mark.words
        )

    def in_clauses(self, text: str, clauses: Sequence[Clause]) -> list[set[str]]:
        """The ids of the marks in each clause of a text."""
        folded = fold(text)
        starts = [clause.start for clause in clauses]
        begins = [
            clause.start + found.end() if (found := cues.HURRY.match(clause.text)) else clause.start
            for clause in clauses
        ]
        marked: list[set[str]] = [set() for _ in clauses]
        for start, end, number in self._find.hits(text):
            place = bisect_right(starts, start) - 1
            if place < 0 or start >= clauses[place].end:
                continue
            mark, first, last = self._where[number]
            if mark.id in marked[place]:
                continue
            if first and start not in (starts[place], begins[place]):
                continue
            if last and end != clauses[place].end:
                continue
            if not excused(folded, start, end, mark.unless):
                marked[place].add(mark.id)
        return marked

    def chances(self, marked: Iterable[str]) -> tuple[float, float, float]:
        """How likely marks make a stretch a point of each of KINDS, from 0 to 1."""
        sums = [0, 0, 0]
        for name in marked:
            for place, weight in enumerate(self.weights.get(name, (0, 0, 0))):
                sums[place] += weight
        parts = [exp(total / 10) for total in sums]
        whole = 1 + sum(parts)
        return parts[0] / whole, parts[1] / whole, parts[2] / whole


@cache
def shipped() -> Marks:
    """The marks that come with Desk, read once."""
    return Marks(read())


def of_stretches(
    marks: Marks, text: str, clauses: Sequence[Clause], stretches: Sequence[Sequence[Clause]]
) -> list[set[str]]:
    """The marks of each stretch: its words, its shape, its place, and what stands beside it."""
    in_clause = dict(zip((c.start for c in clauses), marks.in_clauses(text, clauses), strict=True))
    sentences = max((clause.sentence for clause in clauses), default=0)
    kinds = [stretch[0].kind for stretch in stretches]
    first_request = next((n for n, k in enumerate(kinds) if k is PointKind.REQUEST), len(kinds))
    last_request = max((n for n, k in enumerate(kinds) if k is PointKind.REQUEST), default=-1)
    inner: list[set[str]] = []
    for stretch in stretches:
        marked = _shape(stretch)
        for clause in stretch:
            marked |= in_clause[clause.start]
        inner.append(marked)
    found = []
    for n, stretch in enumerate(stretches):
        marked = inner[n] | _place(stretch, sentences, len(text))
        kind = stretch[0].kind
        before = n > 0 and stretches[n - 1][0].sentence == stretch[0].sentence
        after = n + 1 < len(stretches) and stretches[n + 1][0].sentence == stretch[0].sentence
        marked |= {"opens_sentence"} if not before else set()
        marked |= {"ends_sentence"} if not after else set()
        marked |= {"whole_sentence"} if not (before or after) else set()
        marked |= {"many_stretches"} if len(stretches) > 12 else set()
        if first_request < n:
            marked |= {"after_request", f"{kind}_after_request"}
        if last_request > n:
            marked |= {"before_request", f"{kind}_before_request"}
        for beside, name in ((n - 1, "before_"), (n + 1, "after_")):
            if 0 <= beside < len(stretches):
                marked.add(f"{name}is_{kinds[beside]}")
                marked |= {f"{name}{one}" for one in inner[beside] & AROUND}
        found.append(marked)
    return found


def _shape(stretch: Sequence[Clause]) -> set[str]:
    size = stretch[-1].end - stretch[0].start
    shape = {f"is_{stretch[0].kind}"}
    shape |= {
        name
        for name, holds in (
            ("size_to_4", size <= 4),
            ("size_5_to_8", 4 < size <= 8),
            ("size_from_15", size >= 15),
            ("size_from_25", size >= 25),
            ("size_from_40", size >= 40),
            ("several_clauses", len(stretch) > 1),
            ("many_clauses", len(stretch) > 3),
            ("substance", any(c.substance for c in stretch)),
            ("complains", any(c.complains for c in stretch)),
            ("outcry", any(c.outcry for c in stretch)),
            ("asked", any(c.asked for c in stretch)),
            ("generic", any(c.generic for c in stretch)),
            ("on_topic", any(c.topic is not None for c in stretch)),
            ("introduction", any(cues.INTRODUCTION.match(c.text) for c in stretch)),
        )
        if holds
    }
    return shape


def _place(stretch: Sequence[Clause], last: int, length: int) -> set[str]:
    sentence, kind = stretch[0].sentence, stretch[0].kind
    at = sentence / max(1, last)
    return {
        name
        for name, holds in (
            ("always", True),
            ("first_sentence", sentence == 0),
            ("last_sentence", sentence == last),
            ("last_but_one", sentence == last - 1),
            ("late", at > LATE),
            ("early", at < EARLY),
            ("second_half", at >= 0.5),
            (f"{kind}_late", at > LATE),
            (f"{kind}_early", at < EARLY),
            (f"{kind}_last", sentence == last),
            ("in_few_words", length < FEW),
            ("in_some_words", length < SOME),
            ("in_many_words", length > MANY),
        )
        if holds
    }
