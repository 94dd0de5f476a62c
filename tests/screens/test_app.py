"""Signing in, locking, going about, and keys that are typed ahead."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from rich.cells import cell_len
from textual.pilot import Pilot

from desk import i18n
from desk.clock import SetClock
from desk.refusals import Fault, Refusal
from screens.app import DeskApp
from screens.dialogs.fault import FaultDialog
from screens.dialogs.help import Help
from screens.dialogs.palette import Palette
from screens.rooms import ROOMS
from screens.sign_in.screen import SignIn
from screens.theme import THEMES
from screens.today import day_words
from screens.widgets.flow import Flow
from screens.widgets.lines import TopLine, TopWords
from screens.widgets.row import ErrorLine
from tests.screens.hall import PIN, Hall, a_hall, settle, sign_in


def desk_app(pilot: Pilot[None]) -> DeskApp:
    assert isinstance(pilot.app, DeskApp)
    return pilot.app


def top(app: DeskApp) -> TopWords:
    return app.screen.query_one(TopLine).words()


def error_on(app: DeskApp) -> str:
    return "".join(line.message for line in app.screen.query(ErrorLine))


async def test_signing_in_leads_to_the_board() -> None:
    async with a_hall(cases=1).app().run_test() as pilot:
        await sign_in(pilot)
        app = desk_app(pilot)
        assert app.current_mode == "board"
        assert app.who.name == "林小满"
        words = top(app)
        assert words[:3] == ("临江供电营业厅", "林小满", "11月23日（周一） · 工作日")
        assert words.due.startswith("今日到期 ")


@pytest.mark.parametrize("width", [60, 80, 120])
async def test_the_line_on_top_never_cuts_who_is_there(width: int) -> None:
    async with a_hall(cases=1).app().run_test(size=(width, 24)) as pilot:
        await sign_in(pilot)
        app = desk_app(pilot)
        line = app.screen.query_one(TopLine)
        text = str(line.render())
        assert cell_len(text) == line.size.width
        for words in top(app)[1:]:
            assert words in text


async def test_a_wrong_pin_is_told_and_the_field_is_empty_again() -> None:
    async with a_hall().app().run_test() as pilot:
        await sign_in(pilot, pin="999999")
        app = desk_app(pilot)
        assert app.locked
        assert error_on(app)
        assert isinstance(app.screen, SignIn)
        assert app.screen.pin.value == ""
        assert app.screen.number.text == "1001"
        await pilot.press(*PIN, "enter")
        await settle(pilot)
        assert not app.locked


async def test_too_many_wrong_pins_make_one_wait() -> None:
    async with a_hall().app().run_test() as pilot:
        await sign_in(pilot, pin="999999")
        app = desk_app(pilot)
        for _again in range(5):
            await pilot.press(*"999999", "enter")
            await settle(pilot)
        before = error_on(app)
        await pilot.press(*PIN, "enter")
        await settle(pilot)
        assert app.locked
        assert any(digit in error_on(app) for digit in "0123456789"), before


async def test_an_empty_form_asks_for_both() -> None:
    async with a_hall().app().run_test() as pilot:
        await pilot.press("enter", "enter")
        await settle(pilot)
        assert error_on(desk_app(pilot)) == "请输入工号和密码。"


async def test_keys_typed_ahead_land_where_they_were_meant() -> None:
    """A card reader types number, enter and all the rest at once."""
    from textual import events

    async with a_hall().app().run_test() as pilot:
        await pilot.pause()
        for key in ("1", "0", "0", "1", "enter", *PIN, "enter"):
            pilot.app.post_message(events.Key(key, key if len(key) == 1 else "\r"))
        await settle(pilot)
        await settle(pilot)
        assert not desk_app(pilot).locked


async def test_nothing_but_signing_in_works_while_nobody_is_there() -> None:
    async with a_hall(cases=1).app().run_test() as pilot:
        await pilot.pause()
        await pilot.press("f2", "f3", "f4", "f6", "f7", "ctrl+t", "ctrl+r", "ctrl+p", "f12")
        await settle(pilot)
        assert isinstance(pilot.app.screen, SignIn)
        assert pilot.app._exception is None


async def test_f12_locks_and_another_person_finds_nothing_open() -> None:
    async with a_hall(cases=1).app().run_test() as pilot:
        await sign_in(pilot)
        app = desk_app(pilot)
        board = app.room
        await pilot.press("f12")
        await settle(pilot)
        assert isinstance(app.screen, SignIn)
        assert "林小满" in str(app.screen.word.render())
        assert top(app).due == ""
        app.screen.number.value = "2001"
        app.screen.pin.value = PIN
        await pilot.press("enter")
        await settle(pilot)
        assert app.who.name == "方远"
        assert app.room is not board


async def test_the_next_person_types_over_the_number_of_whoever_locked() -> None:
    async with a_hall(cases=1).app().run_test() as pilot:
        await sign_in(pilot)
        app = desk_app(pilot)
        await pilot.press("f12")
        await settle(pilot)
        assert isinstance(app.screen, SignIn)
        await pilot.press("shift+tab", *"2001", "enter", *PIN, "enter")
        await settle(pilot)
        assert app.who.name == "方远"


async def test_an_idle_desk_locks_itself() -> None:
    hall = a_hall()
    async with hall.app(idle_minutes=0.001).run_test() as pilot:
        await sign_in(pilot)
        for _wait in range(50):
            await pilot.pause(0.02)
            if desk_app(pilot).locked:
                break
        assert desk_app(pilot).locked


@pytest.mark.parametrize("error", [Fault("台账损坏。", "请找管理员。"), Refusal("还没有建账。")])
async def test_a_book_that_does_not_open_is_told(error: Exception) -> None:
    def opening() -> None:
        raise error

    app = DeskApp(opening, idle_minutes=0)  # type: ignore[arg-type]
    async with app.run_test() as pilot:
        await settle(pilot)
        assert isinstance(app.screen, FaultDialog)
        await pilot.press("escape")
        await pilot.press(*"1001", "enter", *PIN, "enter")
        await settle(pilot)
        assert isinstance(app.screen, FaultDialog)
        assert app._exception is None


async def test_keys_without_a_room_are_greyed_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(ROOMS, "customer", raising=False)
    async with a_hall().app().run_test() as pilot:
        await sign_in(pilot)
        app = desk_app(pilot)
        assert app.check_action("go", ("customer",)) is None
        assert app.check_action("go", ("board",)) is True
        await pilot.press("f8")
        await settle(pilot)
        assert app.current_mode == "board"


@pytest.mark.parametrize("key", ["f1", "ctrl+g"])
async def test_help_opens_and_closes_with_the_same_key(key: str) -> None:
    async with a_hall().app().run_test() as pilot:
        await sign_in(pilot)
        await pilot.press(key)
        await pilot.pause()
        assert isinstance(pilot.app.screen, Help)
        text = "".join(flow.plain for flow in pilot.app.screen.query(Flow))
        assert "签收移交给您的工单。" in text
        assert "立即锁屏" in text
        await pilot.press(key)
        await pilot.pause()
        assert desk_app(pilot).screen is desk_app(pilot).room


@pytest.mark.parametrize("typed", ["sp", "锁屏", "lock", "LOCK"])
async def test_the_palette_knows_chinese_pinyin_and_english(typed: str) -> None:
    async with a_hall().app().run_test() as pilot:
        await sign_in(pilot)
        await pilot.press("ctrl+p")
        await settle(pilot)
        palette = pilot.app.screen
        assert isinstance(palette, Palette)
        palette._asked.value = typed
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert desk_app(pilot).locked


async def test_colours_are_chosen_in_the_palette_and_reported() -> None:
    chosen: list[str] = []
    async with a_hall().app(theme_chosen=chosen.append).run_test() as pilot:
        await sign_in(pilot)
        await pilot.press("ctrl+p")
        await settle(pilot)
        palette = pilot.app.screen
        assert isinstance(palette, Palette)
        palette._asked.value = "夜间"
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert pilot.app.theme == "night"
        assert chosen == ["night"]


@pytest.mark.parametrize("theme", [theme.name for theme in THEMES])
async def test_every_theme_draws(theme: str) -> None:
    async with a_hall(cases=2).app(theme=theme).run_test() as pilot:
        await sign_in(pilot)
        assert pilot.app.theme == theme
        assert pilot.app._exception is None


def test_an_unknown_theme_gives_the_day() -> None:
    assert a_hall().app(theme="no such").theme == "day"


@pytest.fixture
def english() -> Iterator[None]:
    i18n.use("en")
    yield
    i18n.use("zh_CN")


@pytest.mark.usefixtures("english")
async def test_everything_is_said_in_english_too() -> None:
    async with a_hall(cases=1).app().run_test() as pilot:
        await sign_in(pilot)
        app = desk_app(pilot)
        assert top(app).today == "Monday 23 November · working day"


DAYS = [
    (datetime(2026, 11, 21, 2, tzinfo=UTC), "11月21日（周六） · 休息日"),
    (datetime(2026, 10, 1, 2, tzinfo=UTC), "10月1日（周四） · 国庆节"),
    (datetime(2026, 10, 10, 2, tzinfo=UTC), "10月10日（周六） · 调休上班"),
    (datetime(2031, 3, 3, 2, tzinfo=UTC), "3月3日（周一） · 工作日（本年放假安排未录入）"),
]


@pytest.mark.parametrize(("at", "words"), DAYS)
def test_today_in_words(at: datetime, words: str) -> None:
    hall: Hall = a_hall()
    assert isinstance(hall.clock, SetClock)
    hall.clock.at = at
    assert day_words(hall.desk) == words
