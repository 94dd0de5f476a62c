"""Which cases may belong to an incident: by account, transformer area, address, what was told."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from desk.enums import Topic
from desk.related import NearCase
from desk.text import clean_line

SHORTEST = 2
"""Characters that the name of a place has at least; one alone stands everywhere."""
MOST_PLACES = 40


class Sign(StrEnum):
    """What speaks for a case belonging to an incident, the strongest first."""

    ACCOUNT = "account"
    AREA = "area"
    """Its account lies in one of the transformer areas (台区)."""
    ADDRESS = "address"
    TOLD = "told"
    """The customer named the place."""
    TOPIC = "topic"
    WORDS = "words"
    """The customer said what people say of such a cause."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """Whom an incident reaches: `places` are pieces of addresses, `words` of what is told."""

    accounts: frozenset[str] = frozenset()
    supply_areas: frozenset[str] = frozenset()
    places: tuple[str, ...] = ()
    topics: frozenset[Topic] = frozenset()
    words: tuple[str, ...] = ()
    since: datetime

    @property
    def placed(self) -> bool:
        """Whether anything says where it is."""
        return bool(self.accounts or self.supply_areas or self.places)


@dataclass(frozen=True, slots=True, kw_only=True)
class LikelyCase:
    """An open case that may belong to an incident, and what speaks for it."""

    case: NearCase
    signs: tuple[Sign, ...]


@dataclass(frozen=True, slots=True)
class Ears:
    """What a narrative is listened to for, so that the book is asked only when it says more."""

    places: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    """Folded to one case."""

    @classmethod
    def of(cls, reaches: Iterable[Reach]) -> "Ears":
        """The places and words of several incidents."""
        all_ = tuple(reaches)
        return cls(
            frozenset(place for reach in all_ for place in reach.places),
            frozenset(word.casefold() for reach in all_ for word in reach.words),
        )

    def heard(self, narrative: str) -> frozenset[str]:
        """What of it stands in a narrative; as `signs_of` reads it."""
        told = narrative.casefold()
        return frozenset(
            {place for place in self.places if place in narrative}
            | {word for word in self.words if word in told}
        )


def places_in(area: str) -> tuple[str, ...]:
    """The places named in words like "河西小区、柳林路12号", each once."""
    pieces = (piece.strip() for piece in re.split(r"[,，、;；。\n]+", area))
    named = dict.fromkeys(piece for piece in pieces if len(piece) >= SHORTEST)
    return tuple(named)[:MOST_PLACES]


def listed(typed: Iterable[str]) -> tuple[str, ...]:
    """Numbers that were typed or pasted one behind the other, each once."""
    pieces = (one for text in typed for one in re.split(r"[\s,，、;；]+", text))
    return tuple(dict.fromkeys(filter(None, map(clean_line, pieces))))


def signs_of(
    reach: Reach,
    *,
    account_no: str,
    supply_areas: Collection[str],
    address: str,
    narrative: str,
    topic: Topic | None,
    received_at: datetime,
) -> tuple[Sign, ...]:
    """What of a case speaks for the incident; nothing where it came too early."""
    if received_at < reach.since:
        return ()
    told = narrative.casefold()
    where = clean_line(address)
    holds = {
        Sign.ACCOUNT: account_no in reach.accounts,
        Sign.AREA: not reach.supply_areas.isdisjoint(supply_areas),
        Sign.ADDRESS: any(place in where for place in reach.places),
        Sign.TOLD: any(place in narrative for place in reach.places),
        Sign.TOPIC: topic in reach.topics,
        Sign.WORDS: any(word.casefold() in told for word in reach.words),
    }
    return tuple(sign for sign, held in holds.items() if held)


def enough(reach: Reach, signs: Collection[Sign]) -> bool:
    """Whether these are enough to propose a case.

    An account of the list always is. A place is, with what it is about; without any place known
    it takes both the topic and the words.
    """
    if Sign.ACCOUNT in signs:
        return True
    about = {Sign.TOPIC, Sign.WORDS}.intersection(signs)
    if reach.placed:
        placed = {Sign.AREA, Sign.ADDRESS, Sign.TOLD}.intersection(signs)
        return bool(placed) and (bool(about) or not (reach.topics or reach.words))
    return len(about) == 2
