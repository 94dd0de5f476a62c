"""What the letters beside the reply are made of: record, holding letter, commitment, card."""

from dataclasses import dataclass
from datetime import date, datetime

from desk.enums import CaseKind, Channel, PartyRole, PointKind
from desk.letter.base import OfCase, Reader, Tidy, Unit, lines
from desk.letter.slips import Taken


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyFacts(Tidy):
    """Somebody the case concerns, as the reader of the record may see them.

    `basis` is by what right a representative speaks.
    """

    role: PartyRole
    name: str
    phone: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RaisedFacts(Tidy):
    """One point as it was read back to the customer."""

    position: int
    kind: PointKind
    matter: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedFacts(Tidy):
    """A paper the customer handed over; `returned_on` is the day it went back, to whom if known."""

    name: str
    copies: int = 1
    original: bool = False
    returned_on: date | None = None
    returned_to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedFacts(Tidy):
    """Something the customer added later, with its day; `told_by` says who, if another person."""

    on: date
    text: str = lines()
    told_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistrationRecordFacts(Tidy):
    """What was written down at registration (登记表), for the customer to confirm.

    `reader` and `parties` stand in full where the data are the reader's own, else masked.
    `narrative` is in the customer's words; `added` came later. `joint` counts those who signed a
    joint case, 0 otherwise. `dialect` and `interpreter` say how it was told. `taken` is None while
    nobody has confirmed it: then the paper leaves room to sign.
    """

    language: str
    unit: Unit
    reader: Reader
    case_reference: str
    lookup_code: str
    kind: CaseKind
    channel: Channel
    received_at: datetime
    registered_at: datetime
    registered_by: str
    responder: str
    responder_phone: str
    parties: tuple[PartyFacts, ...]
    narrative: str = lines()
    points: tuple[RaisedFacts, ...]
    remedy_sought: str = lines()
    expected_by: date | None = None
    told: str = lines()
    contact_by: datetime | None = None
    reply_by: date | None = None
    papers: tuple[HandedFacts, ...] = ()
    added: tuple[AddedFacts, ...] = ()
    joint: int = 0
    dialect: str = ""
    interpreter: str = ""
    taken: Taken | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldingFacts(OfCase):
    """That the answer takes longer (延期告知): why, what was done, until when, who, where else.

    `reason` is why it takes longer, `done` what has been done so far, `until` the new day by which
    the customer hears from us; `promised` the day we had named before, None when we named none.
    """

    channel: Channel
    responder: str
    responder_phone: str
    matters: tuple[str, ...]
    promised: date | None = None
    reason: str = lines()
    done: str = lines()
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseFacts(Tidy):
    """One promise: what, who, by when; `matter` is the point it belongs to, if it does."""

    what: str
    owner: str
    due_on: date
    matter: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentFacts(OfCase):
    """What we undertake in writing (承诺书): the promises that are open on a case."""

    promises: tuple[PromiseFacts, ...]
    contact_person: str = ""
    contact_phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SentFacts(Tidy):
    """A letter that has gone out: its number and day."""

    number: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class TerminationFacts(OfCase):
    """That our work on a matter ends (服务终止): what was answered, why, and the ways still open.

    `answers` are the letters that answered it; `ways` is what every customer is told who gets
    this letter, empty where nobody verified any.
    """

    responder: str
    matters: tuple[str, ...]
    answers: tuple[SentFacts, ...]
    reason: str = lines()
    ways: str = lines()


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpCardFacts(OfCase):
    """The card (回访卡) on which a customer says how it went: four scores from 1 to 5, and words.

    `letter_number` and `letter_date` name the answer it is about, empty where none was written.
    """

    matters: tuple[str, ...]
    letter_number: str = ""
    letter_date: date | None = None
    return_by: date | None = None
