"""How well the words do on invented narratives; the floors are what was reached, a little under.

The practice narratives shaped the words and cues. Those set aside did not: their floor is the
honest one. Real speech will have turns that neither knows.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from desk.enums import PointKind
from desk.playbook.load import load
from desk.suggest import Suggester, Suggestion

DATA = Path(__file__).parents[2] / "data" / "narratives.toml"
KINDS = {"a": PointKind.ALLEGATION, "r": PointKind.REQUEST, "q": PointKind.QUESTION}


@dataclass(frozen=True)
class Told:
    """A narrative with what should be made of it."""

    text: str
    topics: tuple[str, ...]
    points: tuple[tuple[PointKind, str], ...]
    sensitive: frozenset[str]
    aside: bool
    made: Suggestion


@cache
def told() -> tuple[Told, ...]:
    suggester = Suggester(load())
    return tuple(
        Told(
            text=row["text"],
            topics=(row["topic"], *row.get("or", [])),
            points=tuple((KINDS[kind], words) for kind, words in row["points"]),
            sensitive=frozenset(row.get("sensitive", [])),
            aside=row.get("aside", False),
            made=suggester.suggest(row["text"]),
        )
        for row in tomllib.loads(DATA.read_text(encoding="utf-8"))["narrative"]
    )


def share(values: list[bool]) -> float:
    return sum(values) / len(values)


def some(aside: bool) -> list[Told]:
    return [one for one in told() if one.aside is aside]


def test_there_are_enough_to_say_anything() -> None:
    assert len(some(False)) >= 100
    assert len(some(True)) >= 12
    assert len({one.text for one in told()}) == len(told())
    assert len({one.topics[0] for one in told()}) == 13


@pytest.mark.parametrize(("aside", "first", "among_two"), [(False, 0.96, 0.98), (True, 0.75, 0.85)])
def test_topics_come_out_on_top(aside: bool, first: float, among_two: float) -> None:
    tops = [[one.topic.value for one in narrative.made.topics] for narrative in some(aside)]
    hits = [top[0] in one.topics for top, one in zip(tops, some(aside), strict=True)]
    near = [
        bool(set(top[:2]) & set(one.topics)) for top, one in zip(tops, some(aside), strict=True)
    ]
    assert share(hits) >= first
    assert share(near) >= among_two


@pytest.mark.parametrize(("aside", "found", "of_kind"), [(False, 0.95, 0.9), (True, 0.95, 0.85)])
def test_points_are_found_with_their_kinds(aside: bool, found: float, of_kind: float) -> None:
    present, right = [], []
    for one in some(aside):
        for kind, words in one.points:
            holders = [point for point in one.made.points if words in point.matter]
            present.append(bool(holders))
            right.append(any(point.kind is kind for point in holders))
    assert share(present) >= found
    assert share(right) >= of_kind


@pytest.mark.parametrize("aside", [False, True])
def test_points_are_neither_crumbs_nor_lumps(aside: bool) -> None:
    made = sum(len(one.made.points) for one in some(aside))
    wanted = sum(len(one.points) for one in some(aside))
    assert 0.9 <= made / wanted <= 1.3


@pytest.mark.parametrize("aside", [False, True])
def test_warnings_that_matter_are_raised(aside: bool) -> None:
    for one in some(aside):
        raised = {hit.entry.id for hit in one.made.sensitive}
        assert one.sensitive <= raised, one.text
