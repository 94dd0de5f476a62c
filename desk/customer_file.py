"""What a customer file holds besides the customer: people, notes, operations, doubles, erasing."""

from dataclasses import dataclass, field
from datetime import datetime

from desk.enums import ContactWay, ImportState, NoteKind, SameAs


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerContact:
    """A further person or number by whom a customer is reached."""

    id: str
    customer_id: str
    name: str
    relation: str = ""
    phone: str = ""
    note: str = ""
    made_at: datetime
    made_by: str
    ended_at: datetime | None = None
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerNote:
    """A note on contract, credit, business or demand; an ended one stays in the file."""

    id: str
    customer_id: str
    kind: NoteKind
    text: str
    at: datetime
    by: str
    ended_at: datetime | None = None
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One line of the operation record that stands in no case: a visit, a call, a work done."""

    id: str
    customer_id: str
    case_id: str | None = None
    at: datetime
    place: str = ""
    way: ContactWay
    done: str
    """What was said or done."""
    energy_kwh: int | None = None
    cost_fen: int | None = None
    volunteered: bool | None = None
    """Feedback that the customer volunteered, or was asked for; None where it is no feedback."""
    by: str
    made_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerLink:
    """What somebody found out about two files; `other_id` is the file made later."""

    id: str
    customer_id: str
    other_id: str
    kind: SameAs
    reason: str = ""
    at: datetime
    by: str
    ended_at: datetime | None = None
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerMerge:
    """One file made the pointer to another, and perhaps taken back. Nothing of either is lost."""

    id: str
    kept_id: str
    other_id: str
    reason: str
    at: datetime
    by: str
    undone_at: datetime | None = None
    undone_by: str | None = None
    undone_reason: str = ""
    replaced: dict[str, str] = field(default_factory=dict)
    """What the kept file said before, by field, where it now says what the other one does."""
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRun:
    """One import of a file of the marketing system: what it read, and what came of each row."""

    id: str
    name: str
    """The file's name without its folder."""
    content_hash: str
    mapping: str
    """The mapping as it was used, TOML."""
    state: ImportState = ImportState.RUNNING
    rows_read: int = 0
    """Rows dealt with; an import that was stopped goes on behind them."""
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    refused: int = 0
    kept_ours: int = 0
    """Values that were corrected here and stay, though the file says something else."""
    by: str
    started_at: datetime
    last_at: datetime
    """When it last did something: one that is silent for long was ended from outside."""
    ended_at: datetime | None = None
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Reveal:
    """Somebody looked at personal data in full. The reason may be erased, the look stays."""

    id: str
    customer_id: str | None = None
    case_id: str | None = None
    reason: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Erasure:
    """Personal data that was erased: on which ground, which fields, what the law kept and why."""

    id: str
    customer_id: str | None = None
    case_id: str | None = None
    ground: str
    """"request" or the id of the retention rule that was due."""
    asked_by: str = ""
    """How it was asked for; never who."""
    erased: tuple[str, ...] = ()
    """Kind of row and field, with how many values: "Customer.phone 1"."""
    kept: tuple[str, ...] = ()
    """What had to stay, why, how many and until when (`desk.erasing.kept_line`)."""
    at: datetime
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FileChange:
    """That something in a file was put right, and why; what stood there before is kept nowhere."""

    id: str
    customer_id: str
    what: str
    """What was changed: "customer", "account", "contact", "relation" or "key_account"."""
    changed: tuple[str, ...] = ()
    """Names of the fields that hold something else now."""
    reason: str = ""
    at: datetime
    by: str
