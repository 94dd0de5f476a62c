"""Pairs of neighbouring characters: how a piece of any length from two on is found in Chinese.

Letters and digits stand in longer pieces as well: there are a hundred pairs of digits, and every
number holds a dozen of them. What stands in most texts costs an index as much as looking through
them. Marks say what is found by one character, by how a name is read, by topic.
"""

import re
from collections.abc import Iterable, Iterator
from operator import add

# What SQLite's tokenizer of 2012 keeps together as it is; all else is spelt as its number.
_AS_IT_IS = re.compile("[0-9a-z\u3400-\u4db5\u4e00-\u9fcb]")
_LONG = re.compile("[0-9a-z]{4,}")
_NUMBER = re.compile("[0-9]{6,}")
_DIGITS = re.compile("[0-9]+")
_MIXED = re.compile("(?=.{0,2}[0-9])(?=.{0,2}[^\x00-\x7f])(?=(.)(.)(.))")
_READING = re.compile("[a-z]+")

_AROUND = {1: (-1, 0, -2), 2: (0, -1, 1, -2), 3: (1, -1)}
"""Digits of a number → where, from its beginning, the threes begin that hold most of it.

Of a longer number all fours are asked for.
"""

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


def _cut(run: str, length: int) -> list[str]:
    """Every piece of so many characters."""
    return [run[at : at + length] for at in range(len(run) - length + 1)]


def _sixes(word: str) -> list[str]:
    """Six digits of every long number."""
    if len(word) < 6:
        return []
    return [piece for run in _NUMBER.findall(word) for piece in _cut(run, 6)]


def _fours(word: str) -> list[str]:
    """Four letters or digits that follow each other."""
    if len(word) < 4:
        return []
    return [piece for run in _LONG.findall(word) for piece in _cut(run, 4)]


def _threes(word: str) -> list[str]:
    """Three characters of which one is a digit and another one neither digit nor Latin."""
    if len(word) < 3 or word.isascii():
        return []
    return [_SPELT[a] + _SPELT[b] + _SPELT[c] for a, b, c in _MIXED.findall(word)]


def pairs(text: str) -> Iterable[str]:
    """The pieces of a folded text, each once; none reaches over white space."""
    found: list[str] = []
    for word in text.split():
        # Numbers are spelt as they are; half of what a customer is found by is numbers.
        if word.isascii() and word.isalnum() and word.islower() | word.isdigit():
            found += map(add, word, word[1:])
            found += _cut(word, 4)
            found += _cut(word, 6) if word.isdigit() else _sixes(word)
            continue
        spelt = list(map(_SPELT.__getitem__, word))
        found += map(add, spelt, spelt[1:])
        found += _fours(word)
        found += _sixes(word)
        found += _threes(word)
    return dict.fromkeys(found)


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
        both = " AND ".join(f'"{piece}"' for piece in _asked(word))
        ways = [f'"{mark}"' for mark in _marks_for(word)]
        parts.append(" OR ".join((*([f"({both})"] if both else []), *ways)))
    return " AND ".join(f"({part})" for part in parts if part)


def _asked(word: str) -> Iterable[str]:
    """The pieces of a word that stand in the fewest texts; whether it stands there is read anyway.

    Every longer piece says what the shorter ones in it would, and costs less to ask for. What a
    question costs is how many texts hold each of its pieces, added up.
    """
    longest = [*_sixes(word)]
    # Beside a long number only other numbers tell texts apart; its own fours are in the sixes.
    rest = _NUMBER.sub(" ", word) if longest else word
    longest += [four for four in _fours(rest) if not longest or four.isdigit()]
    numbers = [*longest, *_beside(word)]
    chinese: list[str] = []
    mixed: list[str] = []
    latin: list[str] = []
    last = -2
    for at in range(len(word) - 1):
        pair = word[at : at + 2]
        kind = latin if pair.isascii() else mixed if _DIGITS.search(pair) else chinese
        # Where numbers tell texts apart already, each character is asked for once.
        if kind is chinese and numbers:
            if at < last + 2:
                continue
            last = at
        kind.append(_SPELT[pair[0]] + _SPELT[pair[1]])
    asked = [*numbers, *chinese]
    if not numbers:
        asked += mixed
    return dict.fromkeys(asked or latin)


def _beside(word: str) -> Iterator[str]:
    """Every digit of a short number once, in threes with what stands beside it."""
    for run in _DIGITS.finditer(word):
        start, end = run.span()
        places = _AROUND.get(end - start, ())
        known = [at for at in (start + place for place in places) if 0 <= at <= len(word) - 3]
        known = [at for at in known if not word[at : at + 3].isascii()]
        for at in known[: 2 if end - start == 3 else 1]:
            yield _SPELT[word[at]] + _SPELT[word[at + 1]] + _SPELT[word[at + 2]]


def holds(text: str, marks: str, words: Iterable[str]) -> bool:
    """Whether a folded text and its marks are a hit for every word."""
    padded = f" {marks} "
    return all(
        (len(word) > 1 and word in text) or any(f" {mark} " in padded for mark in _marks_for(word))
        for word in words
    )
