"""A one-time notice: everything a business needs, told at once, and how it was taken."""

from dataclasses import dataclass
from datetime import date, datetime

from desk.enums import Confirmation, MaterialState, NoticeKind
from desk.playbook.procedure import MaterialForm


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """What the clerk found about one material; `reason` says why it is not acceptable."""

    material_id: str
    state: MaterialState
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialRow:
    """One line of the list. Lines of one `group` stand for each other: `group_at_least` are enough.

    A line that is not `required` is told as helpful and holds nothing up; one that is `later` may
    follow under the customer's commitment.
    """

    material_id: str
    name: str
    form: MaterialForm
    copies: int
    issuer: str
    required: bool
    state: MaterialState = MaterialState.MISSING
    reason: str = ""
    group: str = ""
    group_label: str = ""
    group_at_least: int = 1
    later: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist:
    """The list of one procedure for one customer: what applies to these answers, and no more."""

    procedure_id: str
    procedure_version: int
    title: str
    answers: dict[str, str]
    rows: tuple[MaterialRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Blank:
    """Something the pack leaves to the hall: `key` as in the input, `hint` for the clerk alone."""

    key: str
    label: str
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeDraft:
    """What the paper says, before it has a number and a person.

    Texts are worded for the customer in `language`. `blanks` are the keys of fields that nobody
    filled in: they print as a line to write on.
    """

    procedure_id: str
    procedure_version: int
    title: str
    answers: dict[str, str]
    rows: tuple[MaterialRow, ...]
    conditions: tuple[str, ...] = ()
    steps: tuple[str, ...]
    limit_text: str
    fee_text: str
    place: str
    phones: tuple[str, ...]
    cooperating: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()
    blanks: tuple[str, ...] = ()
    commitment_text: str = ""
    commitment_due: date | None = None
    language: str = "zh_CN"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeBreach:
    """Our own breach of telling everything once: one thing asked for that was not told before.

    `kind` is a `NewReason`; only an omission is ours and needs `agreed_by`, a lead.
    """

    id: str
    notice_id: str
    first_notice_id: str
    material_id: str
    name: str
    kind: str
    reason: str = ""
    agreed_by: str | None = None
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice(NoticeDraft):
    """A notice (一次性告知单) as it was given; only its confirmation is added afterwards.

    `supersedes` is the id of the notice that an earlier visit of the same matter got.
    """

    id: str
    number: str
    request_id: str = ""
    kind: NoticeKind = NoticeKind.MATERIALS
    ground: str = ""
    """For a notice that something cannot be done or must wait: by which ground."""
    reason: str = ""
    remedy: str = ""
    """What remains open to the customer."""
    until: date | None = None
    oral: bool = False
    visit: int = 1
    """1 for the first notice of a matter, one more for each return."""
    case_id: str | None = None
    customer_name: str = ""
    salutation: str = ""
    account_no: str = ""
    told_by: str
    told_by_name: str
    made_at: datetime
    confirmation: Confirmation | None = None
    confirmed_at: datetime | None = None
    confirmation_witness: str = ""
    confirmation_reason: str = ""
    supersedes: str | None = None
    version: int = 1
