"""Finds articles of law and prepared scripts by any words in them."""

from dataclasses import dataclass
from functools import lru_cache

from desk.enums import Topic
from desk.playbook.entries import Article, Script
from desk.playbook.playbook import Playbook
from desk.playbook.wording import fold

LEAST = 2
"""Characters of a word that is looked for; shorter ones stand in nearly every text."""


@dataclass(frozen=True, slots=True)
class Known:
    """One thing the hall knows, as it is listed and found."""

    key: str
    """The table and the id, by a colon."""
    title: str
    text: str
    topics: tuple[Topic, ...]
    entry: Article | Script
    folded_title: str
    folded: str


def look_up(playbook: Playbook, text: str, topic: Topic | None = None) -> list[Known]:
    """What holds every word of a text: in its title first, then among its words and its text."""
    words = fold(text).split()
    if not words or any(len(word) < LEAST for word in words):
        return []
    found = [
        one
        for one in _shelf(playbook)
        if (topic is None or topic in one.topics) and all(word in one.folded for word in words)
    ]
    return sorted(found, key=lambda one: not all(word in one.folded_title for word in words))


def known(playbook: Playbook, key: str) -> Known | None:
    """One thing by its key, None where the pack holds it no longer."""
    return next((one for one in _shelf(playbook) if one.key == key), None)


@lru_cache(maxsize=4)
def _shelf(playbook: Playbook) -> tuple[Known, ...]:
    scripts = (
        _known(f"script:{key}", one.title, one, (one.topic,), " ".join(one.words))
        for key, one in playbook.scripts.items()
    )
    articles = (
        _known(f"article:{key}", one.cited, one, one.topics)
        for key, one in playbook.articles.items()
    )
    return (*scripts, *articles)


def _known(
    key: str, title: str, entry: Article | Script, topics: tuple[Topic, ...], more: str = ""
) -> Known:
    # The line between keeps a word from being put together of the end of one and another's begin.
    folded = fold("\n".join((title, entry.text, more)))
    return Known(key, title, entry.text, topics, entry, fold(title), folded)
