"""What every table shares: its columns of the house, its checks, its ways to point elsewhere."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, Column, ForeignKey, Integer, MetaData, Text
from sqlmodel import Field, SQLModel

Instant = str
"""UTC text of fixed width, "2026-11-21T01:30:00.000000Z": it sorts and compares as it is."""

Day = str
"""A whole date, "2026-11-21"."""

Json = str
"""A tuple, a dict or nested rows."""

Flag = int
"""0 or 1."""

# PostgreSQL's INTEGER ends at two thousand million; SQLite wants exactly INTEGER for a rowid.
BIG = BigInteger().with_variant(Integer, "sqlite")

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Base(SQLModel):
    """A row of the book."""

    metadata = metadata


class Kept(Base):
    """A row of one entity.

    `id` is what other rows and other machines know it by. `seq` is the place in which it came,
    counted from 1 without gaps; the search index orders by it. `salt` goes into the digests
    of the journal, so that a digest tells nothing once the salt is destroyed.
    """

    seq: int | None = Field(default=None, sa_type=BIG, primary_key=True)
    id: str = Field(sa_type=Text, unique=True)
    salt: str = Field(sa_type=Text)


def words(**options: Any) -> Any:
    """A column of text; the empty string stands for nothing."""
    return Field(sa_type=Text, **options)


def big() -> Any:
    """A column of whole numbers that may be absent."""
    return Field(default=None, sa_type=BIG)


def points_to(target: str, *, optional: bool = False) -> Any:
    """A column that holds the id of a row elsewhere.

    Checked at commit: within one act rows may come in any order.
    """
    key = ForeignKey(target, deferrable=True, initially="DEFERRED")
    column: Column[str] = Column(Text, key, nullable=optional)
    return Field(default=None, sa_column=column) if optional else Field(sa_column=column)


def among(column: str, vocabulary: type[StrEnum]) -> CheckConstraint:
    """A check that a column holds a word of its vocabulary."""
    values = ", ".join(f"'{value.value}'" for value in vocabulary)
    return CheckConstraint(f"{column} IN ({values})", name=f"{column}_known")


def flags(*columns: str) -> Iterable[CheckConstraint]:
    """Checks that columns hold 0, 1 or nothing."""
    for column in columns:
        yield CheckConstraint(f"{column} IN (0, 1)", name=f"{column}_flag")
