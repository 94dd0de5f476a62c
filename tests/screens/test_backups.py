"""The room of backups, what the first screen and the board say of them, the way back."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from textual.app import App
from textual.pilot import Pilot

from db import open_book
from db.backups import Backups
from db.store import BookStore
from desk import i18n
from desk.backup.restore import Prepared
from desk.backup.rule import KeepRule
from desk.calendar import WorkCalendar
from desk.clock import SetClock
from desk.hours import BranchHours
from desk.playbook.load import load
from desk.refusals import Fault
from desk.services.base import Desk
from screens import backup_watch
from screens.app import DeskApp
from screens.backups.restore import Choose, Compare, ProveBy
from screens.backups.rule import RuleForm
from screens.backups.screen import BackupsScreen
from screens.board.screen import BoardScreen
from screens.dialogs.pick import Pick
from tests.builders import MONDAY, a_branch, a_case, a_custody, a_party, monday
from tests.screens.hall import PIN, settle, sign_in, staff_of_the_hall

LEAD = "2001"


@dataclass
class Hall:
    """A book on disk, a clerk and a lead, and its backups."""

    path: Path
    store: BookStore
    desk: Desk
    clock: SetClock
    clerk_id: str
    rule: KeepRule

    def keeper(self) -> Backups:
        return Backups(self.path, lambda: self.rule, self.set_rule, self.clock)

    def set_rule(self, rule: KeepRule) -> None:
        self.rule = rule

    def app(self) -> DeskApp:
        return DeskApp(lambda: self.desk, idle_minutes=0, keeper=self.keeper)

    def register(self, serial: int) -> str:
        case = a_case(self.clerk_id, serial)
        with self.store.act("case", staff_id=self.clerk_id, at=MONDAY) as act:
            act.add(case, a_custody(case.id, self.clerk_id), a_party(case.id))
            act.commit()
        return case.reference


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    i18n.use("en")
    path = tmp_path / "desk.db"
    store = open_book(path, create=True)
    clerk, lead, other = staff_of_the_hall()
    branch, clock = a_branch(), monday()
    with store.act("book.init", staff_id="", at=MONDAY) as act:
        act.add(branch, clerk, lead, other)
        act.commit()
    desk = Desk(store, clock, branch, load(), WorkCalendar(), BranchHours())
    yield Hall(path, store, desk, clock, clerk.id, KeepRule())
    store.close()


S = TypeVar("S")


@pytest.fixture(autouse=True)
def _by_hand_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """No backup is made by the clock while a test goes on, however slow the machine."""
    monkeypatch.setattr(backup_watch, "FIRST_SECONDS", 3600.0)
    monkeypatch.setattr(backup_watch, "BACKUP_SECONDS", 3600.0)


def agreed(app: DeskApp) -> Prepared | None:
    """What becomes the book once the program has ended."""
    return app.to_restore[0] if app.to_restore is not None else None


def front(app: App[None], kind: type[S]) -> S:
    """The screen in front, which must be of this kind."""
    assert isinstance(app.screen, kind)
    return app.screen


async def at_the_room(pilot: Pilot[None], staff: str = LEAD) -> BackupsScreen:
    await sign_in(pilot, staff)
    app = pilot.app
    assert isinstance(app, DeskApp)
    app.go("backups")
    await settle(pilot)
    room = app.screen
    assert isinstance(room, BackupsScreen)
    return room


async def test_a_backup_is_made_checked_and_listed(hall: Hall) -> None:
    async with hall.app().run_test(size=(80, 24)) as pilot:
        room = await at_the_room(pilot)
        assert "no verified backup" in room._about.plain
        await pilot.press("ctrl+y")
        await settle(pilot)
        (one,) = room._list.rows
        assert one.verified
        assert "opened, read through" in room._about.plain
        await pilot.press("enter")
        await settle(pilot)
        assert "The backup is sound" in room._about.plain
        one.path.write_bytes(one.path.read_bytes()[:-1] + b"!")
        await pilot.press("enter")
        await settle(pilot)
        assert "content was changed" in room._about.plain
        await pilot.press("ctrl+e")
        await settle(pilot)
        assert "agrees with its journal" in room._about.plain


async def test_a_clerk_finds_nothing_there(hall: Hall) -> None:
    async with hall.app().run_test(size=(80, 24)) as pilot:
        room = await at_the_room(pilot, "1001")
        await pilot.press("ctrl+y")
        await settle(pilot)
        assert hall.keeper().kept() == []
        assert room._list.rows == []


async def test_the_rule_is_set_and_a_slip_is_told_beside_its_field(hall: Hall) -> None:
    async with hall.app().run_test(size=(80, 24)) as pilot:
        await at_the_room(pilot)
        await pilot.press("ctrl+d")
        await settle(pilot)
        form = pilot.app.screen
        assert isinstance(form, RuleForm)
        form._numbers["every"].value = "2"
        form._second.value = "nowhere"
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert pilot.app.screen is form
        assert hall.rule == KeepRule()
        form._second.value = str(hall.path.parent)
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert hall.rule == KeepRule(every=2, second=str(hall.path.parent))


async def test_the_program_makes_one_by_itself_and_says_how_old_it_is(hall: Hall) -> None:
    async with hall.app().run_test(size=(80, 24)) as pilot:
        app = pilot.app
        assert isinstance(app, DeskApp)
        await settle(pilot)
        assert "no verified backup" in str(app.screen.query_one("#sign-in-backups").render())
        app.keep_backups()
        await settle(pilot)
        assert len(hall.keeper().kept()) == 1
        assert "just now" in str(app.screen.query_one("#sign-in-backups").render())
        await sign_in(pilot, LEAD)
        board = app.screen
        assert isinstance(board, BoardScreen)
        assert "backup just now" in str(board._side.border_title)
        assert "backup" not in str(board._watch_line.render())
        hall.register(7)
        hall.clock.move(days=2)
        hall.rule = KeepRule(folder=str(hall.path.parent / "gone"))
        app.keep_backups()
        await settle(pilot)
        assert "no verified backup" in str(board._watch_line.render())
        hall.rule = KeepRule()
        app.shift_ended()
        await settle(pilot)
        assert len(hall.keeper().kept()) == 2


async def test_a_clerk_is_not_told_on_the_board(hall: Hall) -> None:
    async with hall.app().run_test(size=(80, 24)) as pilot:
        app = pilot.app
        assert isinstance(app, DeskApp)
        await sign_in(pilot, "1001")
        app.keep_backups()
        await settle(pilot)
        board = app.screen
        assert isinstance(board, BoardScreen)
        assert "backup" not in str(board._side.border_title)


async def test_a_restore_is_compared_and_agreed_to_before_it_is_left_to_do(hall: Hall) -> None:
    first = hall.keeper().make().backup
    hall.clock.move(hours=1)
    lost = hall.register(8)
    async with hall.app().run_test(size=(80, 24)) as pilot:
        app = pilot.app
        assert isinstance(app, DeskApp)
        await at_the_room(pilot)
        await pilot.press("ctrl+x")
        await settle(pilot)
        front(app, Choose)
        await pilot.press("enter")
        await settle(pilot)
        compare = front(app, Compare)
        assert compare._prepared.lost.cases == (lost,)
        # The cautious button has the focus.
        await pilot.press("enter")
        await settle(pilot)
        assert agreed(app) is None
        assert not compare._prepared.copy.exists()
        await pilot.press("ctrl+x")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("tab", "enter")
        await pilot.pause()
    prepared = agreed(app)
    assert prepared is not None
    assert prepared.source == first.path
    hall.store.close()
    hall.keeper().switch(prepared, MONDAY + timedelta(hours=2))
    assert hall.keeper().heads()


async def test_where_the_book_cannot_be_opened_a_backup_is_offered(hall: Hall) -> None:
    hall.register(9)
    hall.keeper().make()
    hall.store.close()
    hall.path.write_bytes(b"rubbish" * 500)

    def fails() -> Desk:
        raise Fault("The book is damaged.", "Take the last backup.")

    app = DeskApp(fails, idle_minutes=0, keeper=hall.keeper)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        front(app, Pick)
        # Whoever closes that and tries to sign in is led back to it.
        await pilot.press("escape")
        await sign_in(pilot, LEAD)
        assert "just now" in front(app, Pick)._ways[1].tip
        await pilot.press("2")
        await settle(pilot)
        front(app, Choose)
        await pilot.press("enter")
        await settle(pilot)
        who = front(app, ProveBy)
        who._number.value, who._pin.value = "1001", PIN
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert app.screen is who, "a clerk restores nothing"
        who._number.value, who._pin.value = LEAD, PIN
        await pilot.press("ctrl+s")
        await settle(pilot)
        front(app, Compare)
        await pilot.press("tab", "enter")
        await pilot.pause()
    prepared = agreed(app)
    assert prepared is not None
    hall.keeper().switch(prepared, MONDAY)
    with open_book(hall.path).read() as book:
        assert book.journal_head()[0] > 0
