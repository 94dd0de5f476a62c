"""A computer's clock that jumps: back a day, a year ahead, into another time zone."""

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import pytest

from desk.case import CaseClock
from desk.enums import ClockKind, ContactWay
from desk.forms import ContactForm
from desk.refusals import Refusal
from desk.services import casework, timekeeping
from desk.services.base import Desk
from desk.services.calendar_room import moves_of
from desk.services.deadlines import deadlines
from desk.services.sweep import sweep
from tests.desk.services.hall import Hall

SAID = ContactForm(way=ContactWay.PHONE, text="已联系")


@dataclass
class ComputerClock:
    """A clock that nobody set by hand, and that may be wrong."""

    at: datetime

    def now(self) -> datetime:
        return self.at


@pytest.fixture
def jumped(hall: Hall) -> tuple[Hall, Desk, ComputerClock]:
    clock = ComputerClock(hall.clock.now())
    return hall, replace(hall.desk, clock=clock), clock


def test_a_day_back_keeps_nothing(jumped: tuple[Hall, Desk, ComputerClock]) -> None:
    hall, desk, clock = jumped
    reference = hall.register()
    clock.at -= timedelta(days=1)
    with pytest.raises(Refusal) as said:
        casework.log_contact(desk, hall.clerk, reference, SAID)
    assert said.value.code == "clock_back"
    with pytest.raises(Refusal) as confirmed:
        timekeeping.confirm_clock(desk, hall.lead)
    assert confirmed.value.code == "clock_back"
    # Reading goes on, and a few minutes between two computers do not count.
    assert deadlines(desk, hall.clerk, reference)
    clock.at += timedelta(days=1) - timedelta(minutes=9)
    casework.log_contact(desk, hall.clerk, reference, SAID)


def test_a_year_ahead_asks_before_anything_is_swept(
    jumped: tuple[Hall, Desk, ComputerClock],
) -> None:
    hall, desk, clock = jumped
    reference = hall.register()
    clock.at += timedelta(days=365)
    assert sweep(desk) == 0
    with pytest.raises(Refusal) as said:
        casework.log_contact(desk, hall.clerk, reference, SAID)
    assert said.value.code == "clock_ahead"
    found = timekeeping.clock_doubt(desk, hall.clerk)
    assert found is not None
    assert found.ahead
    timekeeping.confirm_clock(desk, hall.clerk)
    assert timekeeping.clock_doubt(desk, hall.clerk) is None
    casework.log_contact(desk, hall.clerk, reference, SAID)


def test_a_week_shut_for_the_festival_is_nothing(
    jumped: tuple[Hall, Desk, ComputerClock],
) -> None:
    hall, desk, clock = jumped
    hall.register()
    clock.at += timedelta(days=12)
    assert timekeeping.clock_doubt(desk, hall.clerk) is None


@pytest.fixture
def far_zone() -> Iterator[None]:
    before = os.environ.get("TZ")
    os.environ["TZ"] = "America/Lima"
    time.tzset()
    yield
    if before is None:
        del os.environ["TZ"]
    else:
        os.environ["TZ"] = before
    time.tzset()


def test_a_zone_that_changes_under_open_cases_changes_nothing_of_them(hall: Hall) -> None:
    reference = hall.register()
    before = deadlines(hall.desk, hall.clerk, reference)
    zone = os.environ.get("TZ")
    try:
        os.environ["TZ"] = "America/Lima"
        time.tzset()
        assert deadlines(hall.desk, hall.clerk, reference) == before
        assert sweep(hall.desk) == 0
        assert moves_of(hall.desk, hall.manager).deadlines == 0
        casework.log_contact(hall.desk, hall.clerk, reference, SAID)
    finally:
        if zone is None:
            del os.environ["TZ"]
        else:
            os.environ["TZ"] = zone
        time.tzset()
    met = [one for one in deadlines(hall.desk, hall.clerk, reference) if one.met_at]
    assert {one.verdict for one in met} == {"in_time"}


@pytest.mark.usefixtures("far_zone")
def test_the_computers_time_zone_changes_no_deadline(hall: Hall) -> None:
    reference = hall.register()
    (reply,) = [one for one in hall.file(reference).clocks if one.kind is ClockKind.REPLY]
    assert isinstance(reply, CaseClock)
    assert f"{hall.desk.hours.local(reply.due_at):%H:%M}" == "17:30"
    assert hall.today == hall.clock.now().astimezone(hall.desk.hours.tz).date()
