"""A made-up branch to look around in: its people, eleven walk-ins, a year of past cases.

Everything is made by calling the services, with a fixed seed and a clock that is moved, so that
the demo book keeps every promise of a real one. All names and numbers are invented: phones of
the ranges 199 0001 and 199 0002, accounts that begin with 99, a town that does not exist.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from db import open_book
from db.samples.people import PIN, STAFF, set_up
from db.samples.schedule import run
from desk.clock import SetClock, SystemClock
from desk.services.base import Desk
from desk.services.book import open_desk

__all__ = ["PAST", "PIN", "STAFF", "make_demo"]

PAST = 300
"""Past cases in a full demo book."""


def make_demo(
    path: Path,
    *,
    now: datetime | None = None,
    past: int = PAST,
    progress: Callable[[int, int], None] | None = None,
) -> Desk:
    """Make the demo book at `path` and open it with the clock of the computer.

    The same `now` gives the same cases. `progress` is told (done, of) cases.
    """
    from db.samples.past import past_cases
    from db.samples.walk_ins import walk_ins

    end = now or datetime.now(UTC)
    clock = SetClock(end)
    store = open_book(path, create=True)
    hall = set_up(store, clock, end)
    run([*past_cases(hall, end, past), *walk_ins(hall, end)], clock, progress)
    clock.at = end
    return open_desk(store, SystemClock() if now is None else clock)
