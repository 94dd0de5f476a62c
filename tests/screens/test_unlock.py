"""An encrypted book before anybody signs in: passphrase, recovery key, another backup."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from db import open_book
from db.backups import Backups
from db.cipher import keyring
from db.cipher.vault import BookVault
from desk import i18n
from desk.backup.rule import KeepRule
from desk.calendar import WorkCalendar
from desk.encryption import Standing
from desk.enums import Role
from desk.hours import BranchHours
from desk.playbook.load import load
from desk.services.base import Desk
from screens.app import DeskApp
from screens.backups.restore import Choose, ProveBy
from screens.board.screen import BoardScreen
from screens.dialogs.pick import Pick
from screens.sign_in.screen import SignIn
from screens.sign_in.unlock import Recover, Unlock
from screens.widgets.row import FieldRow
from tests.builders import MONDAY, a_branch, monday
from tests.quick_keys import quick_keys
from tests.screens.hall import settle, sign_in, staff_of_the_hall

S = TypeVar("S")
MANAGER = "3001"
PASSPHRASE, OTHER = "correct horse battery", "一句只有我知道的话"


@dataclass
class Shut:
    """A hall with an encrypted book; `app()` begins like a new process."""

    path: Path
    recovery: str

    def unlock(self, passphrase: str, backup: Path | None) -> None:
        BookVault().unlock(backup or self.path, passphrase, MONDAY)

    def standing(self) -> Standing:
        vault = BookVault()
        return Standing(
            encrypted=vault.is_encrypted(self.path), originals=vault.originals(self.path)
        )

    def recover(self, recovery: str, new: str) -> None:
        BookVault().recover(self.path, recovery, new, MONDAY)

    def keeper(self) -> Backups:
        return Backups(self.path, KeepRule, lambda _rule: None, monday())

    def _opening(self) -> Desk:
        store = open_book(self.path)
        return Desk(store, monday(), a_branch(), load(), WorkCalendar(), BranchHours())

    def app(self) -> DeskApp:
        keyring.forget()
        return DeskApp(self._opening, idle_minutes=0, keeper=self.keeper, locks=self)


@pytest.fixture
def shut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shut]:
    quick_keys(monkeypatch)
    i18n.use("en")
    path = tmp_path / "desk.db"
    recovery = BookVault().make(path, PASSPHRASE).recovery
    store = open_book(path, create=True)
    with store.act("book.init", staff_id="", at=MONDAY) as act:
        clerk, lead, other = staff_of_the_hall()
        manager = replace(lead, id="m1", number=MANAGER, name="沈知行", role=Role.MANAGER)
        act.add(a_branch(), clerk, lead, other, manager)
        act.commit()
    store.close()
    yield Shut(path, recovery)
    keyring.forget()


async def _type(pilot: Pilot[None], *values: str) -> None:
    for value in values:
        field = pilot.app.focused
        assert isinstance(field, Input)
        field.value = value
        await pilot.press("enter")
    await settle(pilot)


def _front(app: DeskApp, kind: type[S]) -> S:
    """The screen in front, which must be of this kind."""
    screen = app.screen
    assert isinstance(screen, kind)
    return screen


def _said(app: DeskApp) -> str:
    return " ".join(row.error for row in app.screen.query(FieldRow))


async def test_the_passphrase_comes_before_the_pin(shut: Shut) -> None:
    app = shut.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        _front(app, Unlock)
        await _type(pilot, "wrong passphrase")
        assert _front(app, Unlock)._passphrase.value == ""
        assert "The passphrase is wrong." in _said(app)
        await _type(pilot, PASSPHRASE)
        _front(app, SignIn)
        await sign_in(pilot, "1001")
        _front(app, BoardScreen)
    app.wait_for_desk().store.close()


async def test_a_lost_passphrase_is_set_anew_by_the_recovery_key(shut: Shut) -> None:
    app = shut.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("escape")
        await settle(pilot)
        _front(app, Pick)
        await pilot.press("2")
        await settle(pilot)
        _front(app, Recover)
        await _type(pilot, shut.recovery[:-1], OTHER, OTHER)
        assert "This is not a recovery key" in _said(app)
        await _type(pilot, shut.recovery.lower(), OTHER, "another one")
        assert "The two are not the same." in _said(app)
        await _type(pilot, OTHER)
        _front(app, SignIn)
    app.wait_for_desk().store.close()
    keyring.forget()
    BookVault().unlock(shut.path, OTHER, MONDAY)


async def test_esc_leads_back_to_the_passphrase(shut: Shut) -> None:
    app = shut.app()
    async with app.run_test(size=(80, 24)) as pilot:
        for _each in range(2):
            await settle(pilot)
            _front(app, Unlock)
            await pilot.press("escape")
            await settle(pilot)
            await pilot.press("1")
        await settle(pilot)
        _front(app, Unlock)


async def test_a_backup_under_an_older_passphrase_is_unlocked_where_it_is_chosen(
    shut: Shut,
) -> None:
    BookVault().unlock(shut.path, PASSPHRASE, MONDAY)
    made = shut.keeper().make()
    BookVault().renew(shut.path, PASSPHRASE, OTHER, MONDAY)
    app = shut.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("escape")
        await settle(pilot)
        await pilot.press("3")
        await settle(pilot)
        _front(app, Choose)
        await pilot.press("enter")
        await settle(pilot)
        assert _front(app, Unlock).title_text == made.backup.path.name
        await _type(pilot, OTHER)
        assert "The passphrase is wrong." in _said(app)
        await _type(pilot, PASSPHRASE)
        _front(app, ProveBy)


@pytest.mark.parametrize(
    ("staff", "key", "words"),
    [
        (MANAGER, "2", ["--staff", MANAGER, "encryption", "sheet"]),
        (MANAGER, "escape", []),
        ("1001", "1", []),
    ],
)
async def test_what_is_done_about_the_file_is_done_by_a_command_after_the_screens(
    staff: str, key: str, words: list[str], shut: Shut
) -> None:
    app = shut.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await _type(pilot, PASSPHRASE)
        await sign_in(pilot, staff)
        await app.run_action("encryption")
        await settle(pilot)
        assert isinstance(app.screen, Pick) is (staff == MANAGER)
        await pilot.press(key)
        await pilot.pause()
    assert app.afterwards == words
    app.wait_for_desk().store.close()
