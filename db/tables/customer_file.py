"""The customer file: people, notes, operations, doubles, imports, looks, erasures."""

from sqlalchemy import Index, text

from db.tables.base import Flag, Instant, Json, Kept, among, big, flags, points_to, words
from desk.enums import ContactWay, ImportState, NoteKind, SameAs


class CustomerContactRow(Kept, table=True):
    """`desk.customer_file.CustomerContact`."""

    __tablename__ = "customer_contacts"
    __table_args__ = (
        Index("ix_customer_contacts_customer_id", "customer_id"),
        Index("ix_customer_contacts_phone", "phone", sqlite_where=text("phone <> ''")),
    )

    customer_id: str = points_to("customers.id")
    name: str = words()
    relation: str = words()
    phone: str = words()
    note: str = words()
    made_at: Instant = words()
    made_by: str = points_to("staff.id")
    ended_at: Instant | None = words()
    version: int


class CustomerNoteRow(Kept, table=True):
    """`desk.customer_file.CustomerNote`."""

    __tablename__ = "customer_notes"
    __table_args__ = (
        among("kind", NoteKind),
        Index("ix_customer_notes_customer_id", "customer_id"),
    )

    customer_id: str = points_to("customers.id")
    kind: str = words()
    text: str = words()
    at: Instant = words()
    by: str = points_to("staff.id")
    ended_at: Instant | None = words()
    version: int


class OperationRow(Kept, table=True):
    """`desk.customer_file.Operation`."""

    __tablename__ = "operations"
    __table_args__ = (
        among("way", ContactWay),
        *flags("volunteered"),
        Index("ix_operations_customer_id", "customer_id"),
        Index("ix_operations_case_id", "case_id", sqlite_where=text("case_id IS NOT NULL")),
    )

    customer_id: str = points_to("customers.id")
    case_id: str | None = points_to("cases.id", optional=True)
    at: Instant = words()
    place: str = words()
    way: str = words()
    done: str = words()
    energy_kwh: int | None = big()
    cost_fen: int | None = big()
    volunteered: Flag | None
    by: str = points_to("staff.id")
    made_at: Instant = words()


class CustomerLinkRow(Kept, table=True):
    """`desk.customer_file.CustomerLink`."""

    __tablename__ = "customer_links"
    __table_args__ = (
        among("kind", SameAs),
        Index("ix_customer_links_customer_id", "customer_id"),
        Index("ix_customer_links_other_id", "other_id"),
    )

    customer_id: str = points_to("customers.id")
    other_id: str = points_to("customers.id")
    kind: str = words()
    reason: str = words()
    at: Instant = words()
    by: str = points_to("staff.id")
    ended_at: Instant | None = words()
    version: int


class CustomerMergeRow(Kept, table=True):
    """`desk.customer_file.CustomerMerge`."""

    __tablename__ = "customer_merges"
    __table_args__ = (
        Index("ix_customer_merges_kept_id", "kept_id"),
        Index("ix_customer_merges_other_id", "other_id"),
    )

    kept_id: str = points_to("customers.id")
    other_id: str = points_to("customers.id")
    reason: str = words()
    at: Instant = words()
    by: str = points_to("staff.id")
    undone_at: Instant | None = words()
    undone_by: str | None = points_to("staff.id", optional=True)
    undone_reason: str = words()
    replaced: Json = words()
    version: int


class ImportRunRow(Kept, table=True):
    """`desk.customer_file.ImportRun`."""

    __tablename__ = "import_runs"
    __table_args__ = (among("state", ImportState),)

    name: str = words()
    content_hash: str = words(index=True)
    mapping: str = words()
    state: str = words()
    rows_read: int
    added: int
    updated: int
    unchanged: int
    refused: int
    kept_ours: int
    by: str = points_to("staff.id")
    started_at: Instant = words()
    last_at: Instant = words()
    ended_at: Instant | None = words()
    version: int


class RevealRow(Kept, table=True):
    """`desk.customer_file.Reveal`."""

    __tablename__ = "reveals"
    __table_args__ = (
        Index("ix_reveals_customer_id", "customer_id"),
        Index("ix_reveals_case_id", "case_id"),
    )

    customer_id: str | None = points_to("customers.id", optional=True)
    case_id: str | None = points_to("cases.id", optional=True)
    reason: str = words()
    at: Instant = words()
    by: str = points_to("staff.id")


class ErasureRow(Kept, table=True):
    """`desk.customer_file.Erasure`."""

    __tablename__ = "erasures"
    __table_args__ = (
        Index("ix_erasures_customer_id", "customer_id"),
        Index("ix_erasures_at", "at"),
    )

    customer_id: str | None = points_to("customers.id", optional=True)
    case_id: str | None = points_to("cases.id", optional=True)
    ground: str = words()
    asked_by: str = words()
    erased: Json = words()
    kept: Json = words()
    at: Instant = words()
    by: str = points_to("staff.id")


class FileChangeRow(Kept, table=True):
    """`desk.customer_file.FileChange`."""

    __tablename__ = "file_changes"
    __table_args__ = (Index("ix_file_changes_customer_id", "customer_id"),)

    customer_id: str = points_to("customers.id")
    what: str = words()
    changed: Json = words()
    reason: str = words()
    at: Instant = words()
    by: str = points_to("staff.id")
