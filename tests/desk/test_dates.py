"""What a clerk types is read exactly, or refused in words; nothing is guessed."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.calendar import DayRule, WorkCalendar
from desk.dates import iso_day, iso_moment, parse_day, parse_moment
from desk.i18n import use
from desk.refusals import Refusal
from desk.times import parse_time

TODAY = date(2026, 11, 21)
ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 21, 9, 30, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-11-21", "2026-11-21"),
        ("2026-1-5", "2026-01-05"),
        ("2026.11.21", "2026-11-21"),
        ("2026/11/21", "2026-11-21"),
        ("2026年11月21日", "2026-11-21"),
        ("20261121", "2026-11-21"),
        ("11-21", "2026-11-21"),
        ("11/21", "2026-11-21"),
        ("1.5", "2026-01-05"),
        ("11月3号", "2026-11-03"),
        ("今天", "2026-11-21"),
        ("明天", "2026-11-22"),
        ("后天", "2026-11-23"),
        ("昨天", "2026-11-20"),
        ("Tomorrow", "2026-11-22"),
        ("+1", "2026-11-23"),
        ("+3", "2026-11-25"),
        ("+3个工作日", "2026-11-25"),
        (" 2026-11-21\t", "2026-11-21"),
        ("２０２６－１１－２１", "2026-11-21"),
        ("2026。11。21", "2026-11-21"),
        ("2024-02-29", "2024-02-29"),
        ("2026-11-21\u202e", "2026-11-21"),
    ],
)
def test_days_as_they_are_typed(typed: str, day: str) -> None:
    assert parse_day(typed, today=TODAY).isoformat() == day


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "99",
        "0",
        "1121",
        "2024-02-30",
        "2023-02-29",
        "20240230",
        "2-30",
        "2026-13-01",
        "2026-00-10",
        "2026-11-00",
        "2026-11/21",
        "26-11-21",
        "21-11-2026",
        "0099-01-01",
        "9999-12-31",
        "2026-11-21 14:30",
        "下周三",
        "T12",
        "11-21-",
        "+",
        "-3",
        "³-3",
        "١٢-٣",
        "明天吧",
    ],
)
def test_days_that_cannot_be_are_refused(typed: str) -> None:
    with pytest.raises(Refusal) as refused:
        parse_day(typed, today=TODAY, field="valid_to")
    assert refused.value.code == "bad_date"
    assert refused.value.field == "valid_to"
    assert refused.value.hint


def test_a_refusal_says_how_long_the_month_is() -> None:
    with pytest.raises(Refusal) as refused:
        parse_day("2024-02-30", today=TODAY)
    assert str(refused.value) == "没有“2024-02-30”这一天。 2024年2月只有29天。"
    use("en")
    with pytest.raises(Refusal) as refused:
        parse_day("2024-02-30", today=TODAY)
    assert refused.value.hint == "February 2024 has 29 days."


def test_working_days_are_those_of_the_branch() -> None:
    calendar = WorkCalendar({date(2026, 11, 23): DayRule(working=False)})
    assert parse_day("+1", today=TODAY, calendar=calendar) == date(2026, 11, 24)


def test_the_bounds_of_a_field() -> None:
    first, last = date(2026, 11, 1), date(2026, 12, 31)
    assert parse_day("12-31", today=TODAY, earliest=first, latest=last) == last
    assert parse_day("11-01", today=TODAY, earliest=first, latest=last) == first
    for typed, hint in [
        ("01-05", "如果是别的年份，请把年份也写上。"),
        ("2027-01-05", "请核对填写的日期。"),
    ]:
        with pytest.raises(Refusal) as refused:
            parse_day(typed, today=TODAY, earliest=first, latest=last)
        assert refused.value.code == "date_out_of_bounds"
        assert refused.value.hint == hint


@pytest.mark.parametrize(
    ("typed", "at"),
    [
        ("14:30", "14:30"),
        ("14：30", "14:30"),
        ("2:30", "02:30"),
        ("1430", "14:30"),
        ("930", "09:30"),
        ("0000", "00:00"),
        ("下午2点半", "14:30"),
        ("下午两点半", "14:30"),
        ("下午2:30", "14:30"),
        ("上午九点一刻", "09:15"),
        ("上午十点零五分", "10:05"),
        ("14时30分", "14:30"),
        ("2时5分", "02:05"),
        ("9点", "09:00"),
        ("16点钟", "16:00"),
        ("中午12点", "12:00"),
        ("中午1点", "13:00"),
        ("下午12点半", "12:30"),
        ("晚上8点", "20:00"),
        ("凌晨2点", "02:00"),
        ("二十三点五十九分", "23:59"),
        ("2:30pm", "14:30"),
        ("12 AM", "00:00"),
    ],
)
def test_times_as_they_are_typed(typed: str, at: str) -> None:
    assert parse_time(typed) == time.fromisoformat(at)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "bad_time"),
        ("99", "bad_time"),
        ("9", "bad_time"),
        ("2:3", "bad_time"),
        ("24:00", "bad_time"),
        ("25:00", "bad_time"),
        ("12:60", "bad_time"),
        ("2561", "bad_time"),
        ("12345", "bad_time"),
        ("上午2:30pm", "bad_time"),
        ("上午14点", "bad_time"),
        ("晚上12点", "bad_time"),
        ("凌晨12点", "bad_time"),
        ("十十点", "bad_time"),
        ("二点半", "ambiguous_time"),
        ("2点半", "ambiguous_time"),
        ("T12", "bad_time"),
        ("14:30\n15:30", "bad_time"),
    ],
)
def test_times_that_cannot_be_are_refused(typed: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        parse_time(typed, field="at")
    assert (refused.value.code, refused.value.field) == (code, "at")


@pytest.mark.parametrize(
    ("typed", "local"),
    [
        ("2026-11-21 14:30", "2026-11-21 14:30"),
        ("11-23 9:05", "2026-11-23 09:05"),
        ("明天下午2点半", "2026-11-22 14:30"),
        ("明天 1430", "2026-11-22 14:30"),
        ("11月23日9点", "2026-11-23 09:00"),
        ("+3 9:30", "2026-11-25 09:30"),
        ("1430", "2026-11-21 14:30"),
        ("下午4点", "2026-11-21 16:00"),
        ("2026-11-21T14:30", "2026-11-21 14:30"),
        ("2026-11-21T14:30:00+09:00", "2026-11-21 13:30"),
        ("2026-11-21T06:30Z", "2026-11-21 14:30"),
    ],
)
def test_moments_as_they_are_typed(typed: str, local: str) -> None:
    moment = parse_moment(typed, now=NOW)
    assert moment.tzinfo is UTC
    assert f"{moment.astimezone(ZONE):%Y-%m-%d %H:%M}" == local


def test_a_day_alone_needs_a_time() -> None:
    with pytest.raises(Refusal) as refused:
        parse_moment("明天", now=NOW)
    assert refused.value.code == "time_missing"
    noon = parse_moment("明天", now=NOW, default_time=time(12))
    assert noon == datetime(2026, 11, 22, 12, tzinfo=ZONE)


@pytest.mark.parametrize(
    "typed", ["", "明天2点", "2点半", "25:00", "2026-02-30 10:00", "下周 9:00"]
)
def test_moments_that_cannot_be_are_refused(typed: str) -> None:
    with pytest.raises(Refusal):
        parse_moment(typed, now=NOW)


def test_today_is_the_day_of_the_branch() -> None:
    late = datetime(2026, 11, 21, 17, 0, tzinfo=UTC)
    assert parse_moment("今天 9:00", now=late) == datetime(2026, 11, 22, 9, tzinfo=ZONE)


def test_an_hour_that_the_clock_leaves_out_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        iso_moment("2026-03-29T02:30", zone="Europe/Berlin")
    assert refused.value.code == "bad_time"


@pytest.mark.parametrize(
    "text",
    [
        "20261121",
        "2026-11-21T14:30",
        "2026-W47-6",
        "2026-11-21 ",
        "21/11/2026",
        "",
        "２０２６-11-21",
        "2024-02-30",
    ],
)
def test_a_program_writes_days_in_one_way(text: str) -> None:
    with pytest.raises(Refusal) as refused:
        iso_day(text, field="due")
    assert (refused.value.code, refused.value.field) == ("bad_date", "due")


@pytest.mark.parametrize(
    "text",
    [
        "T12",
        "2026-11-21",
        "2026-11-21T14",
        "2026-11-21T24:00",
        "2026-02-30T10:00",
        "2026-11-21T10:00+99:00",
        "9999-12-31T23:59:59-23:00",
        "0001-01-01T00:00+14:00",
        "2026-11-21T10:00 Asia/Shanghai",
    ],
)
def test_a_program_writes_moments_in_one_way(text: str) -> None:
    with pytest.raises(Refusal):
        iso_moment(text)


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_every_day_is_read_back(day: date) -> None:
    typed = [f"{day:%Y-%m-%d}", f"{day:%Y%m%d}", f"{day.year}年{day.month}月{day.day}日"]
    for text in (*typed, f"{day.year}/{day.month}/{day.day}", f"{day:%Y.%m.%d}"):
        assert parse_day(text, today=TODAY) == day
    assert iso_day(day.isoformat()) == day


@given(st.times())
def test_every_minute_is_read_back(at: time) -> None:
    at = at.replace(second=0, microsecond=0)
    for text in (f"{at:%H:%M}", f"{at:%H%M}", f"{at.hour}时{at.minute}分", f"{at:%I:%M %p}"):
        assert parse_time(text) == at


@given(
    st.datetimes(
        datetime(1990, 1, 2),
        datetime(2199, 12, 30),
        timezones=st.sampled_from([UTC, ZONE, ZoneInfo("Europe/Berlin")]),
    )
)
def test_every_instant_is_read_back(moment: datetime) -> None:
    for text in (moment.isoformat(), moment.astimezone(UTC).isoformat().replace("+00:00", "Z")):
        assert iso_moment(text) == moment.astimezone(UTC)


@given(st.text(max_size=30) | st.text("0123456789-/.年月日今明后天+点半上下午: ", max_size=12))
def test_anything_typed_is_read_or_refused(typed: str) -> None:
    for read in (
        lambda: parse_day(typed, today=TODAY),
        lambda: parse_time(typed),
        lambda: parse_moment(typed, now=NOW),
        lambda: iso_moment(typed),
    ):
        try:
            result: object = read()
        except Refusal as refusal:
            result = refusal.message and refusal.hint
        assert result is not None
        assert result != ""


@given(st.integers(1, 200), st.dates(date(2026, 1, 1), date(2026, 12, 31)))
def test_plus_counts_working_days(amount: int, today: date) -> None:
    day = parse_day(f"+{amount}", today=today)
    assert WorkCalendar().working_days_between(today, day) == amount
    assert day > today
    assert day - today >= timedelta(days=amount)


def test_the_example_is_a_day_to_come_unless_that_is_too_late() -> None:
    use("en")
    for latest, example in ((None, "2026-11-22, 11-22"), (TODAY, "2026-11-21, 11-21")):
        with pytest.raises(Refusal) as refused:
            parse_day("one day", today=TODAY, latest=latest)
        assert example in refused.value.hint
        assert "+3" in refused.value.hint
