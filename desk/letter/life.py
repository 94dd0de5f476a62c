"""The life of a letter: draft, submitted, approved by another, issued with a number, delivered."""

from dataclasses import dataclass, field
from datetime import date, datetime

from desk.enums import AddressPlace, Delivery, LetterKind, LetterSize, LetterState

SENT = (
    LetterState.ISSUED,
    LetterState.PRINTED,
    LetterState.DELIVERED,
    LetterState.COUNTERSIGNED,
)
"""States of a letter that has its number and its frozen page."""


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
    templates: dict[str, str] = field(default_factory=dict)
    """Name → SHA-256 of each template text it was composed from; the book keeps the texts."""
    size: LetterSize = LetterSize.AUTO
    address_place: AddressPlace = AddressPlace.NONE
    address: str = ""
    """The lines of the address as they were printed; empty before the issue."""
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
    fingerprint: str = ""
    """JSON of `desk.letter.fingerprint.Fingerprint`, taken at issue."""
    print_job: str = ""
    printed_at: datetime | None = None
    printed_where: str = ""
    """Where else it was printed, in words; "" where it was sent to print from here."""
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


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterTemplate:
    """The text of a template that a letter was composed from, known by its hash."""

    id: str
    name: str
    hash: str
    """SHA-256 of the text."""
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateAdoption:
    """That a site put a template of its own in force, or went back to the shipped one."""

    id: str
    name: str
    version: int
    """Counted from 1 for each name; going back counts as well."""
    hash: str = ""
    """The text in force from here on; empty: the shipped one."""
    staff_id: str
    at: datetime
