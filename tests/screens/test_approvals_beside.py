"""What a lead sees before agreeing: letter, case, what changed, who else is needed."""

import pytest

from desk.enums import AttemptResult, Delivery, Grade, LetterState
from desk.forms import AnswerForm, DeliveryForm, RemarkForm
from desk.services import delivery, letters, outgoing, points, returns
from screens.approvals.handing import Deliver
from screens.approvals.register import RegisterOfLetters
from tests.screens.a_case import text_of
from tests.screens.a_letter import (
    answered,
    at_letters,
    at_reply,
    clerk,
    drawn,
    issued,
    lead,
    letter_of,
    printed,
    seen,
    submitted,
)
from tests.screens.hall import Hall, a_hall


def came_back(hall: Hall) -> str:
    """A letter that was returned, mended and submitted again."""
    reference = answered(hall)
    letter = submitted(hall, reference)
    remark = RemarkForm(point=1, text="请写明哪一天")
    returns.return_letter(hall.desk, lead(hall), letter.id, "", [remark])
    form = AnswerForm(finding="11月23日经查当日排队记录，等候五十八分钟，情况属实。")
    points.answer_point(hall.desk, clerk(hall), reference, 1, form)
    submitted(hall, reference)
    return reference


class TestPanels:
    @pytest.mark.parametrize("size", [(80, 24), (120, 36)])
    async def test_letter_and_case_beside_each_other_or_one_by_one(
        self, size: tuple[int, int]
    ) -> None:
        hall = a_hall()
        submitted(hall, answered(hall))
        async with hall.app().run_test(size=size) as pilot:
            await at_letters(pilot, hall)
            letter, case = "现答复如下", "客户原话"
            wide = size[0] == 120
            said = seen(pilot)
            assert letter in said
            assert (case in said) is wide
            await pilot.press("f9")
            await drawn(pilot)
            assert case in seen(pilot)
            assert (letter in seen(pilot)) is wide

    @pytest.mark.parametrize("size", [(80, 24), (120, 36)])
    async def test_what_changed_stands_first_with_signs(self, size: tuple[int, int]) -> None:
        hall = a_hall()
        came_back(hall)
        async with hall.app().run_test(size=size) as pilot:
            await at_letters(pilot, hall)
            lines = [line.strip(" │") for line in text_of(pilot).splitlines()]
            assert any(line.startswith("✓ 第 1 项") or "✓ 第1项" in line for line in lines)
            assert any("− " in line for line in lines)
            assert any("+ " in line and "11月23日" in line for line in lines)

    async def test_a_letter_that_never_came_back_has_nothing_to_turn_to(self) -> None:
        hall = a_hall()
        submitted(hall, answered(hall))
        async with hall.app().run_test(size=(120, 36)) as pilot:
            room = await at_letters(pilot, hall)
            await pilot.press("f9", "f9")
            await drawn(pilot)
            assert not room._panels.has_class("-changed")


class TestWhoIsNeeded:
    async def test_the_manager_of_a_grave_case_is_named_before_anybody_tries(self) -> None:
        hall = a_hall()
        reference = answered(hall, grade=Grade.MAJOR)
        letter = submitted(hall, reference)
        letters.approve_letter(hall.desk, lead(hall), letter.id)
        async with hall.app().run_test(size=(120, 36)) as pilot:
            await at_letters(pilot, hall)
            assert "→负责人" in seen(pilot)
            assert "待负责人审批" in seen(pilot)

    async def test_a_hall_whose_only_lead_wrote_it_says_what_goes_out_until_then(self) -> None:
        hall = a_hall()
        reference = answered(hall)
        submitted(hall, reference, lead(hall))
        async with hall.app().run_test(size=(120, 36)) as pilot:
            await at_letters(pilot, hall)
            assert "眼下没有未经手的人可以审批" in seen(pilot)


class TestRemarks:
    async def test_each_point_has_its_field(self) -> None:
        hall = a_hall()
        reference = answered(hall)
        submitted(hall, reference)
        async with hall.app().run_test(size=(80, 24)) as pilot:
            await at_letters(pilot, hall)
            await pilot.press("ctrl+x")
            await drawn(pilot)
            await pilot.press("tab", "tab", *"which day", "ctrl+s")
            await drawn(pilot)
            letter = letter_of(hall, reference)
            assert letter.state is LetterState.DRAFT
            found = returns.difference(hall.desk, clerk(hall), letter.id)
            assert found is not None
            assert [(r.remark.on, r.remark.text) for r in found.remarks] == [
                ("points.2", "which day")
            ]


