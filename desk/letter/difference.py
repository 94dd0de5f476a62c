"""What differs between two states of a letter: sentence by sentence, and field by field."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

from desk.i18n import _, current
from desk.labels import label
from desk.letter.facts import LetterFacts
from desk.letter.finding import place
from desk.money import say_yuan
from desk.saying import say_day, say_moment

_ENDS = re.compile(r"(?<=[。！？；!?;])|(?<=\.)(?=\s)|\n")
_WORDS = re.compile(r"\d+(?:[.,:]\d+)*|[A-Za-z]+|\s+|.", re.DOTALL)
_MARKS = re.compile(r"^(?:#+|>|[-*+]|\d+\.)\s+|^:::+.*$|\*\*|\\(?=[^\w\s])")
_HEADING = re.compile(r"#+\s+(.+)")
ALIKE = 0.4
"""Sentences less alike than this are another sentence, not a changed one."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a sentence; `changed` when the other state does not have it."""

    text: str
    changed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TextChange:
    """A sentence that went (`before`), came (`after`), or was changed; `under` is its heading."""

    under: str
    before: tuple[Piece, ...] = ()
    after: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """A field of the record; empty `before` or `after` when it was or became empty."""

    path: str
    where: str
    before: str
    after: str


# -- text -----------------------------------------------------------------------------------


def compare_text(before: str, after: str) -> tuple[TextChange, ...]:
    """The sentences of two Markdown texts that differ, in the order of the newer text."""
    old, new = _sentences(before), _sentences(after)
    matcher = SequenceMatcher(None, [s for _h, s in old], [s for _h, s in new], autojunk=False)
    found: list[TextChange] = []
    for what, i, j, k, m in matcher.get_opcodes():
        if what != "equal":
            found += _paired(old[i:j], new[k:m])
    return tuple(found)


def _sentences(markdown: str) -> list[tuple[str, str]]:
    """Sentences as they read, without marks, each with the heading it stands under."""
    found = []
    under = ""
    for line in markdown.splitlines():
        heading = _HEADING.match(line)
        if heading:
            under = _MARKS.sub("", heading[1]).strip()
        for sentence in _ENDS.split(line):
            text = _MARKS.sub("", sentence.strip()).strip(" |\\")
            if text.strip("-| :"):
                found.append((under, text))
    return found


def _paired(old: list[tuple[str, str]], new: list[tuple[str, str]]) -> Iterator[TextChange]:
    """Sentences that went with those that took their place, as far as they are alike."""
    left = list(old)
    for under, sentence in new:
        best = max(left, key=lambda one: _alike(one[1], sentence), default=None)
        if best is None or _alike(best[1], sentence) < ALIKE:
            yield TextChange(under=under, after=(Piece(sentence, True),))
            continue
        for gone in left[: left.index(best)]:
            yield TextChange(under=gone[0], before=(Piece(gone[1], True),))
        del left[: left.index(best) + 1]
        yield TextChange(under=under, **_pieces(best[1], sentence))
    for gone in left:
        yield TextChange(under=gone[0], before=(Piece(gone[1], True),))


def _alike(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _pieces(before: str, after: str) -> dict[str, tuple[Piece, ...]]:
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    sides: dict[str, list[Piece]] = {"before": [], "after": []}
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for what, i, j, k, m in matcher.get_opcodes():
        if j > i:
            sides["before"].append(Piece("".join(old[i:j]), what != "equal"))
        if m > k:
            sides["after"].append(Piece("".join(new[k:m]), what != "equal"))
    return {side: tuple(pieces) for side, pieces in sides.items()}


# -- fields ---------------------------------------------------------------------------------


def compare_facts(before: LetterFacts, after: LetterFacts) -> tuple[FieldChange, ...]:
    """The fields in which two records differ, in the order of the record."""
    old, new = dict(_flat(before)), dict(_flat(after))
    return tuple(
        FieldChange(
            path=path,
            where=_where(path),
            before=_said(path, old.get(path)),
            after=_said(path, new.get(path)),
        )
        for path in dict.fromkeys((*old, *new))
        if old.get(path) != new.get(path)
    )


def _flat(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every single value with its dotted path; empty ones are not there."""
    if is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _flat(getattr(value, field.name), f"{path}.{field.name}".lstrip("."))
    elif isinstance(value, tuple):
        for number, item in enumerate(value, 1):
            yield from _flat(item, f"{path}.{number}")
    elif value not in ("", None):
        yield path, value


def _where(path: str) -> str:
    parts = path.split(".")
    if parts[0] == "points" and len(parts) == 3 and parts[2] in ("position", "kind"):
        return _("Point {number}").format(number=parts[1])
    return place(path)


def _said(path: str, value: Any) -> str:
    """A value in words; paths that end in `_fen` hold money."""
    if value is None:
        return ""
    if isinstance(value, StrEnum):
        return label(value)
    if isinstance(value, datetime):
        return say_moment(value, current())
    if isinstance(value, date):
        return say_day(value, current())
    if path.endswith("_fen"):
        return _("{amount} yuan").format(amount=say_yuan(value))
    return str(value)
