"""A narrative from breath to breath: what each stretch is about, and what it does."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from desk.enums import PointKind, Topic
from desk.suggest import cues

TopicHits = Sequence[tuple[int, int, Topic, int]]
"""Where words of a topic stand: start, end, topic, weight."""

TOO_SHORT = 5
TELLING = 3
CERTAIN = 10
LONGEST_OUTCRY = 9
SAYS_ENOUGH = 15
LONGEST_DENIAL = 8


@dataclass(slots=True)
class Clause:
    """A stretch between two breaths."""

    text: str
    start: int
    end: int
    sentence: int
    asked: bool
    following: int = -1
    """Where the next clause begins, greetings counted; -1 for the last."""
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
    trimmed = said[opening(said) :]
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
        if cues.ASKING.match(clause.text[opening(clause.text) :]):
            asking = clause.sentence
        if (
            clause.kind is PointKind.REQUEST
            and clause.sentence == asking
            and cues.SOFT.search(clause.text)
            and not cues.ADDRESSED.search(clause.text)
        ):
            clause.kind = PointKind.QUESTION
    return clauses


def opening(said: str) -> int:
    """Where a clause begins to say something; 0 where it does at once."""
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


def judged(text: str, hits: TopicHits) -> list[Clause]:
    """The clauses of a cleaned narrative that say something, each with its kind and topic."""
    clauses = _asked_about([_judged(clause, hits) for clause in _clauses(text)])
    for clause, after in pairwise(clauses):
        clause.following = after.start
    return [clause for clause in clauses if not _is_filler(clause.text)]


def spoken_of(text: str, at: int) -> bool:
    """Whether what begins at `at` is denied ("not going to…"), or stands in quotation marks."""
    before = text[max(0, at - LONGEST_DENIAL) : at]
    if cues.DENIED.search(before):
        return True
    opened = max(text.rfind(mark, 0, at) for mark in "“「『")
    closed = max(text.rfind(mark, 0, at) for mark in "”」』")
    return opened > closed


def dismissals(text: str) -> list[tuple[int, int]]:
    """The clauses that name something only to say that it is not the matter."""
    found = []
    for named in cues.DISMISSAL.finditer(text):
        start, stop = named.span()
        while start and text[start - 1] not in cues.BREATHS:
            start -= 1
        while stop < len(text) and text[stop] not in cues.BREATHS:
            stop += 1
        found.append((start, stop))
    return found
