"""What a shift accounts for, counted from the book: cases, forms, and lists of what is open."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from desk.blanks import BlankForm
from desk.case import Case
from desk.concern import Concern
from desk.custody import Handover
from desk.customer import Draft
from desk.enums import (
    BlankKind,
    BlankState,
    CaseStatus,
    Confirmed,
    HandoverState,
    LetterState,
)
from desk.journal import JournalEntry
from desk.letter.life import Letter
from desk.notice.breach import NewReason
from desk.notice.model import Notice, NoticeBreach
from desk.papers import Paper
from desk.parked import INTAKE
from desk.ports import Book, E
from desk.record import RecordConfirmation
from desk.reporting import HallEvent
from desk.services.base import Desk
from desk.shift import FormCount, Held, Item, Sheet, Shift
from desk.staff.model import Staff

_PAGE = 200
_VOIDED = "letter.void"


@dataclass(frozen=True, slots=True)
class Span:
    """From when to when is counted, and the number of the shift."""

    serial: int
    began_at: datetime
    until: datetime

    def holds(self, at: datetime | None) -> bool:
        """Whether something happened within it; its beginning belongs to the shift before."""
        return at is not None and self.began_at < at <= self.until


def count(desk: Desk, book: Book, span: Span, last: Shift | None, last_open: int | None) -> Sheet:
    """The sheet of a span without signatures, on a book that holds everything."""
    return _Count(desk, book, span).sheet(last, last_open)


def lately(book: Book, kind: type[E], field: str, since: datetime) -> Iterator[E]:
    """Rows whose time in `field` lies after `since`, the newest first."""
    limit = _PAGE
    while True:
        found = book.find(kind, order=f"-{field}", limit=limit)
        new = [row for row in found if (at := getattr(row, field)) is not None and at > since]
        if len(new) < len(found) or len(found) < limit:
            yield from new
            return
        limit *= 4


class _Count:
    """One book being counted; what is about our own people is counted and never listed."""

    def __init__(self, desk: Desk, book: Book, span: Span) -> None:
        self.desk, self.book, self.span = desk, book, span
        concerns = book.find(Concern)
        self.silent = {one.case_id for one in concerns}
        self.about = {(one.case_id, one.staff_id) for one in concerns}
        self.people = {one.id: one for one in book.find(Staff)}
        self.open = book.find(Case, status=CaseStatus.OPEN, order="due_at")
        self.taken = [
            case
            for case in lately(book, Case, "registered_at", span.began_at)
            if case.registered_at <= span.until
        ]
        self.ended = [
            case
            for case in lately(book, Case, "closed_at", span.began_at)
            if case.status is not CaseStatus.OPEN and span.holds(case.closed_at)
        ]
        self.back = [case for case in (*self.open, *self.ended) if self.came_back(case)]

    def sheet(self, last: Shift | None, last_open: int | None) -> Sheet:
        span = self.span
        seq, digest = self.book.journal_head()
        return Sheet(
            serial=span.serial,
            began_at=self.at(span.began_at),
            until=self.at(span.until),
            opening=self.opening(),
            taken=len(self.taken) + len(self.back),
            ended=len(self.ended),
            open=len(self.open),
            owners=tuple(self.owners()),
            forms=tuple(self.forms()),
            unaccepted=tuple(self.unaccepted()),
            late=tuple(self.due(lambda at: at < span.until)),
            due_next=tuple(self.due(self.next_day())),
            voids=tuple(self.voids()),
            parked=tuple(self.parked()),
            unconfirmed=tuple(self.unconfirmed()),
            originals=tuple(self.originals()),
            events=tuple(self.events()),
            breaches=tuple(self.breaches()),
            journal_seq=seq,
            journal_hash=digest,
            last_open=last_open,
            untaken=last.serial if last is not None and last.taken_by is None else 0,
        )

    def opening(self) -> int:
        """How many cases were open when it began: counted by themselves, not worked out."""
        began = self.span.began_at
        return sum(
            case.registered_at <= began and not self.came_back(case)
            for case in (*self.open, *self.ended)
        )

    def came_back(self, case: Case) -> bool:
        """Whether a case that had ended before this shift was taken up again in it."""
        ended = case.ended_before
        return (
            ended is not None and ended <= self.span.began_at and self.span.holds(case.reopened_at)
        )

    def owners(self) -> Iterator[Held]:
        held: dict[str, list[Case]] = {}
        for case in self.open:
            held.setdefault(self.owner(case), []).append(case)
        for staff_id, cases in sorted(held.items(), key=lambda one: self.number(one[0])):
            late = sum(case.due_at is not None and case.due_at < self.span.until for case in cases)
            yield Held(
                number=self.number(staff_id), name=self.name(staff_id), open=len(cases), late=late
            )

    def owner(self, case: Case) -> str:
        """Staff id of whoever owns a case; "" where it is about them too and goes up."""
        return "" if (case.id, case.holder_id) in self.about else case.holder_id

    def forms(self) -> Iterator[FormCount]:
        for kind in BlankKind:
            every = self.book.find(BlankForm, kind=kind, order="number")
            left = [form for form in every if form.state is BlankState.PRINTED]
            settled = [form for form in every if self.span.holds(form.settled_at)]
            printed = sum(self.span.holds(form.printed_at) for form in every)
            used = sum(form.state is BlankState.USED for form in settled)
            # Those that were there before are counted by themselves, so that the sum proves itself.
            before = sum(
                form.printed_at <= self.span.began_at
                and (form.settled_at is None or form.settled_at > self.span.began_at)
                for form in every
            )
            if every:
                yield FormCount(
                    kind=kind.value,
                    before=before,
                    printed=printed,
                    used=used,
                    spoiled=len(settled) - used,
                    left=len(left),
                    numbers=tuple(form.number for form in left),
                    gone=tuple(f"{form.number} {self.became(form)}".strip() for form in settled),
                )

    def became(self, form: BlankForm) -> str:
        """What a form was entered as, or why it is spoiled."""
        case = self.book.get(Case, form.case_id) if form.case_id else None
        if case is not None:
            return self.reference(case)
        notice = self.book.get(Notice, form.notice_id) if form.notice_id else None
        return notice.number if notice is not None else form.reason

    # -- lists ------------------------------------------------------------------------------

    def unaccepted(self) -> Iterator[Item]:
        for offer in self.book.find(Handover, state=HandoverState.OFFERED):
            case = self.book.get(Case, offer.case_id)
            if case is not None and case.id not in self.silent:
                yield Item(
                    reference=case.reference,
                    who=f"{self.name(offer.giver_id)} → {offer.receiver_name}",
                    at=self.at(offer.lapses_at),
                )

    def due(self, wanted: Callable[[datetime], bool]) -> Iterator[Item]:
        for case in self.open:
            if case.due_at is not None and wanted(case.due_at) and case.id not in self.silent:
                who = self.name(case.holder_id)
                yield Item(reference=case.reference, who=who, at=self.at(case.due_at))

    def next_day(self) -> Callable[[datetime], bool]:
        """Whether something falls due after this shift, up to the end of the next working day."""
        today = self.desk.hours.day_of(self.span.until)
        day = self.desk.calendar.add_working_days(today, 1)
        ends = self.desk.hours.instant(day + timedelta(days=1), 0)
        return lambda at: self.span.until <= at < ends

    def voids(self) -> Iterator[Item]:
        for case in self.ended:
            if case.status is CaseStatus.ANNULLED and case.id not in self.silent:
                yield Item(reference=case.reference, text=case.closed_note)
        for entry in self.acts(_VOIDED):
            about = self.book.get(Case, entry.case_id)
            if about is None or about.id in self.silent:
                continue
            for letter in self.book.find(Letter, case_id=about.id, state=LetterState.VOID):
                if letter.number and letter.id in entry.changes:
                    words = letter.void_reason
                    yield Item(reference=letter.number, who=about.reference, text=words)

    def acts(self, name: str) -> Iterator[JournalEntry]:
        """Journal entries of this kind within the span."""
        head, _digest = self.book.journal_head()
        # An entry of an import is as large as a megabyte.
        step, last = 50, head
        while last > 0:
            first = max(0, last - step)
            entries = self.book.journal(after=first, limit=last - first)
            yield from (e for e in entries if e.act == name and self.span.holds(e.at))
            if entries and entries[0].at <= self.span.began_at:
                return
            last = first

    def parked(self) -> Iterator[Item]:
        drafts: dict[str, list[Draft]] = {}
        for draft in self.book.find(Draft, form=INTAKE):
            drafts.setdefault(draft.staff_id, []).append(draft)
        for staff_id, own in drafts.items():
            oldest = min(draft.saved_at for draft in own)
            yield Item(who=self.name(staff_id), at=self.at(oldest), text=str(len(own)))

    def unconfirmed(self) -> Iterator[Item]:
        for case in reversed(self.taken):
            if case.status is CaseStatus.OPEN and case.id not in self.silent:
                known = self.book.find(RecordConfirmation, case_id=case.id, what=Confirmed.RECORD)
                if not known:
                    yield Item(reference=case.reference, who=self.name(case.first_responder_id))

    def originals(self) -> Iterator[Item]:
        for paper in self.book.find(Paper, original=True, returned_at=None):
            case = self.book.get(Case, paper.case_id)
            if case is not None and case.id not in self.silent:
                yield Item(
                    reference=case.reference, who=self.name(paper.received_by), text=paper.name
                )

    def events(self) -> Iterator[Item]:
        for event in reversed(list(lately(self.book, HallEvent, "at", self.span.began_at))):
            if event.at <= self.span.until and event.case_id not in self.silent:
                yield Item(
                    reference=event.kind.value,
                    who=self.name(event.by),
                    at=self.at(event.at),
                    text=event.done,
                )

    def breaches(self) -> Iterator[Item]:
        for breach in reversed(list(lately(self.book, NoticeBreach, "at", self.span.began_at))):
            notice = self.book.get(Notice, breach.notice_id)
            if notice is None or notice.case_id in self.silent:
                continue
            if breach.kind == NewReason.OMISSION and breach.at <= self.span.until:
                yield Item(reference=notice.number, who=notice.told_by_name, text=breach.name)

    # -- words ------------------------------------------------------------------------------

    def at(self, moment: datetime) -> str:
        return self.desk.hours.local(moment).isoformat()

    def name(self, staff_id: str) -> str:
        staff = self.people.get(staff_id)
        return staff.name if staff is not None else ""

    def number(self, staff_id: str) -> str:
        staff = self.people.get(staff_id)
        return staff.number if staff is not None else ""

    def reference(self, case: Case) -> str:
        return "" if case.id in self.silent else case.reference
