"""One key for what customers come with most: it asks, and puts no word into a mouth."""

from textual.pilot import Pilot

from desk.case import Case
from desk.enums import Topic
from desk.playbook.load import load
from desk.point import IssuePoint
from desk.slots import SLOT
from screens.intake.screen import IntakeScreen
from tests.screens.a_case import text_of
from tests.screens.hall import settle
from tests.screens.window import (
    hall_with_customers,
    paste,
    pause,
    rows,
    with_customer,
)


async def press(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await pause(pilot)


def matters(screen: IntakeScreen) -> list[str]:
    return [point.matter for point in screen.form.points.list.shown_points]


async def test_it_fills_kind_and_topic_asks_and_vanishes_where_nobody_said_it() -> None:
    hall = hall_with_customers()
    async with hall.app().run_test(size=(80, 24)) as pilot:
        screen = await with_customer(pilot, hall)
        await press(pilot, "f9", "down", "enter")
        assert screen.form.topic.value is Topic.PLANNED_OR_TEMPORARY_OUTAGE
        assert all(SLOT.search(one) for one in matters(screen))
        assert "现在来电了吗" in text_of(pilot)
        assert screen.form.narrative.value == ""
        await paste(pilot, "昨天下午突然停电，谁也没告诉我们。")
        await press(pilot, "ctrl+s")
    [case] = rows(hall, Case)
    assert case.narrative == "昨天下午突然停电，谁也没告诉我们。"
    assert [one for one in rows(hall, IssuePoint) if SLOT.search(one.matter)] == []


async def test_a_blank_that_was_begun_is_not_registered() -> None:
    hall = hall_with_customers()
    async with hall.app().run_test(size=(80, 24)) as pilot:
        screen = await with_customer(pilot, hall)
        await press(pilot, "f9", "1")
        await paste(pilot, "电费不对")
        points = screen.form.points.list
        points.focus()
        await press(pilot, "home", "down", "enter")
        await paste(pilot, "查清楚")
        await press(pilot, "enter", "ctrl+s")
        assert rows(hall, Case) == []
        assert "⟦" in screen.form.points.error.message
        await press(pilot, "delete", "ctrl+s")
        assert len(rows(hall, Case)) == 1


async def test_one_key_takes_it_back() -> None:
    hall = hall_with_customers()
    async with hall.app().run_test() as pilot:
        screen = await with_customer(pilot, hall)
        await press(pilot, "f9", "1", "ctrl+z")
        assert (screen.sheet.walk_in, screen.sheet.topic) == ("", None)
        assert matters(screen) == []
        await settle(pilot)


def test_no_point_of_the_pack_says_what_happened() -> None:
    for language in ("zh_CN", "en"):
        found = load(language).walk_ins.values()
        assert len({one.label for one in found}) >= 12
        assert {one.topic for one in found} >= set(Topic) - {
            Topic.OTHER,
            Topic.EQUIPMENT_ENGINEERING,
        }
        assert [p for one in found for p in one.points if not SLOT.search(p.matter)] == []
