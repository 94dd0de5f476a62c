"""What a letter is made of: frozen facts, already masked and worded for the person who reads it.

No internal label (mood, grade, whose fault, whether an objection is real) has a field here, so no
template can print one. Dates and times are the branch's wall clock.
"""

from dataclasses import dataclass
from datetime import date, datetime

from desk.enums import Channel, Conclusion, LetterKind, PointKind, RemedyBy
from desk.letter.base import OfCase, Reader, Tidy, Unit, lines
from desk.letter.beside import (
    AddedFacts,
    CommitmentFacts,
    FollowUpCardFacts,
    HandedFacts,
    HoldingFacts,
    PartyFacts,
    PromiseFacts,
    RaisedFacts,
    RegistrationRecordFacts,
    SentFacts,
    TerminationFacts,
)
from desk.letter.chain import ChainFacts, InnerKind
from desk.letter.hall_papers import (
    BlankFacts,
    FileCopyFacts,
    KeyCardFacts,
    MonthFacts,
    ShiftFacts,
    TaskFacts,
)
from desk.letter.slips import (
    MaterialFacts,
    NoticeFacts,
    PartFacts,
    PostponementFacts,
    ReferralFacts,
    Taken,
)

__all__ = [
    "AcknowledgementFacts",
    "AddedFacts",
    "BlankFacts",
    "ChainFacts",
    "CommitmentFacts",
    "FileCopyFacts",
    "FollowUpCardFacts",
    "HandedFacts",
    "HoldingFacts",
    "InnerKind",
    "KeyCardFacts",
    "LetterFacts",
    "MaterialFacts",
    "MonthFacts",
    "NoticeFacts",
    "PaperFacts",
    "PaperKind",
    "PartFacts",
    "PartyFacts",
    "PointFacts",
    "PostponementFacts",
    "PromiseFacts",
    "RaisedFacts",
    "Reader",
    "ReferralFacts",
    "RegistrationRecordFacts",
    "ReplyFacts",
    "SentFacts",
    "ShiftFacts",
    "SupplementaryReplyFacts",
    "Taken",
    "TaskFacts",
    "TerminationFacts",
    "Unit",
]


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
    finding: str = lines()
    basis: str = lines()
    conclusion: Conclusion | None = None
    true_part: str = lines()
    explanation: str = lines()
    remedy: str = lines()
    remedy_by: RemedyBy = RemedyBy.UNIT
    department: str = ""
    due_on: date | None = None
    done_on: date | None = None
    amount_fen: int | None = None
    amount_way: str = ""
    apology: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyFacts(OfCase):
    """A reply that answers every point; `subject` is what its title is about, in a few words."""

    channel: Channel
    responder: str
    points: tuple[PointFacts, ...]
    subject: str = ""
    account_of_matter: str = lines()
    result: str = lines()
    advice: tuple[str, ...] = ()
    service_information: str = lines()
    attachments: tuple[str, ...] = ()
    contact_person: str = ""
    contact_phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplementaryReplyFacts(ReplyFacts):
    """A reply after the reply: `points` are those whose answer is new or another than before.

    `earlier_number` and `earlier_date` name the letter it adds to; `correction` says what of that
    letter it corrects or adds to. What it does not name stands as it was.
    """

    earlier_number: str
    earlier_date: date
    correction: str = lines()


@dataclass(frozen=True, slots=True, kw_only=True)
class AcknowledgementFacts(OfCase):
    """The slip a customer leaves with: number, points as understood, who answers, by when."""

    channel: Channel
    responder: str
    responder_phone: str
    matters: tuple[str, ...]
    contact_by: datetime | None = None
    reply_by: datetime | None = None
    papers_received: tuple[str, ...] = ()
    next_step: str = ""


LetterFacts = (
    ReplyFacts
    | SupplementaryReplyFacts
    | AcknowledgementFacts
    | RegistrationRecordFacts
    | NoticeFacts
    | PostponementFacts
    | ReferralFacts
    | HoldingFacts
    | CommitmentFacts
    | TerminationFacts
    | FollowUpCardFacts
)
PaperFacts = (
    LetterFacts
    | ChainFacts
    | BlankFacts
    | ShiftFacts
    | MonthFacts
    | FileCopyFacts
    | TaskFacts
    | KeyCardFacts
)
"""What any paper is made of."""

PaperKind = LetterKind | InnerKind
