"""Counting every running deadline of 20,000 open cases again after a change of the calendar.

python -m bench.clocks

Looking (nothing moves), looking at a day off in every case's way, and moving them all in one act.
"""

import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bench.books import NUMBER, PIN, empty_home
from desk.branch_rules import CalendarChange
from desk.calendar import DayReason, DayRule
from desk.case import Case, CaseClock
from desk.clock import SetClock
from desk.enums import CaseKind, Channel, ClockKind, Topic
from desk.ids import new_id
from desk.services import flow
from desk.services.base import Desk
from desk.services.book import open_desk
from desk.services.calendar_room import Moves, change_calendar, moves_of
from desk.services.people import sign_in

CASES, AT_A_TIME = 20_000, 1000
MOST_S = 2.0
MONDAY = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


def filled(desk: Desk, staff_id: str) -> None:
    """20,000 open cases taken within three days, each with reply and ceiling still running."""
    kinds = (ClockKind.REPLY, ClockKind.CEILING)
    for begin in range(0, CASES, AT_A_TIME):
        with desk.store.act("bench.fill", staff_id=staff_id, at=MONDAY) as act:
            for number in range(begin, begin + AT_A_TIME):
                at = MONDAY + timedelta(seconds=number * 12)
                case = Case(
                    id=new_id(),
                    reference=f"HD01-20261123-{number:05d}",
                    kind=CaseKind.COMPLAINT,
                    channel=Channel.WALK_IN,
                    topic=Topic.QUEUEING,
                    narrative="排队太久",
                    received_at=at,
                    registered_at=at,
                    first_responder_id=staff_id,
                    holder_id=staff_id,
                    lookup_code=f"B{number:09d}",
                    request_id=new_id(),
                )
                clocks: list[CaseClock] = flow.clocks_for(desk, case, kinds, at)
                act.add(flow.with_due(case, clocks), *clocks)
            act.commit()


def main() -> bool:
    """Print the figures; whether the limit was kept."""
    with tempfile.TemporaryDirectory() as folder:
        from db import open_book

        home = Path(folder)
        empty_home(home)
        store = open_book(home / "desk.db", create=False)
        desk = open_desk(store, SetClock(MONDAY))
        who = sign_in(desk, NUMBER, PIN)
        filled(desk, who.staff_id)
        desk = replace(desk, clock=SetClock(MONDAY + timedelta(days=1)))
        closed = DayRule(working=False, reason=DayReason.CLOSURE, name="台风")
        change = CalendarChange(rules={MONDAY.date() + timedelta(days=4): closed})
        kept = True
        works: tuple[tuple[str, Callable[[], Moves]], ...] = (
            ("nothing moves", lambda: moves_of(desk, who)),
            ("all would move", lambda: moves_of(desk, who, change)),
            ("all move, kept", lambda: change_calendar(desk, who, change, "台风停工", move=True)),
        )
        for name, work in works:
            began, spent = time.perf_counter(), time.process_time()
            told = work()
            took, used = time.perf_counter() - began, time.process_time() - spent
            kept = kept and used <= MOST_S
            print(
                f"{told.counted:,} deadlines of {CASES:,} cases, {name:15} {took:6.2f} s by the "
                f"clock, {used:5.2f} s of the processor, {told.deadlines:,} moved "
                f"(limit {MOST_S} s)"
            )
        store.close()
    return kept


if __name__ == "__main__":
    raise SystemExit(not main())
