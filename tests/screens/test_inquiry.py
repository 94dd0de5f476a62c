"""A minute's inquiry by real keys: few of them, from the board and out of a half-typed case."""

import asyncio

import pytest

from desk.case import Case
from desk.customer import Draft
from desk.enums import CaseKind, CaseStatus
from desk.incident import IncidentCase
from desk.point import IssuePoint
from screens.board.screen import BoardScreen
from screens.intake.inquiry import MinuteInquiry
from screens.intake.screen import IntakeScreen
from screens.widgets.field import ClerkInput
from tests.builders import MONDAY
from tests.builders_loop import an_incident
from tests.screens.a_case import text_of
from tests.screens.hall import a_hall, put, settle, sign_in
from tests.screens.window import (
    at_the_form,
    form_of,
    hall_with_customers,
    paste,
    pause,
    rows,
    with_customer,
)

ASKED = "阶梯电价是怎么算的"


class TestKeys:
    async def test_under_fifteen_keys_beside_the_words(self) -> None:
        hall = a_hall()
        async with hall.app().run_test(notifications=True) as pilot:
            await sign_in(pilot)
            keys = ["ctrl+d", "enter", "1", "ctrl+s"]
            await pilot.press(keys[0])
            await settle(pilot)
            await paste(pilot, ASKED)
            for key in keys[1:]:
                await pilot.press(key)
                await settle(pilot)
            assert isinstance(pilot.app.screen, BoardScreen)
            assert any("已登记并办结" in note.message for note in pilot.app._notifications)
        assert len(keys) < 15
        [case] = rows(hall, Case)
        assert (case.kind, case.status) == (CaseKind.INQUIRY, CaseStatus.CLOSED)
        [point] = rows(hall, IssuePoint)
        assert (point.matter, point.basis) == (ASKED, "阶梯电价怎么算")
        assert rows(hall, Draft) == []

    async def test_who_asks_about_an_incident_is_answered_by_its_script_and_linked(self) -> None:
        hall = a_hall()
        said = "河西小区电缆故障，正在抢修，预计20点前恢复。"
        incident = an_incident(
            hall.clerk.id, title="河西停电", area="河西小区", script=said, script_at=MONDAY
        )
        put(hall, incident)
        async with hall.app().run_test(size=(80, 24)) as pilot:
            await sign_in(pilot)
            await pilot.press("ctrl+d")
            await settle(pilot)
            await paste(pilot, "河西小区什么时候来电")
            for key in ("enter", "1"):
                await pilot.press(key)
                await settle(pilot)
            dialog = pilot.app.screen
            assert isinstance(dialog, MinuteInquiry)
            assert dialog.answer.value == said
            assert "● 河西停电" in text_of(pilot)
            await pilot.press("ctrl+s")
            await settle(pilot)
        [case] = rows(hall, Case)
        assert case.status is CaseStatus.CLOSED
        [link] = rows(hall, IncidentCase)
        assert (link.incident_id, link.case_id) == (incident.id, case.id)
        [point] = rows(hall, IssuePoint)
        assert (point.finding, point.basis) == (said, "")

    async def test_own_words_and_a_customer_on_file_stay_under_fifteen(self) -> None:
        hall = hall_with_customers()
        async with hall.app().run_test() as pilot:
            await sign_in(pilot)
            await pilot.press("ctrl+d")
            await settle(pilot)
            await paste(pilot, "附近哪里能交电费")
            await pilot.press("enter")
            await settle(pilot)
            await pilot.press("up", "enter")
            dialog = pilot.app.screen
            assert isinstance(dialog, MinuteInquiry)
            await settle(pilot)
            dialog.answer.load_text("")
            await paste(pilot, "出门右转五十米的代收点就能交")
            await pilot.press("tab")
            await paste(pilot, "1234")
            await pilot.press("enter")
            await pause(pilot)
            await pilot.press("ctrl+s")
            await settle(pilot)
        [case] = rows(hall, Case)
        assert not case.anonymous
        [point] = rows(hall, IssuePoint)
        assert point.finding == "出门右转五十米的代收点就能交"

    async def test_out_of_a_half_typed_case_and_back_into_it(self) -> None:
        hall = hall_with_customers()
        async with hall.app().run_test() as pilot:
            first = await at_the_form(pilot, hall)
            first.form.narrative.focus()
            await paste(pilot, "说到一半")
            await pilot.press("f2")
            await settle(pilot)
            await pilot.press("f2")
            await settle(pilot)
            await paste(pilot, ASKED)
            await pilot.press("enter")
            await settle(pilot)
            await pilot.press("1", "ctrl+s")
            await settle(pilot)
            assert pilot.app.screen is first
            assert first.form.narrative.value == "说到一半"
        assert len(rows(hall, Case)) == 1


