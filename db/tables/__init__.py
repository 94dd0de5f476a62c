"""The rows of the book, by subject; each mirrors one dataclass of `desk`."""

from db.tables.base import Base, Kept, metadata
from db.tables.cases import CaseRow, ClockRow, PartyRow, PointRow
from db.tables.casework import (
    AlarmRow,
    CommitmentRow,
    ContactRow,
    CustodyRow,
    FollowUpRow,
    HandoverRow,
    ReferralRow,
)
from db.tables.letters import (
    BreachRow,
    DocumentRow,
    LetterRow,
    NoticeRow,
    PrintItemRow,
    PrintRunRow,
)
from db.tables.people import (
    AbsenceRow,
    AccountRow,
    BranchRow,
    CustomerRow,
    DelegationRow,
    DraftRow,
    StaffRow,
)
from db.tables.record import JournalRow, SerialRow, WordsRow, make_all

__all__ = [
    "AbsenceRow",
    "AccountRow",
    "AlarmRow",
    "Base",
    "BranchRow",
    "BreachRow",
    "CaseRow",
    "ClockRow",
    "CommitmentRow",
    "ContactRow",
    "CustodyRow",
    "CustomerRow",
    "DelegationRow",
    "DocumentRow",
    "DraftRow",
    "FollowUpRow",
    "HandoverRow",
    "JournalRow",
    "Kept",
    "LetterRow",
    "NoticeRow",
    "PartyRow",
    "PointRow",
    "PrintItemRow",
    "PrintRunRow",
    "ReferralRow",
    "SerialRow",
    "StaffRow",
    "WordsRow",
    "make_all",
    "metadata",
]
