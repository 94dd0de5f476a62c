"""Text as it is searched: width, case and the two ways of writing Chinese make no difference."""

import unicodedata
from functools import cache

from desk.simplified import SIMPLIFIED, TRADITIONAL
from desk.text import clean

_SIMPLE = str.maketrans(TRADITIONAL, SIMPLIFIED)
_NOT_SIMPLE = frozenset(TRADITIONAL)


def folded(text: str) -> str:
    """Text as it is searched: one for full and half width, upper and lower case, 电費 and 电费."""
    # What is all to be shown needs no cleaning but the composing that NFKC does as well.
    text = text if text.isprintable() else clean(text)
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFKC", text).casefold()
    text = unicodedata.normalize("NFKC", text)
    return text if _NOT_SIMPLE.isdisjoint(text) else text.translate(_SIMPLE)


def words_of(text: str) -> tuple[str, ...]:
    """What must stand in a folded text for it to be a hit; each word once."""
    return tuple(dict.fromkeys(folded(text).split()))


@cache
def _piece(text: str) -> str:
    return folded(text)


def places_in(text: str, words: tuple[str, ...]) -> list[tuple[int, int]]:
    """Where folded words stand in a text as it was written: from, to, in order, never crossing."""
    whole = folded(text)
    each_is_one = len(whole) == len(text) and all(len(_piece(one)) == 1 for one in text)
    at = range(len(text) + 1) if each_is_one else _origins(text)
    found: list[tuple[int, int]] = []
    for word in words:
        place = whole.find(word)
        while place >= 0:
            end = place + len(word)
            if end < len(at):
                # A character that became several is marked whole.
                found.append((at[place], max(at[end - 1] + 1, at[end])))
            place = whole.find(word, end)
    return _joined(found)


def _joined(found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _origins(text: str) -> list[int]:
    """For each character of the folded text where it comes from, and the end behind the last."""
    origins: list[int] = []
    start = 0
    for at in range(1, len(text) + 1):
        # Marks belong to the letter before them.
        if at == len(text) or not unicodedata.combining(text[at]):
            origins += [start] * len(_piece(text[start:at]))
            start = at
    return [*origins, len(text)]
