"""A case: one matter that a customer brought, the people it concerns and how far it is."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from desk.enums import (
    Basis,
    CaseKind,
    CaseStatus,
    Channel,
    ClockKind,
    Grade,
    Lane,
    Mood,
    PartyRole,
    Scope,
    Topic,
    Urgency,
)
from desk.whereabouts import place_of


class Stage(StrEnum):
    """How far an open case is; derived from the record by `desk.progress.stage_of`."""

    ANSWERING = "answering"
    """Points still lack their answers."""
    DRAFTING = "drafting"
    """Every point is answered; a letter is due but not submitted."""
    TO_APPROVE = "to_approve"
    TO_ISSUE = "to_issue"
    TO_PRINT = "to_print"
    TO_DELIVER = "to_deliver"
    TO_CALL_BACK = "to_call_back"
    TO_CLOSE = "to_close"
    """Everything is done; only the closing itself is missing."""
    ENDED = "ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One matter (工单). `narrative` is the customer's words and never changes."""

    id: str
    reference: str
    request_id: str
    kind: CaseKind
    channel: Channel
    topic: Topic
    narrative: str
    remedy_sought: str = ""
    emotional_need: str = ""
    mood: Mood = Mood.CALM
    grade: Grade = Grade.NORMAL
    urgency: Urgency = Urgency.NORMAL
    lane: Lane = Lane.STANDARD
    customer_id: str | None = None
    account_no: str = ""
    address: str = ""
    anonymous: bool = False
    received_at: datetime
    registered_at: datetime
    backdated_reason: str = ""
    expected_by: date | None = None
    told: str = ""
    """The next step that the customer was told at the window."""
    scope: Scope | None = None
    scope_note: str = ""
    first_responder_id: str
    holder_id: str
    letter_language: str = "zh_CN"
    large_print: bool = False
    """Whether papers of this case are in large print unless somebody says otherwise."""
    status: CaseStatus = CaseStatus.OPEN
    stage: Stage = Stage.ANSWERING
    due_at: datetime | None = None
    """The earliest deadline still running; None when none runs."""
    warns: str = ""
    """When half, three quarters and nine tenths of its time are gone (`desk.warned`)."""
    lookup_code: str
    result: str = ""
    """The result as a whole, in the words of the reply."""
    advice: tuple[str, ...] = ()
    round: int = 1
    """1 at registration, one more each time a dissatisfied customer is taken up again."""
    closed_at: datetime | None = None
    closed_note: str = ""
    closed_by: str | None = None
    """Whose act ended it, however it ended."""
    reopened_at: datetime | None = None
    """When it was last taken up again after it had ended."""
    ended_before: datetime | None = None
    """When it had ended, where it was taken up again since."""
    sealed: bool = False
    """True where the identity of whoever reported is kept apart (`desk.concern`)."""
    paper_number: str = ""
    """The number of the paper form on which it was first taken down."""
    duplicate_of: str | None = None
    """For an annulled case: the case under which the matter goes on."""
    times: int = 1
    """Which time this customer brings this topic within the days that the playbook counts."""
    place: str = field(default="", init=False)
    """House and building of the address in one spelling (`desk.whereabouts`)."""
    version: int = 1

    def __post_init__(self) -> None:
        object.__setattr__(self, "place", place_of(self.address))


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A person or unit a case concerns; one person may stand in several roles."""

    id: str
    case_id: str
    role: PartyRole
    name: str
    printed_name: str = ""
    """The official Chinese form, for a name that no font here can print; "" for as spelt."""
    salutation: str = ""
    phone: str = ""
    address: str = ""
    basis: str = ""
    """For a representative: by what right (letter of authority, guardian, company letter)."""
    basis_kind: Basis | None = None
    basis_seen: bool = False
    basis_copied: bool = False
    """True where a copy of the paper is kept."""
    basis_valid_to: date | None = None
    minor: bool = False
    """True for a minor; a guardian then stands beside them as representative."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseClock:
    """A deadline of a case. Once `met_at` or `verdict` stands, it never changes."""

    id: str
    case_id: str
    kind: ClockKind
    rule_id: str
    started_at: datetime
    due_at: datetime
    explanation: str
    """JSON of `desk.deadline.Explanation`."""
    calendar_version: str
    round: int = 1
    met_at: datetime | None = None
    verdict: str = ""
    """"" while it runs, then "in_time" or "late".

    "stopped" when its reason fell away, "extended" when an extension holds and another clock runs.
    """
    note: str = ""
