"""Cases: the matter itself, who it concerns, what runs against the clock."""

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text

from db.tables.base import Day, Flag, Instant, Json, Kept, among, big, flags, points_to, words
from desk.case import Stage
from desk.enums import (
    Basis,
    CaseKind,
    CaseStatus,
    Cause,
    Channel,
    ClockKind,
    Conclusion,
    Grade,
    Lane,
    Mood,
    PartyRole,
    PointKind,
    RemedyBy,
    Responsibility,
    Scope,
    Topic,
    Urgency,
)

OPEN = text("status = 'open'")
UNCLEAR = text("status = 'open' AND scope = 'unclear'")
DUE = text("coalesce(due_at, '~')")
"""What the board orders by: a case without a running deadline comes last."""


class CaseRow(Kept, table=True):
    """`desk.case.Case`."""

    __tablename__ = "cases"
    __table_args__ = (
        among("kind", CaseKind),
        among("channel", Channel),
        among("topic", Topic),
        among("mood", Mood),
        among("grade", Grade),
        among("urgency", Urgency),
        among("lane", Lane),
        among("scope", Scope),
        among("status", CaseStatus),
        among("stage", Stage),
        *flags("anonymous", "large_print", "sealed"),
        # Ordered by the rowid where the expression is equal: the board's keyset needs no more.
        Index("ix_cases_open_due", DUE, sqlite_where=OPEN),
        Index("ix_cases_open_holder_due", "holder_id", DUE, sqlite_where=OPEN),
        Index("ix_cases_open_stage_due", "stage", DUE, sqlite_where=OPEN),
        Index("ix_cases_open_first_due", "first_responder_id", DUE, sqlite_where=OPEN),
        Index("ix_cases_unclear_due", DUE, sqlite_where=UNCLEAR),
        Index(
            "ix_cases_closed",
            text("coalesce(closed_at, '')"),
            sqlite_where=text("status <> 'open'"),
        ),
        Index(
            "ux_cases_request_id", "request_id", unique=True, sqlite_where=text("request_id <> ''")
        ),
        Index(
            "ux_cases_paper_number",
            "paper_number",
            unique=True,
            sqlite_where=text("paper_number <> ''"),
        ),
        Index("ix_cases_customer_id", "customer_id", sqlite_where=text("customer_id IS NOT NULL")),
        # What lies near each other, each behind the other in time.
        Index(
            "ix_cases_account_no",
            "account_no",
            "received_at",
            sqlite_where=text("account_no <> ''"),
        ),
        # The months of the figures.
        Index("ix_cases_received_at", "received_at"),
        Index("ix_cases_place", "place", "received_at", sqlite_where=text("place <> ''")),
    )

    reference: str = words(unique=True)
    request_id: str = words()
    kind: str = words()
    channel: str = words()
    topic: str = words()
    narrative: str = words()
    remedy_sought: str = words()
    emotional_need: str = words()
    mood: str = words()
    grade: str = words()
    urgency: str = words()
    lane: str = words()
    customer_id: str | None = points_to("customers.id", optional=True)
    account_no: str = words()
    address: str = words()
    anonymous: Flag
    received_at: Instant = words()
    registered_at: Instant = words()
    backdated_reason: str = words()
    expected_by: Day | None = words()
    told: str = words()
    scope: str | None = words()
    scope_note: str = words()
    first_responder_id: str = points_to("staff.id")
    holder_id: str = points_to("staff.id")
    letter_language: str = words()
    large_print: Flag
    status: str = words()
    stage: str = words()
    due_at: Instant | None = words()
    warns: str = words()
    lookup_code: str = words(unique=True)
    result: str = words()
    advice: Json = words()
    round: int
    closed_at: Instant | None = words()
    closed_note: str = words()
    closed_by: str | None = points_to("staff.id", optional=True)
    reopened_at: Instant | None = words()
    ended_before: Instant | None = words()
    sealed: Flag
    paper_number: str = words()
    duplicate_of: str | None = points_to("cases.id", optional=True)
    times: int
    place: str = words()
    version: int


class PartyRow(Kept, table=True):
    """`desk.case.Party`."""

    __tablename__ = "parties"
    __table_args__ = (
        among("role", PartyRole),
        among("basis_kind", Basis),
        *flags("basis_seen", "basis_copied", "minor"),
        Index("ix_parties_case_id", "case_id"),
    )

    case_id: str = points_to("cases.id")
    role: str = words()
    name: str = words()
    printed_name: str = words()
    salutation: str = words()
    phone: str = words()
    address: str = words()
    basis: str = words()
    basis_kind: str | None = words()
    basis_seen: Flag
    basis_copied: Flag
    basis_valid_to: Day | None = words()
    minor: Flag


class ClockRow(Kept, table=True):
    """`desk.case.CaseClock`."""

    __tablename__ = "clocks"
    __table_args__ = (
        among("kind", ClockKind),
        CheckConstraint(
            "verdict IN ('', 'in_time', 'late', 'stopped', 'extended')", name="verdict_known"
        ),
        Index("ix_clocks_case_id", "case_id"),
        Index("ix_clocks_running_kind_due", "kind", "due_at", sqlite_where=text("verdict = ''")),
        # Apart from those that run, so that a registration does not write it.
        Index("ix_clocks_ended_kind_due", "kind", "due_at", sqlite_where=text("verdict <> ''")),
    )

    case_id: str = points_to("cases.id")
    kind: str = words()
    rule_id: str = words()
    started_at: Instant = words()
    due_at: Instant = words()
    explanation: str = words()
    calendar_version: str = words()
    round: int
    met_at: Instant | None = words()
    verdict: str = words()
    note: str = words()


class PointRow(Kept, table=True):
    """`desk.point.IssuePoint`."""

    __tablename__ = "points"
    __table_args__ = (
        UniqueConstraint("case_id", "position"),
        among("kind", PointKind),
        among("conclusion", Conclusion),
        among("responsibility", Responsibility),
        among("cause", Cause),
        among("remedy_by", RemedyBy),
    )

    case_id: str = points_to("cases.id")
    position: int
    kind: str = words()
    matter: str = words()
    finding: str = words()
    basis: str = words()
    articles: Json = words()
    conclusion: str | None = words()
    true_part: str = words()
    responsibility: str | None = words()
    cause: str | None = words()
    apology: str = words()
    remedy: str = words()
    remedy_owner: str = words()
    remedy_by: str = words()
    remedy_due: Day | None = words()
    remedy_done_on: Day | None = words()
    amount_fen: int | None = big()
    payment: str = words()
    checks: Json = words()
    answered_by: str | None = words()
    answered_at: Instant | None = words()
    version: int
