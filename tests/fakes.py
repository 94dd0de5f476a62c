"""A book in memory that keeps the promises of `desk.ports`: for services and screens, no file."""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, date, datetime
from itertools import combinations
from types import NoneType
from typing import Any, cast, get_args, get_origin, get_type_hints

from desk import journal
from desk.alarm import Alarm
from desk.blanks import BlankForm
from desk.branch import Branch
from desk.care import Attention, Care
from desk.case import Case, CaseClock, Party, Stage
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
from desk.doubles import Side, signs
from desk.due_days import DueSpan, holds
from desk.enums import (
    CaseStatus,
    ClockKind,
    DataKind,
    HandoverState,
    IncidentState,
    PartyRole,
    Scope,
    TaskState,
    Topic,
)
from desk.erasing import Due
from desk.external import ExternalRef
from desk.finding import EVERYTHING, FoundKind, Narrowing
from desk.followup import FollowUp
from desk.i18n import _
from desk.incident import Incident, IncidentCase, IncidentEstimate, IncidentRead, Restoration
from desk.insight.figures import By, Figure, FigureRow, Span, Tally
from desk.joint import Signatory
from desk.journal import JournalEntry
from desk.letter.delivery import DeliveryAttempt
from desk.letter.life import Document, Letter, LetterTemplate, TemplateAdoption
from desk.letter.returned import LetterReturn
from desk.letter.run import PrintItem, PrintRun
from desk.likely import LikelyCase, Reach, enough, signs_of
from desk.masks import mask_in_text, mask_phone
from desk.notice import Notice
from desk.notice.model import NoticeBreach
from desk.operations import OperationLine
from desk.papers import Attachment, Content, Paper
from desk.point import IssuePoint
from desk.ports import E, Entity, Revised
from desk.raising import ClockPause, Escalation, Extension
from desk.record import Amendment, CaseLink, RecordConfirmation, Supplement
from desk.referral import Referral
from desk.refusals import Refusal
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
from tests import fakes_file, fakes_insight

TABLES: dict[type[Any], str] = {
    Absence: "absences",
    Account: "accounts",
    Alarm: "alarms",
    Branch: "branches",
    Case: "cases",
    CaseClock: "clocks",
    Commitment: "commitments",
    Contact: "contacts",
    Custody: "custody",
    Customer: "customers",
    Delegation: "delegations",
    WayBack: "ways_back",
    DeliveryAttempt: "delivery_attempts",
    Document: "documents",
    Draft: "drafts",
    FollowUp: "follow_ups",
    Handover: "handovers",
    IssuePoint: "points",
    Letter: "letters",
    LetterReturn: "letter_returns",
    LetterTemplate: "letter_templates",
    Notice: "notices",
    NoticeBreach: "notice_breaches",
    Party: "parties",
    PrintItem: "print_items",
    PrintRun: "print_runs",
    Referral: "referrals",
    Staff: "staff",
    TemplateAdoption: "template_adoptions",
    Concern: "concerns",
    SealedIdentity: "sealed_identities",
    Signatory: "signatories",
    HallEvent: "hall_events",
    ReportAhead: "reports_ahead",
    ExternalRef: "external_refs",
    RecordConfirmation: "confirmations",
    Supplement: "supplements",
    Amendment: "amendments",
    CaseLink: "case_links",
    Paper: "papers",
    Attachment: "attachments",
    Content: "contents",
    BlankForm: "blank_forms",
    Shift: "shifts",
    Visit: "visits",
    Care: "cares",
    Attention: "attentions",
    CustomerContact: "customer_contacts",
    CustomerLink: "customer_links",
    CustomerMerge: "customer_merges",
    CustomerNote: "customer_notes",
    Erasure: "erasures",
    ClockPause: "clock_pauses",
    Escalation: "escalations",
    Extension: "extensions",
    Incident: "incidents",
    IncidentCase: "incident_cases",
    IncidentEstimate: "incident_estimates",
    IncidentRead: "incident_reads",
    Restoration: "restorations",
    Task: "tasks",
    Termination: "terminations",
    FileChange: "file_changes",
    ImportRun: "import_runs",
    Operation: "operations",
    Reveal: "reveals",
}
"""What the journal calls each kind of row."""

