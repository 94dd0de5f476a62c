"""Figures from a real book: every statement runs, and a list is as long as its number."""

from datetime import date, timedelta

import pytest

from db import insight
from db.engine import reading
from desk.enums import CaseKind, CaseStatus, ClockKind, Conclusion, HandoverState
from desk.followup import FollowUp
from desk.hours import BranchHours
from desk.ids import new_id
from desk.insight.figures import By, Figure, Span, Tally
from desk.insight.month import days_span
from desk.ports import Entity
from desk.refusals import Refusal
from tests.builders import (
    MONDAY,
    a_breach,
    a_case,
    a_clock,
    a_customer,
    a_handover,
    a_notice,
    a_point,
)
from tests.builders_loop import (
    a_promise,
    a_task,
    a_termination,
    an_escalation,
    an_extension,
    an_incident,
)
from tests.db.conftest import Hall

SPAN = days_span(
    date(2026, 11, 1),
    date(2026, 11, 30),
    now=MONDAY + timedelta(days=1),
    hours=BranchHours(),
    repeat_days=30,
)


def keep(hall: Hall, *rows: Entity) -> None:
    with hall.store.act("test.rows", staff_id=hall.clerk.id, at=MONDAY) as act:
        act.add(*rows)
        act.commit()


def figure(hall: Hall, which: Figure, span: Span = SPAN) -> tuple[int, int]:
    """So many, and of how many it holds."""
    with hall.store.read() as book:
        found = book.tally(which, span)
    one = found[0] if found else Tally()
    return one.all, one.good


def a_call(case_id: str, staff_id: str, minutes: int, **fields: object) -> FollowUp:
    values: dict[str, object] = {"reached": True, "satisfied": True, "at": MONDAY}
    values["at"] = MONDAY + timedelta(minutes=minutes)
    return FollowUp(
        **{"id": new_id(), "case_id": case_id, "staff_id": staff_id, **values, **fields}  # type: ignore[arg-type]
    )


def a_month(hall: Hall) -> None:
    """A little of everything, some of it outside the month."""
    me, you = hall.clerk.id, hall.lead.id
    customer = a_customer()
    keep(hall, customer)
    whose = {"customer_id": customer.id}
    ended = {"status": CaseStatus.CLOSED, **whose}
    early = MONDAY - timedelta(days=9)
    first = a_case(me, 1, received_at=early, closed_at=early + timedelta(days=1), **ended)
    again = a_case(me, 2, **whose)
    asked = a_case(me, 3, kind=CaseKind.INQUIRY, status=CaseStatus.CLOSED, closed_at=MONDAY)
    gone = a_case(me, 4, status=CaseStatus.WITHDRAWN, closed_at=MONDAY)
    none = a_case(me, 5, status=CaseStatus.ANNULLED, closed_at=MONDAY)
    old = a_case(me, 6, received_at=MONDAY - timedelta(days=40))
    keep(hall, first, again, asked, gone, none, old)
    reply = a_clock(first.id, due_at=MONDAY, verdict="in_time", met_at=early)
    longer = a_clock(again.id, due_at=MONDAY, verdict="in_time", met_at=MONDAY)
    notice = a_notice(me, case_id=again.id)
    empty = a_notice(me, number="GZ-HD01-20261123-0002")
    keep(
        hall,
        a_point(first.id, 1, conclusion=Conclusion.SUBSTANTIATED, finding="x", remedy="x"),
        reply,
        longer,
        a_clock(first.id, kind=ClockKind.FIRST_CONTACT, due_at=early, verdict="late"),
        a_clock(old.id, due_at=MONDAY),
        a_clock(gone.id, due_at=MONDAY, verdict="stopped"),
        a_clock(none.id, due_at=MONDAY, verdict="late"),
        a_call(first.id, you, 1, reached=False, satisfied=None),
        a_call(first.id, you, 2, satisfied=False),
        a_call(first.id, you, 3),
        a_call(asked.id, you, 4, reached=False, satisfied=None),
        a_handover(first.id, me, you, state=HandoverState.ACCEPTED, answered_at=early),
        a_handover(again.id, me, you, state=HandoverState.DECLINED),
        a_task(again.id, me, due_at=MONDAY, state="done", done_at=MONDAY - timedelta(hours=1)),
        a_task(again.id, me, 2, due_at=MONDAY),
        a_promise(again.id, kept_on=date(2026, 11, 24)),
        an_escalation(again.id),
        an_incident(me),
        a_termination(asked.id, you),
        notice,
        empty,
    )
    keep(
        hall,
        an_extension(again.id, reply.id, longer.id, me),
        a_breach(notice.id, empty.id, agreed_by=you),
    )


