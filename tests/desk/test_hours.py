"""When the branch is open, and time counted only while it is."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.calendar import DayReason, DayRule, WorkCalendar
from desk.hours import (
    ORDINARY,
    ORDINARY_WEEK,
    BranchHours,
    Season,
    Span,
    Week,
    hours_from_data,
    hours_to_data,
    spans,
)
from desk.refusals import Refusal

CALENDAR = WorkCalendar()
HOURS = BranchHours()
ALL_DAY: Week = (spans("00:00-24:00"),) * 7
ROUND_THE_CLOCK = BranchHours(week=ALL_DAY, holiday=ALL_DAY[0])
CLOSED: Week = ((),) * 7

moments = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 1), timezones=st.just(HOURS.tz))
lengths = st.integers(0, 6000).map(lambda n: timedelta(minutes=n))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=HOURS.tz)


def local(moment: datetime) -> str:
    return f"{HOURS.local(moment):%Y-%m-%d %H:%M}"


def test_a_weekday_opens_twice_and_a_weekend_not() -> None:
    friday, saturday = date(2026, 11, 20), date(2026, 11, 21)
    assert HOURS.open_spans(friday, CALENDAR) == spans("08:30-12:00", "13:30-17:30")
    assert HOURS.opens(friday, CALENDAR) == datetime(2026, 11, 20, 0, 30, tzinfo=UTC)
    assert HOURS.closes(friday, CALENDAR) == datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
    assert HOURS.opens(saturday, CALENDAR) is HOURS.closes(saturday, CALENDAR) is None


def test_lunch_and_the_closing_minute_are_closed() -> None:
    for text, opened in [
        ("2026-11-20 08:29:59", False),
        ("2026-11-20 08:30:00", True),
        ("2026-11-20 12:00:00", False),
        ("2026-11-20 13:30:00", True),
        ("2026-11-20 17:30:00", False),
    ]:
        assert HOURS.is_open(at(text), CALENDAR) is opened


def test_a_make_up_saturday_has_the_hours_of_a_weekday() -> None:
    short = BranchHours(week=(*ORDINARY_WEEK[:5], spans("09:00-12:00"), ()))
    assert short.open_spans(date(2026, 11, 21), CALENDAR) == spans("09:00-12:00")
    assert short.open_spans(date(2026, 10, 10), CALENDAR) == ORDINARY


def test_holidays_closures_and_special_days() -> None:
    day, typhoon, special = date(2026, 10, 2), date(2026, 11, 19), date(2026, 11, 20)
    calendar = WorkCalendar({typhoon: DayRule(working=False, reason=DayReason.CLOSURE)})
    branch = BranchHours(holiday=spans("09:00-11:00"), special={special: spans("09:00-15:00")})
    assert branch.open_spans(day, calendar) == spans("09:00-11:00")
    assert branch.open_spans(typhoon, calendar) == ()
    assert branch.open_spans(special, calendar) == spans("09:00-15:00")


def test_a_season_may_run_over_new_year() -> None:
    winter = Season(first=(12, 1), last=(2, 29), week=(spans("09:00-17:00"),) * 7)
    branch = BranchHours(seasons=(winter,))
    inside = [date(2026, 12, 1), date(2026, 12, 31), date(2027, 1, 1), date(2028, 2, 29)]
    assert all(winter.holds(day) for day in inside)
    assert not winter.holds(date(2026, 11, 30))
    assert not winter.holds(date(2027, 3, 1))
    assert branch.open_spans(date(2026, 12, 1), CALENDAR) == spans("09:00-17:00")
    assert branch.open_spans(date(2026, 11, 30), CALENDAR) == ORDINARY


def test_the_end_of_a_day_is_its_closing_or_the_ordinary_one() -> None:
    short, shut = date(2026, 11, 20), date(2026, 11, 19)
    branch = BranchHours(special={short: spans("09:00-12:00"), shut: ()})
    assert local(branch.end_of(short, CALENDAR)) == "2026-11-20 12:00"
    assert local(branch.end_of(shut, CALENDAR)) == "2026-11-19 17:30"
    assert local(branch.end_of(date(2026, 11, 21), CALENDAR)) == "2026-11-21 17:30"
    assert local(BranchHours(week=CLOSED).end_of(short, CALENDAR)) == "2026-11-21 00:00"


def test_another_zone_has_its_own_clock() -> None:
    urumqi = BranchHours(zone="Asia/Urumqi")
    assert urumqi.opens(date(2026, 11, 20), CALENDAR) == datetime(2026, 11, 20, 2, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("start", "minutes", "end"),
    [
        ("2026-11-20 11:30", 60, "2026-11-20 14:00"),
        ("2026-11-20 12:30", 60, "2026-11-20 14:30"),
        ("2026-11-20 07:00", 210, "2026-11-20 12:00"),
        ("2026-11-20 17:00", 60, "2026-11-23 09:00"),
        ("2026-11-20 17:00", 30, "2026-11-20 17:30"),
        ("2026-09-30 17:00", 60, "2026-10-08 09:00"),
        ("2026-10-09 17:00", 60, "2026-10-10 09:00"),
    ],
)
def test_counter_time_skips_lunch_nights_and_closed_days(
    start: str, minutes: int, end: str
) -> None:
    due = HOURS.add_counter_time(at(start), timedelta(minutes=minutes), CALENDAR)
    assert local(due) == end


@given(moments, lengths)
def test_counter_time_added_is_counter_time_between(start: datetime, length: timedelta) -> None:
    end = HOURS.add_counter_time(start, length, CALENDAR)
    assert end >= start
    assert HOURS.counter_time_between(start, end, CALENDAR) == length


@given(moments, lengths)
def test_round_the_clock_counter_time_is_clock_time(start: datetime, length: timedelta) -> None:
    assert ROUND_THE_CLOCK.add_counter_time(start, length, CALENDAR) == start + length


@given(moments, moments, lengths)
def test_a_later_start_is_never_done_earlier(a: datetime, b: datetime, length: timedelta) -> None:
    first, second = sorted((a, b))
    assert HOURS.add_counter_time(first, length, CALENDAR) <= HOURS.add_counter_time(
        second, length, CALENDAR
    )


def test_a_branch_that_never_opens_is_refused_in_words() -> None:
    with pytest.raises(Refusal) as refused:
        BranchHours(week=CLOSED).add_counter_time(
            at("2026-11-20 09:00"), timedelta(hours=1), CALENDAR
        )
    assert refused.value.code == "no_opening_hours"


@pytest.mark.parametrize(
    "bad",
    [
        ["12:00-08:30"],
        ["08:30-12:00", "11:00-17:00"],
        ["08:60-12:00"],
        ["08:30-24:01"],
        ["08:30"],
        ["09:00-09:00"],
    ],
)
def test_times_that_make_no_day_are_refused(bad: list[str]) -> None:
    with pytest.raises(ValueError, match=r"-|08:30"):
        spans(*bad)
    with pytest.raises(Refusal) as refused:
        hours_from_data({"week": {"tue": bad}})
    assert refused.value.field == "week.tue"


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"zone": "Mars/Olympus"}, "zone"),
        ({"zone": "../etc"}, "zone"),
        ({"open": []}, "open"),
        ({"week": {"funday": []}}, "week"),
        ({"seasons": {}}, "seasons"),
        ({"seasons": [{"from": "13-01", "to": "02-01", "week": {}}]}, "seasons.0.from"),
        ({"special": {"2026-02-30": []}}, "special.2026-02-30"),
        ({"special": []}, "special"),
        ({"holiday": "09:00-12:00"}, "holiday"),
    ],
)
def test_hours_that_cannot_be_read_name_the_field(data: dict[str, object], field: str) -> None:
    with pytest.raises(Refusal) as refused:
        hours_from_data(data)
    assert refused.value.field == field


def test_hours_survive_export() -> None:
    branch = BranchHours(
        zone="Asia/Urumqi",
        week=(*ORDINARY_WEEK[:6], spans("10:00-24:00")),
        seasons=(Season(first=(6, 1), last=(9, 30), week=ORDINARY_WEEK),),
        holiday=spans("09:00-11:00"),
        special={date(2026, 11, 20): (), date(2026, 11, 19): spans("09:00-12:00")},
    )
    assert hours_from_data(hours_to_data(branch)) == branch
    assert hours_from_data({}) == HOURS


def test_a_span_reads_as_it_is_typed() -> None:
    assert str(Span(510, 720)) == "08:30-12:00"
    assert spans(" 8:30 - 12:00 ") == (Span(510, 720),)
