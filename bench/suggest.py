"""How well topics, points and sensitive words come out of what people say at the window.

python -m bench.suggest [tuning|tuning_more|unseen|unseen_second] [one]

`tuning` (120 narratives) and `tuning_more` (140) may be looked into; `unseen` and `unseen_second`
(60 each) never were, and only their totals are shown. A proposal finds a point where the two share
at least 60 % of the shorter one. `one` also lists each narrative of a set for tuning that came out
otherwise.
"""

import sys
import time
import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from desk.enums import Topic
from desk.playbook.load import load
from desk.suggest import ProposedPoint, Suggester, Suggestion
from desk.text import clean

DATA = Path(__file__).parents[1] / "tests" / "data"
NAMES = ("tuning", "tuning_more", "unseen", "unseen_second")
OPEN = ("tuning", "tuning_more")
SHARED = 0.6
LEAST_FIRST, LEAST_AMONG, LEAST_FOUND, MOST_INVENTED = 0.75, 0.92, 0.80, 0.20
MOST_LONG_MS = 20.0
LONG = 10_000

RAISED_BY: dict[str, frozenset[str]] = {
    "self_harm": frozenset({"self_harm"}),
    "violence": frozenset({"threat"}),
    "injury": frozenset({"injury"}),
    "safety": frozenset({"live_wire", "fire", "injury", "medical_device", "danger"}),
    "frail": frozenset({"elderly_or_ill", "medical_device"}),
    "group": frozenset({"collective"}),
    "petition": frozenset({"petition"}),
    "media": frozenset({"media"}),
    "court": frozenset({"lawyer"}),
    "hotline": frozenset({"hotline"}),
    "regulator": frozenset({"regulator"}),
    "misconduct": frozenset({"corruption", "misconduct"}),
    "privacy": frozenset({"privacy"}),
    "fraud": frozenset({"fraud"}),
    "theft": frozenset({"theft_accusation", "theft"}),
}
"""Which entries of the playbook answer a mark of the set."""


@dataclass(frozen=True, slots=True)
class Told:
    """A narrative, what a careful clerk made of it, and what was proposed."""

    name: str
    text: str
    topic: str
    also: tuple[str, ...]
    points: tuple[tuple[str, int, int], ...]
    sensitive: tuple[str, ...]
    made: Suggestion
    seconds: float

    @property
    def proposed(self) -> list[str]:
        """The topics that have reasons, best first."""
        return [one.topic.value for one in self.made.topics]

    @property
    def raised(self) -> frozenset[str]:
        """The warnings that were raised."""
        return frozenset(hit.entry.id for hit in self.made.sensitive)


