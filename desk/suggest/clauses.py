"""A narrative from breath to breath."""

from collections.abc import Iterator
from dataclasses import dataclass

from desk.suggest import cues

TOO_SHORT = 5
LONGEST_DENIAL = 8


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch between two breaths, in the sentence of that number."""

    text: str
    start: int
    end: int
    sentence: int


def clauses(text: str) -> Iterator[Clause]:
    """The clauses of a cleaned narrative, in its order."""
    begin = 0
    for number, (end, ending) in enumerate(_ends(text)):
        for start, stop in _pieces(text, begin, end):
            yield Clause(text[start:stop], start, stop, number)
        begin = end + len(ending)


def is_filler(said: str) -> bool:
    """Whether a clause only greets or scolds, says who it is, or leads up to a question."""
    asking = cues.ASKING.match(said)
    return bool(cues.GREETING.match(said) or cues.IDENTITY.match(said)) or (
        asking is not None and asking.end() == len(said)
    )


def lead_in(said: str) -> int:
    """How much of a clause only leads up to what it says."""
    start = _opening(said)
    asking = cues.ASKING.match(said[start:])
    if asking and asking.end() < len(said) - start:
        start += asking.end()
    return start


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


def _opening(said: str) -> int:
    found = cues.OPENERS.match(said)
    return found.end() if found and found.end() < len(said) else 0


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
