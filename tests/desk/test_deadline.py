"""What falls due when: the worked vectors, the edges of the clock, and what holds always."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.calendar import DayReason, DayRule, WorkCalendar
from desk.deadline import (
    STATE_WORDS,
    Deadline,
    DeadlineState,
    LimitRule,
    due,
    governing,
    limit_rule,
    meet,
    named,
    promised_contact,
    state,
    stop,
    verdict,
    warning_times,
)
from desk.enums import ClockKind
from desk.explanation import BY_DAYS, Hold
from desk.hours import BranchHours, spans
from desk.i18n import say
from desk.playbook.base import Confidence, Source, Unit
from desk.playbook.entries import Limit
from desk.refusals import Refusal

CALENDAR = WorkCalendar()
HOURS = BranchHours()


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=HOURS.tz)


def local(moment: datetime) -> str:
    return f"{HOURS.local(moment):%Y-%m-%d %H:%M}"


def limit(amount: int, unit: Unit) -> LimitRule:
    return LimitRule(id="answer", clock=ClockKind.REPLY, amount=amount, unit=unit)


def counted(amount: int, unit: Unit, start: str, *holds: Hold) -> Deadline:
    return due(limit(amount, unit), at(start), CALENDAR, HOURS, holds)


def ends(amount: int, unit: Unit, start: str, *holds: Hold) -> str:
    return local(counted(amount, unit, start, *holds).due_at)


# -- the worked vectors -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("received", "five", "ten", "raw", "rolled"),
    [
        ("2026-09-30", "10-13", "10-20", "10-07", "10-08"),
        ("2026-02-13", "02-27", "03-05", "02-20", "02-24"),
        ("2026-05-08", "05-14", "05-21", "05-15", "05-15"),
        ("2026-11-21", "11-27", "12-04", "11-28", "11-30"),
    ],
)
def test_worked_vectors(received: str, five: str, ten: str, raw: str, rolled: str) -> None:
    start = f"{received} 10:00"
    assert ends(5, Unit.WORKING_DAYS, start) == f"2026-{five} 17:30"
    assert ends(10, Unit.WORKING_DAYS, start) == f"2026-{ten} 17:30"
    week = counted(7, Unit.CALENDAR_DAYS, start)
    assert week.explanation.counted[-1].isoformat() == f"2026-{raw}"
    assert local(week.due_at) == f"2026-{rolled} 17:30"


# -- the edges of the clock ---------------------------------------------------------------


def test_before_hours() -> None:
    assert ends(1, Unit.WORKING_DAYS, "2026-11-18 06:00") == "2026-11-19 17:30"
    assert ends(2, Unit.COUNTER_HOURS, "2026-11-18 06:00") == "2026-11-18 10:30"
    assert ends(24, Unit.HOURS, "2026-11-18 06:00") == "2026-11-19 06:00"


def test_after_hours() -> None:
    assert ends(1, Unit.WORKING_DAYS, "2026-11-18 21:00") == "2026-11-19 17:30"
    assert ends(2, Unit.COUNTER_HOURS, "2026-11-18 21:00") == "2026-11-19 10:30"
    assert ends(24, Unit.HOURS, "2026-11-18 21:00") == "2026-11-19 21:00"


def test_non_working_day() -> None:
    assert ends(1, Unit.WORKING_DAYS, "2026-11-21 10:00") == "2026-11-23 17:30"
    assert ends(2, Unit.COUNTER_HOURS, "2026-11-21 10:00") == "2026-11-23 10:30"


def test_friday_evening() -> None:
    assert ends(1, Unit.WORKING_DAYS, "2026-11-20 17:45") == "2026-11-23 17:30"
    assert ends(24, Unit.HOURS, "2026-11-20 17:45") == "2026-11-21 17:45"
    assert ends(1, Unit.COUNTER_HOURS, "2026-11-20 17:00") == "2026-11-23 09:00"


def test_holiday() -> None:
    deadline = counted(1, Unit.WORKING_DAYS, "2026-09-30 10:00")
    assert local(deadline.due_at) == "2026-10-08 17:30"
    assert {f.name for f in deadline.explanation.skipped} == {"National Day"}
    assert ends(24, Unit.HOURS, "2026-09-30 10:00") == "2026-10-01 10:00"


def test_make_up_saturday() -> None:
    deadline = counted(1, Unit.WORKING_DAYS, "2026-05-08 10:00")
    assert local(deadline.due_at) == "2026-05-09 17:30"
    assert deadline.explanation.made_up == (date(2026, 5, 9),)


def test_lunch() -> None:
    assert ends(1, Unit.COUNTER_HOURS, "2026-11-18 11:30") == "2026-11-18 14:00"
    assert ends(1, Unit.HOURS, "2026-11-18 11:30") == "2026-11-18 12:30"


def test_midnight_minute() -> None:
    assert ends(1, Unit.WORKING_DAYS, "2026-11-18 23:59:59") == "2026-11-19 17:30"
    assert ends(1, Unit.WORKING_DAYS, "2026-11-19 00:00") == "2026-11-20 17:30"
    always = BranchHours(week=(spans("00:00-24:00"),) * 7)
    day = due(limit(24, Unit.COUNTER_HOURS), at("2026-11-18 12:00"), CALENDAR, always)
    assert local(day.due_at) == "2026-11-19 12:00"


def test_hold_across_a_holiday() -> None:
    hold = Hold(since=at("2026-09-30 15:00"), until=at("2026-10-09 09:00"), reason="待补材料")
    plain = counted(5, Unit.WORKING_DAYS, "2026-09-28 10:00")
    held = counted(5, Unit.WORKING_DAYS, "2026-09-28 10:00", hold)
    assert local(plain.due_at) == "2026-10-10 17:30"
    # Two working days stood still, 30 September and 8 October; the holiday is not added twice.
    assert local(held.due_at) == "2026-10-13 17:30"
    standing = [f for f in held.explanation.skipped if f.reason is DayReason.HELD]
    assert [f.day for f in standing] == [date(2026, 9, 30), date(2026, 10, 8)]
    assert {f.name for f in standing} == {"待补材料"}


def test_hold_moves_hours_by_its_own_length() -> None:
    hold = Hold(since=at("2026-11-18 12:00"), until=at("2026-11-18 15:00"))
    assert ends(24, Unit.HOURS, "2026-11-18 10:00", hold) == "2026-11-19 13:00"
    assert ends(4, Unit.COUNTER_HOURS, "2026-11-18 10:00", hold) == "2026-11-18 17:00"
    twice = Hold(since=at("2026-11-18 13:00"), until=at("2026-11-18 16:00"))
    assert ends(24, Unit.HOURS, "2026-11-18 10:00", hold, twice) == "2026-11-19 14:00"


def test_hold_outside_the_time_changes_nothing() -> None:
    before = Hold(since=at("2026-11-01 12:00"), until=at("2026-11-02 12:00"))
    after = Hold(since=at("2027-12-01 12:00"), until=at("2027-12-02 12:00"))
    for unit in Unit:
        plain = counted(2, unit, "2026-11-18 10:00")
        assert counted(2, unit, "2026-11-18 10:00", before, after) == plain


def test_closed_then_reopened() -> None:
    first = counted(1, Unit.WORKING_DAYS, "2026-11-18 10:00")
    closed = meet(first, at("2026-11-20 10:00"))
    assert state(closed, at("2026-11-20 10:00")) is DeadlineState.MET_LATE
    second = counted(1, Unit.WORKING_DAYS, "2026-11-23 10:00")
    again = meet(closed, at("2026-11-19 10:00"))
    assert again == closed
    assert stop(closed, at("2026-11-19 10:00")) == closed
    assert state(second, at("2026-11-23 10:00")) is DeadlineState.WAITING
    assert governing([closed, second]) == second


# -- other ends ---------------------------------------------------------------------------


def test_a_limit_ends_at_the_closing_of_its_own_day() -> None:
    short = BranchHours(special={date(2026, 11, 19): spans("09:00-12:00")})
    shut = BranchHours(special={date(2026, 11, 19): ()})
    start = at("2026-11-18 10:00")
    assert local(due(limit(1, Unit.WORKING_DAYS), start, CALENDAR, short).due_at).endswith("12:00")
    assert local(due(limit(1, Unit.WORKING_DAYS), start, CALENDAR, shut).due_at).endswith("17:30")


def test_months_end_on_the_same_day_or_the_last_of_a_shorter_month() -> None:
    assert ends(1, Unit.MONTHS, "2026-03-12 10:00") == "2026-04-13 17:30"
    assert ends(1, Unit.MONTHS, "2026-03-31 10:00") == "2026-04-30 17:30"
    assert ends(12, Unit.MONTHS, "2025-11-20 10:00") == "2026-11-20 17:30"


def test_minutes_run_by_the_clock() -> None:
    assert ends(45, Unit.MINUTES, "2026-10-01 23:30") == "2026-10-02 00:15"


def test_an_ordered_closure_is_not_counted() -> None:
    typhoon = DayRule(working=False, reason=DayReason.CLOSURE, name="台风停工")
    calendar = WorkCalendar({date(2026, 11, 19): typhoon})
    deadline = due(limit(1, Unit.WORKING_DAYS), at("2026-11-18 10:00"), calendar, HOURS)
    assert local(deadline.due_at) == "2026-11-20 17:30"
    assert [f.name for f in deadline.explanation.skipped] == ["台风停工"]
    assert deadline.explanation.calendar_version == calendar.version != CALENDAR.version


def test_a_date_in_a_year_without_a_table_warns() -> None:
    deadline = counted(10, Unit.WORKING_DAYS, "2026-12-24 10:00")
    assert deadline.explanation.unknown_years == (2027,)
    assert deadline.explanation.warned
    assert not counted(3, Unit.WORKING_DAYS, "2026-12-24 10:00").explanation.warned


def test_a_naive_time_is_no_instant() -> None:
    with pytest.raises(ValueError, match="time zone"):
        due(limit(1, Unit.HOURS), datetime(2026, 11, 18, 10), CALENDAR, HOURS)


@pytest.mark.parametrize("amount", [0, -1, 100_000_000])
def test_an_amount_that_makes_no_limit(amount: int) -> None:
    with pytest.raises(ValueError, match="answer"):
        limit(amount, Unit.WORKING_DAYS)


def test_a_limit_of_the_playbook_makes_a_rule() -> None:
    entry = Limit(
        id="first_contact",
        valid_from=date(2024, 1, 1),
        as_of=date(2026, 1, 1),
        confidence=Confidence.SECONDARY,
        source=(Source(body="某公司", title="服务承诺", year=2023, article="第九项"),),
        label="首次联系",
        amount=24,
        unit=Unit.HOURS,
        clock=ClockKind.FIRST_CONTACT,
        text="24小时内联系客户",
    )
    rule = limit_rule(entry)
    assert (rule.clock, rule.amount, rule.unit) == (ClockKind.FIRST_CONTACT, 24, Unit.HOURS)
    assert rule.source == "《服务承诺》第九项"
    with pytest.raises(ValueError, match="first_contact"):
        limit_rule(replace(entry, clock=None))


# -- named times --------------------------------------------------------------------------


def test_a_promised_contact_is_a_clock() -> None:
    promise = promised_contact(at("2026-11-20 10:00"), at("2026-11-18 15:00"), HOURS, "计量班")
    assert promise.clock is ClockKind.PROMISED_CONTACT
    assert promise.due_at == at("2026-11-20 10:00")
    assert state(promise, at("2026-11-20 10:01")) is DeadlineState.OVERDUE


def test_a_promise_for_the_past_is_refused() -> None:
    moment = at("2026-11-18 15:00")
    with pytest.raises(Refusal) as refused:
        named(ClockKind.REPLY, moment, moment, HOURS)
    assert refused.value.code == "time_passed"


# -- where a clock stands -----------------------------------------------------------------


def test_the_due_instant_itself_is_in_time() -> None:
    deadline = counted(1, Unit.WORKING_DAYS, "2026-11-18 10:00")
    moment = timedelta(microseconds=1)
    assert state(deadline, deadline.due_at) is DeadlineState.NINE_TENTHS
    assert state(deadline, deadline.due_at + moment) is DeadlineState.OVERDUE
    assert verdict(deadline, deadline.due_at).in_time
    assert not verdict(deadline, deadline.due_at + moment).in_time
    met = meet(deadline, deadline.due_at)
    assert state(met, deadline.due_at + timedelta(days=9)) is DeadlineState.MET_IN_TIME


def test_a_stopped_clock_keeps_its_breach() -> None:
    deadline = counted(1, Unit.WORKING_DAYS, "2026-11-18 10:00")
    later = at("2027-01-01 00:00")
    assert state(stop(deadline, at("2026-11-19 10:00")), later) is DeadlineState.STOPPED
    assert state(stop(deadline, at("2026-11-20 10:00")), later) is DeadlineState.OVERDUE


def test_half_three_quarters_and_nine_tenths_of_hours() -> None:
    deadline = counted(100, Unit.HOURS, "2026-11-18 00:00")
    start = deadline.start
    expected = [
        (49, DeadlineState.WAITING),
        (50, DeadlineState.HALF),
        (74, DeadlineState.HALF),
        (75, DeadlineState.THREE_QUARTERS),
        (90, DeadlineState.NINE_TENTHS),
        (100, DeadlineState.NINE_TENTHS),
        (101, DeadlineState.OVERDUE),
    ]
    for passed, where in expected:
        assert state(deadline, start + timedelta(hours=passed)) is where


def test_a_long_holiday_does_not_use_up_the_time() -> None:
    deadline = counted(5, Unit.WORKING_DAYS, "2026-09-30 10:00")
    assert state(deadline, at("2026-10-07 23:59")) is DeadlineState.WAITING
    half, three_quarters, nine_tenths = map(local, warning_times(deadline))
    assert half == "2026-10-10 12:00"
    assert three_quarters == "2026-10-12 18:00"
    assert nine_tenths == "2026-10-13 12:00"


def test_the_running_clock_that_falls_due_first_governs() -> None:
    soon = counted(24, Unit.HOURS, "2026-11-18 10:00")
    late = counted(5, Unit.WORKING_DAYS, "2026-11-18 10:00")
    assert governing([late, soon]) == soon
    assert governing([late, meet(soon, soon.start)]) == late
    assert governing([]) is None


def test_every_state_has_its_words() -> None:
    assert set(STATE_WORDS) == set(DeadlineState)
    chinese = {say(words, "zh_CN") for words in STATE_WORDS.values()}
    assert len(chinese) == len(DeadlineState)
    assert chinese.isdisjoint(STATE_WORDS.values())


# -- what holds always --------------------------------------------------------------------

starts = st.datetimes(datetime(2025, 12, 1), datetime(2026, 12, 31), timezones=st.just(HOURS.tz))
units = st.sampled_from(Unit)
amounts = st.integers(1, 40)
instants = st.builds(Hold, since=starts, until=starts)
calendars = st.builds(
    WorkCalendar,
    st.dictionaries(
        st.dates(date(2026, 1, 1), date(2026, 12, 31)),
        st.builds(DayRule, working=st.booleans()),
        max_size=30,
    ),
)


@given(units, amounts, starts, calendars, st.lists(instants, max_size=2))
def test_due_is_never_before_start(
    unit: Unit, amount: int, start: datetime, calendar: WorkCalendar, holds: list[Hold]
) -> None:
    deadline = due(limit(amount, unit), start, calendar, HOURS, holds)
    assert deadline.start == start
    assert deadline.due_at > start
    assert deadline.due_at.tzinfo is UTC
    times = warning_times(deadline)
    assert list(times) == sorted(times)
    assert start <= times[0]
    assert times[-1] <= deadline.due_at


@given(units, amounts, starts, calendars)
def test_a_longer_limit_never_ends_earlier(
    unit: Unit, amount: int, start: datetime, calendar: WorkCalendar
) -> None:
    shorter = due(limit(amount, unit), start, calendar, HOURS)
    longer = due(limit(amount + 1, unit), start, calendar, HOURS)
    assert shorter.due_at <= longer.due_at


@given(units, amounts, starts, starts, calendars)
def test_a_later_start_never_ends_earlier(
    unit: Unit, amount: int, a: datetime, b: datetime, calendar: WorkCalendar
) -> None:
    first, second = (due(limit(amount, unit), at, calendar, HOURS) for at in sorted((a, b)))
    assert first.due_at <= second.due_at


@given(units, amounts, starts, calendars, instants)
def test_a_hold_never_shortens(
    unit: Unit, amount: int, start: datetime, calendar: WorkCalendar, hold: Hold
) -> None:
    plain = due(limit(amount, unit), start, calendar, HOURS)
    assert due(limit(amount, unit), start, calendar, HOURS, [hold]).due_at >= plain.due_at


@given(
    st.sampled_from([Unit.WORKING_DAYS, Unit.CALENDAR_DAYS]),
    amounts,
    starts,
    calendars,
    st.lists(instants, max_size=2),
)
def test_as_many_days_are_counted_as_the_rule_says(
    unit: Unit, amount: int, start: datetime, calendar: WorkCalendar, holds: list[Hold]
) -> None:
    explanation = due(limit(amount, unit), start, calendar, HOURS, holds).explanation
    assert len(explanation.counted) == amount == len(set(explanation.counted))
    assert HOURS.day_of(start) not in explanation.counted
    if unit is Unit.WORKING_DAYS:
        assert all(map(calendar.working, explanation.counted))
        assert set(explanation.counted).isdisjoint(f.day for f in explanation.skipped)


@given(st.sampled_from(BY_DAYS), amounts, starts, calendars)
def test_days_counted_and_skipped_leave_no_gap(
    unit: Unit, amount: int, start: datetime, calendar: WorkCalendar
) -> None:
    deadline = due(limit(amount, unit), start, calendar, HOURS)
    named_days = {*deadline.explanation.counted, *(f.day for f in deadline.explanation.skipped)}
    first, last = HOURS.day_of(start), HOURS.day_of(deadline.due_at)
    walked = {first + timedelta(days=n) for n in range(1, (last - first).days + 1)}
    assert named_days | {last} == walked
    assert calendar.working(last)


@given(units, amounts, starts, st.lists(starts, min_size=2, max_size=5))
def test_a_clock_only_moves_on(
    unit: Unit, amount: int, start: datetime, times: list[datetime]
) -> None:
    deadline = due(limit(amount, unit), start, CALENDAR, HOURS)
    order = list(DeadlineState)[:5]
    seen = [order.index(state(deadline, now)) for now in sorted(times)]
    assert seen == sorted(seen)
