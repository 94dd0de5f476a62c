"""Finds listed words in text that people said: "…" in a word spans a few characters.

A word of Latin letters is found as a whole word only, Chinese words anywhere. Full-width letters
and digits, curly apostrophes and capitals are read as their plain forms; a match is always given
as it stands in the text.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

GAP = "…"
GAP_PATTERN = "[^。！？!?；;，,\n]{0,8}?"


@lru_cache(maxsize=64)
def fold(text: str) -> str:
    """`text` with widths and capitals evened out, character for character the same length."""
    return "".join(_fold_one(character) for character in text)


@lru_cache(maxsize=8192)
def _fold_one(character: str) -> str:
    even = unicodedata.normalize("NFKC", character).lower().replace("’", "'")
    return even if len(even) == 1 else character


@lru_cache(maxsize=4096)
def _rest(word: str) -> tuple[str, re.Pattern[str] | None]:
    first, gap, rest = fold(word).partition(GAP)
    if not gap:
        return first, None
    parts = [re.escape(part) for part in rest.split(GAP)]
    return first, re.compile(GAP_PATTERN + GAP_PATTERN.join(parts))


class Matcher:
    """Many words at once, each with any payload number; built once, used for every text."""

    def __init__(self, words: Iterable[tuple[str, int]]) -> None:
        heads: dict[str, list[tuple[str, re.Pattern[str] | None, int]]] = {}
        for word, payload in words:
            first, rest = _rest(word)
            if first:
                heads.setdefault(first[0], []).append((first, rest, payload))
        for listed in heads.values():
            listed.sort(key=lambda item: -len(item[0]))
        self._heads = heads

    def hits(self, text: str) -> Iterator[tuple[int, int, int]]:
        """(start, end, payload) of every occurrence, in the order of the text."""
        folded = fold(text)
        for start, character in enumerate(folded):
            for first, rest, payload in self._heads.get(character, ()):
                if not folded.startswith(first, start):
                    continue
                end = start + len(first)
                if rest is not None:
                    found = rest.match(folded, end)
                    if found is None:
                        continue
                    end = found.end()
                if not (_inside(folded, start) or _inside(folded, end)):
                    yield start, end, payload


def _inside(folded: str, at: int) -> bool:
    """Whether a place between two characters lies within a word of Latin letters."""
    around = folded[at - 1 : at + 1] if 0 < at < len(folded) else ""
    return around.isascii() and around.isalpha()


def found(words: Sequence[str], text: str) -> tuple[str, ...]:
    """The stretches of `text` that are one of `words`, each once, in the order of the text."""
    matcher = _matcher(tuple(words))
    return tuple(dict.fromkeys(text[start:end] for start, end, _payload in matcher.hits(text)))


@lru_cache(maxsize=64)
def _matcher(words: tuple[str, ...]) -> Matcher:
    return Matcher((word, number) for number, word in enumerate(words))
