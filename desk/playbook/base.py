"""What every playbook entry carries: who said so, since when, how sure we are."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

FORBID_EXTRA = {"extra": "forbid"}
"""Configuration for the validator: a misspelt field is a problem, not a silent loss."""


class Confidence(StrEnum):
    """How far an entry may be relied on.

    VERIFIED was read in the rule or on the issuer's page; SECONDARY was read elsewhere; DEFAULT
    is a working default of ours that a hall edits, and is never printed as a rule.
    """

    VERIFIED = "verified"
    SECONDARY = "secondary"
    DEFAULT = "default"


class Unit(StrEnum):
    """What a limit is counted in."""

    MINUTES = "minutes"
    HOURS = "hours"
    COUNTER_MINUTES = "counter_minutes"
    COUNTER_HOURS = "counter_hours"
    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "calendar_days"
    MONTHS = "months"


def cite(title: str, article: str) -> str:
    """A title with its article. A translated title holds the Chinese one, which has its marks."""
    if "《" in title:
        return f"{title}, {article}" if article else title
    return f"《{title}》{article}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where an entry comes from; in a pack also written short, as "key" or "key article".

    `year` is left out where the document that was seen bears none; such a source alone makes
    nothing verified.
    """

    __pydantic_config__: ClassVar = FORBID_EXTRA

    body: str
    title: str
    year: int | None = None
    article: str = ""
    url: str = ""

    @property
    def cited(self) -> str:
        """As it is named in a letter, e.g. 《中华人民共和国电力法》第四十四条."""
        return cite(self.title, self.article)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing the hall knows."""

    __pydantic_config__: ClassVar = FORBID_EXTRA

    id: str
    version: int = 1
    valid_from: date
    valid_to: date | None = None
    as_of: date
    confidence: Confidence
    source: tuple[Source, ...] = ()

    @property
    def printable(self) -> bool:
        """Whether it may stand in a letter or a notice as a rule."""
        return self.confidence is not Confidence.DEFAULT

    def in_force(self, day: date) -> bool:
        """Whether it holds on `day`; both ends belong to it."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True, kw_only=True)
class Phone:
    """A number to call, with the words that say whose it is; empty where the hall fills it in."""

    __pydantic_config__: ClassVar = FORBID_EXTRA

    label: str
    number: str = ""
