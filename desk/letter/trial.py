"""Made-up facts of every kind, built from its shape: what templates are tried and shown with."""

import dataclasses
import types
import typing
from collections.abc import Callable, Iterator
from datetime import date, datetime
from enum import Enum, StrEnum
from functools import cache
from typing import Any, cast

from desk.enums import LetterKind
from desk.letter.chain import ChainFacts, InnerKind
from desk.letter.codec import SHAPES
from desk.letter.facts import (
    BlankFacts,
    FileCopyFacts,
    KeyCardFacts,
    MonthFacts,
    PaperFacts,
    PaperKind,
    ReplyFacts,
    ShiftFacts,
    TaskFacts,
)
from desk.letter.trial_words import word

DAY, MOMENT = date(2026, 11, 9), datetime(2026, 11, 3, 9, 55)
CODE = "7KQ4-M2WX"

_INNER: dict[InnerKind, type[PaperFacts]] = {
    InnerKind.CHAIN: ChainFacts,
    InnerKind.SHIFT: ShiftFacts,
    InnerKind.MONTH: MonthFacts,
    InnerKind.TASK: TaskFacts,
    InnerKind.FILE_COPY: FileCopyFacts,
    InnerKind.KEY_CARD: KeyCardFacts,
}
"""What papers that are no letters are made of; all others are forms to be filled in."""

Words = Callable[[str, bool], str]
"""What stands in a field: "Shape.field", and whether it may hold several lines."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """How facts are made up. `full`: everything that may be there is, `many` times where many may.

    `turn` chooses the words of the vocabularies: 0, 1, 2 … go through all of them.
    """

    language: str
    words: Words
    full: bool = True
    many: int = 3
    turn: int = 0


def shape_of(kind: PaperKind) -> type[PaperFacts]:
    """The facts a kind of paper is made of."""
    if isinstance(kind, InnerKind):
        return _INNER.get(kind, BlankFacts)
    if kind is LetterKind.SUMMARY_REPLY:
        return ReplyFacts
    return SHAPES[kind.value]


def facts_for(kind: PaperKind, trial: Trial) -> PaperFacts:
    """Made-up facts of a kind."""
    return cast(PaperFacts, _record(shape_of(kind), trial, 1))


def sample(kind: PaperKind, language: str) -> PaperFacts:
    """Facts that read like those of a real case, to look at a template with."""
    return facts_for(kind, Trial(language=language, words=lambda name, _l: word(name, language)))


def turns(kind: PaperKind) -> int:
    """How many turns go through every word of every vocabulary in the facts of a kind."""
    return max((len(one) for one in _vocabularies(shape_of(kind))), default=1)


def _vocabularies(shape: Any) -> Iterator[type[Enum]]:
    for hint in _hints(shape).values():
        for one in (hint, *typing.get_args(hint)):
            if dataclasses.is_dataclass(one):
                yield from _vocabularies(one)
            elif isinstance(one, type) and issubclass(one, Enum):
                yield one


@cache
def _hints(shape: Any) -> dict[str, Any]:
    return typing.get_type_hints(shape)


def _record(shape: Any, trial: Trial, place: int) -> Any:
    made: dict[str, Any] = {}
    for field in dataclasses.fields(shape):
        needed = (
            field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
        )
        if field.name == "language":
            made["language"] = trial.language
        elif field.name == "position":
            made["position"] = place
        elif field.name == "lookup_code":
            made["lookup_code"] = trial.words(f"{shape.__name__}.lookup_code", False)
        elif needed or trial.full:
            made[field.name] = _value(_hints(shape)[field.name], field, shape, trial, place)
    return shape(**made)


def _value(hint: Any, field: "dataclasses.Field[Any]", owner: Any, trial: Trial, place: int) -> Any:
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        if not trial.full:
            return None
        return _value(
            next(one for one in inner if one is not type(None)), field, owner, trial, place
        )
    if origin is tuple:
        count = trial.many if trial.full else 1
        return tuple(_value(inner[0], field, owner, trial, n) for n in range(1, count + 1))
    if dataclasses.is_dataclass(hint):
        return _record(hint, trial, place)
    if hint is datetime:
        return MOMENT
    if hint is date:
        return DAY
    if hint is bool:
        return trial.full
    if hint is int:
        return 12_345
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return [*hint][(trial.turn + place) % len(hint)]
    return trial.words(f"{owner.__name__}.{field.name}", bool(field.metadata.get("lines")))
