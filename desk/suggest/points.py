"""Splits a narrative into points: what the customer says, wants and asks, each in a few words."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from desk.enums import PointKind, Topic
from desk.suggest import cues

TopicHits = Sequence[tuple[int, int, Topic, int]]
"""Where words of a topic stand: start, end, topic, weight."""

MOST_POINTS = 12
TOO_SHORT = 5
TELLING = 3
CERTAIN = 10
ROOM_FOR_CONTEXT = 60
LONGEST_OUTCRY = 9
SAYS_ENOUGH = 15


@dataclass(frozen=True, slots=True)
class ProposedPoint:
    """A point as Desk would write it; `start` and `end` say where in the cleaned narrative."""

    kind: PointKind
    matter: str
    start: int
    end: int


@dataclass(slots=True)
class Clause:
    """A stretch between two breaths."""

    text: str
    start: int
    end: int
    sentence: int
    asked: bool
    last: bool = True
    numbered: bool = False
    kind: PointKind | None = None
    topic: Topic | None = None
    substance: bool = False
    opens: bool = False
    generic: bool = False
    complains: bool = False
    outcry: bool = False
    continues: bool = False


@dataclass(slots=True)
class Group:
    """Clauses that make one point."""

    kind: PointKind
    clauses: list[Clause] = field(default_factory=list)

    @property
    def substance(self) -> bool:
        return any(clause.substance for clause in self.clauses)

    @property
    def complains(self) -> bool:
        return any(clause.complains for clause in self.clauses)

    @property
    def topic(self) -> Topic | None:
        topics = [clause.topic for clause in self.clauses if clause.topic is not None]
        return topics[-1] if topics else None

    @property
    def size(self) -> int:
        return sum(len(clause.text) for clause in self.clauses)


def propose(text: str, hits: TopicHits) -> tuple[ProposedPoint, ...]:
    """The points of a cleaned narrative, in its order; at least one where it says anything."""
    clauses = _asked_about([_judged(clause, hits) for clause in _clauses(text)])
    kept = [clause for clause in clauses if not _is_filler(clause.text)]
    groups = _tidied(_grouped(kept))
    points = []
    seen: set[str] = set()
    for group in groups:
        point = _written(group)
        if point is not None and point.matter not in seen:
            seen.add(point.matter)
            points.append(point)
    if not points and kept:
        points = [_whole(kept)]
    return tuple(points[:MOST_POINTS])


def _is_filler(said: str) -> bool:
    asking = cues.ASKING.match(said)
    return bool(cues.GREETING.match(said)) or (asking is not None and asking.end() == len(said))


def _clauses(text: str) -> Iterator[Clause]:
    begin = 0
    for number, (end, ending) in enumerate(_ends(text)):
        asked = "?" in ending or "？" in ending
        pieces = list(_pieces(text, begin, end))
        for place, (start, stop) in enumerate(pieces):
            yield Clause(
                text=text[start:stop],
                start=start,
                end=stop,
                sentence=number,
                asked=asked and place == len(pieces) - 1,
                last=place == len(pieces) - 1,
                numbered=place == 0 and cues.NUMBERING.match(text, begin, end) is not None,
            )
        begin = end + len(ending)


def _ends(text: str) -> Iterator[tuple[int, str]]:
    marks = [(found.start(), found.group()) for found in cues.SENTENCE_END.finditer(text)]
    numbered = [(found.start(), "") for found in cues.NUMBERING.finditer(text)]
    yield from sorted([*marks, *numbered], key=lambda mark: (mark[0], -len(mark[1])))
    yield len(text), ""


def _pieces(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    numbering = cues.NUMBERING.match(text, begin, end)
    start = numbering.end() if numbering else begin
    for found in [*cues.CLAUSE_END.finditer(text, start, end), None]:
        stop = found.start() if found else end
        yield from _breaths(text, start, stop)
        if found:
            start = found.end()


def _breaths(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """A clause without ends, cut before words that start something new where it is very long."""
    cuts = [start]
    if stop - start > cues.LONG_CLAUSE:
        for found in cues.IN_LONG_CLAUSE.finditer(text, start, stop):
            if found.start() - cuts[-1] >= TOO_SHORT and stop - found.start() >= TOO_SHORT:
                cuts.append(found.start())
    for left, right in zip(cuts, [*cuts[1:], stop], strict=True):
        while left < right and text[left].isspace():
            left += 1
        while right > left and text[right - 1].isspace():
            right -= 1
        if not cues.BARE.match(text[left:right]):
            yield left, right


def _judged(clause: Clause, hits: TopicHits) -> Clause:
    said = clause.text
    clause.opens = bool(cues.NEW_MATTER.match(said))
    trimmed = said[_opening(said) :]
    asking = cues.ASKING.match(trimmed)
    body = trimmed[asking.end() :] if asking else trimmed
    weights: Counter[Topic] = Counter()
    for start, end, topic, weight in hits:
        if clause.start <= start and end <= clause.end and weight >= TELLING:
            weights[topic] += weight
    if weights:
        best = max(weights, key=lambda topic: weights[topic])
        clause.topic = best if weights[best] >= CERTAIN else None
    clause.continues = bool(cues.CONTINUES.match(body))
    clause.generic = bool(cues.GENERIC_QUESTION.match(body))
    clause.kind = _kind(body, asked=clause.asked, asking=asking is not None and clause.last)
    introduces = bool(cues.INTRODUCTION.match(body))
    speaks = cues.COMPLAINING.search(body) or cues.TOLD.search(body) or cues.RHETORICAL.search(body)
    clause.complains = (
        clause.numbered
        or clause.opens
        or (not introduces and (speaks is not None or len(body) >= SAYS_ENOUGH))
    )
    clause.substance = (
        clause.kind is not PointKind.ALLEGATION or bool(weights) or clause.complains
    ) and not introduces
    clause.outcry = (
        clause.kind is PointKind.ALLEGATION
        and not weights
        and len(body) <= LONGEST_OUTCRY
        and bool(cues.RHETORICAL.search(body))
    )
    return clause


def _asked_about(clauses: list[Clause]) -> list[Clause]:
    """After "I want to ask", a soft "could one" asks about a rule; it does not ask for a deed."""
    asking = -1
    for clause in clauses:
        if cues.ASKING.match(clause.text[_opening(clause.text) :]):
            asking = clause.sentence
        if (
            clause.kind is PointKind.REQUEST
            and clause.sentence == asking
            and cues.SOFT.search(clause.text)
            and not cues.ADDRESSED.search(clause.text)
        ):
            clause.kind = PointKind.QUESTION
    return clauses


def _opening(said: str) -> int:
    found = cues.OPENERS.match(said)
    return found.end() if found and found.end() < len(said) else 0


def _kind(said: str, *, asked: bool, asking: bool) -> PointKind:
    told = cues.TOLD.search(said) or cues.SELF_ASKED.search(said)
    request = cues.REQUEST.search(said)
    if (
        request
        and not (request.group().startswith("把") and said.endswith("了"))
        and not (told and told.start() <= request.start())
        and not (cues.NOT_GIVEN.search(said) and not cues.WISH_FIRST.match(said))
        and not cues.RHETORICAL.search(said)
        and not cues.OWN_ABILITY.match(said)
    ):
        return PointKind.REQUEST
    if cues.RHETORICAL.search(said):
        return PointKind.ALLEGATION
    if asking or asked:
        return PointKind.QUESTION
    question = cues.QUESTION.search(said)
    if question and not (told and told.start() <= question.start()):
        return PointKind.QUESTION
    return PointKind.ALLEGATION


def _grouped(clauses: list[Clause]) -> list[Group]:
    groups: list[Group] = []
    for clause in clauses:
        kind = clause.kind or PointKind.ALLEGATION
        last = groups[-1] if groups else None
        if last is not None and _belongs(clause, kind, last):
            last.clauses.append(clause)
        else:
            groups.append(Group(kind, [clause]))
    return groups


def _belongs(clause: Clause, kind: PointKind, last: Group) -> bool:
    same_sentence = clause.sentence == last.clauses[-1].sentence
    if clause.outcry and last.kind is PointKind.ALLEGATION and last.complains:
        return True
    if clause.continues and same_sentence:
        return True
    if kind is not last.kind or not same_sentence:
        return False
    if clause.opens and last.substance:
        return False
    if kind is PointKind.ALLEGATION:
        return not last.complains or _same_matter(clause, last)
    if kind is PointKind.REQUEST:
        return not cues.WISH_FIRST.search(clause.text) and _same_matter(clause, last)
    return clause.generic or last.clauses[-1].generic


def _same_matter(clause: Clause, last: Group) -> bool:
    return clause.topic is None or last.topic is None or clause.topic is last.topic


def _tidied(groups: list[Group]) -> list[Group]:
    """Fragments joined to the point they speak of, context to what it leads to."""
    return _context_forward(_generic_back(groups))


def _generic_back(groups: list[Group]) -> list[Group]:
    """ "Why?" alone asks about what was just said."""
    tidy: list[Group] = []
    for group in groups:
        bare = all(clause.generic for clause in group.clauses)
        if bare and tidy and tidy[-1].kind is not PointKind.REQUEST:
            tidy[-1].clauses += group.clauses
            if tidy[-1].kind is PointKind.ALLEGATION and group.kind is PointKind.QUESTION:
                tidy[-1].kind = PointKind.QUESTION
        else:
            tidy.append(group)
    return tidy


def _context_forward(groups: list[Group]) -> list[Group]:
    """What is only told to set the scene goes with what it leads to, else with what it follows."""
    tidy: list[Group] = []
    waiting: list[Clause] = []
    for group in groups:
        if group.kind is PointKind.ALLEGATION and not group.complains:
            if tidy and group.substance and group.size > ROOM_FOR_CONTEXT // 2:
                tidy.append(group)
            else:
                waiting += group.clauses
            continue
        if waiting and _leads_to(waiting, group, first=not tidy):
            group.clauses[:0] = waiting
        else:
            _leave(waiting, tidy)
        waiting = []
        tidy.append(group)
    _leave(waiting, tidy)
    return tidy


def _leave(waiting: list[Clause], tidy: list[Group]) -> None:
    """Context that leads to nothing stays with what came before, or by itself: it is not lost."""
    if not waiting:
        return
    if tidy and tidy[-1].kind is not PointKind.QUESTION:
        tidy[-1].clauses += waiting
    elif not all(cues.INTRODUCTION.match(clause.text) for clause in waiting):
        tidy.append(Group(PointKind.ALLEGATION, list(waiting)))


def _leads_to(waiting: list[Clause], group: Group, *, first: bool) -> bool:
    if group.kind is PointKind.ALLEGATION:
        return True
    room = ROOM_FOR_CONTEXT - group.size
    bare = first and not any(clause.substance for clause in waiting)
    near = bare or waiting[-1].sentence == group.clauses[0].sentence
    return near and sum(len(clause.text) for clause in waiting) <= room


def _written(group: Group) -> ProposedPoint | None:
    told = [
        clause
        for clause in group.clauses
        if not clause.outcry and not cues.INTRODUCTION.match(clause.text)
    ]
    return _point(group.kind, told or group.clauses)


def _whole(clauses: list[Clause]) -> ProposedPoint:
    point = _point(PointKind.ALLEGATION, clauses)
    assert point is not None
    return point


def _point(kind: PointKind, clauses: list[Clause]) -> ProposedPoint | None:
    parts: list[str] = []
    for clause in clauses:
        said = clause.text[_opening(clause.text) :]
        asking = cues.ASKING.match(said)
        if asking and asking.end() < len(said):
            said = said[asking.end() :]
        said = said.strip(" \t，,、：:")
        if said:
            parts.append(said)
    matter = re.sub(r"\s+", " ", "，".join(parts)).strip()
    if not matter:
        return None
    if kind is PointKind.QUESTION and not matter.endswith(("？", "?")):
        matter += "？"
    return ProposedPoint(kind, matter, clauses[0].start, clauses[-1].end)
