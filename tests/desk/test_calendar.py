"""Which days count, and how they are walked."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.calendar import (
    HOLIDAY_NAMES,
    DayReason,
    DayRule,
    WorkCalendar,
    rule_to_data,
    rules_from_data,
)
from desk.i18n import say
from desk.refusals import Refusal

PLAIN = WorkCalendar()
TYPHOON = DayRule(working=False, reason=DayReason.CLOSURE, name="台风停工")

days = st.dates(date(2024, 1, 1), date(2027, 12, 31))
amounts = st.integers(0, 60)


@st.composite
def tables(draw: st.DrawFn) -> WorkCalendar:
    rules = draw(
        st.dictionaries(
            days, st.builds(DayRule, working=st.booleans(), name=st.text()), max_size=20
        )
    )
    return WorkCalendar(rules)


def stretch(first: str, last: str) -> list[date]:
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    return [start + timedelta(days=n) for n in range((end - start).days + 1)]


def test_the_table_of_2026_is_the_one_that_was_published() -> None:
    off = [
        ("2026-01-01", "2026-01-03"),
        ("2026-02-15", "2026-02-23"),
        ("2026-04-04", "2026-04-06"),
        ("2026-05-01", "2026-05-05"),
        ("2026-06-19", "2026-06-21"),
        ("2026-09-25", "2026-09-27"),
        ("2026-10-01", "2026-10-07"),
    ]
    holidays = {day for first, last in off for day in stretch(first, last)}
    made_up = {date(2026, m, d) for m, d in [(1, 4), (2, 14), (2, 28), (5, 9), (9, 20), (10, 10)]}
    facts = [PLAIN.fact(day) for day in stretch("2026-01-01", "2026-12-31")]
    assert {f.day for f in facts if f.reason is DayReason.HOLIDAY} == holidays
    assert {f.day for f in facts if f.reason is DayReason.MAKE_UP} == made_up
    assert all(f.working for f in facts if f.day in made_up)
    assert not any(f.working for f in facts if f.day in holidays)


@pytest.mark.parametrize(
    ("day", "working", "reason", "name"),
    [
        ("2026-11-20", True, DayReason.WEEKDAY, ""),
        ("2026-11-21", False, DayReason.WEEKEND, ""),
        ("2026-10-10", True, DayReason.MAKE_UP, ""),
        ("2026-10-05", False, DayReason.HOLIDAY, "National Day"),
        ("2026-02-17", False, DayReason.HOLIDAY, "Spring Festival"),
    ],
)
def test_a_day_says_why(day: str, working: bool, reason: DayReason, name: str) -> None:
    fact = PLAIN.fact(date.fromisoformat(day))
    assert (fact.working, fact.reason, fact.name) == (working, reason, name)
    assert fact.certain


def test_every_holiday_has_a_chinese_name() -> None:
    for name in HOLIDAY_NAMES:
        assert say(name, "zh_CN") != name


def test_the_names_of_the_table_are_the_ones_we_translate() -> None:
    named = {PLAIN.fact(day).name for day in stretch("2016-01-01", "2026-12-31")}
    assert named - {""} <= set(HOLIDAY_NAMES)


def test_the_table_of_the_branch_wins() -> None:
    friday, saturday, holiday = date(2026, 11, 20), date(2026, 11, 21), date(2026, 10, 6)
    branch = WorkCalendar(
        {
            friday: TYPHOON,
            saturday: DayRule(working=True, name="临时上班"),
            holiday: DayRule(working=True, reason=DayReason.MAKE_UP),
        }
    )
    assert branch.fact(friday).name == "台风停工"
    assert not branch.working(friday)
    assert branch.working(saturday)
    assert branch.fact(saturday).reason is DayReason.OVERRIDE
    assert branch.working(holiday)


def test_a_year_without_a_table_falls_back_to_weekends_and_says_so() -> None:
    assert PLAIN.known(2026)
    assert not PLAIN.known(2027)
    new_year = PLAIN.fact(date(2027, 1, 1))
    assert new_year.working
    assert not new_year.certain
    assert not PLAIN.working(date(2027, 1, 2))


def test_a_year_entered_at_the_branch_is_known() -> None:
    rule = DayRule(working=False, reason=DayReason.HOLIDAY, name="元旦")
    branch = WorkCalendar({date(2027, 1, 1): rule}, published=frozenset({2027}))
    fact = branch.fact(date(2027, 1, 1))
    assert (fact.working, fact.name, fact.certain) == (False, "元旦", True)
    assert branch.fact(date(2027, 6, 1)).certain


def test_a_rule_cannot_contradict_its_own_reason() -> None:
    for working, reason in [
        (True, DayReason.HOLIDAY),
        (False, DayReason.MAKE_UP),
        (True, DayReason.CLOSURE),
        (False, DayReason.HELD),
    ]:
        with pytest.raises(ValueError, match=reason.value):
            DayRule(working=working, reason=reason)


def test_the_version_changes_with_the_table_and_with_nothing_else() -> None:
    day = date(2026, 11, 20)
    one = WorkCalendar({day: TYPHOON, date(2026, 11, 19): TYPHOON})
    same = WorkCalendar({date(2026, 11, 19): TYPHOON, day: TYPHOON})
    assert PLAIN.version == WorkCalendar().version
    assert one.version == same.version
    assert len({PLAIN.version, one.version, WorkCalendar({day: TYPHOON}).version}) == 3
    assert WorkCalendar(published=frozenset({2027})).version != PLAIN.version


def test_a_calendar_keeps_its_own_copy_of_the_table() -> None:
    table = {date(2026, 11, 20): TYPHOON}
    branch = WorkCalendar(table)
    table.clear()
    assert not branch.working(date(2026, 11, 20))


@given(tables(), days, amounts)
def test_working_days_are_walked_there_and_back(
    branch: WorkCalendar, day: date, amount: int
) -> None:
    start = branch.roll_forward(day)
    there = branch.add_working_days(start, amount)
    assert branch.subtract_working_days(there, amount) == start
    assert branch.working_days_between(start, there) == amount
    assert branch.working_days_between(there, start) == -amount


@given(tables(), days, st.integers(1, 60))
def test_the_day_arrived_at_is_a_working_day(branch: WorkCalendar, day: date, amount: int) -> None:
    there = branch.add_working_days(day, amount)
    assert branch.working(there)
    assert there > day
    assert branch.working(branch.roll_forward(day))
    assert branch.roll_forward(day) >= day


def test_a_table_without_working_days_is_refused_in_words() -> None:
    start = date(2026, 1, 1)
    rules = {start + timedelta(days=n): DayRule(working=False) for n in range(-4000, 4000)}
    closed = WorkCalendar(rules)
    with pytest.raises(Refusal) as there:
        closed.add_working_days(start, 1)
    with pytest.raises(Refusal) as back:
        closed.subtract_working_days(start, 1)
    assert there.value.code == back.value.code == "calendar_without_working_days"


@given(st.dictionaries(days, st.builds(DayRule, working=st.booleans(), name=st.just("内部安排"))))
def test_the_table_survives_export(rules: dict[date, DayRule]) -> None:
    assert rules_from_data([rule_to_data(day, rule) for day, rule in rules.items()]) == rules


@pytest.mark.parametrize(
    "row",
    [
        {"working": True},
        {"date": "2026-02-30", "working": True},
        {"date": "2026-02-03", "working": "no"},
        {"date": "2026-02-03", "working": True, "reason": "holiday"},
        {"date": "2026-02-03", "working": True, "reason": "mood"},
    ],
)
def test_a_bad_row_is_named(row: dict[str, object]) -> None:
    good: dict[str, object] = {"date": "2026-02-02", "working": True}
    with pytest.raises(Refusal) as refused:
        rules_from_data([good, row])
    assert refused.value.field == "rules.1"
    assert "2" in refused.value.message


def test_a_day_that_stands_twice_is_refused() -> None:
    row: dict[str, object] = {"date": "2026-02-02", "working": True}
    with pytest.raises(Refusal) as refused:
        rules_from_data([row, row])
    assert refused.value.code == "day_rule_twice"
