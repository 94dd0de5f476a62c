"""What the chain of a case (流转单) is made of, and what such inner papers are called."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from desk.enums import Channel
from desk.letter.base import Reader, Tidy, Unit


class InnerKind(StrEnum):
    """Papers that are no letters and never issued: for our files, or to be filled in by hand."""

    CHAIN = "chain"
    BLANK_REGISTRATION = "blank_registration"
    BLANK_NOTICE = "blank_notice"
    BLANK_RECEIPT = "blank_receipt"
    SHIFT = "shift"
    TASK = "task"
    MONTH = "month"
    FILE_COPY = "file_copy"
    KEY_CARD = "key_card"


@dataclass(frozen=True, slots=True, kw_only=True)
class SpanFacts(Tidy):
    """One person's time with a case; `until` None while it lasts."""

    who: str
    since: datetime
    until: datetime | None = None
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFacts(Tidy):
    """One thing that was done: `what` it was, `text` what was said or agreed, part by part."""

    at: datetime
    who: str
    what: str
    text: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainFacts(Tidy):
    """The chain of one case (流转单), for our own files: staff by name, the customer masked."""

    language: str
    unit: Unit
    reader: Reader
    case_reference: str
    lookup_code: str = ""
    received_at: datetime
    channel: Channel
    responder: str
    holder: str
    scope: str = ""
    standing: str
    done: tuple[str, ...] = ()
    """The steps that are done, then the present one and those to come."""
    present: str = ""
    to_come: tuple[str, ...] = ()
    matters: tuple[str, ...]
    spans: tuple[SpanFacts, ...]
    events: tuple[EventFacts, ...] = ()
    printed_at: datetime
    printed_by: str
