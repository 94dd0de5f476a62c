"""The two rules on the board: what waits under one's name, alarms, who is away, taking over."""

from datetime import timedelta
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Static

from desk import i18n
from desk.alarm import Alarm
from desk.case import Case
from desk.enums import AlarmKind, HallEventKind, HandoverState, Role, Scope
from desk.ports import Entity
from desk.staff.absence import Absence, Delegation
from desk.views import View
from screens.app import DeskApp
from screens.board.screen import BoardScreen
from screens.board.shift import ShiftSheet
from screens.board.watch import Alarms, TakeOver
from screens.case.screen import CaseScreen
from screens.dialogs.away import Presence
from screens.dialogs.confirm import Confirm
from screens.dialogs.key_menu import MARKS, KeyMenu
from screens.widgets.lines import FootLine
from screens.widgets.row import FieldRow
from tests.builders import (
    MONDAY,
    a_case,
    a_custody,
    a_handover,
    a_party,
    a_point,
    an_absence,
    an_alarm,
)
from tests.builders_counter import a_hall_event
from tests.screens.a_case import text_of
from tests.screens.hall import Hall, a_hall, put, settle, sign_in
from tests.screens.window import rows


def board(pilot: Pilot[None]) -> BoardScreen:
    assert isinstance(pilot.app, DeskApp)
    room = pilot.app.room
    assert isinstance(room, BoardScreen)
    return room


def at(pilot: Pilot[None], kind: type[Screen[Any]]) -> bool:
    """Whether this dialog or room is in front."""
    return isinstance(pilot.app.screen, kind)


