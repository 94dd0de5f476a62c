"""The end of a shift and the morning after, with real keys at 80x24."""

from pathlib import Path
from typing import Any

from textual.pilot import Pilot
from textual.screen import Screen

from desk.services import shift, since
from desk.shift import Shift, Visit
from desk.staff.model import actor_of
from screens.app import DeskApp
from screens.board.screen import BoardScreen
from screens.board.shift import CloseShift, ShiftSheet
from screens.board.since import Since
from screens.case.screen import CaseScreen
from screens.dialogs.paper import PutOnPaper
from screens.dialogs.pick import Pick
from screens.dialogs.pin import OverTheShoulder
from screens.widgets.row import FieldRow
from tests.builders import a_handover
from tests.screens.hall import PIN, Hall, a_hall, offered, put, settle, sign_in


async def press(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await settle(pilot)


def at(pilot: Pilot[None], kind: type[Screen[Any]]) -> bool:
    """Whether this dialog or room is in front."""
    return isinstance(pilot.app.screen, kind)


async def open_sheet(pilot: Pilot[None]) -> None:
    await sign_in(pilot)
    await press(pilot, "ctrl+p")
    await press(pilot, *"shiftsheet")
    await press(pilot, "enter")
    assert at(pilot, ShiftSheet)


def shifts(hall: Hall) -> list[Shift]:
    with hall.desk.store.read() as book:
        return book.find(Shift)


def seen_on(pilot: Pilot[None]) -> str:
    screen = pilot.app.screen
    assert isinstance(screen, ShiftSheet)
    return str(screen._text.render())


async def test_a_shift_is_closed_and_the_next_one_signs() -> None:
    hall = a_hall(cases=3)
    async with hall.app().run_test(size=(80, 24)) as pilot:
        await open_sheet(pilot)
        assert "林小满 1001：在办3件" in seen_on(pilot)
        await press(pilot, "enter")
        assert at(pilot, Pick)
        await press(pilot, "1")
        assert at(pilot, CloseShift)
        await press(pilot, *"all well", "ctrl+s")
        assert at(pilot, OverTheShoulder)
        # A signature does not hand over what somebody is still typing, and says so.
        said = "".join(str(one.render()) for one in pilot.app.screen.query(".dialog-text"))
        assert "由值班长转交" in said
        # Nobody takes over from themselves.
        await press(pilot, *"1001", "tab", *PIN, "enter")
        assert at(pilot, OverTheShoulder)
        assert any(row.error for row in pilot.app.screen.query(FieldRow))
        number, _pin = (row.control for row in pilot.app.screen.query(FieldRow))
        number.focus()
        await press(pilot, "home", *["delete"] * 4, *"1002", "tab", *PIN, "enter")
        assert at(pilot, ShiftSheet)
        assert "接班人：赵一诺 1002" in seen_on(pilot)
        (row,) = shifts(hall)
        assert (row.remarks, row.handed_by, row.taken_by) == (
            "all well",
            hall.clerk.id,
            hall.other.id,
        )


async def test_the_second_signature_may_wait_and_the_sheet_is_printed(tmp_path: Path) -> None:
    hall = a_hall(cases=1)
    async with hall.app(papers=tmp_path).run_test(size=(80, 24)) as pilot:
        await open_sheet(pilot)
        await press(pilot, "enter", "1", "ctrl+s", "escape")
        assert "（未签）" in seen_on(pilot)
        await press(pilot, "enter", "2")
        assert at(pilot, PutOnPaper)
        await press(pilot, "ctrl+s")
        await press(pilot, "ctrl+s")
        assert [one.name for one in tmp_path.glob("*.pdf")] == ["HD01-J-0001.pdf"]
    async with hall.app().run_test(size=(80, 24)) as pilot:
        await sign_in(pilot, "1002")
        await press(pilot, "ctrl+p")
        await press(pilot, *"shiftsheet")
        await press(pilot, "enter")
        await press(pilot, "enter", "2")
        assert shifts(hall)[0].taken_by == hall.other.id


def gone(hall: Hall) -> None:
    """The clerk was here, and is back after two hours."""
    since.seen_here(hall.desk, actor_of(hall.clerk))
    hall.clock.move(hours=2)


async def test_what_changed_is_told_once_and_each_line_opens() -> None:
    hall = a_hall()
    gone(hall)
    case, *others, _old = offered(hall)
    offer = a_handover(case.id, hall.other.id, hall.clerk.id, offered_at=hall.clock.now())
    put(hall, case, *others, offer)
    async with hall.app().run_test(size=(80, 24)) as pilot:
        await sign_in(pilot)
        assert at(pilot, Since)
        await press(pilot, "enter")
        assert at(pilot, CaseScreen)
    hall.clock.move(hours=2)
    async with hall.app().run_test(size=(80, 24)) as pilot:
        await sign_in(pilot)
        assert at(pilot, BoardScreen)


async def test_nothing_to_say_shows_nothing() -> None:
    hall = a_hall(cases=2)
    gone(hall)
    async with hall.app().run_test(size=(80, 24)) as pilot:
        await sign_in(pilot)
        assert at(pilot, BoardScreen)


async def test_a_forgotten_close_leads_to_the_sheet() -> None:
    hall = a_hall(cases=1)
    clerk = actor_of(hall.clerk)
    shift.close_shift(hall.desk, clerk, 1)
    shift.take_shift(hall.desk, actor_of(hall.other))
    hall.clock.move(days=1)
    put(hall, *offered(hall, 901))
    gone(hall)
    hall.clock.move(days=1)
    async with hall.app().run_test(size=(80, 24)) as pilot:
        await sign_in(pilot)
        assert at(pilot, Since)
        await press(pilot, "enter")
        assert at(pilot, ShiftSheet)


async def test_locking_notes_until_when_somebody_was_here() -> None:
    hall = a_hall()
    async with hall.app().run_test(size=(80, 24)) as pilot:
        await sign_in(pilot)
        hall.clock.move(minutes=50)
        assert isinstance(pilot.app, DeskApp)
        await press(pilot, "f12")
        await settle(pilot)
        with hall.desk.store.read() as book:
            (visit,) = book.find(Visit)
        assert visit.seen_at == hall.clock.now()
        assert visit.since < visit.seen_at
