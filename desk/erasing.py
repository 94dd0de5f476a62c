"""Which fields hold what people said or who they are: what is destroyed when data is erased.

A new field of text has to be named here, as personal or as not; a test fails until it is.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from desk.alarm import Alarm
from desk.blanks import BlankForm
from desk.care import Attention, Care
from desk.case import Case, CaseClock, Party
from desk.casework import Commitment, Contact
from desk.concern import Concern, SealedIdentity
from desk.custody import Handover
from desk.customer import Account, Customer
from desk.customer_file import (
    CustomerContact,
    CustomerLink,
    CustomerMerge,
    CustomerNote,
    Erasure,
    FileChange,
    Operation,
    Reveal,
)
from desk.enums import DataKind, KeptSince
from desk.external import ExternalRef
from desk.followup import FollowUp
from desk.i18n import N_, _
from desk.incident import IncidentCase, Restoration
from desk.joint import Signatory
from desk.labels import label
from desk.letter.delivery import DeliveryAttempt
from desk.letter.life import Document, Letter
from desk.letter.returned import LetterReturn
from desk.notice import Notice
from desk.notice.model import NoticeBreach
from desk.papers import Attachment, Content, Paper
from desk.point import IssuePoint
from desk.raising import ClockPause, Escalation, Extension
from desk.record import Amendment, CaseLink, RecordConfirmation, Supplement
from desk.referral import Referral
from desk.reporting import HallEvent, ReportAhead
from desk.task import Task
from desk.termination import Termination

_PERSON = ("name", "salutation", "phone", "address", "account_no")

PERSONAL: dict[type[Any], tuple[str, ...]] = {
    Customer: (
        *("name", "printed_name", "salutation", "supply_reason", "phone", "address"),
        *("special_care", "pinyin", "initials", "number", "as_imported"),
    ),
    Account: (
        *("number", "address", "meter_no", "supply_class", "supply_area", "equipment"),
        "as_imported",
    ),
    CustomerContact: ("name", "relation", "phone", "note"),
    CustomerNote: ("text",),
    CustomerLink: ("reason",),
    CustomerMerge: ("reason", "undone_reason", "replaced"),
    Operation: ("place", "done"),
    Attention: ("text", "reason"),
    Care: ("reason",),
    Reveal: ("reason",),
    Case: (
        *("narrative", "remedy_sought", "emotional_need", "account_no", "address", "told"),
        *("backdated_reason", "scope_note", "result", "advice", "closed_note"),
    ),
    Party: ("name", "printed_name", "salutation", "phone", "address", "basis"),
    Signatory: _PERSON,
    SealedIdentity: _PERSON,
    IssuePoint: (
        *("matter", "finding", "basis", "true_part", "apology", "remedy", "remedy_owner"),
        *("payment", "checks"),
    ),
    CaseClock: ("note",),
    Handover: (
        *("receiver_name", "receiver_unit", "receiver_phone", "matter", "told", "reason"),
        "by_word",
    ),
    Contact: ("text",),
    Commitment: ("text", "owner", "evidence", "broken_reason", "declined_reason"),
    Referral: ("called", "said", "why", "result"),
    Alarm: ("detail",),
    FollowUp: ("words",),
    Concern: ("note",),
    ExternalRef: ("reported_words", "note"),
    RecordConfirmation: ("reason", "interpreter", "dialect"),
    Supplement: ("text", "told_by"),
    Amendment: ("old", "new", "reason"),
    CaseLink: ("note", "ended_reason"),
    Paper: ("name", "returned_to", "note"),
    Attachment: ("name", "note"),
    Content: ("content",),
    BlankForm: ("reason",),
    HallEvent: ("note", "who", "done"),
    ReportAhead: ("person", "number", "said"),
    Letter: (
        "markdown",
        "facts",
        "address",
        "return_comment",
        "printed_where",
        "delivery_note",
        "void_reason",
    ),
    LetterReturn: ("comment", "remarks", "markdown", "facts"),
    DeliveryAttempt: ("receiver", "entitled", "tracking", "note"),
    Document: ("content",),
    Notice: (
        *("customer_name", "salutation", "account_no", "answers", "ground", "reason", "remedy"),
        *("confirmation_witness", "confirmation_reason", "commitment_text"),
    ),
    NoticeBreach: ("reason",),
    FileChange: ("reason",),
    Task: (
        *("receiver_name", "receiver_phone", "matter", "ground", "result", "evidence"),
        *("told_phone", "told_words"),
    ),
    ClockPause: ("reason",),
    Extension: ("reason",),
    Escalation: ("done_note",),
    IncidentCase: ("unlinked_reason",),
    Restoration: ("ground", "told_by", "dropped_reason"),
    Termination: ("basis", "beyond", "told", "facts", "reason"),
}
"""Kind of row → its fields that hold what people said or who they are.