UNIQUE: dict[type[Any], tuple[tuple[str, ...], ...]] = {
    Branch: (("code",),),
    Case: (("reference",), ("request_id",), ("lookup_code",), ("paper_number",)),
    Draft: (("staff_id", "form", "subject"),),
    IssuePoint: (("case_id", "position"),),
    Letter: (("number",),),
    LetterTemplate: (("name", "hash"),),
    Notice: (("number",), ("request_id",), ("supersedes",)),
    Staff: (("number",),),
    TemplateAdoption: (("name", "version"),),
    BlankForm: (("number",),),
    Content: (("sha256",),),
    CaseLink: (("case_id", "other_id", "kind"),),
    Concern: (("case_id", "staff_id"),),
    ExternalRef: (("case_id", "source", "number"),),
    Shift: (("serial",),),
    Signatory: (("case_id", "position"),),
    Supplement: (("case_id", "position"),),
}
"""Fields that no two rows share; the empty string and nothing are free, and rows that ended."""


@dataclass
class State:
    """Everything a book holds at one moment; rows in the order in which they came."""

    rows: dict[type[Any], dict[str, Any]] = field(
        default_factory=lambda: {kind: {} for kind in TABLES}
    )
    entries: list[JournalEntry] = field(default_factory=list)
    taken: dict[tuple[str, str], int] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)

    def copy(self) -> "State":
        """The same rows in a state of its own; rows themselves never change."""
        rows = {kind: dict(held) for kind, held in self.rows.items()}
        return State(rows, list(self.entries), dict(self.taken), dict(self.words))


