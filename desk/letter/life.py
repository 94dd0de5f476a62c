"""The life of a letter: draft, submitted, approved by another, issued with a number, delivered."""

from dataclasses import dataclass
from datetime import date, datetime

from desk.enums import Delivery, LetterKind, LetterState


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A letter of a case. After issue nothing of its text changes."""

    id: str
    case_id: str
    kind: LetterKind
    language: str
    state: LetterState = LetterState.DRAFT
    markdown: str
    """The letter itself, with placeholders for number and date until issue."""
    edited: bool = False
    """True once a person changed the composed text."""
    facts: str
    """JSON of the facts the text was composed from."""
    content_hash: str
    """SHA-256 of Markdown and facts; approval binds it."""
    author_id: str
    """Who wrote on it last."""
    writers: tuple[str, ...] = ()
    """Everybody who composed it or wrote in its text; none of them approves it."""
    made_at: datetime
    submitted_by: str | None = None
    submitted_at: datetime | None = None
    approver_id: str | None = None
    approved_at: datetime | None = None
    approved_hash: str = ""
    second_approver_id: str | None = None
    """The manager who also agreed, where the grade asks for it."""
    returned_by: str | None = None
    return_comment: str = ""
    """All remarks of the last return in a few lines, until the letter is submitted again."""
    number: str = ""
    serial: int | None = None
    issued_by: str | None = None
    issued_at: datetime | None = None
    issued_on: date | None = None
    pdf_hash: str = ""
    print_job: str = ""
    printed_at: datetime | None = None
    delivery: Delivery | None = None
    delivered_at: datetime | None = None
    delivery_note: str = ""
    countersigned_at: datetime | None = None
    void_reason: str = ""
    round: int = 1
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The bytes of an issued letter's page, as they were frozen."""

    id: str
    letter_id: str
    media_type: str
    sha256: str
    content: bytes
