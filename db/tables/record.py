"""The book's own tables: journal, registers of numbers, the words by which cases are found."""

from sqlalchemy import (
    Column,
    Connection,
    Index,
    PrimaryKeyConstraint,
    String,
    Table,
    text,
)
from sqlalchemy.schema import CreateIndex, CreateTable
from sqlmodel import Field

from db.tables.base import BIG, Base, Instant, metadata, words


class JournalRow(Base, table=True):
    """`desk.journal.JournalEntry`; triggers refuse to change or delete one."""

    __tablename__ = "journal"
    __table_args__ = (Index("ix_journal_case_id", "case_id", sqlite_where=text("case_id <> ''")),)

    seq: int = Field(sa_type=BIG, primary_key=True)
    at: Instant = words()
    staff_id: str = words()
    act: str = words()
    case_id: str = words()
    changes: str = words()
    note: str = words()
    previous: str = words()
    hash: str = words()


class SerialRow(Base, table=True):
    """The last number taken from the register `name` in a period."""

    __tablename__ = "serials"

    name: str = words(primary_key=True)
    period: str = words(primary_key=True)
    last: int
    salt: str = words()


class WordsRow(Base, table=True):
    """The words by which a case is found, as `db.folding.folded` gives them.

    `seq` is the case's; `marks` are those of `db.pairs`.
    """

    __tablename__ = "case_words"

    seq: int = Field(sa_type=BIG, primary_key=True)
    text: str = words()
    marks: str = words()
    salt: str = words()


class CustomerWordsRow(Base, table=True):
    """What a customer is found by, made from the customer and the accounts; `seq` is theirs."""

    __tablename__ = "customer_words"

    seq: int = Field(sa_type=BIG, primary_key=True)
    text: str = words()
    marks: str = words()


# Spelt as Alembic would, so that a new book need not import it.
Table(
    "alembic_version",
    metadata,
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)

PAIRS = ("case_pairs", "customer_pairs", "letter_pairs")
"""Full-text indexes of the pairs of neighbouring characters, by the `seq` of what they are of.

Those of a letter are made from its number and its text once it is issued.
"""

TRIGGERS = {
    f"journal_refuses_{verb.lower()}": (
        f"CREATE TRIGGER journal_refuses_{verb.lower()} BEFORE {verb} ON journal "
        "BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END"
    )
    for verb in ("UPDATE", "DELETE")
}

INDEXES = tuple(
    f"CREATE VIRTUAL TABLE {name} USING fts5(pairs, content='', detail=none, "
    "columnsize=0, tokenize='unicode61')"
    for name in PAIRS
)


def make_all(connection: Connection) -> None:
    """Make every table, index and trigger, always in the same order."""
    for table in metadata.sorted_tables:
        connection.execute(CreateTable(table))
    # A set in SQLAlchemy; between two indexes of equal cost SQLite goes by their order.
    indexes = (index for table in metadata.sorted_tables for index in table.indexes)
    for index in sorted(indexes, key=lambda index: str(index.name)):
        connection.execute(CreateIndex(index))
    for statement in (*TRIGGERS.values(), *INDEXES):
        connection.exec_driver_sql(statement)
