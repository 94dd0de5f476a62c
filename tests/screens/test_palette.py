"""The list of all actions: everything by three names, best first, and why what is not possible."""

import pytest
from textual.pilot import Pilot

from desk import i18n
from desk.i18n import say
from screens.approvals.screen import ApprovalsScreen
from screens.board.screen import BoardScreen
from screens.dialogs.deeds import ENTERED, OF_A_CASE, Deed, deeds_of, found, initials
from screens.dialogs.palette import Palette
from screens.keys import SCOPES, named, table
from screens.rooms import ROOMS
from tests.screens.a_case import enter, register
from tests.screens.hall import a_hall, settle, sign_in
from tests.screens.test_app import desk_app

CARE = Deed("接待提示", "Care", "查看和设置这位客户的专人服务。", "", "care", False)
VISIT = Deed("媒体来访", "Media visit", "媒体来访时怎么做，看接待提示。", "", "media", False)


def test_a_name_that_fits_comes_without_what_only_speaks_of_it() -> None:
    assert found([CARE, VISIT], "接待", {}) == [CARE]


def test_where_no_name_fits_the_explanation_leads_there() -> None:
    assert found([CARE, VISIT], "专人", {}) == [CARE]
    assert found([CARE, VISIT], "没有的事", {}) == []


def deed(words: str, english: str = "", why: str = "", *, far: bool = False) -> Deed:
    return Deed(words, english, "", "", words, False, why, far)


def test_the_best_name_comes_first_then_what_is_done_elsewhere_then_what_cannot_be() -> None:
    inside, begins, wholly = deed("再打印"), deed("打印清单"), deed("打印")
    far, shut = deed("打印函件", far=True), deed("打印小票", why="没有打印机")
    everything = [shut, far, inside, begins, wholly]
    assert found(everything, "打印", {}) == [wholly, begins, inside, far, shut]
    assert found(everything, "", {}) == [inside, begins, wholly]
    # What is done here under a name is not offered elsewhere under the same.
    assert found([deed("打印", far=True), wholly], "打印", {}) == [wholly]


def test_characters_in_their_order_come_after_what_fits_exactly() -> None:
    sheet, exact = deed("交接班表"), deed("打印交班清单", far=True)
    assert found([sheet, exact], "交班", {}) == [exact, sheet]
    assert found([sheet], "班交", {}) == []
    assert found([Deed("交接班表", "", "", "", "", True, also=("下班",))], "下班", {})


@pytest.mark.parametrize("asked", ["交班", "下班", "班"])
async def test_the_shift_sheet_is_found_in_a_case_by_what_people_call_it(asked: str) -> None:
    i18n.use("zh_CN")
    hall = a_hall()
    reference = register(hall)
    async with hall.app().run_test() as pilot:
        await enter(pilot, reference)
        await pilot.press("ctrl+p")
        await settle(pilot)
        palette = pilot.app.screen
        assert isinstance(palette, Palette)
        palette._asked.value = asked
        await settle(pilot)
        sheet = palette._list.rows[0]
        # It has no key of its own: the list of what else is done on the board leads there.
        assert (sheet.words, sheet.key) == ("交接班表", "F4 Ctrl+/")
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(pilot.app.screen, BoardScreen)


def test_every_room_is_entered_by_a_key_or_needs_a_case() -> None:
    assert {*ENTERED, *OF_A_CASE} == set(ROOMS)
    assert set(ENTERED.values()) <= set(named())


async def everything(pilot: Pilot[None]) -> list[Deed]:
    await sign_in(pilot, "2001")
    return deeds_of(desk_app(pilot))


async def test_every_action_of_the_tables_is_found_by_each_of_its_names() -> None:
    i18n.use("zh_CN")
    async with a_hall(cases=1).app().run_test() as pilot:
        deeds = await everything(pilot)
        letters = initials([one.words for one in deeds])
        # What is hidden on the board now is hidden for a reason of its own: its role, its row.
        hidden = {"accept", "decline", "unpick"}
        for scope in SCOPES:
            if scope in ("sign_in", "first", "dialog", "find"):
                continue
            for key in table(scope):
                if key.id in ("palette", "back") or key.action in hidden:
                    continue
                words = say(key.word, "zh_CN")
                for asked in (words, letters[words], key.word):
                    hits = [one.words for one in found(deeds, asked, letters)]
                    assert words in hits, (key.id, asked)
                # By its whole name it comes before what only begins with it or speaks of it.
                ranked = found(deeds, words, letters)
                one = next(hit for hit in ranked if hit.words == words)
                like = [hit for hit in ranked if (hit.why, hit.far) == (one.why, one.far)]
                assert like[0].words == words, key.id


async def test_what_another_room_does_leads_there() -> None:
    i18n.use("zh_CN")
    async with a_hall(cases=1).app().run_test() as pilot:
        await sign_in(pilot, "2001")
        await pilot.press("ctrl+p")
        await settle(pilot)
        palette = pilot.app.screen
        assert isinstance(palette, Palette)
        palette._asked.value = "批准"
        await settle(pilot)
        assert "函件" in palette._list.rows[0].tip
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(pilot.app.screen, ApprovalsScreen)


@pytest.mark.parametrize("language", i18n.LANGUAGES)
async def test_what_is_not_possible_now_says_why_and_does_nothing(language: str) -> None:
    i18n.use(language)
    async with a_hall().app().run_test() as pilot:
        await sign_in(pilot)
        await pilot.press("ctrl+p")
        await settle(pilot)
        palette = pilot.app.screen
        assert isinstance(palette, Palette)
        assert not any(one.why for one in palette._list.rows)
        palette._asked.value = say("Hand over", language)
        await settle(pilot)
        (hand_over,) = (one for one in palette._list.rows if one.run == "hand_over" and one.own)
        assert hand_over.why == say("Mark a case of yours first.", language)
        palette._list.cursor = palette._list.rows.index(hand_over)
        await pilot.press("enter")
        await settle(pilot)
        assert pilot.app.screen is palette
        assert hand_over.why in {one.message for one in pilot.app._notifications}
    i18n.use("zh_CN")
