"""The board follows the book: what another window does shows by itself, and the mark stays."""

from dataclasses import replace

from textual.pilot import Pilot

from desk.case import Case
from desk.enums import ClockKind
from desk.views import View
from screens.app import DeskApp
from screens.board.screen import BoardScreen
from tests.builders import MONDAY, a_case, a_clock, a_party
from tests.screens.hall import Hall, a_hall, put, settle, sign_in


def board(pilot: Pilot[None]) -> BoardScreen:
    assert isinstance(pilot.app, DeskApp)
    room = pilot.app.room
    assert isinstance(room, BoardScreen)
    return room


async def felt(pilot: Pilot[None]) -> None:
    """The moment at which the board looks again."""
    board(pilot)._feel()
    await settle(pilot)


def another(hall: Hall, serial: int, **fields: object) -> str:
    """A case that somebody registers at another window."""
    case = a_case(hall.clerk.id, serial, **fields)
    put(hall, case, a_party(case.id, name="宋知远"))
    return case.id


def passed_on(hall: Hall, case_id: str) -> None:
    """Somebody else holds a case from now on."""
    with hall.desk.store.act("test.rows", staff_id=hall.lead.id, at=hall.clock.now()) as act:
        case = act.get(Case, case_id)
        assert case is not None
        act.put(replace(case, holder_id=hall.lead.id))
        act.commit()


async def test_a_case_of_another_window_appears_and_the_mark_stays() -> None:
    hall = a_hall(cases=4)
    async with hall.app().run_test(size=(80, 24)) as pilot:
        await sign_in(pilot)
        await felt(pilot)
        await pilot.press("down", "down")
        marked = board(pilot).reference()
        another(hall, 77, due_at=MONDAY)
        await felt(pilot)
        room = board(pilot)
        assert [row.reference[-4:] for row in room._list.rows].count("0077") == 1
        assert room.reference() == marked
        assert room._bar._counts[View.MINE] == 5


async def test_nothing_is_read_again_while_nobody_acts() -> None:
    hall = a_hall(cases=2)
    async with hall.app().run_test(size=(80, 24)) as pilot:
        await sign_in(pilot)
        await felt(pilot)
        rows = board(pilot)._list.rows
        await felt(pilot)
        assert board(pilot)._list.rows is rows


async def test_the_mark_stays_in_its_place_when_its_case_has_gone() -> None:
    hall = a_hall(cases=5)
    async with hall.app().run_test(size=(80, 24)) as pilot:
        await sign_in(pilot)
        await felt(pilot)
        await pilot.press("down", "down")
        room = board(pilot)
        gone, below = room._list.rows[2], room._list.rows[3]
        passed_on(hall, gone.case_id)
        await felt(pilot)
        assert board(pilot).reference() == below.reference


async def test_what_stands_out_is_shown_while_there_is_any() -> None:
    hall = a_hall(cases=2)
    async with hall.app().run_test(size=(80, 24)) as pilot:
        await sign_in(pilot)
        await felt(pilot)
        room = board(pilot)
        assert View.EMERGENCY not in room._bar.shown
        case_id = another(hall, 78)
        put(hall, a_clock(case_id, kind=ClockKind.LEAD_SEES))
        await felt(pilot)
        assert "‼ 紧急未阅 1" in room._bar.render().plain
        await pilot.press("left")
        await settle(pilot)
        assert room.view is View.EMERGENCY
        assert [row.reference[-4:] for row in room._list.rows] == ["0078"]
