"""Points are taken, written anew, cut, joined and put in order, each by a key that arrives."""

from desk.enums import PointKind
from desk.point import IssuePoint
from screens.intake.point_list import PointList
from screens.intake.screen import IntakeScreen
from tests.screens.hall import settle
from tests.screens.window import (
    COMPLAINT,
    SURGE,
    at_the_form,
    hall_with_customers,
    paste,
    rows,
    with_customer,
)


def kinds(points: PointList) -> list[PointKind]:
    return [point.kind for point in points.points]


class TestPoints:
    async def test_every_key_of_the_list(self) -> None:
        hall = hall_with_customers()
        async with hall.app().run_test(size=(80, 24)) as pilot:
            form = (await at_the_form(pilot, hall)).form
            form.narrative.focus()
            await paste(pilot, SURGE)
            points = form.points.list
            assert points.fresh
            proposed = [p.matter for p in points.shown_points]
            assert len(proposed) == 3
            await pilot.press("tab", "tab")
            assert points.has_focus
            # Working on a proposal makes it the clerk's own.
            await pilot.press("right")
            assert not points.fresh
            assert kinds(points)[0] == PointKind.REQUEST
            await pilot.press("3")
            assert kinds(points)[0] == PointKind.QUESTION
            await pilot.press("pagedown")
            assert [p.matter for p in points.points][:2] == [proposed[1], proposed[0]]
            await pilot.press("backspace")
            assert len(kinds(points)) == 2
            await pilot.press("ctrl+k")
            assert len(kinds(points)) == 3
            await pilot.press("delete")
            assert len(kinds(points)) == 2
            await settle(pilot)
            assert form.points.border_title == "要点：2 条"

    async def test_a_point_is_written_anew_cut_and_added(self) -> None:
        hall = hall_with_customers()
        async with hall.app().run_test(size=(80, 24)) as pilot:
            form = (await at_the_form(pilot, hall)).form
            points = form.points.list
            points.focus()
            await pilot.press("enter")
            await settle(pilot)
            await paste(pilot, "表走得快要校表")
            await pilot.press("left", "left", "left", "ctrl+k")
            await settle(pilot)
            assert [p.matter for p in points.points] == ["表走得快", "要校表"]
            # Esc leaves a point as it was, and does not leave the room.
            await pilot.press("enter")
            await settle(pilot)
            await paste(pilot, "！！")
            await pilot.press("escape")
            await settle(pilot)
            assert [p.matter for p in points.points] == ["表走得快", "要校表"]
            assert isinstance(pilot.app.screen, IntakeScreen)

    async def test_what_stands_in_the_editor_is_in_the_draft(self) -> None:
        hall = hall_with_customers()
        async with hall.app().run_test(size=(80, 24)) as pilot:
            screen = await at_the_form(pilot, hall)
            screen.form.points.list.focus()
            await pilot.press("enter")
            await settle(pilot)
            await paste(pilot, "要求当面")
            assert [point.matter for point in screen.gathered().points] == ["要求当面"]
            assert screen.form.points.list.points == ()

    async def test_what_stands_in_the_editor_is_saved_too(self) -> None:
        hall = hall_with_customers()
        async with hall.app().run_test(size=(80, 24)) as pilot:
            form = (await with_customer(pilot, hall)).form
            await paste(pilot, COMPLAINT)
            form.points.list.focus()
            await pilot.press("insert")
            await settle(pilot)
            await paste(pilot, "要求当面道歉")
            await pilot.press("ctrl+s")
            await settle(pilot)
        assert [p.matter for p in rows(hall, IssuePoint)] == [COMPLAINT, "要求当面道歉"]
