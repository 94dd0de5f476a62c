"""Pairs of neighbouring characters: how a piece of any length from two on is found in Chinese."""

import re
import unicodedata
from collections.abc import Iterator

from desk.text import clean

# What SQLite's tokenizer of 2012 keeps together as it is; all else is spelt as its number.
_AS_IT_IS = re.compile("[0-9a-z\u3400-\u4db5\u4e00-\u9fcb]")


def folded(text: str) -> str:
    """Text as it is searched: full and half width, upper and lower case are one."""
    text = unicodedata.normalize("NFKC", clean(text)).casefold()
    return unicodedata.normalize("NFKC", text)


def _token(pair: str) -> str:
    return "".join(c if _AS_IT_IS.match(c) else f"x{ord(c):x}" for c in pair)


def pairs(text: str) -> Iterator[str]:
    """The pairs of a folded text, each once; a pair never reaches over white space."""
    seen: set[str] = set()
    for word in text.split():
        for at in range(len(word) - 1):
            pair = word[at : at + 2]
            if pair not in seen:
                seen.add(pair)
                yield _token(pair)


def indexed(text: str) -> str:
    """A folded text as the index takes it."""
    return " ".join(pairs(text))


def query(text: str) -> str:
    """The words of a folded text as a MATCH expression; empty when no word has two characters."""
    return " ".join(f'"{token}"' for token in pairs(text))


def words_of(text: str) -> tuple[str, ...]:
    """What must stand in a folded text for it to be a hit."""
    return tuple(folded(text).split())
