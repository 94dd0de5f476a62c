"""Over histories made at random, what a clock's end was once stays what it was."""

from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest

from desk.branch_rules import CalendarChange
from desk.calendar import DayReason, DayRule
from desk.case import CaseClock
from desk.enums import CaseStatus, ClockKind, ContactWay
from desk.explanation import from_json
from desk.forms import ContactForm, FollowUpForm
from desk.forms_clocks import ExtensionForm, PauseForm
from desk.refusals import Refusal
from desk.services import calendar_room, casework, closing, extending, flow, pausing
from desk.services.sweep import sweep
from tests.desk.services.hall import Hall
from tests.desk.services.test_pausing import deliver

PAUSE = PauseForm(reason="outside_test", words="送检")
MORE = ExtensionForm(reason="表计送检，结果未出", done="已到现场核对")
STEPS = ("wait", "weeks", "pause", "resume", "extend", "agree", "deliver", "closed", "open")
MORE_STEPS = ("again", "contact", "sweep", "recount")


def frozen(clocks: list[CaseClock]) -> dict[str, CaseClock]:
    return {one.id: one for one in clocks if one.verdict}


def all_clocks(hall: Hall) -> list[CaseClock]:
    with hall.desk.store.read() as book:
        return book.find(CaseClock)


def step(hall: Hall, name: str, references: list[str], n: int) -> None:
    """One act of a history; what the rules refuse is refused."""
    desk, reference = hall.desk, references[n % len(references)]
    match name:
        case "wait":
            hall.clock.move(hours=1 + n)
        case "weeks":
            hall.clock.move(days=1 + n)
        case "pause":
            pausing.pause(desk, hall.clerk, reference, PAUSE)
        case "resume":
            pausing.resume(desk, hall.clerk, reference)
        case "extend":
            extending.ask_extension(desk, hall.clerk, reference, replace(MORE, days=1 + n % 5))
        case "agree":
            extending.agree_extension(desk, hall.lead, reference)
        case "deliver":
            for letter in hall.file(reference).letters:
                deliver(hall, letter.id)
        case "closed" | "open":
            day = hall.today + timedelta(days=n)
            shut = DayRule(working=False, reason=DayReason.CLOSURE, name="停工")
            change = (
                CalendarChange(rules={day: shut})
                if name == "closed"
                else CalendarChange(off=frozenset({day}))
            )
            calendar_room.change_calendar(desk, hall.manager, change, "通知", move=bool(n % 3))
        case "again":
            form = FollowUpForm(reached=True, satisfied=False, words="还没修好")
            closing.record_follow_up(desk, hall.other, references[0], form)
        case "contact":
            form_ = ContactForm(way=ContactWay.PHONE, text="已说明进展")
            casework.log_contact(desk, hall.clerk, reference, form_)
        case "sweep":
            sweep(desk)
        case "recount":
            calendar_room.recount(desk, hall.manager, "统一重算")


@pytest.mark.parametrize("seed", range(6))
def test_no_verdict_ever_changes(hall: Hall, seed: int) -> None:
    chance = Random(seed)
    names = STEPS + MORE_STEPS
    history = [(chance.choice(names), chance.randint(0, 9)) for _n in range(40)]
    delivered, _letter = hall.delivered()
    references = [delivered, hall.register()]
    ended = frozen(all_clocks(hall))
    for name, n in history:
        with suppress(Refusal):
            step(hall, name, references, n)
        clocks = all_clocks(hall)
        now = frozen(clocks)
        for one_id, was in ended.items():
            assert now[one_id] == was, name
        for one in clocks:
            assert one.due_at >= one.started_at
            assert from_json(one.explanation).due_at == one.due_at
        ended = now
    for reference in references:
        file = hall.file(reference)
        if file.case.status is CaseStatus.OPEN:
            running = [
                one.due_at
                for one in file.clocks
                if not one.verdict and one.kind not in flow.NEVER_SAYS_DUE
            ]
            assert file.case.due_at == min(running, default=None)


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
