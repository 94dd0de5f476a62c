"""The closed loop: tasks, incidents, pauses, extensions, escalations."""

from sqlalchemy import Index, UniqueConstraint, text

from db.tables.base import Day, Flag, Instant, Json, Kept, among, flags, points_to, words
from desk.enums import (
    ClockKind,
    Conclusion,
    ContactWay,
    IncidentCause,
    IncidentState,
    Responsibility,
    Role,
    TaskState,
)


class TaskRow(Kept, table=True):
    """`desk.task.Task`."""

    __tablename__ = "tasks"
    __table_args__ = (
        among("state", TaskState),
        *flags("by_word"),
        Index("ix_tasks_case_id", "case_id"),
        Index(
            "ix_tasks_open",
            "department",
            "due_at",
            sqlite_where=text("state IN ('given', 'accepted')"),
        ),
        Index("ix_tasks_department", "department", "due_at"),
        Index("ix_tasks_receiver_id", "receiver_id"),
    )

    number: str = words(unique=True)
    case_id: str = points_to("cases.id")
    point_id: str | None = points_to("points.id", optional=True)
    department: str = words()
    receiver_id: str | None = points_to("staff.id", optional=True)
    receiver_name: str = words()
    receiver_phone: str = words()
    matter: str = words()
    due_at: Instant = words()
    beyond_agreed_by: str | None = points_to("staff.id", optional=True)
    state: str = words()
    given_by: str = points_to("staff.id")
    given_at: Instant = words()
    answered_at: Instant | None = words()
    ground: str = words()
    result: str = words()
    evidence: str = words()
    done_at: Instant | None = words()
    by_word: Flag
    told_by: str = words()
    told_phone: str = words()
    told_words: str = words()
    confirmed_by: str | None = points_to("staff.id", optional=True)
    confirmed_at: Instant | None = words()
    version: int


class IncidentRow(Kept, table=True):
    """`desk.incident.Incident`."""

    __tablename__ = "incidents"
    __table_args__ = (
        among("cause", IncidentCause),
        among("state", IncidentState),
        among("conclusion", Conclusion),
        among("responsibility", Responsibility),
        *flags("restore_first"),
        Index("ix_incidents_open", "began_at", sqlite_where=text("state = 'open'")),
    )

    number: str = words(unique=True)
    title: str = words()
    cause: str = words()
    began_at: Instant = words()
    area: str = words()
    supply_areas: Json = words()
    accounts: Json = words()
    script: str = words()
    script_at: Instant | None = words()
    restore_first: Flag
    finding: str = words()
    article_ids: Json = words()
    conclusion: str | None = words()
    responsibility: str | None = words()
    remedy: str = words()
    remedy_owner: str = words()
    remedy_due: Day | None = words()
    remedy_done_on: Day | None = words()
    state: str = words()
    declared_by: str = points_to("staff.id")
    declared_at: Instant = words()
    closed_by: str | None = points_to("staff.id", optional=True)
    closed_at: Instant | None = words()
    closed_note: str = words()
    version: int


class IncidentEstimateRow(Kept, table=True):
    """`desk.incident.IncidentEstimate`."""

    __tablename__ = "incident_estimates"
    __table_args__ = (Index("ix_incident_estimates_incident_id", "incident_id"),)

    incident_id: str = points_to("incidents.id")
    expected_at: Instant | None = words()
    expectation: str = words()
    told_by: str = words()
    at: Instant = words()
    by: str = points_to("staff.id")


class IncidentCaseRow(Kept, table=True):
    """`desk.incident.IncidentCase`."""

    __tablename__ = "incident_cases"
    __table_args__ = (
        UniqueConstraint("incident_id", "case_id"),
        Index("ix_incident_cases_case_id", "case_id"),
    )

    incident_id: str = points_to("incidents.id")
    case_id: str = points_to("cases.id")
    point_ids: Json = words()
    by: str = points_to("staff.id")
    at: Instant = words()
    filled: Json = words()
    filled_at: Instant | None = words()
    unlinked_at: Instant | None = words()
    unlinked_by: str | None = points_to("staff.id", optional=True)
    unlinked_reason: str = words()
    version: int


