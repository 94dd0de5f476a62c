"""What a letter is made of: frozen facts, already masked and worded for the person who reads it.

No internal label (mood, grade, whose fault, whether an objection is real) has a field here, so no
template can print one. Dates and times are the branch's wall clock. Text passes `clean` on entry;
only fields marked `_lines` may hold more than one line, and each line prints as a paragraph.
"""

import dataclasses
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from desk.enums import Channel, Conclusion, MaterialState, PointKind, RemedyBy
from desk.text import clean, clean_line


def _lines() -> Any:
    return dataclasses.field(default="", metadata={"lines": True})


def _tidy(value: Any, lines: bool) -> Any:
    if isinstance(value, str):
        if type(value) is not str:
            return value
        if not lines:
            return clean_line(value)
        kept = (line.replace("\t", " ").strip() for line in clean(value).split("\n"))
        return "\n".join(line for line in kept if line)
    if isinstance(value, datetime):
        return datetime(value.year, value.month, value.day, value.hour, value.minute)
    if isinstance(value, date):
        return date(value.year, value.month, value.day)
    if isinstance(value, list | tuple):
        return tuple(_tidy(item, lines) for item in value)
    return value


class Tidy:
    """Cleans every field of the dataclass that inherits it."""

    __slots__ = ()

    def __post_init__(self) -> None:
        for field in dataclasses.fields(self):  # type: ignore[arg-type]
            value = getattr(self, field.name)
            tidy = _tidy(value, bool(field.metadata.get("lines")))
            if field.type in (date, date | None) and isinstance(tidy, datetime):
                tidy = tidy.date()
            object.__setattr__(self, field.name, tidy)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit(Tidy):
    """Who writes: the unit in the letterhead and the hall where the customer can come back."""

    name: str
    branch: str
    address: str
    phone: str
    hours: str = ""
    hotline: str = "95598"
    regulator: str = "12398"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader(Tidy):
    """Who reads: `salutation` as the customer wishes to be called (王先生, Ms Wang, a unit's name).

    `holder`, `account`, `address`, `phone` are masked already; an empty one is not printed.
    """

    salutation: str
    holder: str = ""
    account: str = ""
    address: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PointFacts(Tidy):
    """One point and its whole answer.

    `remedy_by` CUSTOMER marks a remedy that is what the customer can do next: it needs neither
    owner nor date. Otherwise `due_on` is the promised day, `done_on` the day it was done.
    `department` is the person or department that does it.
    `true_part` says what of a partly true point is true, `explanation` why the conclusion is so.
    `amount_fen` is money that goes back to the customer, in fen. `apology` replaces the standard
    sentence under a point that is true, wholly or in part.
    """

    position: int
    matter: str
    kind: PointKind
    finding: str = _lines()
    basis: str = _lines()
    conclusion: Conclusion | None = None
    true_part: str = _lines()
    explanation: str = _lines()
    remedy: str = _lines()
    remedy_by: RemedyBy = RemedyBy.UNIT
    department: str = ""
    due_on: date | None = None
    done_on: date | None = None
    amount_fen: int | None = None
    amount_way: str = ""
    apology: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyFacts(Tidy):
    """A reply that answers every point; `subject` is what its title is about, in a few words."""

    language: str
    unit: Unit
    reader: Reader
    case_reference: str
    lookup_code: str
    received_at: datetime
    channel: Channel
    responder: str
    points: tuple[PointFacts, ...]
    subject: str = ""
    account_of_matter: str = _lines()
    result: str = _lines()
    advice: tuple[str, ...] = ()
    service_information: str = _lines()
    attachments: tuple[str, ...] = ()
    contact_person: str = ""
    contact_phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AcknowledgementFacts(Tidy):
    """The slip a customer leaves with: number, points as understood, who answers, by when."""

    language: str
    unit: Unit
    reader: Reader
    case_reference: str
    lookup_code: str
    received_at: datetime
    channel: Channel
    responder: str
    responder_phone: str
    matters: tuple[str, ...]
    contact_by: datetime | None = None
    reply_by: datetime | None = None
    papers_received: tuple[str, ...] = ()
    next_step: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialFacts(Tidy):
    """One material of a notice; `form` says original or copy and how many, in words.

    `later` marks one that may follow under a commitment; `reason` says why it was not acceptable.
    """

    name: str
    state: MaterialState
    form: str = ""
    issuer: str = ""
    condition: str = ""
    reason: str = ""
    later: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeFacts(Tidy):
    """Everything a customer must bring and do for one procedure, told at once.

    `limit` and `fee` are sentences; where the playbook does not know a verified figure the caller
    passes the sentence with a blank to fill. `told_by` is the staff member as printed.
    """

    language: str
    unit: Unit
    reader: Reader
    case_reference: str
    lookup_code: str
    procedure: str
    told_at: datetime
    told_by: str
    materials: tuple[MaterialFacts, ...]
    steps: tuple[str, ...]
    conditions: tuple[str, ...] = ()
    limit: str = ""
    fee: str = ""
    place: str = ""
    phones: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()
    cooperating: tuple[str, ...] = ()
    bring_by: date | None = None
    commitment: str = _lines()
    notes: tuple[str, ...] = ()


LetterFacts = ReplyFacts | AcknowledgementFacts | NoticeFacts
