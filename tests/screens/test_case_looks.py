"""A case as it is seen: hostile text, sizes, languages, the record, empty and ended cases."""

import pytest

from desk import i18n
from desk.case import Stage
from screens.app import DeskApp
from screens.case.screen import CaseScreen
from screens.dialogs.sentences import Sentences
from screens.dialogs.tell import Tell
from tests.builders import a_case, a_custody, a_party, a_point
from tests.screens.a_case import (
    NARRATIVE,
    enter,
    read,
    register,
    room,
    save,
    text_of,
    write,
)
from tests.screens.hall import Hall, a_hall, put, settle

HOSTILE = (
    "[@click=app.quit]退费[/] [/foo] [bold",
    "{{ 7*7 }} #set page() $x$ <script>alert(1)</script>",
    "'; DROP TABLE cases; -- 😀👨‍👩‍👧 𠮷 ‮倒写 \x1b[31m红",
    "长" * 4000,
)


class TestHostileText:
    @pytest.mark.parametrize("text", HOSTILE, ids=["markup", "code", "bidi", "4kB"])
    async def test_is_shown_and_kept_as_it_is(self, text: str) -> None:
        from desk.text import clean

        hall = a_hall()
        reference = register(hall, text, matters=(text[:900], "第二项"))
        async with hall.app().run_test(size=(80, 24)) as pilot:
            case = await enter(pilot, reference)
            write(case.form, "finding", clean(text))
            await pilot.pause()
            await save(pilot)
            assert read(hall, reference).points[0].finding == clean(text).strip()
            await pilot.press("f5")
            await settle(pilot)
            assert isinstance(pilot.app.screen, Tell)
            await pilot.press("escape", "ctrl+k")
            await settle(pilot)
            assert isinstance(pilot.app.screen, Tell)
            await pilot.press("escape")
            assert "\x1b" not in text_of(pilot)


class TestLooks:
    @pytest.mark.parametrize("language", i18n.LANGUAGES)
    @pytest.mark.parametrize("size", [(80, 24), (120, 36)])
    async def test_whole_at_every_size(self, language: str, size: tuple[int, int]) -> None:
        i18n.use(language)
        hall = a_hall()
        reference = register(hall)
        async with hall.app().run_test(size=size) as pilot:
            case = await enter(pilot, reference)
            lines = text_of(pilot).splitlines()
            assert reference in lines[1]
            assert "▶" in lines[2]
            assert lines[3].count("✓") == 1
            assert "Ctrl+↓" in lines[3]
            assert "Ctrl+N" in lines[-1]
            assert "F1" in lines[-1]
            assert "柳明月" not in text_of(pilot)
            assert "柳**" in text_of(pilot)
            assert case.query_one("#news").display == (size == (120, 36))
            assert pilot.app._exception is None

    async def test_a_case_without_points_says_what_to_do(self) -> None:
        hall = a_hall()
        case = a_case(hall.clerk.id, 77)
        put(hall, case, a_custody(case.id, hall.clerk.id), a_party(case.id))
        async with hall.app().run_test(size=(80, 24)) as pilot:
            await enter(pilot, case.reference)
            assert "Ctrl+N 可补充诉求" in text_of(pilot)

    async def test_a_closed_case_is_read_only(self) -> None:
        from desk.enums import CaseStatus

        hall = a_hall()
        case = a_case(hall.clerk.id, 78, status=CaseStatus.CLOSED, stage=Stage.ENDED)
        put(hall, case, a_custody(case.id, hall.clerk.id), a_party(case.id), a_point(case.id))
        async with hall.app().run_test(size=(80, 24)) as pilot:
            screen = await enter(pilot, case.reference)
            assert screen.form.disabled
            await pilot.press("ctrl+n")
            await settle(pilot)
            assert "移交" not in text_of(pilot).replace("移交人", "")


class TestTheSixSteps:
    async def test_the_key_leads_on_from_step_to_step(self) -> None:
        hall = a_hall()
        reference = register(hall)
        async with hall.app().run_test(size=(80, 24)) as pilot:
            case = await enter(pilot, reference)
            assert "▶致歉" in text_of(pilot)
            await pilot.press("ctrl+down")
            await settle(pilot)
            assert isinstance(pilot.app.screen, Sentences)
            await pilot.press("down", "enter", "ctrl+s")
            await settle(pilot)
            assert "✓致歉 ▶分析 ·方案 ·执行 ·跟进 → 第1项核查情况" in text_of(pilot)
            await pilot.press("ctrl+down")
            await settle(pilot)
            assert (case.form.position, case.field_here()) == (1, "finding")

    async def test_a_click_on_a_step_leads_to_it_and_on_a_done_one_to_the_record(self) -> None:
        hall = a_hall()
        reference = register(hall)
        async with hall.app().run_test(size=(80, 24)) as pilot:
            case = await enter(pilot, reference)
            case.go_to_point(2)
            # "✓倾听 ▶致歉 ·分析": the third begins at the fifteenth cell.
            await pilot.click("#six", offset=(15, 0))
            await settle(pilot)
            assert (case.form.position, case.field_here()) == (1, "finding")
            await pilot.click("#six", offset=(3, 0))
            await settle(pilot)
            assert isinstance(pilot.app.screen, Tell)


async def test_narrative_chain_and_told_stand_in_the_record() -> None:
    hall = a_hall()
    reference = register(hall)
    async with hall.app().run_test(size=(80, 24)) as pilot:
        await enter(pilot, reference)
        await pilot.press("f5")
        await settle(pilot)
        seen = text_of(pilot).replace(" ", "").replace("\n", "").replace("│", "")
        assert NARRATIVE[:20] in seen
        assert "首问责任人" in seen


async def test_a_path_from_a_letter_leads_to_its_field_even_before_the_case_is_read() -> None:
    hall = a_hall()
    reference = register(hall)
    async with hall.app().run_test(size=(80, 24)) as pilot:
        app = pilot.app
        assert isinstance(app, DeskApp)
        await enter(pilot, reference)
        case = room(pilot)
        case.jump("points.2.due_on")
        await settle(pilot)
        assert case.form.position == 2
        assert case.field_here() == "remedy_due"
    fresh: Hall = a_hall()
    reference = register(fresh)
    async with fresh.app().run_test(size=(80, 24)) as pilot:
        await enter(pilot, reference)
        again = CaseScreen(reference)
        again.jump("points.3.remedy")
        assert again._jump == "points.3.remedy"
