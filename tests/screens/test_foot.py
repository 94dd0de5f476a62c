"""The line of keys: what can be done here now, the most wanted first, and never half a word."""

import pytest
from rich.cells import cell_len
from textual.pilot import Pilot

from desk import i18n
from desk.i18n import say
from screens.dialogs.confirm import Confirm
from screens.dialogs.find import Find
from screens.keys import Key, named, spoken, table
from screens.widgets.lines import FootLine
from tests.screens.hall import a_hall, settle, sign_in


def foot(pilot: Pilot[None]) -> FootLine:
    return pilot.app.screen.query_one(FootLine)


def said(key: Key, language: str) -> str:
    return f"{spoken(key.first)} {say(key.word, language)}"


def shown(pilot: Pilot[None]) -> list[str]:
    return [one for one in str(foot(pilot).render()).strip().split("  ") if one]


@pytest.mark.parametrize("language", i18n.LANGUAGES)
async def test_whole_words_at_any_width_with_help_and_all_actions(language: str) -> None:
    i18n.use(language)
    async with a_hall(cases=2).app().run_test(size=(80, 24)) as pilot:
        await sign_in(pilot)
        for wide in (120, 100, 80, 60):
            await pilot.resize_terminal(wide, 24)
            await settle(pilot)
            wanted = foot(pilot).keys()
            known = {said(key, language) for key in wanted}
            there = shown(pilot)
            assert set(there) <= known
            assert said(named()["help"], language) in there
            assert said(named()["palette"], language) in there
            assert cell_len(str(foot(pilot).render()).rstrip()) <= wide
            if wide >= 80:
                # What a day at the window begins with.
                assert said(named()["new_case"], language) in there
    i18n.use("zh_CN")


async def test_what_can_be_done_comes_before_what_cannot() -> None:
    i18n.use("zh_CN")
    async with a_hall().app().run_test(size=(80, 24)) as pilot:
        await sign_in(pilot)
        # Nothing to open on an empty board: its key takes no room from one that works.
        line, there = foot(pilot), shown(pilot)
        wanted = line.keys()
        off = [said(key, "zh_CN") for key in wanted if line._state(key) is None]
        missing = [
            said(key, "zh_CN")
            for key in wanted
            if line._state(key) is True and said(key, "zh_CN") not in there
        ]
        assert off
        for word in set(off) & set(there):
            assert all(cell_len(one) > cell_len(word) for one in missing)


async def test_a_dialog_says_how_to_get_help() -> None:
    i18n.use("zh_CN")
    async with a_hall(cases=1).app().run_test(size=(80, 24)) as pilot:
        await sign_in(pilot)
        await pilot.app.push_screen(Find())
        await settle(pilot)
        assert said(named()["help"], "zh_CN") in shown(pilot)


@pytest.mark.parametrize("scope", ["board", "intake", "case", "reply", "approvals", "notice"])
def test_no_two_keys_of_a_room_want_to_be_called_alike(scope: str) -> None:
    words = [key.word for key in table(scope) if key.footer]
    assert len(words) == len(set(words))


async def test_a_question_names_what_its_key_agrees_to() -> None:
    i18n.use("zh_CN")
    async with a_hall().app().run_test() as pilot:
        await sign_in(pilot)
        pilot.app.push_screen(Confirm("现在签发吗？", yes="签发编号", no="以后再说"))
        await settle(pilot)
        assert "Ctrl+S 签发编号" in shown(pilot)
        pilot.app.pop_screen()
        pilot.app.push_screen(Confirm("丢掉吗？", yes="丢掉", no="留着", loses=True))
        await settle(pilot)
        assert "Ctrl+S 丢掉" not in shown(pilot)


async def test_on_the_board_the_hint_does_not_send_to_the_board() -> None:
    i18n.use("zh_CN")
    async with a_hall().app().run_test(notifications=True) as pilot:
        await sign_in(pilot)
        await pilot.press("ctrl+t")
        await settle(pilot)
        told = [one.message for one in pilot.app._notifications]
        assert any("↑↓" in words for words in told), told
        assert not any("F4" in words for words in told)
