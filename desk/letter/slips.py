"""What the slips of the counter are made of: notices, postponements, referrals."""

from dataclasses import dataclass
from datetime import date, datetime

from desk.enums import Confirmation, MaterialState, NoticeKind
from desk.letter.base import Reader, Tidy, Unit, lines
from desk.notice.breach import NewReason


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialFacts(Tidy):
    """One material of a notice; `form` says original or copy and how many, in words.

    `group` says how many of which alternatives are enough; lines of one group stand together.
    `later` marks one that may follow under a commitment; `reason` says why it was not acceptable.
    `new` is why a return visit asks for something that the visit before did not tell.
    """

    name: str
    state: MaterialState
    form: str = ""
    issuer: str = ""
    group: str = ""
    condition: str = ""
    reason: str = ""
    later: bool = False
    new: NewReason | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PartFacts(Tidy):
    """What of a notice belongs to one procedure alone, where several stand on one paper."""

    procedure: str
    conditions: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    limit: str = ""
    fee: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken(Tidy):
    """How a customer confirmed a paper, and when; `witness` is a person as printed."""

    how: Confirmation
    at: datetime
    witness: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeFacts(Tidy):
    """Everything a customer must bring and do, told at once.

    `limit` and `fee` are sentences; where the playbook does not know a verified figure the caller
    passes the sentence with a blank to fill. `told_by` is the staff member as printed. `phones`
    are numbers besides the hall's own, the hotline and the regulator. Several procedures on one
    paper have their steps, limits and fees in `parts`, and those fields here stay empty.
    `visit` 1 tells everything; a later one follows the notice `follows` and asks for what is still
    missing. `oral`: told on the phone. `taken` is None while nobody has confirmed it.
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
    parts: tuple[PartFacts, ...] = ()
    place: str = ""
    phones: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()
    cooperating: tuple[str, ...] = ()
    bring_by: date | None = None
    commitment: str = lines()
    notes: tuple[str, ...] = ()
    valid_until: date | None = None
    visit: int = 1
    follows: str = ""
    oral: bool = False
    taken: Taken | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PostponementFacts(Tidy):
    """That something cannot be done or must wait: ground, reason and remedy, told at once.

    `kind` is CANNOT or WAIT; `until` is the day by which a customer who waits hears from us.
    `asked_on` is the day on which the customer asked for it.
    """

    language: str
    unit: Unit
    reader: Reader
    case_reference: str
    lookup_code: str
    kind: NoticeKind
    procedure: str
    asked_on: date
    told_at: datetime
    told_by: str
    ground: str
    reason: str = lines()
    remedy: str = lines()
    until: date | None = None
    place: str = ""
    phones: tuple[str, ...] = ()
    taken: Taken | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralFacts(Tidy):
    """The slip with which a customer goes to another unit, announced there by phone.

    `to` is the other unit; `called` whom we called there and `said` what they answered; `why` says
    why it is theirs and what our part is. We ask after the result by `ask_by`.
    """

    language: str
    unit: Unit
    reader: Reader
    case_reference: str
    lookup_code: str
    matters: tuple[str, ...]
    to: str
    to_phone: str
    to_address: str = ""
    to_hours: str = ""
    bring: tuple[str, ...] = ()
    called: str
    called_at: datetime
    said: str
    why: str = lines()
    responder: str
    responder_phone: str
    ask_by: date | None = None
