"""The strip of due dates: every moment has one place in it, whatever the calendar says."""

import itertools
from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from desk import i18n
from desk.calendar import DayReason, DayRule, WorkCalendar
from desk.due_days import DuePart, DueSpan, counted, folded, holds, place_of, strip_of
from desk.due_words import short, told
from desk.hours import BranchHours
from tests.builders import MONDAY, SATURDAY

HOURS = BranchHours()
MOMENTS = st.datetimes(
    datetime(2026, 1, 1), datetime(2026, 12, 20), timezones=st.just(UTC)
) | st.sampled_from([MONDAY, SATURDAY])
DATES = st.datetimes(datetime(2025, 1, 1), datetime(2027, 12, 1), timezones=st.just(UTC))
CLOSED = DayRule(working=False, reason=DayReason.CLOSURE, name="台风")
CALENDARS = st.dictionaries(
    st.dates(date(2026, 1, 1), date(2026, 12, 31)), st.just(CLOSED), max_size=8
).map(lambda rules: WorkCalendar(rules=rules))


@settings(max_examples=50)
@given(MOMENTS, CALENDARS, st.none() | DATES)
def test_every_date_has_exactly_one_place(
    now: datetime, calendar: WorkCalendar, due_at: datetime | None
) -> None:
    cells = strip_of(now, calendar, HOURS)
    assert [holds(cell.span, due_at) for cell in cells].count(True) == 1


@settings(max_examples=50)
@given(MOMENTS, CALENDARS)
def test_ten_working_days_stand_in_it_and_no_day_is_left_out(
    now: datetime, calendar: WorkCalendar
) -> None:
    cells = strip_of(now, calendar, HOURS)
    working = [cell for cell in cells if cell.part is DuePart.DAY]
    assert len(working) == 10
    days = [cell for cell in cells if cell.days]
    assert days[0].first == HOURS.day_of(now)
    assert days[0].today
    assert not any(cell.today for cell in days[1:])
    for one, after in itertools.pairwise(days):
        assert one.last is not None
        assert after.first == one.last + timedelta(days=1)
        assert {one.part, after.part} != {DuePart.OFF}
    assert all(
        calendar.working(cell.first) == (cell.part is DuePart.DAY) for cell in days if cell.first
    )


@settings(max_examples=50)
@given(MOMENTS, st.integers(1, 14), st.lists(st.integers(0, 50), min_size=30, max_size=30))
def test_a_folded_strip_loses_nothing(now: datetime, keep: int, amounts: list[int]) -> None:
    cells = strip_of(now, WorkCalendar(), HOURS)
    cells = counted(cells, amounts[: len(cells)])
    fewer = folded(cells, keep)
    assert sum(cell.count for cell in fewer) == sum(cell.count for cell in cells)
    assert sum(bool(cell.days) for cell in fewer) == min(keep, sum(bool(c.days) for c in cells))
    for cell in cells:
        inside = cell.span.since or cell.span.until
        if cell.part is not DuePart.LATE and inside is not None:
            assert place_of(fewer, inside) == min(place_of(cells, inside), min(keep + 1, 99))


def test_a_folded_place_after_the_days_is_open_at_its_end() -> None:
    fewer = folded(strip_of(MONDAY, WorkCalendar(), HOURS), 2)
    assert [cell.part for cell in fewer][-2:] == [DuePart.LATER, DuePart.WITHOUT]
    assert fewer[-2].span.until is None
    assert fewer[-1].span == DueSpan(None, None)


def test_make_up_days_holidays_and_closures_are_told_in_both_languages() -> None:
    # The week before the National Day of 2026, with a typhoon on its Tuesday.
    now = datetime(2026, 9, 18, 1, 0, tzinfo=UTC)
    calendar = WorkCalendar(rules={date(2026, 9, 22): CLOSED})
    cells = strip_of(now, calendar, HOURS)
    i18n.use("zh_CN")
    words = [short(cell) for cell in cells]
    assert words[:9] == ["超期", "今天", "休1", "日20班", "一21", "停1", "三23", "四24", "节3"]
    closed = next(cell for cell in cells if cell.reason is DayReason.CLOSURE)
    assert told(closed) == "9月22日（周二），停止办公：台风：0 件到期"
    i18n.use("en")
    try:
        assert "shut1" in [short(cell) for cell in cells]
        assert told(closed) == "Tuesday 22 September, closed: 台风: 0 cases due"
        assert told(cells[0]) == "0 cases past their time"
    finally:
        i18n.use("zh_CN")


def test_a_working_day_behind_closed_doors_says_so_and_counts() -> None:
    i18n.use("zh_CN")
    hours = BranchHours(special={date(2026, 11, 25): ()})
    cells = strip_of(MONDAY, WorkCalendar(), hours)
    shut = next(cell for cell in cells if cell.shut)
    assert short(shut) == "三25闭"
    assert "仍计时限" in told(shut)


def test_today_without_work_stands_first_and_says_so() -> None:
    i18n.use("zh_CN")
    cells = strip_of(SATURDAY, WorkCalendar(), HOURS)
    assert [short(cell) for cell in cells[:3]] == ["超期", "今休", "一23"]
