"""A day by the hour: each line has one hour, and none is lost."""

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from desk.enums import ClockKind
from desk.hours import ORDINARY, BranchHours
from desk.i18n import use
from desk.my_day import DayLine, by_hour, hours_open
from tests.builders import MONDAY

HOURS = BranchHours()


def a_line(minutes: int, kind: ClockKind = ClockKind.REPLY) -> DayLine:
    return DayLine(at=MONDAY + timedelta(minutes=minutes), kind=kind, reference="HD01-1")


@settings(max_examples=60)
@given(
    st.lists(st.integers(-3000, 3000), max_size=30),
    st.integers(-600, 800),
    st.sampled_from([range(8, 18), range(9, 10), range(24)]),
)
def test_every_line_is_counted_in_one_hour(minutes: list[int], now: int, open_: range) -> None:
    at = MONDAY + timedelta(minutes=now)
    hours = by_hour([a_line(n) for n in minutes], at, open_, HOURS)
    assert sum(hour.count for hour in hours) == len(minutes)
    assert hours[0].count == sum(n < now for n in minutes)
    assert [hour.hour for hour in hours] == [None, *open_]
    assert sum(hour.now for hour in hours) == 1
    assert [hour.last for hour in hours] == [False] * len(open_) + [True]


def test_what_falls_due_after_closing_counts_in_the_last_hour() -> None:
    # 9:30 is now; 10:30, 17:30 and ten in the evening are to come.
    lines = [a_line(minutes) for minutes in (-5, 0, 60, 480, 750)]
    hours = by_hour(lines, MONDAY, hours_open(ORDINARY), HOURS)
    assert {hour.hour: hour.count for hour in hours if hour.count} == {None: 1, 9: 1, 10: 1, 17: 2}
    assert [hour.hour for hour in hours if hour.now] == [9]
    assert hours_open(()) == range(8, 18)


def test_every_kind_of_clock_says_what_to_do_in_both_languages() -> None:
    kinds = [kind for kind in ClockKind if kind is not ClockKind.CEILING]
    try:
        use("en")
        english = [a_line(0, kind).deed for kind in kinds]
        use("zh_CN")
        chinese = [a_line(0, kind).deed for kind in kinds]
    finally:
        use("zh_CN")
    assert len(set(english)) == len(kinds)
    assert len(set(chinese)) == len(kinds)
    assert not set(english) & set(chinese)
