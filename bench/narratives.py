"""The sets of invented narratives: who wrote each, what it is about, and its points."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from desk.text import clean

DATA = Path(__file__).parents[1] / "tests" / "data"
WRITERS = {
    "tuning": "first",
    "once_unseen": "first",
    "tuning_more": "second",
    "once_unseen_second": "second",
    "learning_a": "a",
    "learning_b": "b",
    "learning_c": "c",
    "once_unseen_third": "third",
    "once_unseen_fourth": "fourth",
}
"""The sets that are learnt from, by who wrote them; four of them were once kept unseen."""
UNSEEN = "unseen_fifth"
"""What is never learnt from or looked into: its totals alone are shown."""
SHARED = 0.6
SHORT_KINDS = {"a": "allegation", "r": "request", "q": "question"}

Span = tuple[int, int]
Wanted = tuple[str, int, int]
"""A point that was put down: its kind, and where it stands."""


@dataclass(frozen=True, slots=True)
class Narrative:
    """What somebody says, and what a careful clerk made of it."""

    writer: str
    name: str
    text: str
    topic: str
    also: tuple[str, ...]
    points: tuple[Wanted, ...]
    sensitive: tuple[str, ...]


def named(name: str) -> list[Narrative]:
    """A set."""
    path = DATA / f"narratives_{name}.toml"
    rows: list[dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8"))["narrative"]
    return [
        Narrative(
            writer=WRITERS.get(name, name),
            name=row["id"],
            text=(text := clean(row["narrative"])),
            topic=row["topic"],
            also=tuple(row["also"]),
            points=tuple(_wanted(text, ((p["kind"], p["text"]) for p in row["points"]))),
            sensitive=tuple(row["sensitive"]),
        )
        for row in rows
    ]


def _wanted(text: str, points: Iterable[tuple[str, str]]) -> Iterable[Wanted]:
    for kind, words in points:
        start = text.index(clean(words))
        yield kind, start, start + len(clean(words))


@cache
def to_learn_from() -> tuple[Narrative, ...]:
    """Every narrative that words and weights may come from, by whom it was written."""
    return tuple(one for name in WRITERS for one in named(name))


@cache
def older() -> tuple[Narrative, ...]:
    """The practice narratives: shorter ones, in which nearly everything said is a point."""
    path = DATA / "narratives.toml"
    found = []
    for row in tomllib.loads(path.read_text(encoding="utf-8"))["narrative"]:
        text = clean(row["text"])
        known = [(SHORT_KINDS[kind], words) for kind, words in row["points"] if words in text]
        if not row.get("aside"):
            points = tuple(_wanted(text, known))
            found.append(Narrative("older", "", text, row["topic"], (), points, ()))
    return tuple(found)


def same(wanted: Wanted, made: Span) -> bool:
    """Whether a proposal is about a point: most of the shorter one lies in the other."""
    _kind, start, end = wanted
    shared = min(end, made[1]) - max(start, made[0])
    return shared >= SHARED * min(end - start, made[1] - made[0])
