"""The first start: one screen from an empty folder to the sign-in, in words where it cannot be."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from textual.pilot import Pilot

from db import open_book
from db.backups import Backups
from desk import i18n
from desk.backup.rule import KeepRule
from desk.places import Places
from desk.services.base import Desk
from desk.services.beginning import (
    Begun,
    FirstForm,
    begin,
    keep_draft,
    kept_draft,
    may_begin,
)
from desk.services.book import open_desk
from screens.app import DeskApp
from screens.backups.restore import Choose
from screens.board.screen import BoardScreen
from screens.dialogs.confirm import Confirm
from screens.dialogs.help import Help
from screens.first.start import FirstStart
from screens.sign_in.screen import SignIn
from screens.widgets.field import ClerkInput
from screens.widgets.lines import FootLine
from screens.widgets.reading import content_of, fill
from screens.widgets.row import ErrorLine, FieldRow
from tests.builders import monday
from tests.quick_keys import quick_keys
from tests.screens.hall import settle
from tests.screens.test_looks import Compare, same

PIN = "258013"
TYPED = {"branch": "hd01", "name": "临江供电营业厅", "number": "2001", "lead_name": "方远"}


@dataclass
class Empty:
    """A computer without a book; `app()` begins like a new process."""

    home: Path
    themes: list[str] = field(default_factory=list)

    @property
    def places(self) -> Places:
        return Places(self.home)

    def check(self) -> None:
        may_begin(self.home)

    def begin(self, form: FirstForm, pin: str, seal: bytes, theme: str) -> Begun:
        self.themes.append(theme)

        def store(path: Path, create: bool) -> object:
            return open_book(path, create=create)

        return begin(self.places, store, monday(), form, pin, seal=seal)  # type: ignore[arg-type]

    def kept(self) -> dict[str, str]:
        return kept_draft(self.home)

    def keep(self, typed: dict[str, str]) -> None:
        keep_draft(self.home, typed)

    def _opening(self) -> Desk:
        return open_desk(open_book(self.places.book), monday())

    def app(self) -> DeskApp:
        def keeper() -> Backups:
            return Backups(self.places.book, KeepRule, lambda _rule: None, monday())

        return DeskApp(self._opening, idle_minutes=0, keeper=keeper, first=self)


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Empty]:
    quick_keys(monkeypatch)
    i18n.use("en")
    yield Empty(tmp_path / "desk")
    i18n.use("zh_CN")


def front(pilot: Pilot[None]) -> type[object]:
    return type(pilot.app.screen)


def row(pilot: Pilot[None], name: str) -> FieldRow:
    return next(one for one in pilot.app.screen.query(FieldRow) if one.field == name)


def type_in(pilot: Pilot[None], **values: str) -> None:
    for name, value in values.items():
        fill(row(pilot, name).control, value)


async def set_up(pilot: Pilot[None], **values: str) -> None:
    type_in(pilot, **{**TYPED, "pin": PIN, "again": PIN, **values})
    await pilot.press("ctrl+s")
    await settle(pilot)


async def test_from_an_empty_folder_to_the_board(empty: Empty) -> None:
    async with empty.app().run_test() as pilot:
        await settle(pilot)
        assert front(pilot) is FirstStart
        await set_up(pilot, weekdays="09:00-17:00", weekend="09:00-12:00")
        assert front(pilot) is Confirm
        # Who has not written it down is shown it again.
        await pilot.press("enter")
        await settle(pilot)
        assert front(pilot) is Confirm
        await pilot.press("tab", "enter")
        await settle(pilot)
        assert front(pilot) is SignIn
        await pilot.press(*PIN, "enter")
        await settle(pilot)
        assert front(pilot) is BoardScreen
        desk = pilot.app.desk  # type: ignore[attr-defined]
        assert desk.branch.code == "HD01"
        assert desk.branch.unit == "临江供电营业厅"
        assert [str(one) for one in desk.hours.week[0]] == ["09:00-17:00"]
        assert [str(one) for one in desk.hours.week[6]] == ["09:00-12:00"]
    assert [one.name for one in empty.home.iterdir() if one.name.startswith((".", "first"))] == []


WRONG = (
    ("branch", ""),
    ("name", ""),
    ("weekdays", "early"),
    ("weekend", "9 to 5"),
    ("number", "20 01"),
    ("lead_name", ""),
    ("pin", "1234"),
    ("again", "258014"),
    ("seal", "/nowhere/seal.png"),
    ("branch", "a"),
)


async def test_what_is_wrong_stands_beside_its_field(empty: Empty) -> None:
    async with empty.app().run_test() as pilot:
        await settle(pilot)
        for name, value in WRONG:
            right = {"weekdays": "", "weekend": "", "seal": "", "again": PIN}
            wrong = {name: value, **({"again": value} if name == "pin" else {})}
            await set_up(pilot, **{**right, **wrong})
            assert front(pilot) is FirstStart
            assert [one.field for one in pilot.app.screen.query(FieldRow) if one.error] == [name]
            assert pilot.app.focused is row(pilot, name).control
        await set_up(pilot)
        assert front(pilot) is Confirm


async def test_language_and_colours_are_seen_at_once_and_lose_nothing(empty: Empty) -> None:
    async with empty.app().run_test() as pilot:
        await settle(pilot)
        type_in(pilot, **TYPED, pin=PIN)
        row(pilot, "theme").control.focus()
        await pilot.press("2")
        assert pilot.app.theme == "night"
        row(pilot, "language").control.focus()
        await pilot.press("1")
        await settle(pilot)
        assert i18n.current() == "zh_CN"
        assert "营业厅代号" in str(row(pilot, "branch").query("Static").first().render())
        feet = [line for screen in pilot.app.screen_stack for line in screen.query(FootLine)]
        assert len(feet) == 2
        assert all("帮助" in str(line.render()) for line in feet)
        assert {name: content_of(row(pilot, name).control) for name in TYPED} == TYPED
        assert content_of(row(pilot, "pin").control) == PIN
        await set_up(pilot)
        assert empty.themes == ["night"]


async def test_esc_asks_and_what_was_typed_is_there_again_but_for_the_pin(empty: Empty) -> None:
    async with empty.app().run_test() as pilot:
        await settle(pilot)
        type_in(pilot, **TYPED, pin=PIN, again=PIN)
        row(pilot, "theme").control.focus()
        await pilot.press("3", "escape")
        await settle(pilot)
        assert front(pilot) is Confirm
        await pilot.press("enter")
        await settle(pilot)
        assert front(pilot) is FirstStart
        await pilot.press("escape", "tab", "enter")
        await settle(pilot)
    assert not empty.places.book.exists()
    assert all(PIN not in one.read_text("utf-8") for one in empty.home.iterdir())
    async with empty.app().run_test() as pilot:
        await settle(pilot)
        assert {name: content_of(row(pilot, name).control) for name in TYPED} == TYPED
        assert content_of(row(pilot, "pin").control) == ""
        assert pilot.app.theme == "contrast"


async def test_a_folder_in_which_nothing_can_be_kept_is_told_before_anything_is_typed(
    tmp_path: Path,
) -> None:
    i18n.use("en")
    (tmp_path / "file").touch()
    async with Empty(tmp_path / "file" / "desk").app().run_test() as pilot:
        await settle(pilot)
        assert "cannot be made" in pilot.app.screen.query_one("#first-said", ErrorLine).message


async def test_the_other_ways_to_begin(empty: Empty) -> None:
    app = empty.app()
    async with app.run_test() as pilot:
        await settle(pilot)
        row(pilot, "way").control.focus()
        await pilot.press("2")
        assert not row(pilot, "branch").display
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert front(pilot) is Choose
        await pilot.press("escape")
        await settle(pilot)
        row(pilot, "way").control.focus()
        await pilot.press("3", "f1")
        await settle(pilot)
        assert front(pilot) is Help
        await pilot.press("escape", "ctrl+s")
    assert app.afterwards == ["demo"]
    assert not empty.places.book.exists()


async def waits(pilot: Pilot[None]) -> None:
    await settle(pilot)
    for line in pilot.app.screen.query(ClerkInput):
        line.cursor_blink = False


def test_looks_in_chinese(snap_compare: Compare, empty: Empty) -> None:
    """All fourteen fields on a screen of 24 lines; a tick at what is chosen; keys below."""
    i18n.use("zh_CN")
    assert same(snap_compare, empty.app(), waits, (80, 24))


def test_looks_in_english_and_wide(snap_compare: Compare, empty: Empty) -> None:
    """The same form in the middle of a wide screen; no label is cut."""
    assert same(snap_compare, empty.app(), waits, (120, 36))
