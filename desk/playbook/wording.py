"""Finds listed words in text that people said: "…" in a word spans a few characters.

"#" in a word stands for a number, in digits or written out. A word of Latin letters is found as a
whole word only, Chinese words anywhere. Full-width letters and digits, curly apostrophes, capitals
and traditional characters are read as their plain forms; a match is always given as it stands in
the text.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from desk.simplified import SIMPLIFIED, TRADITIONAL

GAP = "…"
GAP_PATTERN = "[^。！？!?；;，,\n]{0,8}?"
NUMBER = "#"
NUMERALS = "0123456789.零○〇一二两三四五六七八九十百千万几半多来俩仨"
NUMBER_PATTERN = f"[{NUMERALS}]+"
_BEGIN_NUMBERS = NUMERALS.translate(str.maketrans("", "", ".多来"))
_SIMPLE = dict(zip(TRADITIONAL, SIMPLIFIED, strict=True))
_SIMPLE_ORDINALS = str.maketrans(_SIMPLE)


class _Folding(dict[int, str]):
    """A table for `str.translate` that works out each character the first time it is met."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        even = unicodedata.normalize("NFKC", character).lower().replace("’", "'")
        even = even if len(even) == 1 else character
        self[code] = _SIMPLE.get(even, even)
        return self[code]


_FOLDING = _Folding()


@lru_cache(maxsize=64)
def fold(text: str) -> str:
    """`text` with widths, capitals and traditional characters evened out, at the same length."""
    return text.translate(_FOLDING)


def simplified(text: str) -> str:
    """`text` with traditional characters as simplified ones, character for character."""
    return text.translate(_SIMPLE_ORDINALS)


@lru_cache(maxsize=8192)
def _parts(word: str) -> tuple[str, str]:
    """The plain beginning of a word, and a pattern for what must follow; either may be empty."""
    folded = fold(word)
    cut = re.search(f"[{GAP}{NUMBER}]", folded)
    if cut is None:
        return folded, ""
    marks = {GAP: GAP_PATTERN, NUMBER: NUMBER_PATTERN}
    rest = folded[cut.start() :]
    return folded[: cut.start()], "".join(marks.get(sign, re.escape(sign)) for sign in rest)


class Matcher:
    """Many words at once, each with any payload number; built once, used for every text."""

    def __init__(self, words: Iterable[tuple[str, int]]) -> None:
        rests: dict[tuple[str, int], dict[str, None]] = {}
        heads: dict[str, list[tuple[str, re.Pattern[str] | None, int]]] = {}
        for word, payload in words:
            first, rest = _parts(word)
            rests.setdefault((first, payload), {})[rest] = None
        for (first, payload), listed in rests.items():
            if "" in listed:
                self._add(heads, first, None, payload)
            elif listed:
                self._add(heads, first, re.compile("|".join(listed)), payload)
        for found in heads.values():
            found.sort(key=lambda item: -len(item[0]))
        self._heads = heads
        firsts = "".join(sorted({head[0] for head in heads}))
        self._begin = re.compile(f"[{re.escape(firsts)}]" if firsts else "(?!)")

    @staticmethod
    def _add(
        heads: dict[str, list[tuple[str, re.Pattern[str] | None, int]]],
        first: str,
        rest: re.Pattern[str] | None,
        payload: int,
    ) -> None:
        if first:
            heads.setdefault(first[:2], []).append((first, rest, payload))
        elif rest is not None and rest.pattern.startswith(NUMBER_PATTERN):
            for numeral in _BEGIN_NUMBERS:
                heads.setdefault(numeral, []).append((first, rest, payload))

    def hits(self, text: str) -> Iterator[tuple[int, int, int]]:
        """(start, end, payload) of every occurrence, in the order of the text."""
        folded = fold(text)
        heads = self._heads
        for begun in self._begin.finditer(folded):
            start = begun.start()
            one, pair = folded[start], folded[start : start + 2]
            if pair in heads:
                yield from _here(folded, start, heads[pair])
            if one in heads and one != pair:
                yield from _here(folded, start, heads[one])


def _here(
    folded: str, start: int, listed: list[tuple[str, re.Pattern[str] | None, int]]
) -> Iterator[tuple[int, int, int]]:
    for first, rest, payload in listed:
        if not folded.startswith(first, start):
            continue
        if not first and start and folded[start - 1] in NUMERALS:
            continue
        end = start + len(first)
        if rest is not None:
            found = rest.match(folded, end)
            if found is None:
                continue
            end = found.end()
        if not (_inside(folded, start) or _inside(folded, end)):
            yield start, end, payload


def excused(folded: str, start: int, end: int, unless: Iterable[str]) -> bool:
    """Whether a hit is only part of a longer word that means something else; all of it folded."""
    for longer in unless:
        # Nothing that holds the hit begins earlier than this, or later than the hit.
        if folded.find(longer, max(0, end - len(longer)), start + len(longer)) >= 0:
            return True
    return False


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
