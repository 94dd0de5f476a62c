"""Facts to JSON and back, and the hash that an approval binds."""

import dataclasses
import hashlib
import json
import types
import typing
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from typing import Any

from desk.i18n import _
from desk.letter.erased import erased_letter
from desk.letter.facts import (
    AcknowledgementFacts,
    CommitmentFacts,
    FollowUpCardFacts,
    HoldingFacts,
    LetterFacts,
    NoticeFacts,
    PostponementFacts,
    ReferralFacts,
    RegistrationRecordFacts,
    ReplyFacts,
    SupplementaryReplyFacts,
    TerminationFacts,
)
from desk.refusals import Refusal

SHAPES: dict[str, type[LetterFacts]] = {
    "reply": ReplyFacts,
    "supplementary_reply": SupplementaryReplyFacts,
    "acknowledgement": AcknowledgementFacts,
    "notice": NoticeFacts,
    "postponement": PostponementFacts,
    "referral": ReferralFacts,
    "registration_record": RegistrationRecordFacts,
    "holding": HoldingFacts,
    "commitment": CommitmentFacts,
    "termination": TerminationFacts,
    "follow_up_card": FollowUpCardFacts,
}


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: _plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    return value


def facts_to_json(facts: LetterFacts) -> str:
    """Canonical JSON: keys sorted, no spaces, UTF-8 characters as themselves."""
    shape = next(name for name, kind in SHAPES.items() if type(facts) is kind)
    return json.dumps(
        {"shape": shape, "facts": _plain(facts)},
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )


@cache
def _hints(shape: type) -> dict[str, Any]:
    return typing.get_type_hints(shape)


def _wrong(path: str) -> Refusal:
    return Refusal(
        _("The stored facts of this letter cannot be read at {path}.").format(path=path or "facts"),
        _("Make the letter again from the case."),
        field=path,
        code="letter_facts",
    )


def _build(shape: Any, value: Any, path: str) -> Any:
    origin = typing.get_origin(shape)
    if origin is types.UnionType or origin is typing.Union:
        if value is None:
            return None
        shape = next(arm for arm in typing.get_args(shape) if arm is not type(None))
        return _build(shape, value, path)
    if origin is tuple:
        if not isinstance(value, list):
            raise _wrong(path)
        item = typing.get_args(shape)[0]
        return tuple(_build(item, one, f"{path}.{n}") for n, one in enumerate(value, 1))
    if dataclasses.is_dataclass(shape):
        return _build_record(typing.cast(type, shape), value, path)
    try:
        if shape in (date, datetime) or issubclass(shape, StrEnum):
            return shape(value) if issubclass(shape, StrEnum) else shape.fromisoformat(value)
    except (TypeError, ValueError):
        raise _wrong(path) from None
    if type(value) is not shape:
        raise _wrong(path)
    return value


def _build_record(shape: type, value: Any, path: str) -> Any:
    hints = _hints(shape)
    if not isinstance(value, dict) or set(value) - set(hints):
        raise _wrong(path)
    try:
        return shape(
            **{
                name: _build(hints[name], one, f"{path}.{name}".lstrip("."))
                for name, one in value.items()
            }
        )
    except TypeError:
        raise _wrong(path) from None


def facts_from_json(text: str) -> LetterFacts:
    """The facts that `facts_to_json` wrote. Anything else is a Refusal that names the field.

    A letter whose time of keeping was over has none: code "erased".
    """
    if not text:
        raise erased_letter()
    try:
        read = json.loads(text)
        shape = SHAPES[read["shape"]]
        value = read["facts"]
    except (ValueError, KeyError, TypeError):
        raise _wrong("") from None
    return typing.cast(LetterFacts, _build_record(shape, value, ""))


def content_hash(markdown: str, facts: LetterFacts) -> str:
    """SHA-256 (hex) over the Markdown with its placeholders and the facts: what approval binds."""
    sealed = json.dumps([markdown, facts_to_json(facts)], ensure_ascii=False)
    return hashlib.sha256(sealed.encode("utf-8", "surrogatepass")).hexdigest()
