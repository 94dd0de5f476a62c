"""Small shapes for lists and counts: what a screen shows, not what is kept."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from desk.alarm import Alarm
from desk.branch import Branch
from desk.case import Case, CaseClock, Party, Stage
from desk.casework import Commitment, Contact
from desk.concern import Concern, owner_of
from desk.custody import Custody, Handover
from desk.customer import Customer
from desk.enums import (
    CaseKind,
    CaseStatus,
    Delivery,
    Grade,
    LetterKind,
    LetterState,
    Role,
    Topic,
)
from desk.external import ExternalRef
from desk.finding import FoundIn, FoundKind
from desk.followup import FollowUp
from desk.incident import Incident, Restoration
from desk.joint import Signatory
from desk.journal import JournalEntry
from desk.letter.delivery import DeliveryAttempt
from desk.letter.kinds import ANSWERING
from desk.letter.life import Letter
from desk.letter.returned import LetterReturn
from desk.notice import Notice
from desk.notice.model import NoticeBreach
from desk.papers import Attachment, Paper
from desk.point import IssuePoint
from desk.raising import Escalation
from desk.record import Amendment, CaseLink, RecordConfirmation, Supplement
from desk.referral import Referral
from desk.reporting import ReportAhead
from desk.task import Task
from desk.termination import Termination


class View(StrEnum):
    """The views of the board."""

    MINE = "mine"
    DUE_TODAY = "due_today"
    LATE = "late"
    TO_ACCEPT = "to_accept"
    TO_APPROVE = "to_approve"
    TO_PRINT = "to_print"
    TO_CALL_BACK = "to_call_back"
    ALL = "all"
    FIRST = "first"
    """Open under one's own name as first responder, whoever holds it."""
    TO_DECIDE = "to_decide"
    """Nobody knows whose matter it is: the lead decides."""
    CLOSED = "closed"
    EMERGENCY = "emergency"
    """An emergency that no lead has confirmed having seen."""
    RESTORE = "restore"
    """A paid-up customer whom our fault cut off and who has no power yet."""
    ESCALATED = "escalated"
    """Raised by a rule, and whoever it was raised to has not acted yet."""
    PROMISES = "promises"
    """A promise falls due today, or is past its day."""
    TASKS = "tasks"
    """A department still has its part to do."""
    INCIDENT = "incident"
    """It belongs to an incident that is still open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueRow:
    """One line of the board. `customer` is the full name: whoever shows it masks it."""

    case_id: str
    reference: str
    customer: str
    salutation: str
    kind: CaseKind
    topic: Topic
    grade: Grade
    stage: Stage
    points: int
    answered: int
    holder_id: str
    holder: str
    registered_at: datetime
    due_at: datetime | None
    reminders: int
    status: CaseStatus = CaseStatus.OPEN
    about_us: int = 0
    """How many of us it is about."""
    offered_to: str = ""
    """Name of the person a waiting handover is offered to."""
    times: int = 1
    """Which time this customer brings this topic."""
    warns: str = ""
    """As `desk.case.Case.warns`."""
    cursor: str
    """Opaque place in the list, for the next page."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many cases each view holds."""

    by_view: dict[View, int] = field(default_factory=dict)

    def __getitem__(self, view: View) -> int:
        return self.by_view.get(view, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerRow:
    """A customer in a list of hits, with the account that was hit or the first one."""

    customer_id: str
    name: str
    salutation: str
    phone: str
    account_no: str
    address: str
    special_care: str
    open_cases: int
    printed_name: str = ""
    large_print: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundRow:
    """A hit of the one search box. `title` is the full name: whoever shows it masks it."""

    kind: FoundKind
    row_id: str
    reference: str
    """Number of the case or of the letter, the masked account of a customer."""
    title: str
    excerpt: str
    """The piece in which the words stand, with its personal data masked."""
    spans: tuple[tuple[int, int], ...] = ()
    """From where to where in the excerpt the words stand, as far as they are not masked."""
    where: FoundIn | None = None
    """Which part of it was hit, as far as one part holds the words."""
    at: datetime
    due_at: datetime | None = None
    status: CaseStatus | None = None
    """How a case stands; None where the hit is none."""
    case_id: str = ""
    """The case of a case or letter."""
    case_reference: str = ""
    organisation: bool = False
    """True for a unit, whose name is no personal data."""
    cursor: str = ""
    """Opaque place in the list, for the next page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterRow:
    """One line of a list of letters."""

    letter_id: str
    case_id: str
    reference: str
    number: str
    kind: LetterKind
    state: LetterState
    customer: str
    author: str
    submitted_at: datetime | None
    due_at: datetime | None
    grade: Grade = Grade.NORMAL
    """That of its case: it says whose agreement the letter needs."""
    agreed: tuple[Role, ...] = ()
    """The roles that have agreed so far."""
    delivery: Delivery | None = None
    delivered_at: datetime | None = None
    tries: int = 0
    """How often somebody tried to deliver it."""
    cursor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterRow:
    """One line of the register of letters."""

    letter_id: str
    case_id: str
    serial: int
    number: str
    issued_on: date
    kind: LetterKind
    reference: str
    approvers: tuple[str, ...]
    """Names of who agreed, in the order in which they did."""
    issued_by: str
    state: LetterState
    void_reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Precedent:
    """A reply that went out, as later answers may learn from it; `facts` are as it was issued."""

    case_id: str
    number: str
    issued_on: date
    facts: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFile:
    """Everything about one case, read at one moment."""

    branch: Branch
    case: Case
    customer: Customer | None = None
    parties: tuple[Party, ...]
    points: tuple[IssuePoint, ...]
    clocks: tuple[CaseClock, ...]
    chain: tuple[Custody, ...]
    handovers: tuple[Handover, ...]
    contacts: tuple[Contact, ...]
    commitments: tuple[Commitment, ...]
    notices: tuple[Notice, ...]
    letters: tuple[Letter, ...]
    returns: tuple[LetterReturn, ...] = ()
    """Every return of its letters, oldest first."""
    attempts: tuple[DeliveryAttempt, ...] = ()
    """Every try to deliver one of its letters."""
    follow_ups: tuple[FollowUp, ...]
    names: dict[str, str]
    """Names of the staff that appear, by staff id."""
    numbers: dict[str, str]
    """Their staff numbers, by staff id."""
    phones: dict[str, str] = field(default_factory=dict)
    """Their phones, by staff id; without those who have none on file."""
    journal: tuple[JournalEntry, ...] = ()
    referrals: tuple[Referral, ...] = ()
    alarms: tuple[Alarm, ...] = ()
    signatories: tuple[Signatory, ...] = ()
    concerns: tuple[Concern, ...] = ()
    reports: tuple[ReportAhead, ...] = ()
    externals: tuple[ExternalRef, ...] = ()
    confirmations: tuple[RecordConfirmation, ...] = ()
    supplements: tuple[Supplement, ...] = ()
    amendments: tuple[Amendment, ...] = ()
    links: tuple[CaseLink, ...] = ()
    """Links from and to this case."""
    ended_links: tuple[CaseLink, ...] = ()
    """Those that stand no longer."""
    linked: dict[str, str] = field(default_factory=dict)
    """References of the linked cases that this person may see, by case id."""
    unlinked: dict[str, str] = field(default_factory=dict)
    """References of those that were linked once."""
    papers: tuple[Paper, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    escalations: tuple[Escalation, ...] = ()
    """When it was raised, to whom, and what was done about it."""
    tasks: tuple[Task, ...] = ()
    incidents: tuple[Incident, ...] = ()
    """Those it belongs to."""
    restorations: tuple[Restoration, ...] = ()
    terminations: tuple[Termination, ...] = ()
    """Ends of the service, those that were taken back with them."""
    breaches: tuple[NoticeBreach, ...] = ()
    """What was asked for on a later visit and had not been told before."""

    @property
    def complainant(self) -> Party:
        """The person who came; there always is one, if only by the name of "anonymous"."""
        return next(p for p in self.parties if p.role.value == "complainant")

    @property
    def holder(self) -> str:
        """Who owns it now, in words."""
        name = self.names.get(self.case.holder_id, "")
        return owner_of(self.case.holder_id, name, self.concerns)

    @property
    def reply(self) -> Letter | None:
        """The latest letter that answers the present round and is not void."""
        return next(
            (
                letter
                for letter in reversed(self.letters)
                if letter.kind in ANSWERING
                and letter.state is not LetterState.VOID
                and letter.round == self.case.round
            ),
            None,
        )
