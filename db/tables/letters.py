"""What leaves on paper: letters, their frozen pages, one-time notices."""

from sqlalchemy import Index, text

from db.tables.base import Day, Flag, Instant, Json, Kept, among, flags, points_to, words
from desk.enums import (
    AddressPlace,
    AttemptResult,
    Confirmation,
    Delivery,
    LetterKind,
    LetterSize,
    LetterState,
    NoticeKind,
)
from desk.letter.run import CopyReason, ItemState, PaperForm
from desk.notice.breach import NewReason

NUMBERED = text("number <> ''")


class LetterRow(Kept, table=True):
    """`desk.letter.life.Letter`."""

    __tablename__ = "letters"
    __table_args__ = (
        among("kind", LetterKind),
        among("state", LetterState),
        among("delivery", Delivery),
        among("size", LetterSize),
        among("address_place", AddressPlace),
        *flags("edited"),
        Index("ix_letters_case_id", "case_id"),
        Index("ix_letters_state", "state"),
        Index("ux_letters_number", "number", unique=True, sqlite_where=NUMBERED),
        Index("ix_letters_register", "issued_on", sqlite_where=text("serial IS NOT NULL")),
    )

    case_id: str = points_to("cases.id")
    kind: str = words()
    language: str = words()
    state: str = words()
    markdown: str = words()
    edited: Flag
    facts: str = words()
    content_hash: str = words()
    templates: Json = words()
    size: str = words()
    address_place: str = words()
    address: str = words()
    author_id: str = points_to("staff.id")
    writers: Json = words()
    made_at: Instant = words()
    submitted_by: str | None = words()
    submitted_at: Instant | None = words()
    approver_id: str | None = points_to("staff.id", optional=True)
    approved_at: Instant | None = words()
    approved_hash: str = words()
    second_approver_id: str | None = points_to("staff.id", optional=True)
    returned_by: str | None = words()
    return_comment: str = words()
    number: str = words()
    serial: int | None
    issued_by: str | None = words()
    issued_at: Instant | None = words()
    issued_on: Day | None = words()
    pdf_hash: str = words()
    fingerprint: str = words()
    print_job: str = words()
    printed_at: Instant | None = words()
    printed_where: str = words()
    delivery: str | None = words()
    delivered_at: Instant | None = words()
    delivery_note: str = words()
    countersigned_at: Instant | None = words()
    void_reason: str = words()
    round: int
    version: int


class LetterReturnRow(Kept, table=True):
    """`desk.letter.returned.LetterReturn`."""

    __tablename__ = "letter_returns"
    __table_args__ = (Index("ix_letter_returns_letter_id", "letter_id"),)

    letter_id: str = points_to("letters.id")
    at: Instant = words()
    staff_id: str = points_to("staff.id")
    comment: str = words()
    remarks: Json = words()
    markdown: str = words()
    facts: str = words()
    version: int


class DeliveryAttemptRow(Kept, table=True):
    """`desk.letter.delivery.DeliveryAttempt`."""

    __tablename__ = "delivery_attempts"
    __table_args__ = (
        among("way", Delivery),
        among("result", AttemptResult),
        Index("ix_delivery_attempts_letter_id", "letter_id"),
    )

    letter_id: str = points_to("letters.id")
    at: Instant = words()
    noted_at: Instant = words()
    staff_id: str = points_to("staff.id")
    way: str = words()
    result: str = words()
    receiver: str = words()
    entitled: str = words()
    tracking: str = words()
    witness_id: str | None = points_to("staff.id", optional=True)
    note: str = words()
    next_on: Day | None = words()


class DocumentRow(Kept, table=True):
    """`desk.letter.life.Document`."""

    __tablename__ = "documents"
    __table_args__ = (Index("ix_documents_letter_id", "letter_id"),)

    letter_id: str = points_to("letters.id")
    media_type: str = words()
    sha256: str = words()
    content: bytes


class TemplateRow(Kept, table=True):
    """`desk.letter.life.LetterTemplate`."""

    __tablename__ = "letter_templates"
    __table_args__ = (Index("ux_letter_templates_name_hash", "name", "hash", unique=True),)

    name: str = words()
    hash: str = words()
    text: str = words()


