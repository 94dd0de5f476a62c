"""A hall with a book in memory, three people in it and as many cases as a test asks for."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import Any

from argon2 import PasswordHasher
from textual.pilot import Pilot
from textual.worker import WorkerCancelled

from desk.calendar import WorkCalendar
from desk.case import Stage
from desk.clock import SetClock
from desk.enums import Conclusion, PointKind, Role, Topic
from desk.hours import BranchHours
from desk.playbook.load import load
from desk.ports import Entity, Store
from desk.services.base import Desk
from desk.staff.model import Staff
from screens.app import DeskApp
from screens.sign_in.screen import SignIn
from tests.builders import (
    MONDAY,
    a_branch,
    a_case,
    a_custody,
    a_handover,
    a_party,
    a_point,
    a_staff,
    monday,
)
from tests.fakes import FakeStore

PIN = "258013"
NAMES = ("柳明月", "欧阳春晓", "临江市向阳花种植合作社", "Anna Invented", "石磊")


@cache
def _hash() -> str:
    # A hash that is cheap to check: what makes the real ones slow is tested with them.
    return PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PIN)


@dataclass
class Hall:
    """A desk, its clock, its people, and how an application on it begins."""

    desk: Desk
    clock: SetClock
    clerk: Staff
    lead: Staff
    other: Staff

    def app(self, **options: Any) -> DeskApp:
        """The application on this hall's desk."""
        return DeskApp(lambda: self.desk, **{"idle_minutes": 0, **options})


def staff_of_the_hall() -> tuple[Staff, Staff, Staff]:
    """A clerk, a lead, another clerk; all with `PIN`."""
    return (
        a_staff("1001", name="林小满", pin_hash=_hash()),
        a_staff("2001", Role.LEAD, name="方远", pin_hash=_hash()),
        a_staff("1002", name="赵一诺", pin_hash=_hash()),
    )


def some_cases(clerk: Staff, other: Staff, count: int) -> list[Entity]:
    """Cases of the clerk with a complainant and two points; some late, some due soon."""
    rows: list[Entity] = []
    for serial in range(1, count + 1):
        due = MONDAY + timedelta(hours=(-30, 2, 6, 50, 200)[serial % 5], minutes=serial)
        case = a_case(
            clerk.id,
            serial,
            due_at=due,
            topic=list(Topic)[serial % len(Topic)],
            stage=Stage.ANSWERING,
        )
        done = {"finding": "已到现场核实", "remedy": "已退补", "conclusion": Conclusion.GRANTED}
        rows += [
            case,
            a_custody(case.id, clerk.id),
            a_party(case.id, name=NAMES[serial % len(NAMES)]),
            a_point(case.id, 1),
            a_point(case.id, 2, kind=PointKind.REQUEST, matter="要求退还多收的电费", **done),
        ]
    return rows


def a_hall(*rows: Entity, cases: int = 0, store: Store | None = None) -> Hall:
    """A hall with `cases` cases of the clerk, beside any `rows` given."""
    clerk, lead, other = staff_of_the_hall()
    branch, clock = a_branch(), monday()
    made = some_cases(clerk, other, cases)
    book = store or FakeStore(branch, clerk, lead, other, *made, *rows)
    desk = Desk(book, clock, branch, load(), WorkCalendar(), BranchHours())
    return Hall(desk, clock, clerk, lead, other)


def offered(hall: Hall, serial: int = 900) -> list[Entity]:
    """A case of the other clerk that is offered to the clerk."""
    case = a_case(hall.other.id, serial)
    return [
        case,
        a_custody(case.id, hall.other.id),
        a_party(case.id, name="石磊"),
        a_point(case.id, 1),
        a_handover(case.id, hall.other.id, hall.clerk.id, receiver_name=hall.clerk.name),
    ]


def put(hall: Hall, *rows: Entity) -> None:
    """Lay rows into the book of a hall."""
    with hall.desk.store.act("test.rows", staff_id=hall.clerk.id, at=hall.clock.now()) as act:
        act.add(*rows)
        act.commit()


async def settle(pilot: Pilot[None]) -> None:
    """Wait until every worker has reported, what that led to included."""
    quiet = 0
    for _round in range(40):
        await pilot.pause()
        if any(not worker.is_finished for worker in pilot.app.workers):
            # A search is given up when the next letter is typed; that is an end as well.
            with suppress(WorkerCancelled):
                await pilot.app.workers.wait_for_complete()
            quiet = 0
        else:
            quiet += 1
        if quiet == 3:
            return


async def sign_in(pilot: Pilot[None], number: str = "1001", pin: str = PIN) -> None:
    """Sign in and wait for the board; the fields are filled, because each key costs its time."""
    await pilot.pause()
    screen = pilot.app.screen
    assert isinstance(screen, SignIn)
    screen.number.value, screen.pin.value = number, pin
    screen.pin.focus()
    await pilot.press("enter")
    await settle(pilot)
