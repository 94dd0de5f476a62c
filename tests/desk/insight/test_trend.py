"""Weeks and months lie side by side without a gap; a Pareto list reaches the whole."""

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk import i18n
from desk.insight.figures import Tally
from desk.insight.period import Days, month_of
from desk.insight.picture_words import reached_told, share_told, topic_table, trend_table
from desk.insight.trend import Step, Stretch, Trend, pareto, short_name, stretches

DAYS = st.dates(date(2003, 1, 1), date(2090, 1, 1))


@given(DAYS, st.sampled_from(Step), st.integers(1, 30))
def test_stretches_follow_each_other_up_to_today(today: date, step: Step, amount: int) -> None:
    found = stretches(today, step, amount)
    assert len(found) == amount
    assert found[-1].first <= today <= found[-1].last
    for one, after in itertools.pairwise(found):
        assert after.first == one.last + timedelta(days=1)
    if step is Step.WEEK:
        assert all(days.first.weekday() == 0 for days in found)
        assert all((days.last - days.first).days == 6 for days in found)
    else:
        assert all(month_of(days) is not None for days in found)


@given(st.dictionaries(st.text("abc", min_size=1, max_size=3), st.integers(0, 10**6)))
def test_a_pareto_list_leaves_nothing_out(counts: dict[str, int]) -> None:
    found = pareto([Tally(group=group, all=n) for group, n in counts.items()])
    assert sum(one.count for one in found) == sum(counts.values())
    assert [one.count for one in found] == sorted((n for n in counts.values() if n), reverse=True)
    assert [one.sum for one in found] == [
        sum(one.count for one in found[: n + 1]) for n in range(len(found))
    ]
    if found:
        assert found[-1].reached == 1.0
        assert all(0 < one.share <= one.reached <= 1 for one in found)


def test_few_are_told_as_counts_and_many_as_shares() -> None:
    few = pareto([Tally(group="queueing", all=2), Tally(group="other", all=1)])
    assert [(share_told(one), reached_told(one)) for one in few] == [("", "2/3"), ("", "3/3")]
    many = pareto([Tally(group="queueing", all=30), Tally(group="other", all=10)])
    assert [(share_told(one), reached_told(one)) for one in many] == [
        ("75%", "75%"),
        ("25%", "100%"),
    ]


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_the_tables_say_what_the_pictures_show(language: str) -> None:
    i18n.use(language)
    try:
        whole = Stretch(
            first=date(2026, 10, 1),
            last=date(2026, 10, 31),
            whole=True,
            received=50,
            closed=41,
            due=40,
            in_time=38,
        )
        now = Stretch(first=date(2026, 11, 1), last=date(2026, 11, 30), whole=False, received=3)
        table = trend_table(Trend(step=Step.MONTH, stretches=(whole, now)), language)
        assert len(set(map(len, (table.heads, *table.lines)))) == 1
        assert table.lines[1] == ("26-10", "50", "41", "40", "38", "2", "95.00%")
        assert table.lines[0][0].startswith("26-11 ")
        assert table.lines[0][-1] == "—"
        topics = topic_table(pareto([Tally(group="queueing", all=2)]), language)
        assert topics.lines[0][1:] == ("2", "—", "2/2")
    finally:
        i18n.use("zh_CN")


def test_a_week_is_named_by_its_monday() -> None:
    assert short_name(Days(date(2026, 11, 23), date(2026, 11, 29))) == "11-23"
    assert short_name(Days(date(2026, 2, 1), date(2026, 2, 28))) == "26-02"
