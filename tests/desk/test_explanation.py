"""A deadline says why it is what it is, and still can years later."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.calendar import DayFact, DayReason, DayRule, WorkCalendar
from desk.deadline import Deadline, LimitRule, due, promised_contact
from desk.enums import ClockKind
from desk.explanation import Hold, explain, explain_day, from_json, say_amount, to_json
from desk.hours import BranchHours
from desk.playbook.base import Confidence, Unit

CALENDAR = WorkCalendar()
HOURS = BranchHours()


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=HOURS.tz)


def counted(
    amount: int, unit: Unit, start: str, *holds: Hold, calendar: WorkCalendar = CALENDAR
) -> Deadline:
    rule = LimitRule(
        id="answer",
        clock=ClockKind.REPLY,
        amount=amount,
        unit=unit,
        source="《服务承诺》第九项",
        as_of=date(2026, 1, 1),
        confidence=Confidence.SECONDARY,
    )
    return due(rule, at(start), calendar, HOURS, holds)


def chinese(deadline: Deadline) -> str:
    return explain(deadline.explanation, "zh_CN")


def test_working_days_over_the_national_holiday() -> None:
    deadline = counted(5, Unit.WORKING_DAYS, "2026-09-30 10:00")
    assert chinese(deadline) == (
        "从2026年9月30日的次日起算5个工作日，至10月13日（周二）17:30止。"
        "不计入：10月1日至10月7日（国庆节）、10月11日（周末）。"
        "调休上班日，照常计入：10月10日。"
        "依据：《服务承诺》第九项。"
    )
    assert explain(deadline.explanation, "en") == (
        "5 working days, counted from the day after 30 September 2026:"
        " by Tuesday 13 October, 17:30."
        " Not counted: 1 October to 7 October (National Day), 11 October (weekend)."
        " Working days made up at a weekend, counted: 10 October."
        " Basis: 《服务承诺》第九项."
    )


@pytest.mark.parametrize(
    ("amount", "unit", "start", "words"),
    [
        (7, Unit.CALENDAR_DAYS, "2026-09-30 10:00", "顺延时跳过：10月7日（国庆节）"),
        (
            24,
            Unit.HOURS,
            "2026-11-18 10:00",
            "起连续计24小时（夜间和节假日照算），至11月19日（周四）",
        ),
        (2, Unit.COUNTER_HOURS, "2026-11-18 11:30", "按营业时间计2个营业小时，至11月18日"),
        (45, Unit.MINUTES, "2026-11-18 11:30", "连续计45分钟"),
        (1, Unit.MONTHS, "2026-03-12 11:30", "1个月，至4月13日（周一）"),
        (10, Unit.WORKING_DAYS, "2026-12-24 10:00", "2027年的放假安排尚未公布"),
        (10, Unit.WORKING_DAYS, "2026-12-24 10:00", "至2027年1月7日（周四）17:30止"),
    ],
)
def test_each_kind_of_limit_in_words(amount: int, unit: Unit, start: str, words: str) -> None:
    assert words in chinese(counted(amount, unit, start))


def test_holds_are_named() -> None:
    hold = Hold(since=at("2026-11-18 12:00"), until=at("2026-11-20 09:00"), reason="待补材料")
    days = chinese(counted(3, Unit.WORKING_DAYS, "2026-11-16 10:00", hold))
    assert "暂停计时，不计入：11月18日至11月19日（待补材料）。" in days
    hours = chinese(counted(72, Unit.HOURS, "2026-11-16 10:00", hold))
    assert "暂停计时：2026年11月18日12:00至2026年11月20日09:00（待补材料）。" in hours


def test_a_closure_tells_the_reason_the_branch_gave() -> None:
    typhoon = DayRule(working=False, reason=DayReason.CLOSURE, name="台风停工")
    unnamed = DayRule(working=False)
    calendar = WorkCalendar({date(2026, 11, 19): typhoon, date(2026, 11, 20): unnamed})
    words = chinese(counted(1, Unit.WORKING_DAYS, "2026-11-18 10:00", calendar=calendar))
    assert "11月19日（台风停工）、11月20日（本厅设定的休息日）" in words


def test_a_default_is_not_passed_off_as_a_rule() -> None:
    rule = LimitRule(id="x", clock=ClockKind.REPLY, amount=1, unit=Unit.HOURS)
    words = chinese(due(rule, at("2026-11-18 10:00"), CALENDAR, HOURS))
    assert words.endswith("此时限为本厅内部设定，不作为条文引用。")
    assert "依据" not in words


def test_a_promise_tells_when_it_was_made() -> None:
    promise = promised_contact(at("2026-11-20 10:00"), at("2026-11-18 15:00"), HOURS)
    assert chinese(promise) == "2026年11月18日15:00约定，11月20日（周五）10:00前完成。"


def test_one_is_singular() -> None:
    assert say_amount(1, Unit.WORKING_DAYS, "en") == "1 working day"
    assert say_amount(2, Unit.WORKING_DAYS, "en") == "2 working days"


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2026-11-20", "2026年11月20日（周五）是工作日（普通工作日）。"),
        ("2026-11-21", "2026年11月21日（周六）不是工作日（周末）。"),
        ("2026-10-10", "2026年10月10日（周六）是工作日（调休上班）。"),
        ("2026-10-01", "2026年10月1日（周四）不是工作日（国庆节）。"),
        ("2026-11-19", "2026年11月19日（周四）不是工作日（台风停工）。"),
        ("2026-11-22", "2026年11月22日（周日）是工作日（本厅设定上班）。"),
        (
            "2027-01-01",
            "2027年1月1日（周五）是工作日（普通工作日）。2027年的放假安排尚未公布，此日期可能还会变动。",
        ),
    ],
)
def test_a_day_in_words(day: str, words: str) -> None:
    typhoon = DayRule(working=False, reason=DayReason.CLOSURE, name="台风停工")
    calendar = WorkCalendar(
        {date(2026, 11, 19): typhoon, date(2026, 11, 22): DayRule(working=True)}
    )
    assert explain_day(calendar.fact(date.fromisoformat(day)), "zh_CN") == words


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_every_reason_for_a_day_has_its_own_words(language: str) -> None:
    friday = date(2026, 11, 20)
    on = (DayReason.WEEKDAY, DayReason.MAKE_UP, DayReason.OVERRIDE)
    off = set(DayReason) - {DayReason.WEEKDAY, DayReason.MAKE_UP}
    facts = [DayFact(day=friday, working=True, reason=reason) for reason in on]
    facts += [DayFact(day=friday, working=False, reason=reason) for reason in off]
    assert len({explain_day(fact, language) for fact in facts}) == len(facts)


starts = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31), timezones=st.just(HOURS.tz))


@given(
    st.sampled_from(Unit),
    st.integers(1, 30),
    starts,
    st.lists(
        st.builds(
            lambda since, hours, reason: Hold(
                since=since, until=since + timedelta(hours=hours), reason=reason
            ),
            starts,
            st.integers(1, 200),
            st.text(),
        ),
        max_size=2,
    ),
)
def test_an_explanation_survives_storage(
    unit: Unit, amount: int, start: datetime, holds: list[Hold]
) -> None:
    rule = LimitRule(id="x", clock=ClockKind.REPLY, amount=amount, unit=unit, source="{甲}")
    explanation = due(rule, start, CALENDAR, HOURS, holds).explanation
    stored = to_json(explanation)
    assert from_json(stored) == explanation
    assert to_json(from_json(stored)) == stored
    for language in ("zh_CN", "en"):
        assert "{甲}" in explain(explanation, language)


def test_a_named_time_survives_storage() -> None:
    promise = promised_contact(at("2026-11-20 10:00"), at("2026-11-18 15:00"), HOURS, "计量班")
    assert from_json(to_json(promise.explanation)) == promise.explanation
