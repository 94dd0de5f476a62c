"""The shapes of everything a pack holds beside procedures."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from desk.enums import Scope, Topic
from desk.playbook.base import FORBID_EXTRA, Confidence, Entry, Phone, Source, Unit, cite
from desk.playbook.hearing import ClassPath, Keyword, MoodEntry, Sensitive, TopicCause, TopicEntry
from desk.playbook.procedure import (
    CannotReason,
    Cooperation,
    FeeText,
    LaterCommitment,
    LimitText,
    Material,
    MaterialForm,
    MaterialGroup,
    Note,
    Option,
    Procedure,
    Question,
    Step,
    When,
)
from desk.playbook.rules import (
    Check,
    ClosingRule,
    Escalation,
    Gate,
    Limit,
    Measure,
    Outcome,
    PauseReason,
    Within,
)

__all__ = [
    "Article",
    "CannotReason",
    "Check",
    "ClassPath",
    "ClosingRule",
    "Confidence",
    "Cooperation",
    "DirectoryEntry",
    "Entry",
    "Escalation",
    "FeeText",
    "Gate",
    "HandlingStep",
    "Keyword",
    "LaterCommitment",
    "Limit",
    "LimitText",
    "Material",
    "MaterialForm",
    "MaterialGroup",
    "Measure",
    "MoodEntry",
    "Note",
    "Option",
    "Outcome",
    "PauseReason",
    "Phone",
    "Phrase",
    "PhraseKind",
    "Procedure",
    "Question",
    "Required",
    "ScopeEntry",
    "Script",
    "Sensitive",
    "Source",
    "Step",
    "TopicCause",
    "TopicEntry",
    "Track",
    "Unit",
    "When",
    "Within",
]


class Track(StrEnum):
    """Which sequence a handling step belongs to."""

    SIX = "six"
    CALMING = "calming"


@dataclass(frozen=True, slots=True, kw_only=True)
class HandlingStep(Entry):
    """One of the six steps of handling, or of the seven of calming; `order` starts at 1."""

    __pydantic_config__: ClassVar = FORBID_EXTRA

    track: Track
    order: int
    label: str
    how: tuple[str, ...]
    wrong: tuple[str, ...] = ()


class PhraseKind(StrEnum):
    """What is the matter with a phrase, or what it is good for.

    From REFUND on the words themselves are blameless: the check of a letter looks for what must
    stand beside them, and whether their figures and days agree throughout the letter.
    """

    PUSH_AWAY = "push_away"
    BLAME = "blame"
    INTERROGATE = "interrogate"
    PROMISE = "promise"
    INTERNAL = "internal"
    JARGON = "jargon"
    EMPTY = "empty"
    APOLOGY = "apology"
    REFUND = "refund"
    QUANTITY = "quantity"
    USAGE = "usage"
    READING_BEFORE = "reading_before"
    READING_NOW = "reading_now"
    ONCE = "once"


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase(Entry):
    """Words to look for in a letter, why, and what to say instead.

    Never to write, jargon, empty, or (from APOLOGY on) words that the check reads as what they
    say: an apology, money that goes back, one quantity under its names, what happens but once.
    """

    __pydantic_config__: ClassVar = FORBID_EXTRA

    kind: PhraseKind
    words: tuple[str, ...]
    why: str
    instead: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Required:
    """One thing that must be done next."""

    __pydantic_config__: ClassVar = FORBID_EXTRA

    id: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScopeEntry(Entry):
    """What follows from whose matter it is; `id` is a `Scope`. None of them ends a case."""

    __pydantic_config__: ClassVar = FORBID_EXTRA

    label: str
    required: tuple[Required, ...]
    say: str
    avoid: tuple[str, ...] = ()

    @property
    def scope(self) -> Scope:
        return Scope(self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Script(Entry):
    """What every counter says about a matter, in the same words."""

    __pydantic_config__: ClassVar = FORBID_EXTRA

    topic: Topic
    title: str
    words: tuple[str, ...] = ()
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Article(Entry):
    """An article of law that a finding may cite; `text` is its sense in our own words."""

    __pydantic_config__: ClassVar = FORBID_EXTRA

    law: str
    article: str
    topics: tuple[Topic, ...] = ()
    text: str

    @property
    def cited(self) -> str:
        """As it is named in a letter, e.g. 《中华人民共和国电力法》第四十四条."""
        return cite(self.law, self.article)


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectoryEntry(Entry):
    """Another unit that customers are helped to; a site fills in address, phone and hours."""

    __pydantic_config__: ClassVar = FORBID_EXTRA

    unit: str
    what_for: str
    topics: tuple[Topic, ...] = ()
    address: str = ""
    phone: str = ""
    hours: str = ""
    bring: tuple[str, ...] = ()
