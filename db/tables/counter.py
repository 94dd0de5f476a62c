"""The counter's own: who a case is about, who joined it, what was added, kept, reported."""

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field

from db.tables.base import BIG, Day, Flag, Instant, Kept, among, flags, points_to, words
from desk.enums import (
    BlankKind,
    BlankState,
    Confirmation,
    Confirmed,
    ExternalSource,
    HallEventKind,
    LinkKind,
    ReportTo,
)


class ConcernRow(Kept, table=True):
    """`desk.concern.Concern`."""

    __tablename__ = "concerns"
    __table_args__ = (
        UniqueConstraint("case_id", "staff_id"),
        Index("ix_concerns_staff_id", "staff_id"),
    )

    case_id: str = points_to("cases.id")
    staff_id: str = points_to("staff.id")
    note: str = words()
    named_by: str = points_to("staff.id")
    at: Instant = words()


class SealedRow(Kept, table=True):
    """`desk.concern.SealedIdentity`."""

    __tablename__ = "sealed_identities"

    case_id: str = points_to("cases.id")
    customer_id: str | None = points_to("customers.id", optional=True)
    name: str = words()
    salutation: str = words()
    phone: str = words()
    address: str = words()
    account_no: str = words()
    looked_at: Instant | None = words()
    version: int


class SignatoryRow(Kept, table=True):
    """`desk.joint.Signatory`."""

    __tablename__ = "signatories"
    __table_args__ = (
        UniqueConstraint("case_id", "position"),
        *flags("representative", "joined_late"),
    )

    case_id: str = points_to("cases.id")
    position: int
    name: str = words()
    salutation: str = words()
    phone: str = words()
    address: str = words()
    account_no: str = words()
    representative: Flag
    joined_at: Instant = words()
    joined_late: Flag
    withdrew_at: Instant | None = words()
    version: int


class HallEventRow(Kept, table=True):
    """`desk.reporting.HallEvent`."""

    __tablename__ = "hall_events"
    __table_args__ = (
        among("kind", HallEventKind),
        Index("ix_hall_events_unseen", "at", sqlite_where=text("seen_at IS NULL")),
    )

    kind: str = words()
    at: Instant = words()
    by: str = points_to("staff.id")
    note: str = words()
    who: str = words()
    case_id: str | None = points_to("cases.id", optional=True)
    seen_by: str | None = points_to("staff.id", optional=True)
    seen_at: Instant | None = words()
    done: str = words()
    version: int


class ReportRow(Kept, table=True):
    """`desk.reporting.ReportAhead`."""

    __tablename__ = "reports_ahead"
    __table_args__ = (
        among("receiver", ReportTo),
        Index("ix_reports_ahead_case_id", "case_id", sqlite_where=text("case_id IS NOT NULL")),
    )

    case_id: str | None = points_to("cases.id", optional=True)
    event_id: str | None = points_to("hall_events.id", optional=True)
    incident_id: str | None = points_to("incidents.id", optional=True)
    receiver: str = words()
    person: str = words()
    number: str = words()
    said: str = words()
    at: Instant = words()
    by: str = points_to("staff.id")


class ExternalRow(Kept, table=True):
    """`desk.external.ExternalRef`."""

    __tablename__ = "external_refs"
    __table_args__ = (
        among("source", ExternalSource),
        UniqueConstraint("case_id", "source", "number"),
        Index("ix_external_refs_number", "number"),
    )

    case_id: str = points_to("cases.id")
    source: str = words()
    number: str = words()
    received_at: Instant = words()
    due_at: Instant | None = words()
    reported_at: Instant | None = words()
    reported_by: str | None = points_to("staff.id", optional=True)
    reported_words: str = words()
    note: str = words()
    made_by: str = points_to("staff.id")
    version: int


class ConfirmationRow(Kept, table=True):
    """`desk.record.RecordConfirmation`."""

    __tablename__ = "confirmations"
    __table_args__ = (
        among("what", Confirmed),
        among("how", Confirmation),
        Index("ix_confirmations_case_id", "case_id"),
    )

    case_id: str = points_to("cases.id")
    what: str = words()
    how: str = words()
    witness_id: str | None = points_to("staff.id", optional=True)
    reason: str = words()
    interpreter: str = words()
    dialect: str = words()
    at: Instant = words()
    by: str = points_to("staff.id")


class SupplementRow(Kept, table=True):
    """`desk.record.Supplement`."""

    __tablename__ = "supplements"
    __table_args__ = (UniqueConstraint("case_id", "position"),)

    case_id: str = points_to("cases.id")
    position: int
    text: str = words()
    told_by: str = words()
    at: Instant = words()
    by: str = points_to("staff.id")