async def press(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await settle(pilot)


def whole(case: Case, holder: str) -> list[Entity]:
    return [case, a_custody(case.id, holder), a_party(case.id), a_point(case.id, 1)]


def lines(room: BoardScreen) -> list[str]:
    return [room._list.render_line(y).text for y in range(1, len(room._list.rows) + 1)]


class TestViews:
    async def test_what_is_under_ones_name_says_whose_turn_it_is(self) -> None:
        hall = a_hall()
        case = a_case(hall.clerk.id, 5, holder_id=hall.other.id)
        put(hall, *whole(case, hall.other.id))
        async with hall.app().run_test(size=(120, 36)) as pilot:
            await sign_in(pilot)
            await press(pilot, "9")
            assert board(pilot).view is View.FIRST
            (line,) = lines(board(pilot))
            assert "答复" in line
            assert "赵一诺" in line

    async def test_deciding_is_for_leads(self) -> None:
        hall = a_hall()
        case = a_case(hall.clerk.id, 6, scope=Scope.UNCLEAR)
        put(hall, *whole(case, hall.clerk.id))
        async with hall.app().run_test(size=(120, 36)) as pilot:
            await sign_in(pilot)
            assert View.TO_DECIDE not in board(pilot)._bar.views
            await press(pilot, "minus")
            assert board(pilot).view is View.MINE
        async with hall.app().run_test(size=(120, 36)) as pilot:
            await sign_in(pilot, "2001")
            await press(pilot, "minus")
            assert board(pilot).view is View.TO_DECIDE
            assert [row.reference for row in board(pilot)._list.rows] == [case.reference]


class TestAlarms:
    def hall(self) -> Hall:
        hall = a_hall(cases=1)
        with hall.desk.store.read() as book:
            case = book.find(Case)[0]
        fields = {"kind": AlarmKind.CONTACT_MISSED, "staff_id": hall.clerk.id, "role": None}
        put(hall, an_alarm(case.id, **fields))
        return hall

    async def test_they_stand_on_the_board_and_one_key_opens_them(self) -> None:
        hall = self.hall()
        async with hall.app().run_test(size=(80, 24)) as pilot:
            await sign_in(pilot)
            assert "待处理提醒1条" in text_of(pilot)
            await press(pilot, "ctrl+k")
            assert at(pilot, Alarms)
            await press(pilot, "enter")
            assert at(pilot, CaseScreen)
        (alarm,) = rows(hall, Alarm)
        assert alarm.seen_by == hall.clerk.id

    async def test_the_last_one_marked_as_seen_closes_the_list(self) -> None:
        hall = self.hall()
        async with hall.app().run_test(size=(80, 24)) as pilot:
            await sign_in(pilot)
            await press(pilot, "ctrl+k", "ctrl+s")
            assert at(pilot, BoardScreen)
            assert "待处理提醒" not in text_of(pilot).splitlines()[2]
            await press(pilot, "ctrl+k")
            assert at(pilot, BoardScreen)

    async def test_what_falls_due_while_desk_is_open_comes_by_itself(self) -> None:
        hall = a_hall()
        case = a_case(hall.clerk.id, 7)
        offer = a_handover(
            case.id, hall.clerk.id, hall.other.id, lapses_at=MONDAY + timedelta(minutes=30)
        )
        put(hall, *whole(case, hall.clerk.id), offer)
        async with hall.app().run_test(size=(80, 24)) as pilot:
            await sign_in(pilot)
            assert "待处理提醒" not in text_of(pilot)
            hall.clock.move(minutes=31)
            assert isinstance(pilot.app, DeskApp)
            pilot.app.sweep()
            await settle(pilot)
            assert "待处理提醒1条" in text_of(pilot)
            with hall.desk.store.read() as book:
                (lapsed,) = book.find(type(offer), id=offer.id)
            assert lapsed.state is HandoverState.LAPSED


class TestPresence:
    async def test_a_clerk_goes_away_and_names_who_stands_in(self) -> None:
        hall = a_hall()
        async with hall.app().run_test(size=(80, 24)) as pilot:
            await sign_in(pilot)
            await press(pilot, "ctrl+u")
            dialog = pilot.app.screen
            assert isinstance(dialog, Presence)
            assert "全员在岗" in text_of(pilot)
            dialog._deputy.value = "9999"
            await press(pilot, "ctrl+s")
            wrong = [row.field for row in dialog.query(FieldRow) if row.error]
            assert wrong == ["deputy"]
            assert rows(hall, Absence) == []
            dialog._deputy.value = "1002"
            await press(pilot, "ctrl+s")
        (absence,) = rows(hall, Absence)
        (stands_in,) = rows(hall, Delegation)
        assert (absence.staff_id, absence.until) == (hall.clerk.id, None)
        assert stands_in.deputy_id == hall.other.id

    async def test_a_lead_notes_it_for_somebody_else(self) -> None:
        hall = a_hall()
        async with hall.app().run_test(size=(80, 24)) as pilot:
            await sign_in(pilot, "2001")
            await press(pilot, "ctrl+u")
            dialog = pilot.app.screen
            assert isinstance(dialog, Presence)
            dialog._staff.value = "1002"
            await press(pilot, "ctrl+s", "ctrl+u")
            assert "赵一诺（1002）" in text_of(pilot)
        (absence,) = rows(hall, Absence)
        assert absence.staff_id == hall.other.id

    async def test_who_comes_in_is_asked_whether_they_are_back(self) -> None:
        hall = a_hall()
        put(hall, an_absence(hall.clerk.id))
        async with hall.app().run_test(size=(80, 24)) as pilot:
            await sign_in(pilot)
            assert at(pilot, Confirm)
            await press(pilot, "tab", "enter")
        (absence,) = rows(hall, Absence)
        assert absence.until == hall.clock.now()

    async def test_cases_of_somebody_away_are_offered_at_sign_in(self) -> None:
        hall = a_hall()
        case = a_case(hall.other.id, 8)
        put(hall, *whole(case, hall.other.id), an_absence(hall.other.id))
        async with hall.app().run_test(size=(80, 24)) as pilot:
            await sign_in(pilot)
            assert at(pilot, BoardScreen)
        async with hall.app().run_test(size=(80, 24)) as pilot:
            await sign_in(pilot, "2001")
            assert at(pilot, TakeOver)
            assert case.reference in text_of(pilot)
            await press(pilot, "enter")
            assert at(pilot, BoardScreen)
        (taken,) = rows(hall, Case)
        assert (taken.holder_id, taken.first_responder_id) == (hall.lead.id, hall.other.id)
        assert hall.lead.role is Role.LEAD


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_whole_at_every_size(language: str, size: tuple[int, int]) -> None:
    i18n.use(language)
    hall = a_hall(cases=2)
    with hall.desk.store.read() as book:
        case = book.find(Case)[0]
    put(hall, an_alarm(case.id, staff_id=None, role=Role.LEAD), an_absence(hall.clerk.id))
    async with hall.app().run_test(size=size) as pilot:
        await sign_in(pilot, "2001")
        assert at(pilot, TakeOver)
        await press(pilot, "escape")
        seen = text_of(pilot)
        assert "Ctrl+K" in seen
        assert "Ctrl+W" in seen
        assert pilot.app._exception is None


class TestMoreToDo:
    async def test_what_has_no_key_is_a_digit_away(self) -> None:
        hall = a_hall(cases=1)
        async with hall.app().run_test(size=(80, 24)) as pilot:
            await sign_in(pilot, "2001")
            assert "Ctrl+/ 其他事项" in str(pilot.app.screen.query_one(FootLine).render())
            await press(pilot, "ctrl+underscore")
            menu = pilot.app.screen
            assert isinstance(menu, KeyMenu)
            names = [deed.name for deed in menu._deeds]
            assert {"board.shift", "board.blanks", "board.left", "hall", "media"} <= {*names}
            await press(pilot, MARKS[names.index("board.shift")])
            await settle(pilot)
            assert isinstance(pilot.app.screen, ShiftSheet)

    async def test_a_clerk_is_not_offered_what_is_a_leads(self) -> None:
        hall = a_hall()
        async with hall.app().run_test(size=(80, 24)) as pilot:
            await sign_in(pilot)
            await press(pilot, "ctrl+underscore")
            menu = pilot.app.screen
            assert isinstance(menu, KeyMenu)
            names = [deed.name for deed in menu._deeds]
            assert "board.shift" in names
            assert "board.left" not in names

    async def test_a_danger_far_off_calls_nobody_to_the_window(self) -> None:
        hall = a_hall(cases=1)
        put(
            hall,
            a_hall_event(hall.clerk.id, kind=HallEventKind.EMERGENCY),
            a_hall_event(hall.other.id),
        )
        async with hall.app().run_test(size=(120, 36)) as pilot:
            await sign_in(pilot, "2001")
            await settle(pilot)
            seen = str(pilot.app.screen.query_one("#watch", Static).render())
            assert "林小满登记了险情" in seen
            assert "赵一诺请您到窗口" in seen
