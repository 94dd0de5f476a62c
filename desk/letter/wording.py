"""The playbook's phrases as the letter's checks need them, and reading our own voice in a text."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from desk.playbook.wording import Matcher

_QUOTED = re.compile(r"“[^”]*”|「[^」]*」|『[^』]*』|\"[^\"]*\"|‘[^’]*’")
_BLOCKING = ("push_away", "blame", "interrogate", "promise", "internal")
_CLAIMS = ("usage", "quantity", "reading_before", "reading_now", "once")


class PhraseLike(Protocol):
    """What is read of a phrase of the playbook."""

    @property
    def id(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def words(self) -> tuple[str, ...]: ...
    @property
    def why(self) -> str: ...
    @property
    def instead(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Saying:
    """Words to avoid, why, and what to write instead."""

    words: tuple[str, ...]
    why: str = ""
    instead: str = ""


@dataclass(frozen=True, slots=True)
class Named:
    """What a figure or a day is said of: `kind` as in the playbook, and its names."""

    id: str
    kind: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """Phrases never to write, jargon, words that say nothing, words that apologise.

    `refunds` are words for money that goes back; `named` are the quantities and events whose
    figures and days must agree throughout a letter.
    """

    never: tuple[Saying, ...] = ()
    jargon: tuple[Saying, ...] = ()
    empty: tuple[str, ...] = ()
    apologies: tuple[str, ...] = ()
    refunds: tuple[str, ...] = ()
    named: tuple[Named, ...] = ()

    @classmethod
    def of(cls, phrases: Iterable[PhraseLike]) -> "Wording":
        """From the phrases of a playbook, by their kind."""
        listed = list(phrases)

        def sayings(*kinds: str) -> tuple[Saying, ...]:
            return tuple(Saying(p.words, p.why, p.instead) for p in listed if p.kind in kinds)

        def all_words(kind: str) -> tuple[str, ...]:
            return tuple(word for p in listed if p.kind == kind for word in p.words)

        return cls(
            never=sayings(*_BLOCKING),
            jargon=sayings("jargon"),
            empty=all_words("empty"),
            apologies=all_words("apology"),
            refunds=all_words("refund"),
            named=tuple(Named(p.id, p.kind, p.words) for p in listed if p.kind in _CLAIMS),
        )


def own_voice(text: str, theirs: Sequence[str]) -> str:
    """`text` without what stands in quotation marks and without the customer's own sentences."""
    others = _any_of(tuple(theirs))
    return _QUOTED.sub(" ", others.sub(" ", text) if others else text)


@lru_cache(maxsize=8)
def _any_of(texts: tuple[str, ...]) -> re.Pattern[str] | None:
    """Any of the texts, the longest first; None when there are none."""
    longest_first = sorted(filter(None, texts), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first))) if longest_first else None


@lru_cache(maxsize=2048)
def bare(text: str) -> str:
    """Letters and digits alone, widths and capitals evened out: to compare what is said."""
    even = unicodedata.normalize("NFKC", text).lower()
    return "".join(char for char in even if unicodedata.category(char)[0] in "LN")


def says_nothing(text: str, wording: Wording) -> bool:
    """Whether a field holds only punctuation or words that say nothing."""
    said = bare(text)
    return not said or said in {bare(word) for word in wording.empty}


def apologises(text: str, wording: Wording) -> bool:
    """Whether the text holds an apology; spaces do not count."""
    said = "".join(text.lower().split())
    return any("".join(word.lower().split()) in said for word in wording.apologies)


def said(sayings: tuple[Saying, ...], text: str) -> Iterator[tuple[Saying, str]]:
    """Which words of which saying stand in the text, of words within words the longest."""
    hits: dict[int, dict[str, None]] = {}
    for start, end, number in _matcher(sayings).hits(text):
        hits.setdefault(number, {})[text[start:end]] = None
    for number, words in sorted(hits.items()):
        for one in words:
            if not any(one != other and one in other for other in words):
                yield sayings[number], one


@lru_cache(maxsize=8)
def _matcher(sayings: tuple[Saying, ...]) -> Matcher:
    return Matcher((word, number) for number, one in enumerate(sayings) for word in one.words)