class AmendmentRow(Kept, table=True):
    """`desk.record.Amendment`."""

    __tablename__ = "amendments"
    __table_args__ = (Index("ix_amendments_case_id", "case_id"),)

    case_id: str = points_to("cases.id")
    field: str = words()
    old: str = words()
    new: str = words()
    reason: str = words()
    at: Instant = words()
    by: str = points_to("staff.id")


class LinkRow(Kept, table=True):
    """`desk.record.CaseLink`."""

    __tablename__ = "case_links"
    __table_args__ = (
        # One that was ended may be made again.
        Index(
            "ux_case_links_standing",
            *("case_id", "other_id", "kind"),
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
        ),
        among("kind", LinkKind),
        Index("ix_case_links_other_id", "other_id"),
    )

    case_id: str = points_to("cases.id")
    other_id: str = points_to("cases.id")
    kind: str = words()
    note: str = words()
    at: Instant = words()
    by: str = points_to("staff.id")
    ended_at: Instant | None = words()
    ended_by: str | None = words()
    ended_reason: str = words()
    version: int


class PaperRow(Kept, table=True):
    """`desk.papers.Paper`."""

    __tablename__ = "papers"
    __table_args__ = (*flags("original"), Index("ix_papers_case_id", "case_id"))

    case_id: str = points_to("cases.id")
    name: str = words()
    copies: int
    original: Flag
    received_at: Instant = words()
    received_by: str = points_to("staff.id")
    returned_at: Instant | None = words()
    returned_by: str | None = points_to("staff.id", optional=True)
    returned_to: str = words()
    note: str = words()
    version: int


class AttachmentRow(Kept, table=True):
    """`desk.papers.Attachment`."""

    __tablename__ = "attachments"
    __table_args__ = (Index("ix_attachments_case_id", "case_id"),)

    case_id: str = points_to("cases.id")
    paper_id: str | None = points_to("papers.id", optional=True)
    name: str = words()
    media_type: str = words()
    size: int = Field(sa_type=BIG)
    sha256: str = words()
    added_at: Instant = words()
    added_by: str = points_to("staff.id")
    note: str = words()


class ContentRow(Kept, table=True):
    """`desk.papers.Content`."""

    __tablename__ = "contents"

    sha256: str = words(unique=True)
    content: bytes


class BlankRow(Kept, table=True):
    """`desk.blanks.BlankForm`."""

    __tablename__ = "blank_forms"
    __table_args__ = (
        among("kind", BlankKind),
        among("state", BlankState),
        Index("ix_blank_forms_state_kind", "state", "kind"),
    )

    kind: str = words()
    number: str = words(unique=True)
    printed_at: Instant = words()
    printed_by: str = points_to("staff.id")
    state: str = words()
    used_on: Day | None = words()
    case_id: str | None = points_to("cases.id", optional=True)
    notice_id: str | None = points_to("notices.id", optional=True)
    reason: str = words()
    settled_at: Instant | None = words()
    settled_by: str | None = points_to("staff.id", optional=True)
    version: int


class ShiftRow(Kept, table=True):
    """`desk.shift.Shift`."""

    __tablename__ = "shifts"

    serial: int = Field(unique=True)
    began_at: Instant = words()
    ended_at: Instant = words()
    handed_by: str = points_to("staff.id")
    taken_by: str | None = points_to("staff.id", optional=True)
    taken_at: Instant | None = words()
    remarks: str = words()
    sheet: str = words()
    journal_seq: int
    journal_hash: str = words()
    version: int


class VisitRow(Kept, table=True):
    """`desk.shift.Visit`."""

    __tablename__ = "visits"
    __table_args__ = (Index("ix_visits_staff_id", "staff_id"),)

    staff_id: str = points_to("staff.id")
    since: Instant = words()
    seen_at: Instant = words()
    version: int


class CareRow(Kept, table=True):
    """`desk.care.Care`."""

    __tablename__ = "cares"
    __table_args__ = (Index("ix_cares_customer_id", "customer_id"),)

    customer_id: str = points_to("customers.id")
    staff_id: str = points_to("staff.id")
    reason: str = words()
    since: Instant = words()
    until: Day | None = words()
    ended_at: Instant | None = words()
    made_by: str = points_to("staff.id")
    version: int


class AttentionRow(Kept, table=True):
    """`desk.care.Attention`."""

    __tablename__ = "attentions"
    __table_args__ = (Index("ix_attentions_customer_id", "customer_id"),)

    customer_id: str = points_to("customers.id")
    text: str = words()
    reason: str = words()
    until: Day = words()
    made_at: Instant = words()
    made_by: str = points_to("staff.id")
    ended_at: Instant | None = words()
    version: int
