"""Pairs of neighbouring characters: how a piece of any length from two on is found in Chinese."""

import re
import unicodedata
from collections.abc import Iterable
from operator import add

from desk.text import clean

# What SQLite's tokenizer of 2012 keeps together as it is; all else is spelt as its number.
_AS_IT_IS = re.compile("[0-9a-z\u3400-\u4db5\u4e00-\u9fcb]")


def folded(text: str) -> str:
    """Text as it is searched: full and half width, upper and lower case are one."""
    text = unicodedata.normalize("NFKC", clean(text)).casefold()
    return unicodedata.normalize("NFKC", text)


class _Spelling(dict[str, str]):
    """How each character is spelt, found out once."""

    def __missing__(self, character: str) -> str:
        as_it_is = _AS_IT_IS.match(character)
        self[character] = spelt = character if as_it_is else f"x{ord(character):x}"
        return spelt


_SPELT = _Spelling()


def pairs(text: str) -> Iterable[str]:
    """The pairs of a folded text, each once; a pair never reaches over white space."""
    found: dict[str, None] = {}
    for word in text.split():
        spelt = [_SPELT[character] for character in word]
        found.update(dict.fromkeys(map(add, spelt, spelt[1:])))
    return found.keys()


def indexed(text: str) -> str:
    """A folded text as the index takes it."""
    return " ".join(pairs(text))


def query(text: str) -> str:
    """The words of a folded text as a MATCH expression; empty when no word has two characters."""
    return " ".join(f'"{token}"' for token in pairs(text))


def words_of(text: str) -> tuple[str, ...]:
    """What must stand in a folded text for it to be a hit."""
    return tuple(folded(text).split())
