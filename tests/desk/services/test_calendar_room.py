"""Changing the calendar: what moves is told first, moves in one act, and what ended stays."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from desk.branch import Branch
from desk.branch_rules import CalendarChange
from desk.calendar import DayReason, DayRule
from desk.calendar_typed import closed_days, with_hours
from desk.case import CaseClock
from desk.enums import ClockKind
from desk.explanation import from_json
from desk.i18n import use
from desk.refusals import Refusal
from desk.services import calendar_room, flow
from desk.services.book import explain_day
from tests.desk.services.hall import Hall

CLOSED = DayRule(working=False, reason=DayReason.CLOSURE, name="台风停工")


def storm(hall: Hall) -> CalendarChange:
    return CalendarChange(rules={hall.today + timedelta(days=2): CLOSED})


def clock(hall: Hall, reference: str, kind: ClockKind = ClockKind.REPLY) -> CaseClock:
    return [one for one in hall.file(reference).clocks if one.kind is kind][-1]


def test_what_would_move_is_told_before_anything_moves(hall: Hall) -> None:
    reference = hall.register()
    before = clock(hall, reference)
    told = calendar_room.moves_of(hall.desk, hall.admin, storm(hall))
    assert (told.cases, told.deadlines) == (1, 2)
    assert {one.kind for one in told.moves} == {ClockKind.REPLY, ClockKind.CEILING}
    with pytest.raises(Refusal) as asked:
        calendar_room.change_calendar(hall.desk, hall.lead, storm(hall), "台风停工")
    assert asked.value.code == "deadlines_move"
    assert clock(hall, reference) == before


def test_moved_deadlines_keep_how_they_were_counted(hall: Hall) -> None:
    use("en")
    reference = hall.register()
    before = clock(hall, reference)
    seen: list[tuple[int, int]] = []
    told = calendar_room.change_calendar(
        hall.desk,
        hall.lead,
        storm(hall),
        "台风停工",
        move=True,
        progress=lambda done, whole: seen.append((done, whole)),
    )
    assert told.deadlines == 2
    assert seen[-1][0] == seen[-1][1] == told.counted
    after = clock(hall, reference)
    assert after.due_at == before.due_at + timedelta(days=1)
    assert after.calendar_version != before.calendar_version
    (earlier,) = from_json(after.explanation).earlier
    assert earlier.was == from_json(before.explanation)
    assert earlier.why == "台风停工"
    words = flow.why_due(hall.desk, after)
    assert "台风停工" in words
    assert "until then it was" in words
    case = hall.file(reference).case
    assert case.due_at == after.due_at
    assert case.warns > ""
    # The next act counts by the new table, on every desk that is open.
    assert clock(hall, hall.register()).due_at == after.due_at
    assert "台风停工" in explain_day(hall.desk, hall.clerk, hall.today + timedelta(days=2))


def test_deadlines_may_stay_as_the_customers_were_told(hall: Hall) -> None:
    reference = hall.register()
    before = clock(hall, reference)
    told = calendar_room.change_calendar(
        hall.desk, hall.manager, storm(hall), "台风停工", move=False
    )
    assert told.deadlines == 0
    assert clock(hall, reference) == before
    again = calendar_room.moves_of(replace(hall.desk), hall.manager)
    assert again.deadlines == 2
    calendar_room.recount(hall.desk, hall.manager, "统一顺延")
    assert clock(hall, reference).due_at > before.due_at


def test_ended_and_late_deadlines_never_move(hall: Hall) -> None:
    ended, _letter = hall.delivered()
    late = hall.register()
    hall.clock.at = clock(hall, late).due_at + timedelta(minutes=1)
    kept = [*hall.file(ended).clocks, clock(hall, late)]
    day = hall.today - timedelta(days=3)
    calendar_room.change_calendar(
        hall.desk, hall.lead, CalendarChange(rules={day: CLOSED}), "补登", move=True
    )
    now = {one.id: one for one in (*hall.file(ended).clocks, *hall.file(late).clocks)}
    for one in kept:
        if one.verdict or one.due_at < hall.clock.now():
            assert now[one.id] == one


def test_a_reason_is_asked_for_and_clerks_may_not(hall: Hall) -> None:
    for who, reason, code in (
        (hall.lead, " ", "missing"),
        (hall.clerk, "台风", "not_allowed"),
        (hall.department, "台风", "not_allowed"),
    ):
        with pytest.raises(Refusal) as said:
            calendar_room.change_calendar(hall.desk, who, storm(hall), reason)
        assert said.value.code == code
    with hall.desk.store.read() as book:
        assert book.find(Branch)[0] == hall.desk.branch


def test_a_year_says_whether_its_holidays_are_published(hall: Hall) -> None:
    assert calendar_room.year_of(hall.desk, hall.clerk, 2026).known
    far = calendar_room.year_of(hall.desk, hall.clerk, 2031)
    assert not far.known
    assert not any(one.fact.certain for one in far.days)
    change = CalendarChange(
        rules={date(2031, 1, 1): DayRule(working=False, reason=DayReason.HOLIDAY, name="元旦")},
        published=frozenset({2031}),
    )
    calendar_room.change_calendar(hall.desk, hall.lead, change, "国办通知")
    now = calendar_room.year_of(hall.desk, hall.clerk, 2031)
    assert now.known
    assert now.by_hand
    assert now.days[0].own
    with pytest.raises(Refusal) as said:
        calendar_room.year_of(hall.desk, hall.clerk, 1999)
    assert said.value.code == "no_such_year"


def test_hours_by_weekday_season_and_day(hall: Hall) -> None:
    hours = with_hours(hall.desk.hours, "sat,sun", "09:00-12:00")
    hours = with_hours(hours, "mon", "08:00-11:30 15:00-18:00", "06-01..09-30")
    hours = with_hours(hours, "2026-11-24", "closed")
    reference = hall.register()
    before = clock(hall, reference)
    calendar_room.change_calendar(
        hall.desk, hall.lead, CalendarChange(hours=hours), "夏令时间", move=True
    )
    year = calendar_room.year_of(hall.desk, hall.clerk, 2026)
    opens = {one.fact.day: [str(span) for span in one.open] for one in year.days}
    assert opens[date(2026, 11, 28)] == ["09:00-12:00"]
    assert opens[date(2026, 7, 6)] == ["08:00-11:30", "15:00-18:00"]
    assert opens[date(2026, 11, 24)] == []
    # Shut doors do not make a limit in working days longer.
    assert clock(hall, reference).due_at == before.due_at


@pytest.mark.parametrize(
    ("day", "times", "season", "code"),
    [
        ("mon", "12:00-08:00", "", "bad_hours"),
        ("someday", "08:00-12:00", "", "bad_hours"),
        ("2026-02-30", "08:00-12:00", "", "bad_hours"),
        ("mon", "08:00-12:00 11:00-13:00", "", "bad_hours"),
        ("mon", "08:00-12:00", "06-01", "bad_hours"),
        ("mon", "08:00-12:00", "07-01..10-01", "season_overlaps"),
    ],
)
def test_hours_that_cannot_be_are_refused(
    hall: Hall, day: str, times: str, season: str, code: str
) -> None:
    hours = with_hours(hall.desk.hours, "mon", "08:00-12:00", "06-01..09-30")
    with pytest.raises(Refusal) as said:
        with_hours(hours, day, times, season)
    assert said.value.code == code


def test_a_closure_turned_round_is_refused() -> None:
    with pytest.raises(Refusal) as said:
        closed_days(date(2027, 2, 2), date(2027, 2, 1), "")
    assert said.value.code == "bad_range"