class FakeBook:
    """One state, read."""

    def __init__(self, state: State) -> None:
        self.state = state

    def get(self, kind: type[E], row_id: str) -> E | None:
        return cast("E | None", self.state.rows[kind].get(row_id))

    def find(
        self, kind: type[E], /, *, order: str = "", limit: int = 0, **equals: object
    ) -> list[E]:
        names = {f.name for f in fields(cast(Any, kind))}
        for name in [*equals, *([order.lstrip("-")] if order else [])]:
            if name not in names:
                raise KeyError(name)
        found = [
            row
            for row in self.state.rows[kind].values()
            if all(getattr(row, name) == value for name, value in equals.items())
        ]
        if order:
            name = order.lstrip("-")
            # As the book does: of equal rows the older one first, and all of it turned round.
            found.sort(key=lambda row: _sorts(getattr(row, name)))
            if order.startswith("-"):
                found.reverse()
        return found[:limit] if limit else found

    def overdue(self, kinds: Sequence[ClockKind], now: datetime) -> list[CaseClock]:
        running = self.find(CaseClock, verdict="", order="due_at")
        return [row for row in running if row.kind in kinds and row.due_at < now]

    def among(self, kind: type[E], field: str, values: Sequence[str]) -> list[E]:
        if field not in {f.name for f in fields(cast(Any, kind))}:
            raise KeyError(field)
        rows = self.state.rows[kind].values()
        return [row for row in rows if getattr(row, field) in values]

    def _complainant(self, case_id: str) -> tuple[str, str]:
        for party in self.find(Party, case_id=case_id, role=PartyRole.COMPLAINANT):
            return party.name, party.salutation
        return "", ""

    def _name(self, staff_id: str | None) -> str:
        staff = self.get(Staff, staff_id or "")
        return staff.name if staff else ""

    def _running(self, kind: ClockKind) -> set[str]:
        return {clock.case_id for clock in self.find(CaseClock, kind=kind, verdict="")}

    def _in_view(
        self, view: View, *, staff_id: str, now: datetime, today_ends: datetime
    ) -> list[tuple[tuple[str, int], Case]]:
        offered = {h.case_id for h in self.find(Handover, state=HandoverState.OFFERED)}
        for_me = {
            h.case_id
            for h in self.find(Handover, state=HandoverState.OFFERED, receiver_id=staff_id)
        }
        tests: dict[View, Callable[[Case], bool]] = {
            View.MINE: lambda c: c.holder_id == staff_id,
            View.DUE_TODAY: lambda c: c.due_at is not None and c.due_at <= today_ends,
            View.LATE: lambda c: c.due_at is not None and c.due_at < now,
            View.TO_ACCEPT: lambda c: c.id in offered & for_me,
            View.TO_APPROVE: lambda c: c.stage is Stage.TO_APPROVE,
            View.TO_PRINT: lambda c: c.stage in (Stage.TO_ISSUE, Stage.TO_PRINT),
            View.TO_CALL_BACK: lambda c: c.stage is Stage.TO_CALL_BACK,
            View.ALL: lambda c: True,
            View.FIRST: lambda c: c.first_responder_id == staff_id,
            View.TO_DECIDE: lambda c: c.scope is Scope.UNCLEAR,
            View.EMERGENCY: lambda c: c.id in self._running(ClockKind.LEAD_SEES),
            View.RESTORE: lambda c: c.id in self._running(ClockKind.RESTORE),
            View.ESCALATED: lambda c: bool(self.find(Escalation, case_id=c.id, done_at=None)),
            View.PROMISES: lambda c: any(
                one.kept_on is None and not one.broken_reason and one.due_on <= today_ends.date()
                for one in self.find(Commitment, case_id=c.id)
            ),
            View.TASKS: lambda c: any(
                one.state in (TaskState.GIVEN, TaskState.ACCEPTED)
                for one in self.find(Task, case_id=c.id)
            ),
            View.INCIDENT: lambda c: any(
                self.find(Incident, id=one.incident_id, state=IncidentState.OPEN)
                for one in self.find(IncidentCase, case_id=c.id, unlinked_at=None)
            ),
        }
        rows: list[tuple[tuple[str, int], Case]] = []
        for seq, case in enumerate(self.state.rows[Case].values(), 1):
            if view is View.CLOSED:
                if case.status is not CaseStatus.OPEN:
                    closed = case.closed_at.astimezone(UTC).isoformat() if case.closed_at else ""
                    rows.append(((closed, seq), case))
            elif case.status is CaseStatus.OPEN and tests[view](case):
                due = case.due_at.astimezone(UTC).isoformat() if case.due_at else "~"
                rows.append(((due, seq), case))
        return sorted(rows, key=lambda row: row[0], reverse=view is View.CLOSED)

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
        rows = self._in_view(view, staff_id=staff_id, now=now, today_ends=today_ends)
        if due is not None:
            rows = [row for row in rows if holds(due, row[1].due_at)]
        cursors = [f"{key[0]}|{key[1]}" for key, _case in rows]
        start = cursors.index(after) + 1 if after in cursors else 0
        page = list(zip(cursors, rows, strict=True))[start : start + limit]
        return [self._queue_row(cursor, case) for cursor, (_key, case) in page]

    def _queue_row(self, cursor: str, case: Case) -> QueueRow:
        customer, salutation = self._complainant(case.id)
        points = self.find(IssuePoint, case_id=case.id)
        offers = self.find(Handover, case_id=case.id, state=HandoverState.OFFERED)
        return QueueRow(
            case_id=case.id,
            reference=case.reference,
            customer=customer,
            salutation=salutation,
            kind=case.kind,
            topic=case.topic,
            grade=case.grade,
            stage=case.stage,
            points=len(points),
            answered=sum(bool(p.finding and p.conclusion and p.remedy) for p in points),
            holder_id=case.holder_id,
            holder=self._name(case.holder_id),
            registered_at=case.registered_at,
            due_at=case.due_at,
            warns=case.warns,
            reminders=len(self.find(Contact, case_id=case.id, reminder=True)),
            status=case.status,
            about_us=len(self.find(Concern, case_id=case.id)),
            offered_to=offers[-1].receiver_name if offers else "",
            times=case.times,
            cursor=cursor,
        )

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
        rows = self._in_view(view, staff_id=staff_id, now=now, today_ends=today_ends)
        dates = [case.due_at for _key, case in rows if case.id not in hidden]
        return [sum(holds(span, at) for at in dates) for span in spans]

    def counts(
        self, *, staff_id: str, now: datetime, today_ends: datetime, hidden: Sequence[str] = ()
    ) -> Counts:
        def seen(view: View) -> int:
            rows = self._in_view(view, staff_id=staff_id, now=now, today_ends=today_ends)
            return sum(case.id not in hidden for _key, case in rows)

        return Counts({view: seen(view) for view in View})

    def tally(self, figure: Figure, span: Span, by: By = By.WHOLE) -> list[Tally]:
        return fakes_insight.tally(self, figure, span, by)

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
        return fakes_insight.behind(
            self,
            figure,
            span,
            by,
            group=group,
            good=good,
            hidden=hidden,
            after=after,
            limit=limit,
        )

    def customers(self, text: str, *, limit: int = 20) -> list[CustomerRow]:
        text = text.strip()
        if not text:
            return []
        found = []
        for customer in self.find(Customer, order="-made_at"):
            accounts = self.find(Account, customer_id=customer.id)
            hit = next((a for a in accounts if text in a.number), None)
            readings = f"{customer.pinyin} {customer.initials}".split()
            if (
                hit
                or text in customer.name
                or text in customer.printed_name
                or text in customer.phone
                or any(reading.startswith(text.lower()) for reading in readings)
            ):
                account = hit or (accounts[0] if accounts else None)
                open_cases = self.find(Case, customer_id=customer.id, status=CaseStatus.OPEN)
                found.append(
                    CustomerRow(
                        customer_id=customer.id,
                        name=customer.name,
                        salutation=customer.salutation,
                        phone=customer.phone,
                        account_no=account.number if account else "",
                        address=(account.address if account else "") or customer.address,
                        special_care=customer.special_care,
                        open_cases=len(open_cases),
                        printed_name=customer.printed_name,
                        large_print=customer.large_print,
                    )
                )
        return found[:limit]

    def cases_of(
        self,
        files: Sequence[str],
        *,
        after: str = "",
        limit: int = 200,
        hidden: Sequence[str] = (),
    ) -> list[CustomerCase]:
        return fakes_file.cases_of(self, files, after, limit, hidden)

    def operations_of(
        self,
        files: Sequence[str],
        *,
        after: str = "",
        limit: int = 200,
        hidden: Sequence[str] = (),
    ) -> list[OperationLine]:
        return fakes_file.operations_of(self, files, after, limit, hidden)

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
        return fakes_file.figures_of(
            self,
            files,
            since=since,
            now=now,
            today=today,
            zone_minutes=zone_minutes,
            repeat_days=repeat_days,
            hidden=hidden,
        )

    def find_text(
        self, text: str, *, narrowing: Narrowing = EVERYTHING, after: str = "", limit: int = 50
    ) -> list[FoundRow]:
        words = text.lower().split()
        found: list[FoundRow] = []

        def look(
            kind: FoundKind,
            row_id: str,
            reference: str,
            title: str,
            body: str,
            at: datetime,
            case: Case | None = None,
        ) -> None:
            haystack = f"{reference}\n{title}\n{body}".lower()
            wanted = kind in narrowing.shelves and (
                case is None
                or (
                    (not narrowing.running or case.status is CaseStatus.OPEN)
                    and narrowing.holder_id in ("", case.holder_id)
                    and narrowing.topic in (None, case.topic)
                )
            )
            if wanted and words and all(word in haystack for word in words):
                found.append(
                    FoundRow(
                        kind=kind,
                        row_id=row_id,
                        reference=reference,
                        title=title,
                        excerpt=hidden(body)[:80],
                        at=at,
                        status=case.status if case else None,
                        case_id=case.id if case else "",
                        cursor=f"{at.isoformat()} {row_id}",
                    )
                )

        for case in self.find(Case):
            body = self.state.words.get(case.id, "") or case.narrative
            name, _salutation = self._complainant(case.id)
            look(FoundKind.CASE, case.id, case.reference, name, body, case.registered_at, case)
        for customer in self.find(Customer):
            body = f"{customer.phone}\n{customer.address}"
            look(FoundKind.CUSTOMER, customer.id, "", customer.name, body, customer.made_at)
        for letter in self.find(Letter):
            if not all(word in letter.number.lower() for word in words):
                continue
            name, _salutation = self._complainant(letter.case_id)
            at = letter.issued_at or letter.made_at
            of = self.get(Case, letter.case_id)
            look(FoundKind.LETTER, letter.id, letter.number, name, "", at, of)
        found.sort(key=lambda row: row.cursor, reverse=True)
        return [row for row in found if not after or row.cursor < after][:limit]

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
        rows = []
        numbered = list(enumerate(self.state.rows[Letter].values(), 1))
        if [*states] == ["submitted"] and not newest:
            numbered.sort(key=lambda one: (_sorts(one[1].submitted_at), one[0]))
        seqs = [str(seq) for seq, _letter in numbered]
        if newest:
            numbered.reverse()
            seqs.reverse()
        start = seqs.index(after) + 1 if after in seqs else 0
        for seq, letter in numbered[start:]:
            case = self.state.rows[Case][letter.case_id]
            meant = (not kinds or letter.kind in kinds) and holder_id in ("", case.holder_id)
            if meant and letter.state in states:
                rows.append(
                    LetterRow(
                        letter_id=letter.id,
                        case_id=case.id,
                        reference=case.reference,
                        number=letter.number,
                        kind=letter.kind,
                        state=letter.state,
                        customer=self._complainant(case.id)[0],
                        author=self._name(letter.author_id),
                        submitted_at=letter.submitted_at,
                        due_at=case.due_at,
                        grade=case.grade,
                        agreed=tuple(
                            staff.role
                            for staff in (
                                self.get(Staff, letter.approver_id or ""),
                                self.get(Staff, letter.second_approver_id or ""),
                            )
                            if staff is not None
                        ),
                        delivery=letter.delivery,
                        delivered_at=letter.delivered_at,
                        tries=len(self.find(DeliveryAttempt, letter_id=letter.id)),
                        cursor=str(seq),
                    )
                )
        return rows[:limit]

    def numbered(self, year: int) -> list[RegisterRow]:
        rows = [
            RegisterRow(
                letter_id=letter.id,
                case_id=letter.case_id,
                serial=letter.serial,
                number=letter.number,
                issued_on=letter.issued_on,
                kind=letter.kind,
                reference=self.state.rows[Case][letter.case_id].reference,
                approvers=tuple(
                    filter(
                        None,
                        (self._name(letter.approver_id), self._name(letter.second_approver_id)),
                    )
                ),
                issued_by=self._name(letter.issued_by),
                state=letter.state,
                void_reason=letter.void_reason,
            )
            for letter in self.find(Letter)
            if letter.serial is not None
            and letter.issued_on is not None
            and letter.issued_on.year == year
        ]
        return sorted(rows, key=lambda row: row.serial)

    def precedents(self, topic: Topic, *, language: str, limit: int = 60) -> list[Precedent]:
        out = ("issued", "printed", "delivered", "countersigned")
        found = []
        for letter in reversed(self.state.rows[Letter].values()):
            case = self.state.rows[Case][letter.case_id]
            meant = letter.kind.value in ("reply", "summary_reply") and letter.language == language
            ours = any(one.case_id == case.id for one in self.state.rows[Concern].values())
            open_to_all = case.topic is topic and case.kind.value != "report" and not ours
            if meant and open_to_all and letter.state.value in out and letter.issued_on:
                found.append(
                    Precedent(
                        case_id=case.id,
                        number=letter.number,
                        issued_on=letter.issued_on,
                        facts=letter.facts,
                    )
                )
        return found[:limit]

    def near_cases(
        self, near: Near, values: Sequence[str], *, since: datetime, limit: int
    ) -> list[NearCase]:
        asked = {value for value in values if value}
        accounts = [
            account
            for account in self.find(Account)
            if (near is Near.METER and account.meter_no in asked)
            or (near is Near.AREA and account.supply_area in asked)
        ]
        numbers = {account.number for account in accounts} - {""}

        def fits(case: Case) -> bool:
            if near is Near.CUSTOMER:
                late = case.status is not CaseStatus.OPEN and case.received_at < since
                return case.customer_id in asked and not late
            if case.received_at < since:
                return False
            if near is Near.ACCOUNT:
                return case.account_no in asked
            if near is Near.PLACE:
                return case.place in asked
            if near is Near.NEXT:
                return any(case.place.startswith(one) for one in asked)
            return case.account_no in numbers

        found = [case for case in self.find(Case, order="-received_at") if fits(case)]
        if near is Near.CUSTOMER:
            found.sort(key=lambda case: case.status is not CaseStatus.OPEN)
        return [
            NearCase(
                case_id=case.id,
                reference=case.reference,
                received_at=case.received_at,
                kind=case.kind,
                topic=case.topic,
                status=case.status,
                stage=case.stage,
                due_at=case.due_at,
                customer_id=case.customer_id,
                reminders=len(self.find(Contact, case_id=case.id, reminder=True)),
                place=case.place,
                times=case.times,
            )
            for case in found[:limit]
        ]

    def likely_cases(self, reach: Reach, *, limit: int) -> list[LikelyCase]:
        found = []
        for case in self.find(Case, order="-received_at", status=CaseStatus.OPEN):
            areas = [a.supply_area for a in self.find(Account, number=case.account_no)]
            signs = signs_of(
                reach,
                account_no=case.account_no,
                supply_areas=areas if case.account_no else [],
                address=case.address,
                narrative=case.narrative,
                topic=case.topic,
                received_at=case.received_at,
            )
            if enough(reach, signs):
                near = NearCase(
                    case_id=case.id,
                    reference=case.reference,
                    received_at=case.received_at,
                    kind=case.kind,
                    topic=case.topic,
                    status=case.status,
                    stage=case.stage,
                    due_at=case.due_at,
                    customer_id=case.customer_id,
                    reminders=len(self.find(Contact, case_id=case.id, reminder=True)),
                    place=case.place,
                    times=case.times,
                )
                found.append(LikelyCase(case=near, signs=signs))
        return found[:limit]

    def repeats(
        self,
        customers: Sequence[str],
        topic: Topic,
        *,
        since: datetime,
        until: datetime,
        but: str = "",
    ) -> int:
        return sum(
            case.customer_id in customers
            and since <= case.received_at <= until
            and case.id != but
            and case.status not in (CaseStatus.ANNULLED, CaseStatus.WITHDRAWN)
            and not self.find(Concern, case_id=case.id)
            for case in self.find(Case, topic=topic)
        )

    def side_of(self, customer_id: str) -> Side | None:
        customer = self.get(Customer, customer_id)
        if customer is None:
            return None
        accounts = self.find(Account, customer_id=customer_id)
        addresses = (customer.address, *(account.address for account in accounts))
        contacts = self.find(CustomerContact, customer_id=customer_id, ended_at=None)
        return Side(
            customer_id=customer_id,
            name=customer.name,
            salutation=customer.salutation,
            printed_name=customer.printed_name,
            pinyin=customer.pinyin,
            phone=customer.phone,
            number=customer.number,
            addresses=tuple(dict.fromkeys(filter(None, addresses))),
            accounts=tuple(account.number for account in accounts if account.number),
            meters=tuple(account.meter_no for account in accounts if account.meter_no),
            phones=tuple(contact.phone for contact in contacts if contact.phone),
        )

    def like(self, side: Side, *, block: int, limit: int) -> list[Side]:
        files = self.find(Customer, merged_into=None, erased_at=None)
        found = (self.side_of(each.id) for each in files)
        return [
            other
            for other in found
            if other is not None and other.customer_id != side.customer_id and signs(side, other)
        ][:limit]

    def pairs(self, *, block: int, limit: int) -> Iterator[tuple[Side, Side]]:
        files = self.find(Customer, merged_into=None, erased_at=None)
        sides = [side for each in files if (side := self.side_of(each.id)) is not None]
        yield from [pair for pair in combinations(sides, 2) if signs(*pair)][:limit]

    def kept_since(self, kind: DataKind, before: datetime, *, limit: int = 50) -> list[Due]:
        """Ended cases alone: the statements for each kind are tried on a real book."""
        ended = [
            Due(row_id=case.id, what=case.reference, since=case.closed_at)
            for case in self.find(Case)
            if case.status is not CaseStatus.OPEN and case.narrative
            if case.closed_at is not None and case.closed_at < before
        ]
        found = ended if kind is DataKind.CASE_RECORD else []
        return sorted(found, key=lambda one: one.since)[:limit]

    def journal(self, *, case_id: str = "", after: int = 0, limit: int = 500) -> list[JournalEntry]:
        return [
            entry
            for entry in self.state.entries
            if entry.seq > after and (not case_id or entry.case_id == case_id)
        ][:limit]

    def journal_head(self) -> tuple[int, str]:
        last = self.state.entries[-1:]
        return (last[0].seq, last[0].hash) if last else (0, "")

    def last_entry_at(self) -> datetime | None:
        last = self.state.entries[-1:]
        return last[0].at if last else None

    def serials(self, register: str, period: str) -> int:
        return self.state.taken.get((register, period), 0)