def test_what_is_counted(hall: Hall) -> None:
    a_month(hall)
    expected = {
        Figure.RECEIVED: (4, 4),
        Figure.COMPLAINTS: (3, 3),
        Figure.CLOSED: (2, 2),
        Figure.WITHDRAWN: (1, 1),
        Figure.ANNULLED: (1, 1),
        Figure.TERMINATED: (1, 1),
        Figure.OPEN: (2, 2),
        Figure.REPLY: (3, 2),
        Figure.EXTENDED: (2, 1),
        Figure.CONTACT: (1, 0),
        Figure.BOTH: (3, 1),
        Figure.AT_ONCE: (2, 1),
        Figure.REPEATS: (3, 1),
        Figure.REOPENED: (0, 0),
        Figure.FOUND_TRUE: (1, 1),
        Figure.REMINDED: (0, 0),
        Figure.REACHED: (2, 1),
        Figure.SATISFIED: (1, 1),
        Figure.NOTICES: (2, 1),
        Figure.HANDOVERS: (2, 0),
        Figure.TASKS: (2, 1),
        Figure.PROMISES: (1, 0),
        Figure.RAISED: (1, 0),
        Figure.INCIDENTS: (1, 0),
    }
    assert {which: figure(hall, which) for which in Figure} == expected


@pytest.mark.parametrize("by", list(By))
def test_the_parts_add_up_and_lists_are_as_long_as_their_numbers(hall: Hall, by: By) -> None:
    a_month(hall)
    uncased = {Figure.INCIDENTS: 1, Figure.NOTICES: 1}
    with hall.store.read() as book:
        for which in Figure:
            whole = sum(one.all for one in book.tally(which, SPAN))
            found = book.tally(which, SPAN, by)
            assert sum(one.all for one in found) == whole
            listed = 0
            for part in found:
                rows = book.behind(which, SPAN, by, group=part.group)
                listed += len(rows)
                good = book.behind(which, SPAN, by, group=part.group, good=True)
                assert [row for row in rows if row.good] == good
            assert listed == whole - uncased.get(which, 0), which


def test_pages_follow_each_other_and_hidden_cases_are_not_listed(hall: Hall) -> None:
    cases = [a_case(hall.clerk.id, n) for n in range(1, 8)]
    keep(hall, *cases)
    with hall.store.read() as book:
        seen: list[str] = []
        after = ""
        while rows := book.behind(Figure.RECEIVED, SPAN, after=after, limit=3):
            seen += [row.reference for row in rows]
            after = rows[-1].cursor
        assert seen == [case.reference for case in cases]
        hidden = book.behind(Figure.RECEIVED, SPAN, hidden=[cases[2].id])
        assert len(hidden) == 6
        with pytest.raises(Refusal):
            book.behind(Figure.RECEIVED, SPAN, after="nonsense")


@pytest.mark.parametrize(
    ("which", "index"),
    [
        (Figure.RECEIVED, "ix_cases_received_at"),
        (Figure.CLOSED, "ix_cases_closed"),
        (Figure.REPLY, "ix_clocks_ended_kind_due"),
        (Figure.CONTACT, "ix_clocks_running_kind_due"),
    ],
)
def test_a_month_is_read_from_its_index(hall: Hall, which: Figure, index: str) -> None:
    with reading(hall.store.engine) as connection:
        asked = insight._asked(SPAN)
        plan = connection.execute(
            f"EXPLAIN QUERY PLAN {insight.tally_statement(which, By.TOPIC)}", asked
        )
        steps = [str(row[3]) for row in plan]
    assert any(index in step for step in steps), steps
