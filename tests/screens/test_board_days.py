"""The strip of days above the board's list, and a person's own day."""

from datetime import timedelta

import pytest
from textual.content import Content
from textual.pilot import Pilot

from desk import i18n
from desk.views import View
from screens.app import DeskApp
from screens.board.my_day import Day
from screens.board.screen import BoardScreen
from screens.widgets.strip import DayStrip
from tests.builders import MONDAY, a_case, a_clock, a_custody, a_party, a_point
from tests.screens.hall import Hall, a_hall, put, settle, sign_in


def board(pilot: Pilot[None]) -> BoardScreen:
    assert isinstance(pilot.app, DeskApp)
    room = pilot.app.room
    assert isinstance(room, BoardScreen)
    return room


def strip(pilot: Pilot[None]) -> DayStrip:
    return board(pilot).query_one(DayStrip)


def shown_in(pilot: Pilot[None]) -> list[str]:
    return str(strip(pilot).render()).splitlines()


@pytest.mark.parametrize(("language", "size"), [("zh_CN", (80, 24)), ("en", (120, 36))])
async def test_the_strip_stands_above_the_list_and_counts_all_of_the_view(
    language: str, size: tuple[int, int]
) -> None:
    i18n.use(language)
    try:
        async with a_hall(cases=10).app().run_test(size=size) as pilot:
            await sign_in(pilot)
            await settle(pilot)
            found = strip(pilot)
            assert found.size.height == 2
            assert sum(place.count for place in found.places) == 10
            assert found.places[0].number.startswith("!")
            assert [place.word for place in found.places if place.kind == "now"] == [
                i18n.say("today", language)
            ]
            assert len([place for place in found.places if place.kind == ""]) >= 10
            assert all(len(line) <= size[0] for line in shown_in(pilot))
    finally:
        i18n.use("zh_CN")


async def test_a_day_narrows_the_list_and_esc_takes_it_back() -> None:
    async with a_hall(cases=10).app().run_test(size=(80, 24)) as pilot:
        await sign_in(pilot)
        await settle(pilot)
        room = board(pilot)
        whole = [row.reference for row in room._list.rows]
        await pilot.press("up")
        await settle(pilot)
        assert strip(pilot).has_focus
        late = strip(pilot).places[0].count
        assert late > 0
        assert len(room._list.rows) == late
        assert "已超期" in shown_in(pilot)[2]
        await pilot.press("right")
        await settle(pilot)
        today = strip(pilot).places[1]
        assert today.kind == "now"
        assert len(room._list.rows) == today.count
        assert {row.reference for row in room._list.rows} < set(whole)
        assert room.listed().due is not None
        await pilot.press("enter")
        await settle(pilot)
        assert room._list.has_focus
        assert len(room._list.rows) == today.count
        await pilot.press("escape")
        await settle(pilot)
        assert [row.reference for row in room._list.rows] == whole
        assert strip(pilot).chosen is None
        assert room.listed().due is None


async def test_another_view_shows_all_of_its_days() -> None:
    async with a_hall(cases=6).app().run_test(size=(80, 24)) as pilot:
        await sign_in(pilot)
        await settle(pilot)
        await pilot.press("up", "right", "down")
        await settle(pilot)
        assert board(pilot).day is not None
        await pilot.press("8")
        await settle(pilot)
        assert board(pilot).view is View.ALL
        assert board(pilot).day is None
        assert len(board(pilot)._list.rows) == 6
        await pilot.press("0")
        await settle(pilot)
        assert not strip(pilot).display


async def test_a_chosen_day_stays_chosen_while_hours_pass_and_others_work() -> None:
    hall = a_hall(cases=5)
    async with hall.app().run_test(size=(120, 36)) as pilot:
        await sign_in(pilot)
        await settle(pilot)
        await pilot.press("up", "right", "enter")
        await settle(pilot)
        before = strip(pilot).places[1].count
        case = a_case(hall.clerk.id, 90, due_at=MONDAY + timedelta(hours=5))
        put(hall, case, a_custody(case.id, hall.clerk.id), a_party(case.id), a_point(case.id))
        hall.clock.move(minutes=30)
        board(pilot).action_reload()
        await settle(pilot)
        assert strip(pilot).chosen == 1
        assert strip(pilot).places[1].count == before + 1
        assert case.reference in [row.reference for row in board(pilot)._list.rows]


async def test_what_has_not_changed_is_not_drawn_again(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []
    draw = DayStrip.render

    def counted(found: DayStrip) -> Content:
        drawn.append("again")
        return draw(found)

    async with a_hall(cases=5).app().run_test(size=(80, 24)) as pilot:
        await sign_in(pilot)
        await settle(pilot)
        monkeypatch.setattr(DayStrip, "render", counted)
        board(pilot).action_reload()
        await settle(pilot)
        assert drawn == []
        await pilot.press("up")
        await settle(pilot)
        assert drawn != []


async def test_a_click_chooses_a_day() -> None:
    async with a_hall(cases=5).app().run_test(size=(80, 24)) as pilot:
        await sign_in(pilot)
        await settle(pilot)
        await pilot.click(DayStrip, offset=(2, 0))
        await settle(pilot)
        assert strip(pilot).chosen == 0


def with_a_day(hall: Hall) -> None:
    for serial, hours in ((1, -2), (2, 1), (3, 4)):
        case = a_case(hall.clerk.id, serial, due_at=MONDAY + timedelta(hours=hours))
        put(
            hall,
            case,
            a_custody(case.id, hall.clerk.id),
            a_party(case.id),
            a_point(case.id),
            a_clock(case.id, due_at=case.due_at),
        )


async def test_my_day_lists_by_the_hour_and_opens_a_case() -> None:
    hall = a_hall()
    with_a_day(hall)
    async with hall.app().run_test(size=(80, 24)) as pilot:
        await sign_in(pilot)
        await settle(pilot)
        await pilot.press("ctrl+a")
        await settle(pilot)
        dialog = pilot.app.screen
        assert isinstance(dialog, Day)
        rows = [dialog._list.render_line(y).text for y in (1, 2, 3)]
        assert [row.split()[1] for row in rows] == ["07:30", "10:30", "13:30"]
        assert rows[0].startswith("!")
        hours = {place.word: place.count for place in dialog._strip.places if place.count}
        assert hours == {"超期": 1, "10": 1, "13": 1}
        reference = dialog._list.rows[1].reference
        await pilot.press("down", "enter")
        await settle(pilot)
        assert isinstance(pilot.app, DeskApp)
        assert pilot.app.room is not None
        assert pilot.app.room.reference() == reference
        # From any other room the palette leads there.
        pilot.app.action_my_day()
        await settle(pilot)
        assert isinstance(pilot.app.screen, Day)


async def test_an_empty_day_says_so() -> None:
    async with a_hall().app().run_test(size=(80, 24)) as pilot:
        await sign_in(pilot)
        await settle(pilot)
        await pilot.press("ctrl+a")
        await settle(pilot)
        dialog = pilot.app.screen
        assert isinstance(dialog, Day)
        assert "今天的事都办完了" in dialog._list.render_line(2).text