class TestDelivery:
    async def test_a_try_that_failed_is_noted_and_stands_there_next_time(self) -> None:
        hall = a_hall()
        reference = answered(hall)
        letter = printed(hall, reference)
        async with hall.app().run_test(size=(80, 24)) as pilot:
            await at_letters(pilot, hall, hall.clerk)
            await pilot.press("ctrl+d")
            await drawn(pilot)
            await pilot.press("4", "tab", *"nobody opened", "ctrl+s")
            await drawn(pilot)
            assert letter_of(hall, reference).state is LetterState.PRINTED
            (tried,) = delivery.attempts_of(hall.desk, clerk(hall), letter.id)
            assert tried.result is AttemptResult.NOT_MET
            assert "已送1次" in seen(pilot)
            await pilot.press("ctrl+d")
            await drawn(pilot)
            assert isinstance(pilot.app.screen, Deliver)
            assert "nobody opened" in text_of(pilot)

    async def test_the_post_brings_a_letter_back(self) -> None:
        hall = a_hall()
        reference = answered(hall)
        letter = printed(hall, reference)
        form = DeliveryForm(delivery=Delivery.POST, tracking="XA00000000001")
        delivery.deliver_letter(hall.desk, clerk(hall), letter.id, form)
        async with hall.app().run_test(size=(80, 24)) as pilot:
            await at_letters(pilot, hall, hall.clerk)
            await pilot.press("6")
            await drawn(pilot)
            await pilot.press("ctrl+d")
            await drawn(pilot)
            await pilot.press(*"moved away", "ctrl+s")
            await drawn(pilot)
            assert letter_of(hall, reference).state is LetterState.PRINTED


class TestRegister:
    async def test_every_number_of_the_year_and_that_none_is_missing(self) -> None:
        hall = a_hall()
        first = issued(hall, answered(hall))
        outgoing.void_letter(hall.desk, lead(hall), first.id, "印错日期")
        issued(hall, answered(hall, name="石磊"))
        async with hall.app().run_test(size=(120, 36)) as pilot:
            room = await at_letters(pilot, hall)
            await pilot.press("b")
            await drawn(pilot)
            assert isinstance(pilot.app.screen, RegisterOfLetters)
            for words in ("印错日期", "作废", "无缺号", first.number):
                assert words in seen(pilot)
            await pilot.press("left")
            await drawn(pilot)
            assert "这一年还没有发文" in seen(pilot)
            await pilot.press("right")
            await drawn(pilot)
            await pilot.press("enter")
            await drawn(pilot)
            assert room.row is not None
            assert room.row.number.endswith("2号")


class TestAuthor:
    async def test_a_remark_stands_beside_its_point_and_is_ticked(self) -> None:
        hall = a_hall()
        reference = answered(hall)
        letter = submitted(hall, reference)
        remark = RemarkForm(point=2, text="请写明哪一天")
        returns.return_letter(hall.desk, lead(hall), letter.id, "语气再客气些", [remark])
        async with hall.app().run_test(size=(120, 36)) as pilot:
            await at_reply(pilot, hall, reference)
            said = seen(pilot)
            assert said.index("第2项") < said.index("意见：第2项") < said.index("第3项")
            assert "语气再客气些" in said
            await pilot.press("ctrl+y")
            await drawn(pilot)
            assert letter_of(hall, reference).state is LetterState.DRAFT
            await pilot.press("m")
            await drawn(pilot)
            await pilot.press("2", "ctrl+s")
            await drawn(pilot)
            await pilot.press("ctrl+y")
            await drawn(pilot)
            assert letter_of(hall, reference).state is LetterState.SUBMITTED

    async def test_the_case_room_shows_it_above_the_answer(self) -> None:
        hall = a_hall()
        reference = answered(hall)
        letter = submitted(hall, reference)
        remark = RemarkForm(point=1, text="请写明哪一天")
        returns.return_letter(hall.desk, lead(hall), letter.id, "", [remark])
        async with hall.app().run_test(size=(120, 36)) as pilot:
            await at_reply(pilot, hall, reference)
            await pilot.press("ctrl+u")
            await drawn(pilot)
            assert "↩方远：请写明哪一天" in seen(pilot)
