"""What Desk needs from storage: a book to read, and acts that change it whole or not at all."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import Protocol, TypeVar

from desk.alarm import Alarm
from desk.blanks import BlankForm
from desk.branch import Branch
from desk.care import Attention, Care
from desk.case import Case, CaseClock, Party
from desk.casework import Commitment, Contact
from desk.concern import Concern, SealedIdentity
from desk.custody import Custody, Handover
from desk.customer import Account, Customer, Draft
from desk.customer_file import (
    CustomerContact,
    CustomerLink,
    CustomerMerge,
    CustomerNote,
    Erasure,
    FileChange,
    ImportRun,
    Operation,
    Reveal,
)
from desk.doubles import Side
from desk.due_days import DueSpan
from desk.enums import ClockKind, DataKind, Topic
from desk.erasing import Due
from desk.external import ExternalRef
from desk.finding import EVERYTHING, Narrowing
from desk.followup import FollowUp
from desk.incident import Incident, IncidentCase, IncidentEstimate, IncidentRead, Restoration
from desk.insight.figures import By, Figure, FigureRow, Span, Tally
from desk.joint import Signatory
from desk.journal import JournalEntry
from desk.letter.delivery import DeliveryAttempt
from desk.letter.life import Document, Letter, LetterTemplate, TemplateAdoption
from desk.letter.returned import LetterReturn
from desk.letter.run import PrintItem, PrintRun
from desk.likely import LikelyCase, Reach
from desk.notice import Notice
from desk.notice.model import NoticeBreach
from desk.operations import OperationLine
from desk.papers import Attachment, Content, Paper
from desk.point import IssuePoint
from desk.raising import ClockPause, Escalation, Extension
from desk.record import Amendment, CaseLink, RecordConfirmation, Supplement
from desk.referral import Referral
from desk.related import Near, NearCase
from desk.reporting import HallEvent, ReportAhead
from desk.shift import Shift, Visit
from desk.staff.absence import Absence, Delegation
from desk.staff.model import Staff, WayBack
from desk.task import Task
from desk.termination import Termination
from desk.views import (
    Counts,
    CustomerRow,
    FoundRow,
    LetterRow,
    Precedent,
    QueueRow,
    RegisterRow,
    View,
)
from desk.views_file import CustomerCase, CustomerFigures

Entity = (
    Absence
    | Account
    | Alarm
    | Amendment
    | Attachment
    | Attention
    | BlankForm
    | Branch
    | Care
    | Case
    | CaseClock
    | CaseLink
    | ClockPause
    | Commitment
    | Concern
    | Contact
    | Content
    | Custody
    | Customer
    | CustomerContact
    | CustomerLink
    | CustomerMerge
    | CustomerNote
    | Delegation
    | DeliveryAttempt
    | Document
    | Draft
    | Erasure
    | Escalation
    | Extension
    | ExternalRef
    | FileChange
    | FollowUp
    | HallEvent
    | Handover
    | ImportRun
    | Incident
    | IncidentCase
    | IncidentEstimate
    | IncidentRead
    | IssuePoint
    | Letter
    | LetterReturn
    | LetterTemplate
    | Notice
    | NoticeBreach
    | Operation
    | Paper
    | Party
    | PrintItem
    | PrintRun
    | RecordConfirmation
    | Referral
    | ReportAhead
    | Restoration
    | Reveal
    | SealedIdentity
    | Shift
    | Signatory
    | Staff
    | Supplement
    | Task
    | TemplateAdoption
    | Termination
    | Visit
    | WayBack
)
"""Everything that is kept as a row of its own."""

E = TypeVar("E", bound=Entity)

Revised = Mapping[str, Sequence[object]]
"""Values of the same few fields for many rows, by the id of the row."""


class Book(Protocol):
    """A consistent reading of the book."""

    def get(self, kind: type[E], row_id: str) -> E | None:
        """The row with this id."""
        ...

    def find(
        self, kind: type[E], /, *, order: str = "", limit: int = 0, **equals: object
    ) -> list[E]:
        """Rows whose fields equal the given values, oldest first.

        `order` is a field name, with "-" before it for descending. Unknown fields raise KeyError.
        """
        ...

    def among(self, kind: type[E], field: str, values: Sequence[str]) -> list[E]:
        """Rows whose field is one of many values, oldest first; one question for all of them."""
        ...

    def overdue(self, kinds: Sequence[ClockKind], now: datetime) -> list[CaseClock]:
        """The clocks of these kinds that run on past their time, longest overdue first."""
        ...

    def queue(
        self,
        view: View,
        *,
        staff_id: str,
        now: datetime,
        today_ends: datetime,
        due: DueSpan | None = None,
        after: str = "",
        limit: int = 200,
    ) -> list[QueueRow]:
        """A page of the board by keyset; `after` is the `cursor` of the last row seen.

        `today_ends` is given in the branch's time: its day is the day that promises fall due on.
        Of open cases only those that fall due in `due`, where that is given.
        """
        ...

    def due_counts(
        self,
        view: View,
        spans: Sequence[DueSpan],
        *,
        staff_id: str,
        now: datetime,
        today_ends: datetime,
        hidden: Sequence[str] = (),
    ) -> list[int]:
        """How many open cases of a view fall due in each span, those `hidden` left out."""
        ...

    def counts(
        self, *, staff_id: str, now: datetime, today_ends: datetime, hidden: Sequence[str] = ()
    ) -> Counts:
        """How many cases each view holds; those whose ids are `hidden` are not counted."""
        ...

    def tally(self, figure: Figure, span: Span, by: By = By.WHOLE) -> list[Tally]:
        """A figure of a span, by parts; it counts everything, whoever looks."""
        ...

    def behind(
        self,
        figure: Figure,
        span: Span,
        by: By = By.WHOLE,
        *,
        group: str | None = None,
        good: bool | None = None,
        hidden: Sequence[str] = (),
        after: str = "",
        limit: int = 200,
    ) -> list[FigureRow]:
        """A page of the cases behind a figure, without those `hidden`, oldest first.

        Of one part, or of those alone for which the figure holds or does not. What is no case,
        or was not about one, is not listed.
        """
        ...

    def customers(self, text: str, *, limit: int = 20) -> list[CustomerRow]:
        """Customers by piece of phone, account number, part of a name, pinyin or its initials."""
        ...

    def cases_of(
        self,
        files: Sequence[str],
        *,
        after: str = "",
        limit: int = 200,
        hidden: Sequence[str] = (),
    ) -> list[CustomerCase]:
        """A page of the cases of these customer files, newest first, but for those `hidden`."""
        ...

    def operations_of(
        self,
        files: Sequence[str],
        *,
        after: str = "",
        limit: int = 200,
        hidden: Sequence[str] = (),
    ) -> list[OperationLine]:
        """A page of the operation record of these files, newest first, by keyset."""
        ...

    def figures_of(
        self,
        files: Sequence[str],
        *,
        since: datetime | None,
        now: datetime,
        today: date,
        zone_minutes: int,
        repeat_days: int,
        hidden: Sequence[str] = (),
    ) -> CustomerFigures:
        """What is counted from the cases of these files that were received since a moment."""
        ...

    def find_text(
        self, text: str, *, narrowing: Narrowing = EVERYTHING, after: str = "", limit: int = 50
    ) -> list[FoundRow]:
        """A page of cases, customers and letters in which every word of the text stands.

        Words of one character are looked for in names alone; a name is found by how it is read
        as well. `after` is the `cursor` of the last row seen.
        """
        ...

    def letters(
        self,
        states: Sequence[str],
        *,
        kinds: Sequence[str] = (),
        holder_id: str = "",
        newest: bool = False,
        after: str = "",
        limit: int = 200,
    ) -> list[LetterRow]:
        """Letters in any of these states, oldest first or `newest` first, by keyset.

        Of these kinds alone, if any are named, and of the cases that one person holds.
        """
        ...

    def numbered(self, year: int) -> list[RegisterRow]:
        """Every letter that took a number of the register in a year, by number."""
        ...

    def precedents(self, topic: Topic, *, language: str, limit: int = 60) -> list[Precedent]:
        """Replies on a topic that went out, of those issued lately, newest first.

        Neither reports (举报) nor cases about our own people are among them: who made one, and
        whom it was about, is not for everybody.
        """
        ...

    def near_cases(
        self, near: Near, values: Sequence[str], *, since: datetime, limit: int
    ) -> list[NearCase]:
        """Cases that share any of these values, received since then, newest first.

        Of a customer those that are open come first, however old they are.
        """
        ...

    def likely_cases(self, reach: Reach, *, limit: int) -> list[LikelyCase]:
        """Open cases that may belong to an incident, each with the signs, newest first."""
        ...

    def repeats(
        self,
        customers: Sequence[str],
        topic: Topic,
        *,
        since: datetime,
        until: datetime,
        but: str = "",
    ) -> int:
        """How many cases on a topic were received of these files, `but` one, both ends counted.

        What was annulled or taken back does not count, nor what is about our own people: who may
        see the number may not see each of those.
        """
        ...

    def side_of(self, customer_id: str) -> Side | None:
        """What of a file speaks for or against its being a double of another."""
        ...

    def like(self, side: Side, *, block: int, limit: int) -> list[Side]:
        """Files that have something in common with this one, none that is merged or erased.

        What more than `block` files share counts only for some of them.
        """
        ...

    def pairs(self, *, block: int, limit: int) -> Iterator[tuple[Side, Side]]:
        """All pairs of files that have something in common which at most `block` files share."""
        ...

    def kept_since(self, kind: DataKind, before: datetime, *, limit: int = 50) -> list[Due]:
        """What of this kind ended or was made before an instant and is not erased, oldest first.

        Never anything of an open case.
        """
        ...

    def journal(self, *, case_id: str = "", after: int = 0, limit: int = 500) -> list[JournalEntry]:
        """Entries by `seq`; of one case when `case_id` is given."""
        ...

    def journal_head(self) -> tuple[int, str]:
        """Number and hash of the last entry; 0 and no hash while there is none."""
        ...

    def last_entry_at(self) -> datetime | None:
        """When the last entry was kept; None while there is none."""
        ...

    def serials(self, register: str, period: str) -> int:
        """The last number taken from a register in a period, 0 when none was."""
        ...


class Act(Book, Protocol):
    """One act of one person: everything it adds and puts is kept together, or nothing is.

    What was not committed is rolled back when the act ends. Commit writes one journal entry
    with every field that changed. The act holds the writer's place from its beginning.
    """

    def add(self, *rows: Entity) -> None:
        """Keep new rows."""
        ...

    def put(self, *rows: Entity) -> None:
        """Keep changed rows.

        A row with `version` must carry the version that was read; it is kept with the next
        one. If the book has moved on, refuses with code "changed_meanwhile".
        """
        ...

    def revise(
        self, kind: type[E], names: Sequence[str], rows: Revised, /, **equals: object
    ) -> None:
        """Set these fields of very many kept rows, of those alone for which `equals` holds.

        For fields that follow from what this act has read; whoever changes what a person saw
        puts the row, and is told if it changed meanwhile. Rows that are not there are left out.
        """
        ...

    def remove(self, *rows: Draft) -> None:
        """Take drafts away; nothing else can be removed."""
        ...

    def erase(self, row: E, *names: str) -> E:
        """Destroy the values of these fields of a kept row; the row as it is from then on.

        Its salt goes with them and what stays is digested anew: no digest of the journal tells
        any more what stood there, and verifying tells an erased field from one that was tampered
        with. Without names the salt alone goes, so that values given up earlier cannot be
        guessed. `Store.scrub` then takes the bytes from the disk.
        """
        ...

    def next_serial(self, register: str, period: str) -> int:
        """Take the next number of a register; given back if the act is not committed."""
        ...

    def index_case(self, case_id: str, text: str, names: str = "") -> None:
        """Set the words by which a case is found; everything is found that stands in them.

        Of `names`, one a line, one character is enough. Customers, accounts and letters that
        were issued are found by themselves.
        """
        ...

    def look(self) -> None:
        """Have the act stand in the journal though it changes nothing: somebody saw in full."""
        ...

    def commit(self) -> None:
        """Keep it all, with its journal entry, on disk."""
        ...


class Store(Protocol):
    """A book on disk."""

    def read(self) -> AbstractContextManager[Book]:
        """Read a consistent state; never waits for a writer."""
        ...

    def act(
        self, name: str, *, staff_id: str, at: datetime, case_id: str = "", note: str = ""
    ) -> AbstractContextManager[Act]:
        """Begin one act. `name` and `note` go into the journal; neither holds personal data."""
        ...

    def entries(self) -> Iterator[JournalEntry]:
        """The whole journal from the first entry on, in pieces, for verification."""
        ...

    def scrub(self) -> bool:
        """Take what was erased off the disk, out of index and log as well; slow on a large book.

        False while somebody else reads on in the book: then it is to be done again.
        """
        ...

    def verify(self) -> Sequence[str]:
        """What does not agree in the book, one sentence each; empty when all is well."""
        ...

    def close(self) -> None:
        """Let go of the file."""
        ...
