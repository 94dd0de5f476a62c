"""The figures of a book in memory: its rows laid into an empty book of SQLite, and counted there.

What is counted is defined once; the soak counts it all a second time in other words.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from functools import cache
from typing import TYPE_CHECKING, cast

from sqlalchemy import create_engine

from db import insight
from db.mapping import mapping_of
from db.tables import make_all
from desk.case import Case, CaseClock
from desk.casework import Commitment, Contact
from desk.custody import Handover
from desk.followup import FollowUp
from desk.incident import Incident
from desk.insight.figures import By, Figure, FigureRow, Span, Tally
from desk.notice import Notice
from desk.notice.model import NoticeBreach
from desk.point import IssuePoint
from desk.raising import Escalation, Extension
from desk.staff.model import Staff
from desk.task import Task

if TYPE_CHECKING:
    from tests.fakes import FakeBook

KINDS = (
    *(Staff, Case, CaseClock, IssuePoint, Contact, Handover, FollowUp, Notice, NoticeBreach),
    *(Task, Commitment, Escalation, Extension, Incident),
)
"""What the figures are counted from."""


@cache
def _tables() -> bytes:
    engine = create_engine("sqlite://")
    with engine.connect() as connection:
        make_all(connection)
        connection.commit()
        driver = cast(sqlite3.Connection, connection.connection.dbapi_connection)
        return driver.serialize()


@contextmanager
def _laid_out(book: "FakeBook") -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(_tables())
        for kind in KINDS:
            mapping = mapping_of(kind)
            for row in book.find(kind):
                connection.execute(mapping.insert, ("", *mapping.stored(row)))
        yield connection


def tally(book: "FakeBook", figure: Figure, span: Span, by: By) -> list[Tally]:
    """A figure of a span, in parts."""
    with _laid_out(book) as connection:
        return insight.tally(connection, figure, span, by)


def behind(
    book: "FakeBook",
    figure: Figure,
    span: Span,
    by: By,
    *,
    group: str | None,
    good: bool | None,
    hidden: Sequence[str],
    after: str,
    limit: int,
) -> list[FigureRow]:
    """A page of the cases behind a figure."""
    with _laid_out(book) as connection:
        return insight.behind(
            connection,
            figure,
            span,
            by,
            group=group,
            good=good,
            hidden=hidden,
            after=after,
            limit=limit,
        )
