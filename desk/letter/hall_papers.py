"""Papers of the hall as a whole: forms to be filled in by hand, and the sheet of a shift."""

from dataclasses import dataclass
from datetime import datetime

from desk.enums import BlankKind
from desk.letter.base import Tidy, Unit
from desk.letter.chain import InnerKind

BLANKS = {
    BlankKind.REGISTRATION: InnerKind.BLANK_REGISTRATION,
    BlankKind.NOTICE: InnerKind.BLANK_NOTICE,
    BlankKind.RECEIPT: InnerKind.BLANK_RECEIPT,
}
"""What each form is printed as."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BlankFacts(Tidy):
    """A form printed ahead: who we are and our phones; everything else is written by hand."""

    language: str
    unit: Unit
    case_reference: str = ""
    lookup_code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerFacts(Tidy):
    """How many open cases one person holds, and how many of them are late."""

    who: str
    open: int
    late: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class FormsFacts(Tidy):
    """What became of the forms of one kind; `before`, `printed`, … are counts that add up."""

    what: str
    before: int
    printed: int
    used: int
    spoiled: int
    left: int
    numbers: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionFacts(Tidy):
    """One part of a shift sheet: its title and a line for each thing that is accounted for."""

    title: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftFacts(Tidy):
    """The sheet of one shift (交接班表): what there was, came, ended and is left.

    `opening` + `taken` - `ended` = `open`. Nobody has signed yet where `handed_by` is empty.
    """

    language: str
    unit: Unit
    case_reference: str = ""
    lookup_code: str = ""
    serial: int
    began_at: datetime
    until: datetime
    opening: int
    taken: int
    ended: int
    open: int
    remark: str = ""
    owners: tuple[OwnerFacts, ...] = ()
    forms: tuple[FormsFacts, ...] = ()
    sections: tuple[SectionFacts, ...] = ()
    remarks: str = ""
    journal: str
    handed_by: str = ""
    taken_by: str = ""
    taken_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureFacts(Tidy):
    """One line of the month table, as it is told; `before` is the month before."""

    name: str
    now: str
    before: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareFacts(Tidy):
    """One topic or department in a month: counts."""

    name: str
    received: int
    due: int
    in_time: int
    late: int
    before: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthFacts(Tidy):
    """The month table (月报表) of the hall, for our own files; of other days where `days`."""

    language: str
    unit: Unit
    case_reference: str = ""
    lookup_code: str = ""
    title: str
    at: datetime
    days: bool = False
    figures: tuple[FigureFacts, ...]
    topics: tuple[ShareFacts, ...] = ()
    units: tuple[ShareFacts, ...] = ()
    rules: tuple[str, ...] = ()
    """How the figures are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptFacts(Tidy):
    """One thing that is kept about a customer: what it is called, and what it says."""

    name: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPartFacts(Tidy):
    """One part of a copy of a customer's file."""

    title: str
    lines: tuple[KeptFacts, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FileCopyFacts(Tidy):
    """A copy of what is kept about a customer, for them (个人信息副本)."""

    language: str
    unit: Unit
    case_reference: str = ""
    lookup_code: str = ""
    made_at: datetime
    parts: tuple[KeptPartFacts, ...]
    rights: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskFacts(Tidy):
    """The sheet of a department's task (任务单): its part of a case, with room for what came of it.

    The customer is masked; `due` is said with its weekday, as the department promised it.
    """

    language: str
    unit: Unit
    case_reference: str
    lookup_code: str = ""
    number: str
    department: str
    matter: str
    point: str = ""
    customer: str = ""
    address: str = ""
    account: str = ""
    meter: str = ""
    due: datetime
    given_by: str
    given_at: datetime
    phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFacts(Tidy):
    """One key: what is printed on it, and what it does in both languages."""

    name: str
    chinese: str
    english: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyPartFacts(Tidy):
    """The keys of one room, or of all."""

    chinese: str
    english: str
    keys: tuple[KeyFacts, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyCardFacts(Tidy):
    """The card of keys (键盘卡), one page to be laid beside the keyboard, in both languages."""

    language: str
    unit: Unit
    case_reference: str = ""
    lookup_code: str = ""
    parts: tuple[KeyPartFacts, ...]
