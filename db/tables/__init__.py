"""The rows of the book, by subject; each mirrors one dataclass of `desk`."""

from db.tables.base import Base, Kept, metadata
from db.tables.cases import CaseRow, ClockRow, PartyRow, PointRow
from db.tables.casework import CommitmentRow, ContactRow, CustodyRow, FollowUpRow, HandoverRow
from db.tables.letters import DocumentRow, LetterRow, NoticeRow
from db.tables.people import AccountRow, BranchRow, CustomerRow, DraftRow, StaffRow
from db.tables.record import JournalRow, SerialRow, WordsRow, make_all

__all__ = [
    "AccountRow",
    "Base",
    "BranchRow",
    "CaseRow",
    "ClockRow",
    "CommitmentRow",
    "ContactRow",
    "CustodyRow",
    "CustomerRow",
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
    "SerialRow",
    "StaffRow",
    "WordsRow",
    "make_all",
    "metadata",
]
