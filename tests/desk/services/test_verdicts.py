"""What a clock's end was once stays what it was; see also the histories beside this."""

from contextlib import suppress
from datetime import timedelta

from desk.branch_rules import CalendarChange
from desk.calendar import DayReason, DayRule
from desk.enums import ClockKind
from desk.forms import FollowUpForm
from desk.forms_clocks import ExtensionForm, PauseForm
from desk.refusals import Refusal
from desk.services import calendar_room, closing, extending, pausing
from tests.desk.services.hall import Hall

PAUSE = PauseForm(reason="outside_test", words="送检")
MORE = ExtensionForm(reason="表计送检，结果未出", done="已到现场核对")


def test_closed_then_reopened_keeps_the_first_clock_and_starts_a_second(hall: Hall) -> None:
    reference, _letter = hall.delivered()
    first = [one for one in hall.file(reference).clocks if one.kind is ClockKind.REPLY]
    form = FollowUpForm(reached=True, satisfied=False, words="还没修好")
    closing.record_follow_up(hall.desk, hall.other, reference, form)
    again = [one for one in hall.file(reference).clocks if one.kind is ClockKind.REPLY]
    assert again[: len(first)] == first
    assert [one.verdict for one in again] == ["in_time", ""]
    assert [one.round for one in again] == [1, 2]
    assert again[0].calendar_version
    assert again[0].rule_id


def test_a_breach_is_not_wiped_by_closing_or_reopening(hall: Hall) -> None:
    reference = hall.register()
    (reply,) = [one for one in hall.file(reference).clocks if one.kind is ClockKind.REPLY]
    hall.clock.at = reply.due_at + timedelta(hours=1)
    for doing in (
        lambda: pausing.pause(hall.desk, hall.clerk, reference, PAUSE),
        lambda: extending.ask_extension(hall.desk, hall.clerk, reference, MORE),
    ):
        with suppress(Refusal):
            doing()
    day = hall.desk.hours.day_of(reply.started_at) + timedelta(days=1)
    shut = DayRule(working=False, reason=DayReason.CLOSURE, name="补登停工")
    calendar_room.change_calendar(
        hall.desk, hall.manager, CalendarChange(rules={day: shut}), "补登", move=True
    )
    (now,) = [one for one in hall.file(reference).clocks if one.kind is ClockKind.REPLY]
    assert now == reply


def test_a_hold_across_a_holiday_gives_back_what_stood_still(hall: Hall) -> None:
    reference = hall.register()
    change = CalendarChange(
        rules={
            hall.today + timedelta(days=n): DayRule(
                working=False, reason=DayReason.HOLIDAY, name="庆典"
            )
            for n in (2, 3)
        }
    )
    calendar_room.change_calendar(hall.desk, hall.lead, change, "通知", move=True)
    (reply,) = [one for one in hall.file(reference).clocks if one.kind is ClockKind.REPLY]
    hall.clock.move(days=1)
    pausing.pause(hall.desk, hall.clerk, reference, PAUSE)
    hall.clock.move(days=3)
    pausing.resume(hall.desk, hall.clerk, reference)
    (after,) = [one for one in hall.file(reference).clocks if one.kind is ClockKind.REPLY]
    # Of the three days that it stood still two were a holiday, which had not counted anyway.
    moved = hall.desk.calendar.working_days_between(
        hall.desk.hours.day_of(reply.due_at), hall.desk.hours.day_of(after.due_at)
    )
    assert moved == 1
