"""The calendar room and the deadlines of a case, by real keys at the smallest size."""

from datetime import timedelta

from textual.pilot import Pilot

from desk.branch import Branch
from desk.branch_rules import calendar_of
from desk.calendar import DayReason
from desk.case import CaseClock
from desk.enums import ClockKind, Role
from desk.raising import ClockPause, Extension
from screens.calendar.forms import ChangeDay
from screens.calendar.screen import CalendarScreen
from screens.case.dates import DATES, AskExtension, HoldClock
from screens.case.menu import Menu
from screens.dialogs.key_menu import MARKS
from screens.dialogs.pick import Pick
from screens.dialogs.pin import OverTheShoulder
from screens.widgets.row import FieldRow
from tests.builders import MONDAY, a_staff
from tests.screens.a_case import enter, register, room
from tests.screens.hall import PIN, Hall, _hash, a_hall, put, settle, sign_in
from tests.screens.window import rows

SIZE = (80, 24)


async def press(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await settle(pilot)


async def fill(pilot: Pilot[None], name: str, text: str) -> None:
    """Type into the field with this name."""
    row = next(row for row in pilot.app.screen.query(FieldRow) if row.field == name)
    row.control.focus()
    await settle(pilot)
    for letter in text:
        await pilot.press("space" if letter == " " else letter)
    await settle(pilot)


async def at_the_calendar(pilot: Pilot[None], staff: str) -> CalendarScreen:
    await sign_in(pilot, staff)
    await press(pilot, "ctrl+p")
    await press(pilot, *"calendar", "enter")
    found = pilot.app.screen
    assert isinstance(found, CalendarScreen)
    return found


def a_manager() -> Hall:
    hall = a_hall()
    put(hall, a_staff("3001", Role.MANAGER, name="吴刚", pin_hash=_hash()))
    return hall


def replies(hall: Hall) -> list[CaseClock]:
    return [one for one in rows(hall, CaseClock) if one.kind is ClockKind.REPLY]


async def test_a_day_is_closed_and_the_person_says_what_moves() -> None:
    hall = a_manager()
    register(hall)
    (before,) = replies(hall)
    async with hall.app().run_test(size=SIZE) as pilot:
        screen = await at_the_calendar(pilot, "3001")
        await press(pilot, "right", "right")
        assert screen.view.day == MONDAY.date() + timedelta(days=2)
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, ChangeDay)
        await press(pilot, "3")
        await press(pilot, "ctrl+s")
        assert isinstance(pilot.app.screen, ChangeDay), "without a reason nothing happens"
        await fill(pilot, "reason", "typhoon")
        await press(pilot, "ctrl+s")
        assert isinstance(pilot.app.screen, Pick)
        await press(pilot, "1")
        day = calendar_of(rows(hall, Branch)[0]).fact(screen.view.day)
        assert day.reason is DayReason.CLOSURE
        (after,) = replies(hall)
        assert after.due_at == before.due_at + timedelta(days=1)
        assert screen.view.marked is not None
        assert screen.view.marked.own
        await press(pilot, "pagedown")
        assert screen.view.day.year == MONDAY.year + 1


async def test_leaving_them_moves_nothing_and_esc_changes_nothing() -> None:
    hall = a_manager()
    register(hall)
    before = replies(hall)
    async with hall.app().run_test(size=SIZE) as pilot:
        await at_the_calendar(pilot, "3001")
        for key in ("escape", "2"):
            await press(pilot, "right", "enter")
            await press(pilot, "3")
            await fill(pilot, "reason", "storm")
            await press(pilot, "ctrl+s")
            await press(pilot, key)
        assert len(calendar_of(rows(hall, Branch)[0]).rules) == 1
        assert replies(hall) == before


async def test_a_clerk_reads_and_changes_nothing() -> None:
    hall = a_hall()
    async with hall.app().run_test(size=SIZE) as pilot:
        screen = await at_the_calendar(pilot, "1001")
        await press(pilot, "enter")
        assert pilot.app.screen is screen


async def deed(pilot: Pilot[None], name: str) -> None:
    """Ctrl+N, the line of deadlines, and one of them."""
    await press(pilot, "ctrl+n")
    menu = pilot.app.screen
    assert isinstance(menu, Menu)
    await press(pilot, MARKS[[one.name for one in menu._deeds].index("dates")])
    await press(pilot, str(DATES.index(name) + 1))


async def test_a_clock_stands_still_and_runs_on() -> None:
    hall = a_hall()
    reference = register(hall)
    async with hall.app().run_test(size=SIZE) as pilot:
        await enter(pilot, reference)
        await deed(pilot, "hold")
        assert isinstance(pilot.app.screen, HoldClock)
        await fill(pilot, "words", "no 7")
        await press(pilot, "ctrl+s")
        (held,) = rows(hall, ClockPause)
        assert held.reason.endswith("no 7")
        await deed(pilot, "run_on")
        (ended,) = rows(hall, ClockPause)
        assert ended.until is not None
        room(pilot)


async def test_more_time_is_asked_for_and_agreed_to_over_the_shoulder() -> None:
    hall = a_hall()
    reference = register(hall)
    async with hall.app().run_test(size=SIZE) as pilot:
        await enter(pilot, reference)
        await deed(pilot, "extend")
        assert isinstance(pilot.app.screen, AskExtension)
        await fill(pilot, "reason", "meter is tested")
        await press(pilot, "ctrl+s")
        assert isinstance(pilot.app.screen, AskExtension), "what was done is missing"
        await fill(pilot, "done", "looked at it")
        await press(pilot, "ctrl+s")
        (asked,) = rows(hall, Extension)
        assert asked.agreed_by is None
        await settle(pilot)
        await deed(pilot, "agree_date")
        assert isinstance(pilot.app.screen, OverTheShoulder)
        await press(pilot, *hall.lead.number, "tab", *PIN, "ctrl+s")
        (agreed,) = rows(hall, Extension)
        assert agreed.agreed_by == hall.lead.id


async def test_the_days_of_the_week_stand_over_their_columns() -> None:
    hall = a_manager()
    async with hall.app().run_test(size=SIZE) as pilot:
        found = await at_the_calendar(pilot, "3001")
        lines = str(found.view.render()).split("\n")
        assert lines[1].split() == [*"一二三四五六日"] * 3
        # 1 July 2026 is a Wednesday; both rows of months and what is below them fit.
        assert lines[2].startswith(" " * 6 + " 1")
        assert found.view.size.height == len(lines)
        assert found.query_one("#day").size.height >= 3