class IncidentReadRow(Kept, table=True):
    """`desk.incident.IncidentRead`."""

    __tablename__ = "incident_reads"
    __table_args__ = (Index("ix_incident_reads_incident_id", "incident_id", "staff_id"),)

    incident_id: str = points_to("incidents.id")
    staff_id: str = points_to("staff.id")
    at: Instant = words()


class RestorationRow(Kept, table=True):
    """`desk.incident.Restoration`."""

    __tablename__ = "restorations"
    __table_args__ = (
        Index("ix_restorations_case_id", "case_id"),
        Index(
            "ix_restorations_waiting",
            "case_id",
            sqlite_where=text("restored_at IS NULL AND dropped_at IS NULL"),
        ),
    )

    case_id: str = points_to("cases.id")
    incident_id: str | None = points_to("incidents.id", optional=True)
    ground: str = words()
    asked_by: str = points_to("staff.id")
    asked_at: Instant = words()
    restored_at: Instant | None = words()
    restored_by: str | None = points_to("staff.id", optional=True)
    told_by: str = words()
    dropped_at: Instant | None = words()
    dropped_by: str | None = points_to("staff.id", optional=True)
    dropped_reason: str = words()
    version: int


class TerminationRow(Kept, table=True):
    """`desk.termination.Termination`."""

    __tablename__ = "terminations"
    __table_args__ = (
        among("told_way", ContactWay),
        Index("ix_terminations_case_id", "case_id"),
        Index("ix_terminations_at", "at"),
    )

    case_id: str = points_to("cases.id")
    round: int
    ground: str = words()
    basis: str = words()
    beyond: str = words()
    told_way: str = words()
    told: str = words()
    at: Instant = words()
    by: str = points_to("staff.id")
    reopened_at: Instant | None = words()
    reopened_by: str | None = points_to("staff.id", optional=True)
    facts: str = words()
    reason: str = words()
    version: int


class ClockPauseRow(Kept, table=True):
    """`desk.raising.ClockPause`."""

    __tablename__ = "clock_pauses"
    __table_args__ = (
        Index("ix_clock_pauses_case_id", "case_id"),
        Index("ix_clock_pauses_clock_id", "clock_id"),
    )

    case_id: str = points_to("cases.id")
    clock_id: str = points_to("clocks.id")
    since: Instant = words()
    until: Instant | None = words()
    at_most: Instant = words()
    reason_id: str = words()
    reason: str = words()
    by: str = points_to("staff.id")
    ended_by: str | None = points_to("staff.id", optional=True)
    version: int


class ExtensionRow(Kept, table=True):
    """`desk.raising.Extension`."""

    __tablename__ = "extensions"
    __table_args__ = (
        among("kind", ClockKind),
        UniqueConstraint("case_id", "kind", "round"),
        Index("ix_extensions_letter_id", "letter_id"),
    )

    case_id: str = points_to("cases.id")
    clock_id: str = points_to("clocks.id")
    new_clock_id: str | None = points_to("clocks.id", optional=True)
    kind: str = words()
    round: int
    reason: str = words()
    old_due_at: Instant = words()
    new_due_at: Instant = words()
    letter_id: str | None = points_to("letters.id", optional=True)
    asked_by: str = points_to("staff.id")
    at: Instant = words()
    agreed_by: str | None = points_to("staff.id", optional=True)
    agreed_at: Instant | None = words()
    holds_at: Instant | None = words()
    version: int


class EscalationRow(Kept, table=True):
    """`desk.raising.Escalation`."""

    __tablename__ = "escalations"
    __table_args__ = (
        among("to_role", Role),
        UniqueConstraint("case_id", "rule_id", "fact"),
        Index("ix_escalations_case_id", "case_id"),
        Index("ix_escalations_open", "due_at", sqlite_where=text("done_at IS NULL")),
    )

    case_id: str = points_to("cases.id")
    rule_id: str = words()
    level: int
    to_role: str = words()
    duty: str = words()
    at: Instant = words()
    fell_due_at: Instant = words()
    fact: str = words()
    due_at: Instant | None = words()
    done_at: Instant | None = words()
    done_by: str | None = points_to("staff.id", optional=True)
    done_note: str = words()
    version: int
