"""What the texts of a pack say: clean, complete, and no figure or citation without its proof."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import NamedTuple

from desk.i18n import _
from desk.playbook.base import Confidence, Entry, Source
from desk.playbook.playbook import Playbook
from desk.text import clean

FIGURE = re.compile(
    r"(?:\d+|[一二三四五六七八九十]+)\s*(?:个)?(?:工作日|小时|分钟|个?月内|日内|天内|元|度)"
    r"|第[一二三四五六七八九十百零\d]+条"
)
CITATION = re.compile(r"《([^》]+)》\s*(第[一二三四五六七八九十百零\d]+条)")
PLAIN_FIELDS = ("note", "url", "article", "issuer", "say", "instead", "level3")
"""Fields that may be empty."""


class Found(NamedTuple):
    """A problem before it is known in which file the entry stands."""

    kind: str
    id: str
    field: str
    reason: str


def entries(playbook: Playbook) -> Iterator[tuple[str, Entry]]:
    """Every entry with its kind."""
    for kind, table in playbook.tables.items():
        for entry in table.values():
            yield kind, entry


def _texts(value: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Every text of an entry with the path of its field; sources are looked at elsewhere."""
    if isinstance(value, Enum | Source):
        return
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from _texts(part, f"{path}.{key}")
    elif isinstance(value, tuple):
        for number, part in enumerate(value, 1):
            yield from _texts(part, f"{path}.{number}")
    elif is_dataclass(value):
        for field in fields(value):
            name = f"{path}.{field.name}" if path else field.name
            yield from _texts(getattr(value, field.name), name)


def texts_are_sound(playbook: Playbook) -> Iterator[Found]:
    """No blank texts and nothing that acts on a screen instead of standing there."""
    for kind, entry in entries(playbook):
        for path, text in _texts(entry):
            name = path.rpartition(".")[2]
            if clean(text) != text:
                yield Found(kind, entry.id, path, _("It holds a control character."))
            elif not text.strip() and (name.isdigit() or (text and name not in PLAIN_FIELDS)):
                yield Found(kind, entry.id, path, _("This text is empty."))
        for required in ("label", "title", "text", "why", "place", "business", "about"):
            if getattr(entry, required, None) == "":
                yield Found(kind, entry.id, required, _("This text is empty."))


def articles_can_be_printed(playbook: Playbook) -> Iterator[Found]:
    """What may be cited was read somewhere: an article is never a default of ours."""
    for article in playbook.articles.values():
        if article.confidence is Confidence.DEFAULT:
            reason = _("An article that was not read cannot be cited.")
            yield Found("article", article.id, "confidence", reason)


def figures_are_proved(playbook: Playbook) -> Iterator[Found]:
    """A default of ours quotes no figures to customers, and no text cites what is not in force."""
    for script in playbook.scripts.values():
        if script.confidence is Confidence.DEFAULT and FIGURE.search(script.text):
            yield Found("script", script.id, "text", _("It quotes a figure that has no source."))
    for topic, entry in playbook.topics.items():
        if entry.confidence is Confidence.DEFAULT:
            for line in entry.advice:
                if FIGURE.search(line):
                    reason = _("It quotes a figure that has no source.")
                    yield Found("topic", topic, "advice", reason)
    known = {(article.law, article.article): article for article in playbook.articles.values()}
    for kind, entry_ in entries(playbook):
        for path, text in _texts(entry_):
            for law, number in CITATION.findall(text):
                article = known.get((law, number)) or known.get((f"中华人民共和国{law}", number))
                if article is None:
                    reason = _("《{law}》{number} is not among the articles.").format(
                        law=law, number=number
                    )
                    yield Found(kind, entry_.id, path, reason)
                elif not article.in_force(entry_.as_of):
                    reason = _("{article} is out of force and cannot be cited.").format(
                        article=article.cited
                    )
                    yield Found(kind, entry_.id, path, reason)