class AdoptionRow(Kept, table=True):
    """`desk.letter.life.TemplateAdoption`."""

    __tablename__ = "template_adoptions"
    __table_args__ = (Index("ux_template_adoptions_name_version", "name", "version", unique=True),)

    name: str = words()
    version: int
    hash: str = words()
    staff_id: str = points_to("staff.id")
    at: Instant = words()


class NoticeRow(Kept, table=True):
    """`desk.notice.Notice`."""

    __tablename__ = "notices"
    __table_args__ = (
        among("kind", NoticeKind),
        among("confirmation", Confirmation),
        *flags("oral"),
        Index("ix_notices_case_id", "case_id", sqlite_where=text("case_id IS NOT NULL")),
        Index("ux_notices_number", "number", unique=True, sqlite_where=NUMBERED),
        Index(
            "ux_notices_request_id",
            "request_id",
            unique=True,
            sqlite_where=text("request_id <> ''"),
        ),
        Index("ix_notices_account_no", "account_no", sqlite_where=text("account_no <> ''")),
        Index(
            "ix_notices_customer_name", "customer_name", sqlite_where=text("customer_name <> ''")
        ),
        # A visit is followed by one visit.
        Index(
            "ux_notices_supersedes",
            "supersedes",
            unique=True,
            sqlite_where=text("supersedes IS NOT NULL"),
        ),
    )

    procedure_id: str = words()
    procedure_version: int
    title: str = words()
    answers: Json = words()
    rows: Json = words()
    conditions: Json = words()
    steps: Json = words()
    limit_text: str = words()
    fee_text: str = words()
    place: str = words()
    phones: Json = words()
    cooperating: Json = words()
    notes: Json = words()
    basis: Json = words()
    blanks: Json = words()
    commitment_text: str = words()
    commitment_due: Day | None = words()
    language: str = words()
    number: str = words()
    request_id: str = words()
    kind: str = words()
    ground: str = words()
    reason: str = words()
    remedy: str = words()
    until: Day | None = words()
    oral: Flag
    visit: int
    case_id: str | None = points_to("cases.id", optional=True)
    customer_name: str = words()
    salutation: str = words()
    account_no: str = words()
    told_by: str = points_to("staff.id")
    told_by_name: str = words()
    made_at: Instant = words()
    confirmation: str | None = words()
    confirmed_at: Instant | None = words()
    confirmation_witness: str = words()
    confirmation_reason: str = words()
    supersedes: str | None = points_to("notices.id", optional=True)
    version: int


class BreachRow(Kept, table=True):
    """`desk.notice.model.NoticeBreach`."""

    __tablename__ = "notice_breaches"
    __table_args__ = (
        among("kind", NewReason),
        Index("ix_notice_breaches_notice_id", "notice_id"),
        Index("ix_notice_breaches_kind_at", "kind", "at"),
    )

    notice_id: str = points_to("notices.id")
    first_notice_id: str = points_to("notices.id")
    material_id: str = words()
    name: str = words()
    kind: str = words()
    reason: str = words()
    agreed_by: str | None = points_to("staff.id", optional=True)
    at: Instant = words()


class PrintRunRow(Kept, table=True):
    """`desk.letter.run.PrintRun`."""

    __tablename__ = "print_runs"
    __table_args__ = (
        among("form", PaperForm),
        among("reason", CopyReason),
        *flags("whole", "duplex"),
        Index("ix_print_runs_ended_at", "ended_at"),
    )

    staff_id: str = points_to("staff.id")
    made_at: Instant = words()
    printer: str = words()
    form: str = words()
    whole: Flag
    duplex: Flag
    copies: int
    source: str = words()
    reason: str | None = words()
    ended_at: Instant | None = words()
    version: int


class PrintItemRow(Kept, table=True):
    """`desk.letter.run.PrintItem`."""

    __tablename__ = "print_items"
    __table_args__ = (
        among("state", ItemState),
        *flags("as_copy"),
        Index("ix_print_items_run_id", "run_id", "state"),
        Index("ix_print_items_letter_id", "letter_id"),
    )

    run_id: str = points_to("print_runs.id")
    letter_id: str = points_to("letters.id")
    position: int
    number: str = words()
    pages: int
    as_copy: Flag
    state: str = words()
    job: str = words()
    wrong: str = words()
    taken_at: Instant | None = words()
    sent_at: Instant | None = words()
    settled_at: Instant | None = words()
    version: int
