"""Days, times and what is left of them, in words."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.calendar import WorkCalendar
from desk.hours import BranchHours
from desk.saying import joined, relative, say_day, say_due, say_moment

HOURS, CALENDAR = BranchHours(), WorkCalendar()


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=HOURS.tz)


def test_a_day_has_no_leading_zeros() -> None:
    day = date(2026, 1, 5)
    assert say_day(day, "zh_CN") == "2026年1月5日"
    assert say_day(day, "en") == "5 January 2026"
    assert say_day(day, "zh_CN", year=False, weekday=True) == "1月5日（周一）"
    assert say_day(day, "en", year=False, weekday=True) == "Monday 5 January"


def test_a_moment() -> None:
    assert say_moment(at("2026-01-05 09:05"), "zh_CN") == "2026年1月5日09:05"
    assert say_moment(at("2026-01-05 09:05"), "en", year=False) == "5 January, 09:05"


def test_a_list() -> None:
    assert joined(["甲", "乙"], "zh_CN") == "甲、乙"
    assert joined(["a", "b"], "en") == "a, b"


@pytest.mark.parametrize(
    ("now", "chinese", "english"),
    [
        ("2026-10-13 17:29:40", "还剩1分钟", "1 minute left"),
        ("2026-10-13 16:45", "还剩45分钟", "45 minutes left"),
        ("2026-10-13 09:00", "今天17:30前", "by 17:30 today"),
        ("2026-10-12 09:00", "明天17:30前", "by 17:30 tomorrow"),
        ("2026-10-10 09:00", "还剩2个工作日", "2 workdays left"),
        ("2026-09-30 09:00", "还剩5个工作日", "5 workdays left"),
        ("2026-06-30 09:00", "10月13日17:30前", "by 13 October, 17:30"),
        ("2025-12-31 09:00", "2026年10月13日17:30前", "by 13 October 2026, 17:30"),
        ("2026-10-13 17:30", "还剩1分钟", "1 minute left"),
        ("2026-10-13 17:30:01", "已超1分钟", "1 minute late"),
        ("2026-10-13 17:50", "已超20分钟", "20 minutes late"),
        ("2026-10-13 20:40", "已超3小时", "3 hours late"),
        ("2026-10-16 09:00", "已超3天", "3 days late"),
    ],
)
def test_what_is_left(now: str, chinese: str, english: str) -> None:
    due_at = at("2026-10-13 17:30")
    assert relative(due_at, at(now), "zh_CN") == chinese
    assert relative(due_at, at(now), "en") == english


def test_hours_that_end_in_a_holiday_are_told_by_date() -> None:
    words = relative(at("2026-10-03 10:00"), at("2026-10-01 10:00"), "zh_CN")
    assert words == "10月3日10:00前"


def test_a_year_whose_holidays_nobody_knows_is_said_on_every_date_in_it() -> None:
    now = at("2098-12-29 10:00")
    left = [
        relative(at(due), now, "zh_CN")
        for due in ("2098-12-30 17:30", "2099-01-05 17:30", "2099-06-05 17:30")
    ]
    assert left == ["明天17:30前（暂定）", "约还剩5个工作日", "2099年6月5日17:30前（暂定）"]
    assert say_due(at("2099-01-05 17:30"), "zh_CN", CALENDAR) == "2099年1月5日17:30（暂定）"
    entered = WorkCalendar(published=frozenset({2098, 2099}))
    assert relative(at("2099-01-05 17:30"), now, "zh_CN", calendar=entered) == "还剩5个工作日"
    assert say_due(at("2099-01-05 17:30"), "en", entered) == "5 January 2099, 17:30"


def test_today_is_the_day_of_the_branch() -> None:
    due_at, now = at("2026-11-19 01:00"), at("2026-11-18 23:00")
    assert relative(due_at, now, "zh_CN") == "明天01:00前"
    assert relative(due_at, now, "zh_CN", zone="UTC") == "今天17:00前"


moments = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31), timezones=st.just(HOURS.tz))


@given(moments, moments)
def test_late_and_left_are_told_apart(due_at: datetime, now: datetime) -> None:
    words = relative(due_at, now, "zh_CN")
    assert words.startswith("已超") == (now > due_at)
    late = relative(due_at, due_at + timedelta(seconds=1), "zh_CN")
    assert late == "已超1分钟"
