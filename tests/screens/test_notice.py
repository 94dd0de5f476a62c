"""The notice room with real keys: from F6 to a signed paper, refusals, drafts, sizes."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from desk import i18n
from desk.enums import Confirmation, MaterialState
from desk.services import drafts
from desk.staff.model import actor_of
from screens.app import DeskApp
from screens.case.screen import CaseScreen
from screens.dialogs.prompt import Prompt
from screens.notice.back import BackScreen
from screens.notice.given import Given
from screens.notice.preview import Preview
from screens.notice.screen import NoticeScreen
from screens.widgets.field import ClerkInput
from screens.widgets.lines import FootLine
from screens.widgets.row import FieldRow
from tests.screens.a_case import enter, read, register, text_of
from tests.screens.hall import a_hall, settle, sign_in


async def press(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await settle(pilot)


def room(pilot: Pilot[None]) -> NoticeScreen:
    assert isinstance(pilot.app, DeskApp)
    assert isinstance(pilot.app.room, NoticeScreen)
    return pilot.app.room


async def test_from_f6_to_the_preview_in_ten_keys_beside_the_ticks() -> None:
    hall = a_hall()
    reference = register(hall)
    async with hall.app().run_test(size=(80, 24)) as pilot:
        await enter(pilot, reference)
        keys = ["f6", "enter", "1", "1", "ctrl+s"]
        await press(pilot, *keys)
        assert isinstance(pilot.app.screen, Preview)
        assert len(keys) <= 10
        assert "一次性告知单" in text_of(pilot)


async def test_the_whole_way_to_a_signed_paper(tmp_path: Path) -> None:
    hall = a_hall()
    reference = register(hall)
    async with hall.app(papers=tmp_path).run_test(size=(80, 24)) as pilot:
        await enter(pilot, reference)
        await press(pilot, "f6", "enter", "1", "1")
        await press(pilot, "1", "3")
        assert isinstance(pilot.app.screen, Prompt)
        await press(pilot, *"old", "enter")
        await press(pilot, "2", "ctrl+s")
        # One line of keys: the box says what Ctrl+S does there, the room's own is away.
        (room_foot,) = pilot.app.screen_stack[-2].query(FootLine)
        (foot,) = pilot.app.screen.query(FootLine)
        assert "先不打印" in str(foot.render())
        assert not room_foot.visible
        await press(pilot, "ctrl+s")
        assert isinstance(pilot.app.screen, Given)
        assert "登记签收" in str(pilot.app.screen.query_one(FootLine).render())
        (notice,) = read(hall, reference).notices
        states = [row.state for row in notice.rows]
        assert states == [
            MaterialState.HELD,
            MaterialState.NOT_ACCEPTABLE,
            MaterialState.MISSING,
        ]
        assert notice.rows[1].reason == "old"
        await press(pilot, "f5")
        (paper,) = tmp_path.iterdir()
        assert paper.read_bytes().startswith(b"%PDF")
        # A signature is noted by who saw it: none stands there beforehand.
        await press(pilot, "ctrl+s")
        dialog = pilot.app.screen
        assert isinstance(dialog, Given)
        assert [row.field for row in dialog.query(FieldRow) if row.error] == ["confirmation"]
        assert read(hall, reference).notices[-1].confirmation is None
        await press(pilot, "1", "ctrl+s")
        (notice,) = read(hall, reference).notices
        assert notice.confirmation is Confirmation.SIGNED
        assert isinstance(pilot.app, DeskApp)
        assert isinstance(pilot.app.room, CaseScreen)
        assert drafts.drafts(hall.desk, actor_of(hall.clerk), "notice") == []


async def test_refused_to_sign_needs_a_witness_or_a_reason() -> None:
    hall = a_hall()
    reference = register(hall)
    async with hall.app().run_test(size=(80, 24)) as pilot:
        await enter(pilot, reference)
        await press(pilot, "f6", "enter", "1", "1", "ctrl+s", "ctrl+s", "4", "ctrl+s")
        dialog = pilot.app.screen
        assert isinstance(dialog, Given)
        assert [row.field for row in dialog.query(FieldRow) if row.error] == ["witness"]
        await press(pilot, *"1002", "ctrl+s")
        (notice,) = read(hall, reference).notices
        assert notice.confirmation is Confirmation.REFUSED
        assert notice.confirmation_witness == hall.other.id


async def test_one_that_is_not_confirmed_is_found_again() -> None:
    hall = a_hall()
    reference = register(hall)
    async with hall.app().run_test(size=(80, 24)) as pilot:
        await enter(pilot, reference)
        await press(pilot, "f6", "enter", "1", "1", "ctrl+s", "ctrl+s", "escape", "f6")
        assert "GZ-" in text_of(pilot)
        await press(pilot, "ctrl+u")
        assert isinstance(pilot.app.screen, Given)


async def test_a_business_told_before_leads_to_the_return_visit() -> None:
    hall = a_hall()
    reference = register(hall)
    async with hall.app().run_test(size=(80, 24)) as pilot:
        await enter(pilot, reference)
        await press(pilot, "f6", "enter", "1", "1", "1", "ctrl+s", "ctrl+s", "1", "ctrl+s")
        await press(pilot, "f6")
        assert "Ctrl+K" in text_of(pilot)
        await press(pilot, "enter")
        assert isinstance(pilot.app, DeskApp)
        assert isinstance(pilot.app.room, BackScreen)
        assert len(pilot.app.room._materials.rows) == 2
        await press(pilot, "escape")
        assert reference in text_of(pilot)


async def test_all_held_and_all_missing_are_one_key_each() -> None:
    hall = a_hall()
    reference = register(hall)
    async with hall.app().run_test(size=(80, 24)) as pilot:
        await enter(pilot, reference)
        await press(pilot, "f6", "enter", "1", "1", "ctrl+y")
        assert {row.state for row in room(pilot).work.rows()} == {MaterialState.HELD}
        await press(pilot, "ctrl+n")
        assert {row.state for row in room(pilot).work.rows()} == {MaterialState.MISSING}


async def test_an_answer_that_changes_the_list_keeps_the_ticks_that_fit() -> None:
    hall = a_hall()
    reference = register(hall)
    async with hall.app().run_test(size=(80, 24)) as pilot:
        await enter(pilot, reference)
        await press(pilot, "f6", "enter", "1", "1", "1")
        await press(pilot, "shift+tab", "shift+tab", "2")
        rows = room(pilot).work.rows()
        held = [row.material_id for row in rows if row.state is MaterialState.HELD]
        assert held == ["account_no"]
        assert "authority" in [row.material_id for row in rows]


async def test_another_business_asks_its_own_questions() -> None:
    """Two procedures may use one id for different questions: neither text nor answer stays."""
    hall = a_hall()
    reference = register(hall)
    async with hall.app().run_test(size=(80, 24)) as pilot:
        await enter(pilot, reference)
        await press(pilot, "f6")
        room(pilot)._choose.query_one(ClerkInput).value = "欠费复电"
        await settle(pilot)
        await press(pilot, "enter", "1")
        assert "为什么停的电" in text_of(pilot)
        await press(pilot, "ctrl+e")
        room(pilot)._choose.query_one(ClerkInput).value = "退费"
        await settle(pilot)
        await press(pilot, "enter")
        assert "为什么停的电" not in text_of(pilot)
        screen = room(pilot)
        procedure = screen.work.procedure
        assert procedure is not None
        assert screen.work.open_questions() == procedure.questions[: len(screen.work.questions())]
        assert next(row.control.has_focus for row in screen._questions.query(FieldRow))


async def test_without_a_case_it_asks_whom_it_is_for() -> None:
    hall = a_hall()
    async with hall.app().run_test(size=(80, 24)) as pilot:
        await sign_in(pilot)
        await press(pilot, "f6", *"ab")
        assert "没有这个名称的业务" in text_of(pilot)
        await press(pilot, "backspace", "backspace")
        box = room(pilot)._choose.query_one(ClerkInput)
        box.value = "校表"
        await settle(pilot)
        await press(pilot, "enter", "1", "1", "ctrl+s")
        screen = room(pilot)
        wrong = [row.field for row in screen.query(FieldRow) if row.error]
        assert wrong == ["customer_name"]
        await press(pilot, *"Liu", "ctrl+s")
        assert isinstance(pilot.app.screen, Preview)


async def test_what_is_filled_in_survives_a_crash() -> None:
    hall = a_hall()
    reference = register(hall)
    async with hall.app().run_test(size=(80, 24)) as pilot:
        await enter(pilot, reference)
        await press(pilot, "f6", "enter", "1", "1", "1")
        room(pilot).keeper.keep()
        await settle(pilot)
    async with hall.app().run_test(size=(80, 24)) as pilot:
        await enter(pilot, reference)
        await press(pilot, "f6")
        rows = room(pilot).work.rows()
        assert rows[0].state is MaterialState.HELD


async def test_hostile_text_is_printed_as_it_is() -> None:
    hall = a_hall()
    reference = register(hall)
    reason = "[@click=app.quit]x[/] {{7*7}} #pagebreak() 😀 [/foo"
    async with hall.app().run_test(size=(120, 36)) as pilot:
        await enter(pilot, reference)
        await press(pilot, "f6", "enter", "1", "1", "3")
        prompt = pilot.app.screen
        assert isinstance(prompt, Prompt)
        prompt.query_one(ClerkInput).value = reason
        await press(pilot, "enter", "ctrl+s")
        assert "{{7*7}}" in text_of(pilot)
        await press(pilot, "ctrl+s")
        (notice,) = read(hall, reference).notices
        assert notice.rows[0].reason == reason
        assert pilot.app._exception is None


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_whole_at_every_size(language: str, size: tuple[int, int]) -> None:
    i18n.use(language)
    hall = a_hall()
    reference = register(hall)
    async with hall.app().run_test(size=size) as pilot:
        await enter(pilot, reference)
        await press(pilot, "f6", "enter", "1", "1")
        seen = text_of(pilot)
        assert "柳**" in seen
        assert "□" in seen
        assert "F5" in seen.splitlines()[-1]
        assert room(pilot).query_one("#beside").display == (size == (120, 36))
        if size == (120, 36):
            await pilot.pause(0.2)
            await settle(pilot)
            assert "一次性告知单" in text_of(pilot)
        assert pilot.app._exception is None