class FakeAct(FakeBook):
    """One act on a copy of the state, which takes the place of the state at commit."""

    def __init__(self, store: "FakeStore", head: dict[str, Any]) -> None:
        super().__init__(store.state.copy())
        self.store = store
        self.before = store.state
        self.head = head
        self.looked = False
        self.erased: set[tuple[str, str, str]] = set()

    def add(self, *rows: Entity) -> None:
        for row in rows:
            if row.id in self.state.rows[type(row)]:
                raise already_there(type(row), "id")
            self._keep(row)

    def put(self, *rows: Entity) -> None:
        for row in rows:
            kind = type(row)
            base = self.before.rows[kind].get(row.id)
            held = self.state.rows[kind].get(row.id)
            version = getattr(row, "version", None)
            allowed = {getattr(each, "version", None) for each in (base, held) if each}
            if held is None or version not in allowed:
                raise Refusal(
                    _("Somebody else changed this meanwhile."),
                    _("Look at it again, then repeat your change."),
                    code="changed_meanwhile",
                )
            if version is not None and base:
                same = replace(cast(Any, row), version=base.version) == base
                row = replace(cast(Any, row), version=base.version + (0 if same else 1))
            self._keep(row)

    def revise(
        self, kind: type[E], names: Sequence[str], rows: Revised, /, **equals: object
    ) -> None:
        for row in self.find(kind, **cast(Any, equals)):
            if row.id in rows:
                given = dict(zip(names, rows[row.id], strict=True))
                self.put(replace(cast(Any, row), **given))

    def _keep(self, row: Entity) -> None:
        kind = type(row)
        for names in UNIQUE.get(kind, ()):
            key = [getattr(row, name) for name in names]
            if "" in key or None in key or getattr(row, "ended_at", None) is not None:
                continue
            for other in self.state.rows[kind].values():
                if other.id == row.id or getattr(other, "ended_at", None) is not None:
                    continue
                if [getattr(other, name) for name in names] == key:
                    raise already_there(kind, names[-1])
        self.state.rows[kind][row.id] = row

    def remove(self, *rows: Draft) -> None:
        for row in rows:
            self.state.rows[Draft].pop(row.id, None)

    def erase(self, row: E, *names: str) -> E:
        hints = get_type_hints(type(row))
        held = self.get(type(row), row.id)
        assert held is not None
        empty = {
            name: None if NoneType in get_args(hints[name]) else _EMPTY[_plain_type(hints[name])]
            for name in names
        }
        erased = replace(cast(Any, held), **empty)
        self.put(erased)
        self.erased |= {(TABLES[type(row)], row.id, name) for name in names}
        return cast(E, self.state.rows[type(row)][row.id])

    def next_serial(self, register: str, period: str) -> int:
        taken = self.serials(register, period) + 1
        self.state.taken[register, period] = taken
        return taken

    def index_case(self, case_id: str, text: str, names: str = "") -> None:
        self.state.words[case_id] = f"{text}\n{names}"

    def look(self) -> None:
        self.looked = True

    def commit(self) -> None:
        changes = []
        for kind, table in TABLES.items():
            if kind is Draft:
                continue
            for row_id, row in self.state.rows[kind].items():
                base = self.before.rows[kind].get(row_id)
                for each in fields(row):
                    value = getattr(row, each.name)
                    if base is row or (base and getattr(base, each.name) == value):
                        continue
                    gone = (table, row_id, each.name) in self.erased
                    text = journal.digest("", table, each.name, str(value))
                    text = journal.ERASED if gone else text
                    changes.append(journal.Change(table, row_id, each.name, text))
        if changes or self.looked:
            previous = self.state.entries[-1].hash if self.state.entries else journal.GENESIS
            body: dict[str, Any] = {
                "seq": len(self.state.entries) + 1,
                "changes": journal.changes_json(changes),
                "previous": previous,
                **self.head,
            }
            self.state.entries.append(JournalEntry(**body, hash=journal.entry_hash(**body)))
        self.store.state = self.state


