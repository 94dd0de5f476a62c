"""Pairs of neighbouring characters: how a piece of any length from two on is found in Chinese.

Letters and digits stand in fours as well: there are a hundred pairs of digits, and every number
holds a dozen of them. Marks say what is found by one character, by how a name is read, by topic.
"""

import re
from collections.abc import Iterable, Iterator
from operator import add

# What SQLite's tokenizer of 2012 keeps together as it is; all else is spelt as its number.
_AS_IT_IS = re.compile("[0-9a-z\u3400-\u4db5\u4e00-\u9fcb]")
_LONG = re.compile("[0-9a-z]{4,}")
_READING = re.compile("[a-z]+")

NAME, READ, TOPIC = "ν", "π", "τ"
"""What a mark begins with. Never kept as it is in a pair, so no text looks like a mark."""
LONGEST_READING = 24
"""Letters by which a reading is told from another."""


class _Spelling(dict[str, str]):
    """How each character is spelt, found out once."""

    def __missing__(self, character: str) -> str:
        as_it_is = _AS_IT_IS.match(character)
        self[character] = spelt = character if as_it_is else f"x{ord(character):x}"
        return spelt


_SPELT = _Spelling()


def _fours(word: str) -> Iterator[str]:
    for run in _LONG.findall(word):
        yield from map("".join, zip(run, run[1:], run[2:], run[3:], strict=False))


def pairs(text: str) -> Iterable[str]:
    """The pairs and fours of a folded text, each once; none reaches over white space."""
    found: dict[str, None] = {}
    for word in text.split():
        spelt = [_SPELT[character] for character in word]
        found.update(dict.fromkeys(map(add, spelt, spelt[1:])))
        found.update(dict.fromkeys(_fours(word)))
    return found.keys()


def indexed(text: str, marks: str = "") -> str:
    """A folded text with its marks as the index takes them."""
    return " ".join((*pairs(text), *marks.split()))


# -- marks --------------------------------------------------------------------------------


def name_marks(names: Iterable[str]) -> Iterator[str]:
    """One mark for each character of folded names."""
    for name in names:
        for character in name:
            if not character.isspace():
                yield NAME + _SPELT[character]


def reading_marks(readings: Iterable[str]) -> Iterator[str]:
    """Everything a reading of a name begins with."""
    for reading in readings:
        for end in range(1, min(len(reading), LONGEST_READING) + 1):
            yield READ + reading[:end]


def topic_mark(topic: str) -> str:
    """The mark of a topic."""
    return TOPIC + "".join(character for character in topic if character.isalnum())


def joined(marks: Iterable[str]) -> str:
    """Marks as they are kept, each once."""
    return " ".join(dict.fromkeys(marks))


def _marks_for(word: str) -> list[str]:
    """The marks one of which makes a hit of a word that the text itself does not hold."""
    marks = [NAME + _SPELT[word]] if len(word) == 1 else []
    if _READING.fullmatch(word):
        marks.append(READ + word[:LONGEST_READING])
    return marks


# -- asking -------------------------------------------------------------------------------


def query(words: Iterable[str], *further: str) -> str:
    """Folded words as a MATCH expression: all of them, and every further mark."""
    parts = [f'"{mark}"' for mark in further]
    for word in words:
        fours = list(_fours(word))
        # Between two long runs the pairs still say what stands together.
        rest = [pair for pair in _loose(word) if pair not in fours]
        both = " AND ".join(f'"{token}"' for token in dict.fromkeys((*fours, *rest)))
        ways = [f'"{mark}"' for mark in _marks_for(word)]
        parts.append(" OR ".join((*([f"({both})"] if both else []), *ways)))
    return " AND ".join(f"({part})" for part in parts if part)


def _loose(word: str) -> Iterator[str]:
    """The pairs of a word that do not lie within a long run of letters and digits."""
    inside = [(run.start(), run.end()) for run in _LONG.finditer(word)]
    for at in range(len(word) - 1):
        if not any(start <= at and at + 2 <= end for start, end in inside):
            yield _SPELT[word[at]] + _SPELT[word[at + 1]]


def holds(text: str, marks: str, words: Iterable[str]) -> bool:
    """Whether a folded text and its marks are a hit for every word."""
    padded = f" {marks} "
    return all(
        (len(word) > 1 and word in text) or any(f" {mark} " in padded for mark in _marks_for(word))
        for word in words
    )
