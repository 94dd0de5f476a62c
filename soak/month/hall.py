"""Where and when the month is lived, by whom, and what is remembered of it.

`Kept` is what the simulation itself remembers of its acts; nothing of it is read from the book.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from db.samples.people import BRANCH, Hall
from desk.case import Case
from desk.forms import StaffForm
from desk.services.base import Desk
from desk.staff.model import Actor

BRANCH_ZONE = ZoneInfo(BRANCH.timezone)
Later = Callable[..., datetime]
"""Some minutes on, or so many working days."""
YEAR, MONTH = 2026, 10
MAKE_UP = date(2026, 10, 10)
"""The Saturday on which the hall works for the holiday."""
CUT_FROM, CUT_TO = (date(2026, 10, 14), 10), (date(2026, 10, 14), 15)
"""Day and hour from which to which the power is off and the book closed."""
STAFF = (
    StaffForm(number="3001", name="吴国梁", role="manager", unit="营业厅"),
    StaffForm(number="2001", name="李静怡", role="lead", unit="营业班"),
    StaffForm(number="2002", name="周海峰", role="lead", unit="营业班"),
    *(
        StaffForm(
            number=f"10{n:02d}", name=name, role="clerk", unit="营业班" if n < 4 else "收费班"
        )
        for n, name in enumerate(("王晓芳", "陈立强", "赵雨晴", "钱佳宁", "冯雅琴", "褚卫东"), 1)
    ),
    StaffForm(number="4001", name="郑志军", role="department", unit="计量班"),
    StaffForm(number="4002", name="孙玉梅", role="department", unit="抄表班"),
    StaffForm(number="9001", name="何文斌", role="admin", unit="综合班"),
)
"""Twelve people."""


@dataclass
class Kept:
    """What the simulation remembers of its own acts, by the month in which they happened."""

    acts: Counter[tuple[str, int]] = field(default_factory=Counter)
    days: set[date] = field(default_factory=set)
    """Days on which somebody came."""
    swept: int = 0
    linked: int = 0
    refused: list[str] = field(default_factory=list)
    """What a rule refused; a month in which nobody errs has none."""

    def of(self, act: str, month: int = MONTH) -> int:
        """How often something was done in a month."""
        return self.acts[act, month]

    def ever(self, act: str) -> int:
        """How often something was done at all."""
        return sum(times for (name, _month), times in self.acts.items() if name == act)


@dataclass
class Month:
    """The hall, where its book is, and what is remembered."""

    hall: Hall
    path: Path
    kept: Kept = field(default_factory=Kept)

    @property
    def desk(self) -> Desk:
        """The desk, which is another one after the power cut."""
        return self.hall.desk

    @property
    def now(self) -> datetime:
        """The moment it is."""
        return self.hall.clock.now()

    @property
    def today(self) -> date:
        """The day it is at the branch."""
        return self.desk.hours.day_of(self.now)

    def note(self, act: str, at: datetime | None = None) -> None:
        """Remember an act."""
        local = self.desk.hours.local(at or self.now)
        self.kept.acts[act, local.month] += 1

    # -- who may do what -------------------------------------------------------------------

    def case(self, reference: str) -> Case:
        """A case as it stands."""
        with self.desk.store.read() as book:
            return book.find(Case, reference=reference)[0]

    def holder(self, reference: str) -> Actor:
        """Whoever holds a case now."""
        held_by = self.case(reference).holder_id
        everybody = (*self.hall.clerks, *self.hall.leads, self.hall.manager)
        return next(one for one in everybody if one.staff_id == held_by)

    def another_lead(self, reference: str, lead: Actor) -> Actor:
        """A lead who did not write the letter."""
        held_by = self.case(reference).holder_id
        return next(one for one in (lead, *self.hall.leads) if one.staff_id != held_by)

    def caller(self, reference: str, *clerks: Actor) -> Actor:
        """The first of these clerks who does not hold the case."""
        held_by = self.case(reference).holder_id
        return next(one for one in clerks if one.staff_id != held_by)


def moment(day: date, hour: int, minute: int = 0) -> datetime:
    """A moment by the clock on the wall of the branch."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=BRANCH_ZONE)


def while_there_is_power(at: datetime) -> datetime:
    """The moment itself, or one soon after the power is back."""
    begins, ends = moment(*CUT_FROM), moment(*CUT_TO)
    return ends + (at - begins) / 10 if begins <= at < ends else at
