"""The shapes of everything a pack holds beside procedures."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from desk.enums import (
    CaseKind,
    Cause,
    Channel,
    ClockKind,
    Conclusion,
    Grade,
    Lane,
    LetterKind,
    Mood,
    PointKind,
    Role,
    Scope,
    Topic,
    Urgency,
)
from desk.playbook.base import FORBID_EXTRA, Confidence, Entry, Phone, Source, Unit, cite
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
]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassPath:
    """A place in the 95598 classes, from the widest to the narrowest."""

    __pydantic_config__: ClassVar = FORBID_EXTRA

    level1: str
    level2: str
    level3: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicCause:
    """One way the trouble comes about: how to handle it, and whose duty is what."""

    __pydantic_config__: ClassVar = FORBID_EXTRA

    id: str
    label: str
    cause: Cause
    signs: tuple[str, ...] = ()
    steps: tuple[str, ...]
    company_duties: tuple[str, ...]
    customer_duties: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicEntry(Entry):
    """A topic; `id` is a `Topic`. `rests_on` says what a reply must rest on."""

    __pydantic_config__: ClassVar = FORBID_EXTRA

    label: str
    about: str
    classes: tuple[ClassPath, ...]
    department: str
    ask: tuple[str, ...]
    rests_on: tuple[str, ...]
    causes: tuple[TopicCause, ...]
    company_duties: tuple[str, ...]
    customer_duties: tuple[str, ...]
    advice: tuple[str, ...]
    procedures: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()

    @property
    def topic(self) -> Topic:
        return Topic(self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Keyword(Entry):
    """Words that speak for a topic.

    `weight`: 1 a shade, 3 a hint, 6 strong, 10 hardly anything else, 15 names the topic itself.
    "…" in a word spans up to eight characters of one sentence: "没…通知". Where a word of
    `unless` holds the hit ("电表" in "充电表格"), the hit is not counted.
    """

    __pydantic_config__: ClassVar = FORBID_EXTRA

    topic: Topic
    weight: int
    words: tuple[str, ...]
    unless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sensitive(Entry):
    """Words that ask for care: why, what to do, and whom to call before anything else."""

    __pydantic_config__: ClassVar = FORBID_EXTRA

    label: str
    words: tuple[str, ...]
    unless: tuple[str, ...] = ()
    why: str
    what_to_do: tuple[str, ...]
    say: str = ""
    grade: Grade | None = None
    urgency: Urgency | None = None
    lane: Lane | None = None
    tell: tuple[Role, ...] = ()
    call: tuple[Phone, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MoodEntry(Entry):
    """How a customer feels and how to speak to them; `id` is a `Mood`. Never printed."""

    __pydantic_config__: ClassVar = FORBID_EXTRA

    label: str
    signs: tuple[str, ...]
    words: tuple[str, ...] = ()
    advice: tuple[str, ...]
    say: tuple[str, ...]
    avoid: tuple[str, ...]

    @property
    def mood(self) -> Mood:
        return Mood(self.id)


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit(Entry):
    """How long something may take.

    With a `clock` it makes deadlines of our own cases; `kinds`, `channels`, `grades`, `topics`,
    `lanes` empty mean any, and the most specific limit in force wins, then the higher `rank`.
    Without a clock it is a standard of the trade that a reply may rest on.

    `pauses` names the reasons for which its clock may stand still, for `pause_days` working days
    each time at most; `extend_days` are the working days by which it may be extended, once.
    """

    __pydantic_config__: ClassVar = FORBID_EXTRA

    label: str
    amount: int
    unit: Unit
    clock: ClockKind | None = None
    kinds: tuple[CaseKind, ...] = ()
    channels: tuple[Channel, ...] = ()
    grades: tuple[Grade, ...] = ()
    topics: tuple[Topic, ...] = ()
    lanes: tuple[Lane, ...] = ()
    rank: int = 0
    pauses: tuple[str, ...] = ()
    pause_days: int = 0
    extend_days: int = 0
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PauseReason(Entry):
    """For what a clock may stand still: we wait for somebody who is not of this house."""

    __pydantic_config__: ClassVar = FORBID_EXTRA

    label: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """Something that must be on record before a conclusion."""

    __pydantic_config__: ClassVar = FORBID_EXTRA

    id: str
    label: str
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate(Entry):
    """Conclusions that stay shut until checks are logged.

    It applies to a point of one of `topics` and `kinds` whose matter holds one of `words`
    (empty: any), spelt as in Keyword, or whose cause is one of `causes`.
    """

    __pydantic_config__: ClassVar = FORBID_EXTRA

    label: str
    topics: tuple[Topic, ...]
    kinds: tuple[PointKind, ...] = ()
    words: tuple[str, ...] = ()
    causes: tuple[Cause, ...] = ()
    conclusions: tuple[Conclusion, ...]
    checks: tuple[Check, ...]
    why: str


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


class Outcome(StrEnum):
    """How a case came out as a whole, for the table of what it needs."""

    AT_WINDOW = "at_window"
    UPHELD = "upheld"
    PARTLY_UPHELD = "partly_upheld"
    NOT_UPHELD = "not_upheld"
    EXPLAINED = "explained"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosingRule(Entry):
    """What a case needs before it closes; empty lists mean any, the most specific rule wins."""

    __pydantic_config__: ClassVar = FORBID_EXTRA

    kinds: tuple[CaseKind, ...] = ()
    channels: tuple[Channel, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    rank: int = 0
    letters: tuple[LetterKind, ...]
    approval: bool
    follow_up: bool
    why: str


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


class Measure(StrEnum):
    """What an escalation rule counts."""

    REMINDERS = "reminders"
    ELAPSED_PERCENT = "elapsed_percent"
    CASES_OF_CUSTOMER = "cases_of_customer"
    SAME_MATTER_OF_CUSTOMER = "same_matter_of_customer"
    CASES_NEAR_ADDRESS = "cases_near_address"
    CONTACTS_BEFORE_COMPLAINT = "contacts_before_complaint"


@dataclass(frozen=True, slots=True, kw_only=True)
class Escalation(Entry):
    """When somebody above is told: at `threshold` of `measure` within `days` (0: no window)."""

    __pydantic_config__: ClassVar = FORBID_EXTRA

    label: str
    measure: Measure
    threshold: int
    days: int = 0
    tell: tuple[Role, ...]
    what_to_do: str