def read(name: str) -> list[Told]:
    """A set, with what is proposed for each of its narratives."""
    path = DATA / f"narratives_{name}.toml"
    rows: list[dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8"))["narrative"]
    suggester = Suggester(load())
    suggester.suggest(rows[0]["narrative"])
    return [_told(row, suggester) for row in rows]


def _told(row: dict[str, Any], suggester: Suggester) -> Told:
    text = clean(row["narrative"])
    began = time.process_time()
    made = suggester.suggest(text)
    seconds = time.process_time() - began
    spans = []
    for point in row["points"]:
        start = text.index(clean(point["text"]))
        spans.append((point["kind"], start, start + len(clean(point["text"]))))
    return Told(
        name=row["id"],
        text=text,
        topic=row["topic"],
        also=tuple(row["also"]),
        points=tuple(spans),
        sensitive=tuple(row["sensitive"]),
        made=made,
        seconds=seconds,
    )


def same(wanted: tuple[str, int, int], made: ProposedPoint) -> bool:
    """Whether a proposal is about a point: most of the shorter one lies in the other."""
    _kind, start, end = wanted
    shared = min(end, made.end) - max(start, made.start)
    return shared >= SHARED * min(end - start, made.end - made.start)


@dataclass(frozen=True, slots=True)
class Totals:
    """Shares of a set, each with what it is counted from."""

    first: float
    among: float
    second: tuple[int, int]
    found: float
    found_with_kind: float
    invented: float
    wanted: int
    proposed: int
    warned: tuple[int, int]
    warned_for_nothing: int
    seconds: tuple[float, ...]


def share(values: Iterable[bool]) -> float:
    """How much of them is true."""
    listed = list(values)
    return sum(listed) / len(listed)


def totals(told: Sequence[Told]) -> Totals:
    """Everything that is counted."""
    pairs = [(one, point) for one in told for point in one.points]
    made = [(one, point) for one in told for point in one.made.points]
    second = [topic in one.proposed[:3] for one in told for topic in one.also]
    asked = [(one, mark) for one in told for mark in one.sensitive]
    nothing = 0
    for one in told:
        wanted = {entry for mark in one.sensitive for entry in RAISED_BY[mark]}
        known = {entry for entries in RAISED_BY.values() for entry in entries}
        nothing += len((one.raised & known) - wanted)
    return Totals(
        first=share(one.proposed[0] == one.topic for one in told),
        among=share(one.topic in one.proposed[:3] for one in told),
        second=(sum(second), len(second)),
        found=share(any(same(point, p) for p in one.made.points) for one, point in pairs),
        found_with_kind=share(
            any(same(point, p) and p.kind.value == point[0] for p in one.made.points)
            for one, point in pairs
        ),
        invented=share(not any(same(point, p) for point in one.points) for one, p in made),
        wanted=len(pairs),
        proposed=len(made),
        warned=(sum(bool(one.raised & RAISED_BY[mark]) for one, mark in asked), len(asked)),
        warned_for_nothing=nothing,
        seconds=tuple(sorted(one.seconds for one in told)),
    )


def confusion(told: Sequence[Told]) -> str:
    """Right topics down, first suggestions across; columns in the order of the rows."""
    counted = Counter((one.topic, one.proposed[0]) for one in told)
    names = [topic.value for topic in Topic]
    head = " " * 29 + "".join(f"{number:>4}" for number in range(1, len(names) + 1))
    lines = [head]
    for number, name in enumerate(names, 1):
        cells = "".join(f"{counted[name, other] or '.':>4}" for other in names)
        lines.append(f"{number:>2} {name:<26}{cells}")
    return "\n".join(lines)


def long_text() -> float:
    """What reading a narrative of 10,000 characters takes in the middle of several, in seconds
    of the processor.
    """
    path = DATA / "narratives_tuning.toml"
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["narrative"]
    text = "".join(row["narrative"] for row in rows)[:LONG]
    suggester = Suggester(load())
    suggester.suggest(text)
    taken = []
    for turn in range(9):
        began = time.process_time()
        suggester.suggest(text[turn:] + text[:turn])
        taken.append(time.process_time() - began)
    return median(taken)


def differing(told: Sequence[Told]) -> Iterable[str]:
    """Each narrative of the set for tuning that came out otherwise, for whoever tunes."""
    for one in told:
        notes = []
        if one.proposed[0] != one.topic:
            scores = [(t.topic.value, t.score, t.reasons[:8]) for t in one.made.topics[:4]]
            notes.append(f"  topic {one.topic} {one.also}: {scores}")
        for point in one.points:
            hits = [p for p in one.made.points if same(point, p)]
            words = one.text[point[1] : point[2]]
            if not hits:
                notes.append(f"  missed {point[0]}: {words}")
            elif all(p.kind.value != point[0] for p in hits):
                notes.append(f"  kind {point[0]} not {hits[0].kind.value}: {words}")
        notes += [
            f"  invented {p.kind.value}: {p.matter}"
            for p in one.made.points
            if not any(same(point, p) for point in one.points)
        ]
        for mark in one.sensitive:
            if not one.raised & RAISED_BY[mark]:
                notes.append(f"  not warned: {mark}")
        if notes:
            yield "\n".join([f"{one.name} {one.text}", *notes])


def report(name: str) -> bool:
    """Print the figures of a set; whether its limits are kept."""
    told = read(name)
    found = totals(told)
    slow = long_text() * 1000
    kept = (
        found.first >= LEAST_FIRST
        and found.among >= LEAST_AMONG
        and found.found >= LEAST_FOUND
        and found.invented <= MOST_INVENTED
        and slow <= MOST_LONG_MS
    )
    times = found.seconds
    print(f"suggestions for {len(told)} narratives ({name})")
    print(f"  right topic first             {found.first:6.1%}   (limit {LEAST_FIRST:.0%})")
    print(f"  right topic among three       {found.among:6.1%}   (limit {LEAST_AMONG:.0%})")
    print(f"  a second matter among three   {found.second[0]} of {found.second[1]}")
    print(
        f"  points found                  {found.found:6.1%}   (limit {LEAST_FOUND:.0%}) "
        f"of {found.wanted}, with the kind {found.found_with_kind:.1%}"
    )
    print(
        f"  points invented               {found.invented:6.1%}   (limit {MOST_INVENTED:.0%}) "
        f"of {found.proposed}"
    )
    print(
        f"  sensitive matters seen        {found.warned[0]} of {found.warned[1]}, "
        f"{found.warned_for_nothing} others raised"
    )
    print(
        f"  processor time per narrative  p50 {median(times) * 1000:.2f} ms, "
        f"p95 {times[int(len(times) * 0.95)] * 1000:.2f} ms; "
        f"of {LONG:,} characters {slow:.1f} ms (limit {MOST_LONG_MS:.0f})"
    )
    print(confusion(told))
    return kept


def main() -> bool:
    """The figures of the set named on the command line; of the set for tuning without a name."""
    asked = sys.argv[1:]
    name = next((word for word in asked if word in NAMES), "tuning")
    if "one" in asked and name in OPEN:
        print("\n".join(differing(read(name))))
    return report(name)


if __name__ == "__main__":
    raise SystemExit(0 if main() else 1)
