"""The people of a book: the branch and its staff, customers and their accounts, drafts."""

from sqlalchemy import Index, UniqueConstraint, text

from db.tables.base import Day, Flag, Instant, Json, Kept, among, flags, points_to, words
from desk.enums import AbsenceReason, DelegationScope, Nature, Role, SupplyRelation


class BranchRow(Kept, table=True):
    """`desk.branch.Branch`."""

    __tablename__ = "branches"
    __table_args__ = tuple(flags("invented"))

    code: str = words(unique=True)
    name: str = words()
    unit: str = words()
    letter_word: str = words()
    address: str = words()
    phone: str = words()
    supervision_phone: str = words()
    timezone: str = words()
    hours: str = words()
    calendar: str = words()
    language: str = words()
    seal: str = words()
    customers_served: int | None
    customers_served_on: Day | None = words()
    invented: Flag
    version: int


class StaffRow(Kept, table=True):
    """`desk.staff.model.Staff`."""

    __tablename__ = "staff"
    __table_args__ = (among("role", Role), *flags("active", "pin_given"))

    number: str = words(unique=True)
    name: str = words()
    role: str = words()
    unit: str = words()
    phone: str = words()
    pin_hash: str = words()
    pin_given: Flag
    pins_before: Json = words()
    active: Flag
    failed_tries: int
    locked_until: Instant | None = words()
    version: int


class WayBackRow(Kept, table=True):
    """`desk.staff.model.WayBack`."""

    __tablename__ = "ways_back"

    code_hash: str = words()
    made_by: str = points_to("staff.id")
    made_at: Instant = words()
    ended_at: Instant | None = words()
    used_by: str | None = points_to("staff.id", optional=True)
    failed_tries: int
    locked_until: Instant | None = words()
    version: int


class AbsenceRow(Kept, table=True):
    """`desk.staff.absence.Absence`."""

    __tablename__ = "absences"
    __table_args__ = (among("reason", AbsenceReason), Index("ix_absences_staff_id", "staff_id"))

    staff_id: str = points_to("staff.id")
    since: Instant = words()
    until: Instant | None = words()
    reason: str = words()
    made_by: str = points_to("staff.id")
    made_at: Instant = words()
    version: int


class DelegationRow(Kept, table=True):
    """`desk.staff.absence.Delegation`."""

    __tablename__ = "delegations"
    __table_args__ = (
        among("scope", DelegationScope),
        Index("ix_delegations_absent_id", "absent_id"),
        Index("ix_delegations_deputy_id", "deputy_id"),
    )

    absent_id: str = points_to("staff.id")
    deputy_id: str = points_to("staff.id")
    since: Instant = words()
    until: Instant | None = words()
    scope: str = words()
    made_by: str = points_to("staff.id")
    made_at: Instant = words()
    version: int


class CustomerRow(Kept, table=True):
    """`desk.customer.Customer`."""

    __tablename__ = "customers"
    __table_args__ = (
        among("nature", Nature),
        among("supply_relation", SupplyRelation),
        *flags("large_print", "key_account"),
        Index("ix_customers_name", "name"),
        Index("ix_customers_number", "number", sqlite_where=text("number <> ''")),
        Index("ix_customers_address", "address", sqlite_where=text("address <> ''")),
        Index(
            "ix_customers_merged_into", "merged_into", sqlite_where=text("merged_into IS NOT NULL")
        ),
        Index(
            "ix_customers_printed_name",
            "printed_name",
            sqlite_where=text("printed_name <> ''"),
        ),
        Index("ix_customers_phone", "phone", sqlite_where=text("phone <> ''")),
        Index("ix_customers_pinyin", "pinyin", sqlite_where=text("pinyin <> ''")),
        Index("ix_customers_place", "place", sqlite_where=text("place <> ''")),
        Index("ix_customers_initials", "initials", sqlite_where=text("initials <> ''")),
    )

    name: str = words()
    printed_name: str = words()
    salutation: str = words()
    nature: str = words()
    supply_relation: str = words()
    supply_reason: str = words()
    supply_until: Day | None = words()
    key_account: Flag
    phone: str = words()
    address: str = words()
    special_care: str = words()
    large_print: Flag
    pinyin: str = words()
    initials: str = words()
    number: str = words()
    made_at: Instant = words()
    merged_into: str | None = points_to("customers.id", optional=True)
    as_imported: str = words()
    erased_at: Instant | None = words()
    place: str = words()
    version: int


class AccountRow(Kept, table=True):
    """`desk.customer.Account`."""

    __tablename__ = "accounts"
    __table_args__ = (
        Index("ix_accounts_customer_id", "customer_id"),
        Index("ix_accounts_number", "number"),
        Index("ix_accounts_address", "address", sqlite_where=text("address <> ''")),
        Index("ix_accounts_place", "place", sqlite_where=text("place <> ''")),
        Index("ix_accounts_meter_no", "meter_no", sqlite_where=text("meter_no <> ''")),
        Index("ix_accounts_supply_area", "supply_area", sqlite_where=text("supply_area <> ''")),
    )

    customer_id: str = points_to("customers.id")
    number: str = words()
    address: str = words()
    meter_no: str = words()
    supply_class: str = words()
    supply_area: str = words()
    equipment: str = words()
    as_imported: str = words()
    place: str = words()
    version: int


class DraftRow(Kept, table=True):
    """`desk.customer.Draft`; no part of the record, so the journal does not know it."""

    __tablename__ = "drafts"
    __table_args__ = (UniqueConstraint("staff_id", "form", "subject"),)

    staff_id: str = points_to("staff.id")
    form: str = words()
    subject: str = words()
    content: str = words()
    saved_at: Instant = words()
