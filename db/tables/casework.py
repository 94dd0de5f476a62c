"""Work on a case: who holds it, contacts, promises, the call back."""

from sqlalchemy import CheckConstraint, Index, text

from db.tables.base import Day, Flag, Instant, Json, Kept, among, big, flags, points_to, words
from desk.enums import AlarmKind, CardCame, ContactWay, HandoverState, Rating, Role

UNSEEN = text("seen_at IS NULL")


class CustodyRow(Kept, table=True):
    """`desk.custody.Custody`."""

    __tablename__ = "custody"
    __table_args__ = (
        Index("ix_custody_case_id", "case_id"),
        # A case has one holder at every moment.
        Index("ux_custody_open", "case_id", unique=True, sqlite_where=text("until IS NULL")),
        CheckConstraint(
            "how IN ('registered', 'handover', 'by_word', 'returned', 'taken_over', 'passed_up', "
            "'handed_on')",
            name="how_known",
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
    __table_args__ = (
        *flags("asks_agreement"),
        Index("ix_commitments_case_id", "case_id"),
        Index(
            "ix_commitments_open",
            "due_on",
            sqlite_where=text("kept_on IS NULL AND broken_reason = ''"),
        ),
    )

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
    source: str = words()
    letter_id: str | None = points_to("letters.id", optional=True)
    amount_fen: int | None = big()
    owner_id: str | None = points_to("staff.id", optional=True)
    agreed_by: str | None = points_to("staff.id", optional=True)
    broken_at: Instant | None = words()
    broken_by: str | None = points_to("staff.id", optional=True)
    contact_id: str | None = points_to("contacts.id", optional=True)
    asks_agreement: Flag
    declined_by: str | None = points_to("staff.id", optional=True)
    declined_reason: str = words()
    version: int


class FollowUpRow(Kept, table=True):
    """`desk.followup.FollowUp`."""

    __tablename__ = "follow_ups"
    __table_args__ = (
        *flags("reached", "satisfied", "volunteered"),
        among("rating", Rating),
        among("came", CardCame),
        *(
            CheckConstraint(f"{score} BETWEEN 1 AND 5", name=f"{score}_range")
            for score in ("attitude", "speed", "result", "clarity")
        ),
        Index("ix_follow_ups_case_id", "case_id"),
        # One card is typed in once.
        Index("ux_follow_ups_card_id", "card_id", unique=True),
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
    rating: str | None = words()
    volunteered: Flag
    part: str = words()
    came: str | None = words()
    received_on: Day | None = words()
    card_id: str | None = points_to("letters.id", optional=True)
    seen_by: str | None = points_to("staff.id", optional=True)
    words: str = words()
    round: int


class ReferralRow(Kept, table=True):
    """`desk.referral.Referral`."""

    __tablename__ = "referrals"
    __table_args__ = (Index("ix_referrals_case_id", "case_id"),)

    case_id: str = points_to("cases.id")
    entry_id: str = words()
    unit: str = words()
    address: str = words()
    phone: str = words()
    hours: str = words()
    bring: Json = words()
    called: str = words()
    said: str = words()
    why: str = words()
    made_by: str = points_to("staff.id")
    made_at: Instant = words()
    result: str = words()
    result_at: Instant | None = words()
    result_by: str | None = points_to("staff.id", optional=True)
    version: int


class AlarmRow(Kept, table=True):
    """`desk.alarm.Alarm`."""

    __tablename__ = "alarms"
    __table_args__ = (
        among("kind", AlarmKind),
        among("role", Role),
        CheckConstraint("staff_id IS NOT NULL OR role IS NOT NULL", name="for_somebody"),
        Index("ix_alarms_case_id", "case_id"),
        Index("ix_alarms_unseen_staff_id", "staff_id", sqlite_where=UNSEEN),
        Index("ix_alarms_unseen_role", "role", sqlite_where=UNSEEN),
    )

    case_id: str = points_to("cases.id")
    kind: str = words()
    staff_id: str | None = points_to("staff.id", optional=True)
    role: str | None = words()
    at: Instant = words()
    fell_due_at: Instant = words()
    detail: str = words()
    seen_by: str | None = points_to("staff.id", optional=True)
    seen_at: Instant | None = words()
    version: int
