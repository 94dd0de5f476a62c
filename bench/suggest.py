"""How well topics, points and sensitive words come out of what people say at the window.

python -m bench.suggest [unseen_fifth|<a set that is learnt from>] [one]

Words and weights come from all sets but `unseen_fifth`, of which only the totals are shown: they
alone say how the proposals do for somebody new. So does `python -m tools.weigh folds`, writer by
writer. A proposal finds a point where the two share at least 60 % of the shorter
one. `one` also lists each narrative of a set that is learnt from that came out otherwise.
"""

import sys
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from bench.narratives import UNSEEN, WRITERS, Narrative, Span, named, same
from desk.enums import Topic
from desk.playbook.load import load
from desk.suggest import ProposedPoint, Suggester, Suggestion

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
    """A narrative, and what was proposed for it."""

    narrative: Narrative
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


def told(narrative: Narrative, suggester: Suggester) -> Told:
    """What is proposed for a narrative."""
    began = time.process_time()
    made = suggester.suggest(narrative.text)
    return Told(narrative, made, time.process_time() - began)


def read(name: str) -> list[Told]:
    """A set, with what is proposed for each of its narratives."""
    suggester = Suggester(load())
    narratives = named(name)
    suggester.suggest(narratives[0].text)
    return [told(one, suggester) for one in narratives]


def _span(point: ProposedPoint) -> Span:
    return point.start, point.end


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


def totals(heard: Sequence[Told]) -> Totals:
    """Everything that is counted."""
    pairs = [(one, point) for one in heard for point in one.narrative.points]
    made = [(one, point) for one in heard for point in one.made.points]
    second = [topic in one.proposed[:3] for one in heard for topic in one.narrative.also]
    asked = [(one, mark) for one in heard for mark in one.narrative.sensitive]
    known = {entry for entries in RAISED_BY.values() for entry in entries}
    nothing = 0
    for one in heard:
        wanted = {entry for mark in one.narrative.sensitive for entry in RAISED_BY[mark]}
        nothing += len((one.raised & known) - wanted)
    return Totals(
        first=share(one.proposed[0] == one.narrative.topic for one in heard),
        among=share(one.narrative.topic in one.proposed[:3] for one in heard),
        second=(sum(second), len(second)),
        found=share(any(same(point, _span(p)) for p in one.made.points) for one, point in pairs),
        found_with_kind=share(
            any(same(point, _span(p)) and p.kind.value == point[0] for p in one.made.points)
            for one, point in pairs
        ),
        invented=share(
            not any(same(point, _span(p)) for point in one.narrative.points) for one, p in made
        ),
        wanted=len(pairs),
        proposed=len(made),
        warned=(sum(bool(one.raised & RAISED_BY[mark]) for one, mark in asked), len(asked)),
        warned_for_nothing=nothing,
        seconds=tuple(sorted(one.seconds for one in heard)),
    )


def line(name: str, found: Totals) -> str:
    """The shares that have a limit, in one line."""
    return (
        f"{name:<14} first {found.first:.1%}, among three {found.among:.1%}; points found "
        f"{found.found:.1%} of {found.wanted}, with the kind {found.found_with_kind:.1%}, "
        f"invented {found.invented:.1%} of {found.proposed}"
    )


def confusion(heard: Sequence[Told]) -> str:
    """Right topics down, first suggestions across; columns in the order of the rows."""
    counted = Counter((one.narrative.topic, one.proposed[0]) for one in heard)
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
    text = "".join(one.text for one in named("tuning"))[:LONG]
    suggester = Suggester(load())
    suggester.suggest(text)
    taken = []
    for turn in range(9):
        began = time.process_time()
        suggester.suggest(text[turn:] + text[:turn])
        taken.append(time.process_time() - began)
    return median(taken)


def differing(heard: Sequence[Told]) -> Iterable[str]:
    """Each narrative that came out otherwise, for whoever settles words."""
    for one in heard:
        was = one.narrative
        notes = []
        if one.proposed[0] != was.topic:
            scores = [(t.topic.value, t.score, t.reasons[:8]) for t in one.made.topics[:4]]
            notes.append(f"  topic {was.topic} {was.also}: {scores}")
        for point in was.points:
            hits = [p for p in one.made.points if same(point, _span(p))]
            words = was.text[point[1] : point[2]]
            if not hits:
                notes.append(f"  missed {point[0]}: {words}")
            elif all(p.kind.value != point[0] for p in hits):
                notes.append(f"  kind {point[0]} not {hits[0].kind.value}: {words}")
        notes += [
            f"  invented {p.kind.value}: {p.matter}"
            for p in one.made.points
            if not any(same(point, _span(p)) for point in was.points)
        ]
        for mark in was.sensitive:
            if not one.raised & RAISED_BY[mark]:
                notes.append(f"  not warned: {mark}")
        if notes:
            yield "\n".join([f"{was.name} {was.text}", *notes])


def report(name: str) -> bool:
    """Print the figures of a set; whether its limits are kept."""
    heard = read(name)
    found = totals(heard)
    slow = long_text() * 1000
    kept = (
        found.first >= LEAST_FIRST
        and found.among >= LEAST_AMONG
        and found.found >= LEAST_FOUND
        and found.invented <= MOST_INVENTED
        and slow <= MOST_LONG_MS
    )
    times = found.seconds
    print(f"suggestions for {len(heard)} narratives ({name})")
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
    print(confusion(heard))
    return kept


def main() -> bool:
    """The figures of the set named on the command line; those of the unseen one without a name."""
    asked = sys.argv[1:]
    name = next((word for word in asked if word in WRITERS), UNSEEN)
    if "one" in asked and name != UNSEEN:
        print("\n".join(differing(read(name))))
    return report(name)


if __name__ == "__main__":
    raise SystemExit(0 if main() else 1)
