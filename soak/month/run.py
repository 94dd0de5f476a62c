"""The month from its first day to the end of its last case."""

import heapq
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from db import open_book
from db.samples.people import BRANCH, PIN, Hall
from db.samples.schedule import Life
from desk.clock import SetClock
from desk.enums import Role
from desk.services import insight, people
from desk.services.book import init_book, open_desk
from desk.services.sweep import sweep
from desk.staff.model import Actor
from soak.month.coming import lives
from soak.month.hall import (
    BRANCH_ZONE,
    CUT_TO,
    STAFF,
    Month,
    moment,
    while_there_is_power,
)
from soak.month.incidents import incidents


def a_month(path: Path, count: int) -> Month:
    """Live the month with `count` cases; the book is closed and opened again on the way."""
    clock = SetClock(datetime(2026, 9, 30, 0, 0, tzinfo=BRANCH_ZONE))
    store = open_book(path, create=True)
    desk = init_book(store, clock, BRANCH, STAFF[0], PIN)
    manager = people.sign_in(desk, STAFF[0].number, PIN)
    for form in STAFF[1:]:
        people.add_staff(desk, manager, form, PIN)
    staff = people.list_staff(desk, manager)

    def of(role: Role) -> tuple[Actor, ...]:
        return tuple(Actor(s.id, s.number, s.name, s.role) for s in staff if s.role is role)

    hall = Hall(desk, clock, of(Role.CLERK), of(Role.LEAD), manager, of(Role.DEPARTMENT))
    month = Month(hall, path)
    insight.set_served(desk, manager, 412_000, date(2026, 9, 30))
    _run(month, [*lives(month, count), *incidents(month)])
    return month


def _run(month: Month, begun: list[Life]) -> None:
    """Every life to its end, always the next step; the hour sweeps at the start of each day."""
    clock = month.hall.clock
    waiting = [(first, n, life) for n, life in enumerate(begun) if (first := next(life, None))]
    heapq.heapify(waiting)
    swept: date | None = None
    cut = False
    while waiting:
        at, number, life = heapq.heappop(waiting)
        clock.at = max(at, clock.at)
        day = month.desk.hours.day_of(clock.at)
        if not cut and clock.at >= moment(*CUT_TO):
            cut, swept = True, None
            _power_is_back(month)
        if day != swept:
            swept = day
            month.kept.swept += sweep(month.desk)
        following = next(life, None)
        if following is not None:
            heapq.heappush(waiting, (while_there_is_power(following), number, life))


def _power_is_back(month: Month) -> None:
    """The book is opened again, as at any start; what fell due meanwhile is found by the sweep."""
    month.desk.store.close()
    desk = open_desk(open_book(month.path), month.hall.clock)
    month.hall = replace(month.hall, desk=desk)
