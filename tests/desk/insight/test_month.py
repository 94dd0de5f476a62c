"""Shares, months and their rules: plain arithmetic, with the numbers always beside it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.hours import BranchHours
from desk.insight.figures import PLAIN, Figure, Tally
from desk.insight.month import TABLE, days_span, month_before, parts, percent, told
from desk.insight.period import Days, Month, after, before, days_of, month_of
from desk.insight.rules import name_of, rule_of

NOW = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("good", "whole", "words"),
    [
        (53, 56, "94.64% (53/56)"),
        (51, 53, "96.23% (51/53)"),
        (29, 29, "29/29"),
        (0, 0, "0/0"),
        (30, 30, "100.00% (30/30)"),
    ],
)
def test_a_share_names_both_numbers_and_no_percentage_below_thirty(
    good: int, whole: int, words: str
) -> None:
    assert told(Figure.REACHED, Tally(all=whole, good=good)) == words


def test_what_only_counts_is_a_number() -> None:
    assert told(Figure.RECEIVED, Tally(all=1200, good=1200)) == "1200"


@given(st.integers(0, 5000), st.integers(0, 5000))
def test_a_percentage_is_of_the_whole(first: int, second: int) -> None:
    good, whole = sorted((first, second))
    words = percent(good, whole)
    assert bool(words) is (whole >= 30)
    if words:
        assert abs(float(words[:-1]) - good * 100 / whole) <= 0.005001


def test_a_month_runs_by_the_clock_of_the_branch() -> None:
    days = days_of(Month(2026, 11))
    span = days_span(*days, now=NOW, hours=BranchHours(), repeat_days=30)
    assert span.since == datetime(2026, 10, 31, 16, tzinfo=UTC)
    assert span.until == datetime(2026, 11, 30, 16, tzinfo=UTC)
    assert (span.first, span.last) == (date(2026, 11, 1), date(2026, 11, 30))


def test_december_is_followed_by_january() -> None:
    assert days_of(Month(2026, 12)).last == date(2026, 12, 31)
    assert after(days_of(Month(2026, 12))) == days_of(Month(2027, 1))
    assert month_before(2027, 1) == (2026, 12)
    assert month_before(2026, 12) == (2026, 11)


DAYS = st.tuples(st.dates(date(2001, 1, 1), date(2050, 1, 1)), st.integers(0, 800)).map(
    lambda pair: Days(pair[0], pair[0] + timedelta(days=pair[1]))
)


@given(DAYS | st.builds(Month, st.integers(2001, 2050), st.integers(1, 12)).map(days_of))
def test_what_stands_beside_some_days_lies_right_before_them(days: Days) -> None:
    earlier = before(days)
    assert earlier.last + timedelta(days=1) == days.first
    assert after(days).first == days.last + timedelta(days=1)
    if month_of(days) is None:
        assert earlier.last - earlier.first == days.last - days.first
    else:
        assert month_of(earlier) is not None
        assert after(earlier) == days


def test_a_part_that_had_nothing_this_month_stands_with_what_it_had_before() -> None:
    found = parts(
        [Tally(group="queueing", all=3, good=3)],
        [Tally(group="other", all=7, good=7)],
        [Tally(group="queueing", all=2, good=1)],
    )
    assert [(one.group, one.received, one.due, one.late, one.before) for one in found] == [
        ("queueing", 3, 2, 1, 0),
        ("other", 0, 0, 0, 7),
    ]


def test_every_figure_stands_in_the_table_with_its_rule() -> None:
    assert set(TABLE) == set(Figure)
    assert set(Figure) >= PLAIN
    for language in ("zh_CN", "en"):
        rules = [rule_of(figure, language) for figure in TABLE]
        assert len(set(rules)) == len(rules)
        assert all(name_of(figure, language) for figure in TABLE)
