"""Work on a case: who holds it, contacts, promises, the call back."""

from sqlalchemy import CheckConstraint, Index, text

from db.tables.base import Day, Flag, Instant, Kept, among, flags, points_to, words
from desk.enums import ContactWay, HandoverState


class CustodyRow(Kept, table=True):
    """`desk.custody.Custody`."""

    __tablename__ = "custody"
    __table_args__ = (
        Index("ix_custody_case_id", "case_id"),
        # A case has one holder at every moment.
        Index("ux_custody_open", "case_id", unique=True, sqlite_where=text("until IS NULL")),
        CheckConstraint(
            "how IN ('registered', 'handover', 'returned', 'by_word')", name="how_known"
        ),
    )

    case_id: str = points_to("cases.id")
    staff_id: str = points_to("staff.id")
    since: Instant = words()
    until: Instant | None = words()
    how: str = words()
    handover_id: str | None = points_to("handovers.id", optional=True)


class HandoverRow(Kept, table=True):
    """`desk.custody.Handover`."""

    __tablename__ = "handovers"
    __table_args__ = (
        among("state", HandoverState),
        Index("ix_handovers_case_id", "case_id"),
        Index("ix_handovers_state_receiver_id", "state", "receiver_id"),
        Index("ux_handovers_open", "case_id", unique=True, sqlite_where=text("state = 'offered'")),
    )

    case_id: str = points_to("cases.id")
    giver_id: str = points_to("staff.id")
    receiver_id: str | None = points_to("staff.id", optional=True)
    receiver_name: str = words()
    receiver_unit: str = words()
    receiver_phone: str = words()
    matter: str = words()
    told: str = words()
    contact_by: Instant = words()
    state: str = words()
    offered_at: Instant = words()
    lapses_at: Instant = words()
    answered_at: Instant | None = words()
    answered_by: str | None = words()
    reason: str = words()
    by_word: str = words()
    version: int


class ContactRow(Kept, table=True):
    """`desk.casework.Contact`."""

    __tablename__ = "contacts"
    __table_args__ = (
        among("way", ContactWay),
        *flags("reached", "from_customer", "reminder"),
        Index("ix_contacts_case_id", "case_id"),
    )

    case_id: str = points_to("cases.id")
    at: Instant = words()
    way: str = words()
    staff_id: str = points_to("staff.id")
    reached: Flag
    text: str = words()
    from_customer: Flag
    reminder: Flag


class CommitmentRow(Kept, table=True):
    """`desk.casework.Commitment`."""

    __tablename__ = "commitments"
    __table_args__ = (Index("ix_commitments_case_id", "case_id"),)

    case_id: str = points_to("cases.id")
    point_id: str | None = points_to("points.id", optional=True)
    text: str = words()
    owner: str = words()
    due_on: Day = words()
    made_by: str = words()
    made_at: Instant = words()
    kept_on: Day | None = words()
    evidence: str = words()
    broken_reason: str = words()
    version: int


class FollowUpRow(Kept, table=True):
    """`desk.followup.FollowUp`."""

    __tablename__ = "follow_ups"
    __table_args__ = (
        *flags("reached", "satisfied"),
        *(
            CheckConstraint(f"{score} BETWEEN 1 AND 5", name=f"{score}_range")
            for score in ("attitude", "speed", "result", "clarity")
        ),
        Index("ix_follow_ups_case_id", "case_id"),
    )

    case_id: str = points_to("cases.id")
    at: Instant = words()
    staff_id: str = points_to("staff.id")
    reached: Flag
    satisfied: Flag | None
    attitude: int | None
    speed: int | None
    result: int | None
    clarity: int | None
    words: str = words()
    round: int