_EMPTY: dict[type[Any], Any] = {str: "", bytes: b"", tuple: (), dict: {}}


def _plain_type(hint: Any) -> type[Any]:
    return cast("type[Any]", get_origin(hint) or hint)


def hidden(body: str) -> str:
    """A body as a book shows it in a hit."""
    return " ".join(
        mask_phone(each) if each.isdecimal() else mask_in_text(each) for each in body.split("\n")
    )


def _sorts(value: object) -> tuple[bool, Any]:
    """Where a value sorts: what is absent comes first."""
    return (value is not None, value if value is not None else "")


def already_there(kind: type[Any], name: str) -> Refusal:
    """What a book says when two rows would share what only one may have."""
    return Refusal(
        _("This is already in the book."),
        _("Look for it with F3; if it is not the same, give it a number of its own."),
        field=name,
        code="already_there",
    )


class FakeStore:
    """A book in memory. Writers wait for each other; readers see what was last committed."""

    def __init__(self, *rows: Entity) -> None:
        self.state = State()
        self.closed = False
        self._writer = threading.Lock()
        for row in rows:
            self.state.rows[type(row)][row.id] = row

    @contextmanager
    def read(self) -> Iterator[FakeBook]:
        yield FakeBook(self.state)

    @contextmanager
    def act(
        self, name: str, *, staff_id: str, at: datetime, case_id: str = "", note: str = ""
    ) -> Iterator[FakeAct]:
        head = {"act": name, "staff_id": staff_id, "at": at, "case_id": case_id, "note": note}
        with self._writer:
            yield FakeAct(self, head)

    def entries(self) -> Iterator[JournalEntry]:
        yield from self.state.entries

    def verify(self) -> list[str]:
        fault = journal.chain_fault(self.state.entries)
        return [f"journal entry {fault}"] if fault else []

    def scrub(self) -> bool:
        return True

    def close(self) -> None:
        self.closed = True
