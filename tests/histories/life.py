"""A hall with a clock that may be wrong, and what happened in it."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from desk.case import Case
from desk.enums import (
    CaseStatus,
)
from desk.refusals import Refusal
from desk.staff.model import Actor
from tests.desk.services.hall import Hall, open_hall


@dataclass
class PcClock:
    """The clock of a computer, which may be wrong; the hall doubts it."""

    at: datetime

    def now(self) -> datetime:
        return self.at.astimezone(UTC)

    def move(self, **step: float) -> None:
        """Move on by a timedelta given in words."""
        self.at += timedelta(**step)


@dataclass
class Life:
    """A hall, its wrong clock, and what happened: acts done and acts refused."""

    hall: Hall
    clock: PcClock
    done: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    raised_by_hand: int = 0

    def do(self, name: str, act: "Act", n: int) -> bool:
        """One act; whether it was done."""
        try:
            act(self, n)
        except Refusal:
            self.refused[name] += 1
            return False
        self.done[name] += 1
        return True

    def cases(self) -> list[Case]:
        """Every case of the book, as it stands."""
        with self.hall.desk.store.read() as book:
            return book.find(Case)

    def pick(self, n: int) -> Case:
        """One of the cases; open ones first, so that histories go on."""
        found = sorted(self.cases(), key=lambda c: (c.status is not CaseStatus.OPEN, c.reference))
        return found[n % len(found)]

    def holder(self, case: Case) -> Actor:
        """Whoever holds a case."""
        everybody = (self.hall.clerk, self.hall.other, self.hall.lead, self.hall.second_lead)
        return next((one for one in everybody if one.staff_id == case.holder_id), self.hall.manager)

    def another(self, case: Case) -> Actor:
        """A clerk who does not hold it."""
        mine = case.holder_id == self.hall.other.staff_id
        return self.hall.clerk if mine else self.hall.other


def a_life() -> Life:
    """A hall with one case on its way and one that was answered and delivered."""
    hall = open_hall()
    hall.register()
    hall.delivered()
    clock = PcClock(hall.clock.at)
    hall.desk = replace(hall.desk, clock=clock)
    return Life(hall, clock)


Act = Callable[[Life, int], None]
"""What is done, and a number that says to which case, how long, which way."""