`place` follows from the address and goes with it.
"""

OF_FILE = (
    *(Account, CustomerContact, CustomerNote, Operation, Attention, Care, Reveal),
    FileChange,
)
"""What stands beside a customer by `customer_id`, and goes with the file."""
NEEDED_BY_CASES = (Account, CustomerContact)
"""What of a file stays while a case is open: how the customer is reached."""
OF_CASE = (
    *(Party, Signatory, IssuePoint, CaseClock, Handover, Contact, Commitment, Referral, Alarm),
    *(FollowUp, Concern, ExternalRef, RecordConfirmation, Supplement, Amendment, CaseLink),
    *(Paper, BlankForm, HallEvent, ReportAhead, Reveal, Operation, Task, ClockPause),
    *(Extension, Escalation, IncidentCase, Restoration, Termination),
)
"""What stands in a case by `case_id`, and goes with its record."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """Something whose time is over: by what it is known to people, and since when."""

    row_id: str
    what: str
    """A reference, a number of a letter or a notice; "" where it has none to be shown."""
    since: datetime


# -- what the log says --------------------------------------------------------------------

OPEN_CASE, RETAINED, ELSEWHERE = "open_case", "retained", "elsewhere"
OTHERS_OPEN, OTHERS_KEPT = "others_open", "others_kept"
BY_HAND, NAMESAKE = "by_hand", "namesake"
BY_REQUEST = "request"

_WHY = {
    OPEN_CASE: N_("a case is still open: it must be answered"),
    RETAINED: N_("kept as proof until {until}"),
    OTHERS_OPEN: N_("stands in an open case of somebody else"),
    OTHERS_KEPT: N_("stands in a case of somebody else, kept as proof until {until}"),
    ELSEWHERE: N_("copies made before hold it until they are thrown away"),
    BY_HAND: N_("letters, copies and lists printed to a folder or exported: delete them by hand"),
    NAMESAKE: N_("made for somebody of this name, without case or account: look whose they are"),
}


def kept_line(kind: DataKind, why: str, count: int, until: str = "") -> str:
    """One line of `Erasure.kept`: a kind of data, why it stays, how many, until when."""
    return " ".join(filter(None, (kind.value, why, str(count), until)))


def said_kept(line: str) -> str:
    """A line of `Erasure.kept` in words."""
    kind, why, count, *until = line.split(" ")
    words = _(_WHY[why]).format(until=until[0] if until else "")
    what = label(DataKind(kind))
    if count == "0":
        return _("{name}: {text}").format(name=what, text=words)
    return _("{what} ({count}): {why}").format(what=what, count=count, why=words)


def kept_for(months: int, since: KeptSince) -> str:
    """How long something is kept, and from when, in words."""
    return _("{months} months {since}").format(months=months, since=label(since))


def values_erased(row: Erasure) -> int:
    """How many values an erasure destroyed."""
    return sum(int(line.rsplit(" ", 1)[1]) for line in row.erased)
