"""Sentences of a good clerk: what shows that one has heard, how one apologises, by mood and topic.

What is said before anything is found admits nothing and promises nothing. What a letter says once
it is found holds a slot for what was.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

from desk.enums import Mood, Topic
from desk.i18n import N_, _
from desk.playbook import wording
from desk.playbook.base import FORBID_EXTRA, Entry
from desk.playbook.entries import PhraseKind
from desk.slots import SLOT

if TYPE_CHECKING:
    from desk.playbook.playbook import Playbook

LEAST = 2
"""Sentences to say that stand for every mood and topic at least."""
ADMITS = (
    *("是我们的错", "是我们错", "我们弄错", "我们搞错", "我们算错", "我们抄错", "我们的失误"),
    *("我们的疏漏", "我们疏忽", "是我们没", "责任在我们", "我们有责任", "我们理亏"),
    *("our fault", "our mistake", "our error", "we were wrong", "we made", "we are to blame"),
)
"""Words that own up; before anything is found nobody says them."""
PROMISES = (
    *("保证", "承诺", "一定给您", "一定帮您", "肯定给您", "包在我", "马上解决", "马上来电"),
    *("马上恢复", "今天就能", "明天就能", "日内", "天内", "小时内", "分钟内", "尽快"),
    *("赔", "退给您", "免收", "减免"),
    *("promise", "guarantee", "refund", "compensat…", "as soon as", "within # "),
    *("will be", "we will", "I will", "I'll"),
)
"""Words that promise something; a promise has an owner and a day and is noted as one."""


class SentenceUse(StrEnum):
    """What a sentence is good for."""

    EMPATHY = "empathy"
    """Said, to show that one has heard."""
    REGRET = "regret"
    """Said, to apologise for the trouble, whoever is to blame."""
    LETTER = "letter"
    """Written, where it was found that the customer is right."""


SPOKEN = (SentenceUse.EMPATHY, SentenceUse.REGRET)
USE_WORDS = {
    SentenceUse.EMPATHY: N_("Empathy"),
    SentenceUse.REGRET: N_("Regret"),
    SentenceUse.LETTER: N_("Letter, if true"),
}
"""What each is called, to be translated where it is shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence(Entry):
    """A sentence for some topics and moods; without any it fits all of them."""

    __pydantic_config__: ClassVar = FORBID_EXTRA

    use: SentenceUse
    topics: tuple[Topic, ...] = ()
    moods: tuple[Mood, ...] = ()
    text: str


def fitting(
    sentences: Iterable[Sentence], mood: Mood, topic: Topic, day: date, *uses: SentenceUse
) -> tuple[Sentence, ...]:
    """Those that may be used, what was written for this mood and topic first."""
    found = [
        one
        for one in sentences
        if one.use in uses
        and one.in_force(day)
        and (not one.topics or topic in one.topics)
        and (not one.moods or mood in one.moods)
    ]
    return tuple(sorted(found, key=lambda one: -(2 * bool(one.topics) + bool(one.moods))))


def check_sentences(playbook: "Playbook") -> Iterator[tuple[str, str, str, str]]:
    """Kind, id, field and reason of what is wrong."""
    all_ = playbook.sentences.values()
    never = playbook.words_of(PhraseKind.PUSH_AWAY, PhraseKind.BLAME, PhraseKind.INTERROGATE)
    loose = (*playbook.words_of(PhraseKind.PROMISE), *PROMISES)
    for one in all_:
        letter = one.use is SentenceUse.LETTER
        for words, reason in (
            (never, _("“{word}” pushes a customer away.")),
            (loose, _("“{word}” promises something.")),
            (() if letter else ADMITS, _("“{word}” admits a fault before it is found.")),
        ):
            for word in wording.found(words, one.text):
                yield "sentence", one.id, "text", reason.format(word=word)
        if letter and not SLOT.search(one.text):
            yield "sentence", one.id, "text", _("It has no ⟦slot⟧ for what was found.")
        if letter and not wording.found(playbook.words_of(PhraseKind.APOLOGY), one.text):
            yield "sentence", one.id, "text", _("It does not apologise.")
        if not letter and SLOT.search(one.text):
            yield "sentence", one.id, "text", _("What is said cannot hold a ⟦slot⟧.")
    day = max((one.as_of for one in all_), default=date.min)
    for topic in Topic:
        for mood in Mood:
            name = f"{mood} {topic}"
            if len(fitting(all_, mood, topic, day, *SPOKEN)) < LEAST:
                yield "sentence", name, "", _("Fewer than two sentences fit.")
            if not fitting(all_, mood, topic, day, SentenceUse.LETTER):
                yield "sentence", name, "", _("No sentence fits for a letter.")
