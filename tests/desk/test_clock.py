"""Where "now" comes from."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from desk.clock import Clock, SetClock, SystemClock


def test_the_computers_clock_is_aware_and_moves_forward() -> None:
    clock: Clock = SystemClock()
    before, after = clock.now(), clock.now()
    assert before.tzinfo is UTC
    assert before <= after
    assert abs(before - datetime.now(UTC)) < timedelta(minutes=5)


def test_a_set_clock_stands_until_it_is_moved() -> None:
    clock = SetClock(datetime(2026, 11, 21, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai")))
    assert clock.now() == clock.now() == datetime(2026, 11, 21, 1, 30, tzinfo=UTC)
    assert clock.now().tzinfo is UTC
    clock.move(days=1, minutes=5)
    assert clock.now() == datetime(2026, 11, 22, 1, 35, tzinfo=UTC)
