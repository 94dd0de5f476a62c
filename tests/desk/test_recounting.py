"""Counting many clocks again gives each what counting it alone gives."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from desk import explanation
from desk.branch_rules import CalendarChange, changed_calendar
from desk.calendar import DayReason, DayRule, WorkCalendar
from desk.case import CaseClock
from desk.deadline import LimitRule, due
from desk.enums import ClockKind
from desk.explanation import MARK, begun, from_json
from desk.hours import BranchHours
from desk.playbook.base import Unit
from desk.raising import ClockPause
from desk.recounting import Anew, Recount, recounted
from desk.warned import warns_of

HOURS, CALENDAR = BranchHours(), WorkCalendar()
MONDAY = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
NOW = MONDAY + timedelta(days=1)
CLOSED = DayRule(working=False, reason=DayReason.CLOSURE, name="台风")

starts = st.integers(0, 5 * 24 * 60).map(lambda minutes: MONDAY + timedelta(minutes=minutes))
limits = st.tuples(st.sampled_from(list(Unit)), st.integers(1, 12))
closures = st.integers(0, 20).map(lambda days: date(2026, 11, 23) + timedelta(days=days))


def a_running(start: datetime, unit: Unit, amount: int) -> CaseClock:
    rule = LimitRule(id="reply", clock=ClockKind.REPLY, amount=amount, unit=unit, source="《办法》")
    found = due(rule, start, CALENDAR, HOURS)
    return CaseClock(
        id=f"{start:%d%H%M}-{unit}-{amount}",
        case_id="one",
        kind=ClockKind.REPLY,
        rule_id=rule.id,
        started_at=start,
        due_at=found.due_at,
        explanation=explanation.to_json(found.explanation),
        calendar_version=CALENDAR.version,
    )


def moved(clock: CaseClock, anew: Anew | None) -> CaseClock:
    """The clock as it falls due now."""
    return clock if anew is None else replace(clock, **anew._asdict())


@settings(max_examples=25)
@given(st.lists(st.tuples(starts, limits), min_size=1, max_size=8), st.lists(closures, max_size=3))
def test_together_as_each_alone(
    begun_at: list[tuple[datetime, tuple[Unit, int]]], closed: list[date]
) -> None:
    clocks = [a_running(start, *limit) for start, limit in begun_at]
    for days in (closed[:1], closed):
        changed = changed_calendar(CALENDAR, CalendarChange(rules=dict.fromkeys(days, CLOSED)))
        together = Recount(changed, HOURS, at=NOW, why="停工")
        anew = [moved(clock, together(clock)) for clock in clocks]
        assert anew == [
            recounted(clock, (), changed, HOURS, at=NOW, why="停工") for clock in clocks
        ]
        # What moved once moves again from there, with the whole history behind it.
        clocks = anew


def test_one_that_stood_still_is_counted_by_itself() -> None:
    clocks = [a_running(MONDAY + timedelta(minutes=n), Unit.WORKING_DAYS, 5) for n in (0, 7)]
    changed = changed_calendar(CALENDAR, CalendarChange(rules={date(2026, 11, 26): CLOSED}))
    stood = ClockPause(
        id="p",
        clock_id=clocks[1].id,
        case_id="one",
        since=MONDAY + timedelta(days=1),
        at_most=MONDAY + timedelta(days=3),
        reason="等客户提供凭证",
        by="s",
    )
    together = Recount(changed, HOURS, at=NOW, why="停工")
    first, second = together(clocks[0]), together(clocks[1], [stood])
    assert first is not None
    assert second is not None
    assert first.due_at < second.due_at
    assert [len(from_json(one.explanation).holds) for one in (first, second)] == [0, 1]
    assert together(clocks[0]) == first


def test_a_text_that_says_nothing_moves_nothing() -> None:
    clock = a_running(MONDAY, Unit.WORKING_DAYS, 5)
    together = Recount(CALENDAR, HOURS, at=NOW, why="停工")
    for text in ("", "{}", "[1]", '{"start":"gone', '{"start":"gone"}', "no json"):
        damaged = replace(clock, explanation=text)
        assert together(damaged) is None
        assert warns_of(damaged) == ""


def test_the_instant_is_taken_out_of_a_text_and_stands_in_no_other() -> None:
    texts = [a_running(MONDAY + timedelta(minutes=n), Unit.WORKING_DAYS, 5) for n in (0, 7)]
    (first, told), (second, same) = (begun(one.explanation) for one in texts)
    assert told == same
    assert first != second
    assert told.replace(MARK, first) == texts[0].explanation
    assert begun(told) == ("\0", told)