class TestWaysOut:
    async def test_f2_takes_it_into_a_full_registration(self) -> None:
        hall = hall_with_customers()
        async with hall.app().run_test() as pilot:
            await sign_in(pilot)
            await pilot.press("ctrl+d")
            await settle(pilot)
            await paste(pilot, "我家电表是不是走快了")
            await pilot.press("f2")
            await settle(pilot)
            form = form_of(pilot)
            assert form.form.narrative.value == "我家电表是不是走快了"
            assert form.sheet.kind is CaseKind.INQUIRY
        assert [draft.form for draft in rows(hall, Draft)] == ["intake"]

    @pytest.mark.parametrize(
        ("asked", "field", "words"),
        [("", "asked", "还没写客户问了什么"), (ASKED, "answer", "还没有答复内容")],
    )
    async def test_a_refusal_stands_beside_its_field(
        self, asked: str, field: str, words: str
    ) -> None:
        hall = a_hall()
        async with hall.app().run_test() as pilot:
            await sign_in(pilot)
            await pilot.press("ctrl+d")
            await settle(pilot)
            if asked:
                await paste(pilot, asked)
            await pilot.press("ctrl+s")
            await settle(pilot)
            dialog = pilot.app.screen
            assert isinstance(dialog, MinuteInquiry)
            [row] = [row for row in dialog.query("FieldRow") if getattr(row, "field", "") == field]
            assert words in getattr(row, "error", "")
        assert rows(hall, Case) == []

    async def test_what_is_typed_survives_esc_and_the_program(self) -> None:
        hall = a_hall()
        async with hall.app().run_test() as pilot:
            await sign_in(pilot)
            await pilot.press("ctrl+d")
            await settle(pilot)
            await paste(pilot, ASKED)
            await pilot.press("escape")
            await settle(pilot)
        async with hall.app().run_test() as pilot:
            await sign_in(pilot)
            await pilot.press("ctrl+d")
            await settle(pilot)
            dialog = pilot.app.screen
            assert isinstance(dialog, MinuteInquiry)
            assert dialog.asked.text == ASKED


class TestAside:
    async def test_what_is_typed_in_a_dialog_belongs_to_the_draft(self) -> None:
        hall = hall_with_customers()
        async with hall.app().run_test() as pilot:
            await with_customer(pilot, hall)
            await paste(pilot, "说到一半")
            await pilot.press("ctrl+d", "enter")
            await settle(pilot)
            await pilot.press("tab")
            await paste(pilot, "张晓")
            await asyncio.sleep(1)
            await settle(pilot)
        async with hall.app().run_test() as pilot:
            await sign_in(pilot)
            await pilot.press("f2")
            await settle(pilot)
            await pilot.press("ctrl+w", "1")
            await settle(pilot)
            fields = pilot.app.screen.query(ClerkInput)
            assert [field.value for field in fields if field.value] == ["张晓"]
            room = pilot.app.screen_stack[0]
            assert isinstance(room, IntakeScreen)
            await pilot.press("escape", "tab", "enter")
            await settle(pilot)
            assert room.sheet.aside == {}
