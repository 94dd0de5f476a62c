"""What the one search box finds: the kinds of hits, where they hit, what narrows them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from desk.enums import Topic

MOST_ASKED = 100
"""Characters of a search that are looked for; what a person pastes behind them is left out."""


class FoundKind(StrEnum):
    """What a hit is."""

    CASE = "case"
    CUSTOMER = "customer"
    LETTER = "letter"
    KNOWLEDGE = "knowledge"
    """An article of law or a prepared script."""


class FoundIn(StrEnum):
    """Which part of it the words stand in."""

    NAME = "name"
    READING = "reading"
    """The name as it is read: pinyin or its initials."""
    PHONE = "phone"
    ACCOUNT = "account"
    ADDRESS = "address"
    METER = "meter"
    REFERENCE = "reference"
    NARRATIVE = "narrative"
    REMEDY_SOUGHT = "remedy_sought"
    MATTER = "matter"
    FINDING = "finding"
    REMEDY = "remedy"
    SUPPLEMENT = "supplement"
    CONTACT = "contact"
    FOLLOW_UP = "follow_up"
    LETTER_NUMBER = "letter_number"
    LETTER = "letter"
    ARTICLE = "article"
    SCRIPT = "script"


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowing:
    """Which hits are wanted; as it stands, all of them, newest first.

    A letter counts as its case does. Customers are left out where cases are narrowed.
    """

    kinds: frozenset[FoundKind] = frozenset()
    """Empty for every kind; then a letter whose case is a hit itself is left out."""
    open_only: bool = False
    holder_id: str = ""
    """The open cases that this person holds."""
    topic: Topic | None = None
    since: datetime | None = None
    """Registered, put on file or begun from this instant on,"""
    before: datetime | None = None
    """and before this one."""
    due_first: bool = False
    """Open cases alone, what is due first on top."""

    @property
    def running(self) -> bool:
        """Whether only open cases are wanted."""
        return self.open_only or self.due_first or bool(self.holder_id)

    @property
    def shelves(self) -> frozenset[FoundKind]:
        """The kinds that can be hits."""
        kinds = self.kinds or frozenset(FoundKind)
        if self.due_first:
            kinds &= {FoundKind.CASE}
        if self.running or self.topic:
            kinds -= {FoundKind.CUSTOMER}
        if self.running or self.since or self.before:
            kinds -= {FoundKind.KNOWLEDGE}
        return kinds


EVERYTHING = Narrowing()
