"""Entries that hear what a customer says: topics, the words that lead to them, warnings, moods."""

from dataclasses import dataclass
from typing import ClassVar

from desk.enums import Cause, Grade, Lane, Mood, Role, Topic, Urgency
from desk.playbook.base import FORBID_EXTRA, Entry, Phone


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
    `unless` holds the hit ("电表" in "充电表格"), the hit is not counted. `learnt` words are plain
    runs of one to four characters, weighed from narratives in tenths, and count only beside words
    that were chosen.
    """

    __pydantic_config__: ClassVar = FORBID_EXTRA

    topic: Topic
    weight: int
    words: tuple[str, ...]
    unless: tuple[str, ...] = ()
    learnt: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sensitive(Entry):
    """Words that ask for care: why, what to do, and whom to call before anything else.

    With `own_words` they count only where customers say them of themselves: neither denied ("I am
    not going to…") nor in quotation marks.
    """

    __pydantic_config__: ClassVar = FORBID_EXTRA

    label: str
    words: tuple[str, ...]
    unless: tuple[str, ...] = ()
    own_words: bool = False
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
