"""What lies before one person today: contacts, replies, call-backs, handovers, tasks, promises."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from desk.case import Case, CaseClock
from desk.casework import Commitment
from desk.custody import Handover
from desk.due_days import DueSpan
from desk.enums import ClockKind, HandoverState, Role
from desk.masks import mask_name
from desk.my_day import DayLine, MyDay, Share
from desk.ports import Book
from desk.promising import is_open
from desk.raising import Escalation
from desk.services.base import Desk, service
from desk.services.departments import shown_as
from desk.services.flow import NEVER_SAYS_DUE
from desk.services.lists import today_ends
from desk.services.promises_due import promise_of
from desk.services.tasks import is_of
from desk.services.tasks_due import task_of
from desk.staff.model import Actor, Staff
from desk.staff.permissions import May, may
from desk.task import OPEN, Task
from desk.views import QueueRow, View
from desk.warned import reached, state_of

MOST = 200
"""Cases of one kind that are looked through: more than anybody does in a day."""
_BESIDE = (ClockKind.TASK, ClockKind.COMMITMENT, ClockKind.LEAD_SEES, ClockKind.ESCALATION)
"""Clocks of which the case's own date knows nothing."""
_OF_OTHERS = (*NEVER_SAYS_DUE, ClockKind.HANDOVER_OFFER, ClockKind.FOLLOW_UP)
"""Clocks of a held case that somebody else must meet."""


@service("day.mine", May.READ, writes=False, tasks=True)
def my_day(desk: Desk, who: Actor) -> MyDay:
    """Everything of today, and what is past its time, the earliest first."""
    now = desk.clock.now()
    day = desk.hours.day_of(now)
    until = desk.hours.instant(day + timedelta(days=1), 0)
    with desk.store.read() as book:
        reading = _Reading(desk, book, who, now, until)
        found = [
            *reading.held(),
            *reading.offered(),
            *reading.to_call_back(),
            *reading.to_approve(),
            *reading.beside(),
        ]
    found.sort(key=lambda line: (line.at, line.kind, line.reference))
    return MyDay(day=day, now=now, lines=tuple(found), more=reading.more)


class _Reading:
    """One reading of the book for one person's day."""

    def __init__(self, desk: Desk, book: Book, who: Actor, now: datetime, until: datetime) -> None:
        self._desk, self._book, self._who = desk, book, who
        self._now, self._until = now, until
        self.more = False

    def _rows(self, view: View, due: DueSpan | None) -> list[QueueRow]:
        rows = self._book.queue(
            view,
            staff_id=self._who.staff_id,
            now=self._now,
            today_ends=today_ends(self._desk),
            due=due,
            limit=MOST + 1,
        )
        self.more = self.more or len(rows) > MOST
        return rows[:MOST]

    def _clocks(self, rows: Iterable[QueueRow]) -> Iterator[tuple[CaseClock, QueueRow]]:
        by_id = {row.case_id: row for row in rows}
        for clock in self._book.among(CaseClock, "case_id", list(by_id)):
            if not clock.verdict and clock.due_at < self._until:
                yield clock, by_id[clock.case_id]

    def held(self) -> Iterator[DayLine]:
        """The dates of the cases in one's own hands."""
        for clock, row in self._clocks(self._rows(View.MINE, DueSpan(None, self._until))):
            if clock.kind in _OF_OTHERS:
                continue
            if clock.kind is ClockKind.SCOPE_DECISION and not may(self._who.role, May.DECIDE_SCOPE):
                continue
            yield self._line(clock, row.reference, row.customer)

    def offered(self) -> Iterator[DayLine]:
        """What waits to be accepted, whenever the offer lapses."""
        rows = {row.case_id: row for row in self._rows(View.TO_ACCEPT, None)}
        for offer in self._book.among(Handover, "case_id", list(rows)):
            mine = offer.receiver_id == self._who.staff_id
            if not mine or offer.state is not HandoverState.OFFERED:
                continue
            giver = self._book.get(Staff, offer.giver_id)
            yield DayLine(
                at=offer.lapses_at,
                kind=ClockKind.HANDOVER_OFFER,
                reference=rows[offer.case_id].reference,
                customer=mask_name(rows[offer.case_id].customer),
                who=giver.name if giver else "",
                state=reached(offer.lapses_at, "", self._now),
            )

    def to_call_back(self) -> Iterator[DayLine]:
        """Call-backs of cases that somebody else handled."""
        if not may(self._who.role, May.FOLLOW_UP):
            return
        rows = self._rows(View.TO_CALL_BACK, DueSpan(None, self._until))
        others = [row for row in rows if row.holder_id != self._who.staff_id]
        for clock, row in self._clocks(others):
            if clock.kind is ClockKind.FOLLOW_UP:
                yield self._line(clock, row.reference, row.customer, shared=True)

    def to_approve(self) -> Iterator[DayLine]:
        """Letters of others that wait for a second person, of cases that fall due today."""
        if not may(self._who.role, May.APPROVE_LETTER):
            return
        rows = self._rows(View.TO_APPROVE, DueSpan(None, self._until))
        others = [row for row in rows if row.holder_id != self._who.staff_id]
        for clock, row in self._clocks(others):
            if clock.kind is ClockKind.REPLY:
                yield self._line(
                    clock, row.reference, row.customer, share=Share.APPROVAL, shared=True
                )

    def beside(self) -> Iterator[DayLine]:
        """Tasks, promises, and what waits for whoever leads."""
        for clock in self._book.overdue(_BESIDE, self._until):
            case = self._book.get(Case, clock.case_id)
            if case is None:
                continue
            match clock.kind:
                case ClockKind.TASK:
                    yield from self._task(clock, case)
                case ClockKind.COMMITMENT:
                    one = self._book.get(Commitment, promise_of(clock))
                    if one is not None and is_open(one) and self._keeps(one, case):
                        yield self._line(clock, case.reference)
                case ClockKind.LEAD_SEES if self._who.role is Role.LEAD:
                    yield self._line(clock, case.reference, shared=True)
                case ClockKind.ESCALATION:
                    raised = self._book.get(Escalation, clock.note)
                    if raised is not None and raised.to_role is self._who.role:
                        yield self._line(clock, case.reference, shared=True)

    def _keeps(self, one: Commitment, case: Case) -> bool:
        return (one.owner_id or case.holder_id) == self._who.staff_id

    def _task(self, clock: CaseClock, case: Case) -> Iterator[DayLine]:
        task = self._book.get(Task, task_of(clock))
        staff = self._book.get(Staff, self._who.staff_id)
        if task is None or task.state not in OPEN or staff is None:
            return
        mine = is_of(task, staff)
        if mine or case.holder_id == self._who.staff_id:
            who = shown_as(self._desk, task.department)
            share = Share.OWN if mine else Share.WATCHED
            yield self._line(clock, case.reference, who=who, share=share)

    def _line(
        self,
        clock: CaseClock,
        reference: str,
        customer: str = "",
        *,
        who: str = "",
        share: Share = Share.OWN,
        shared: bool = False,
    ) -> DayLine:
        return DayLine(
            at=clock.due_at,
            kind=clock.kind,
            reference=reference,
            customer=mask_name(customer),
            who=who,
            state=state_of(clock, self._now),
            share=share,
            shared=shared,
        )
