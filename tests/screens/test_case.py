"""A case: answered point by point with real keys, drafts, refusals, two people at once."""

import pytest
from textual.pilot import Pilot

from desk.case import Stage
from desk.enums import Conclusion, PointKind, RemedyBy
from desk.forms import AnswerForm
from desk.progress import is_answered
from desk.services.points import answer_point
from desk.staff.model import actor_of
from screens.case.screen import CaseScreen
from screens.widgets.choice import Choice
from screens.widgets.field import ClerkInput
from tests.screens.a_case import (
    choose,
    enter,
    read,
    register,
    remedied,
    save,
    text_of,
    write,
)
from tests.screens.hall import a_hall


async def in_sight(pilot: Pilot[None], case: CaseScreen, name: str) -> None:
    """Wait until the cursor stands in a field and that is within what is seen of the form."""
    row = case.form.rows[name]
    for _turn in range(200):
        if case.field_here() == name and row.control in case._compositor.visible_widgets:
            break
        await pilot.pause(0.01)
    assert case.field_here() == name
    assert case.form.region.overlaps(row.control.region), name


class TestAnswering:
    async def test_the_cursor_waits_in_the_finding_of_the_first_open_point(self) -> None:
        hall = a_hall()
        reference = register(hall)
        async with hall.app().run_test(size=(80, 24)) as pilot:
            case = await enter(pilot, reference)
            assert case.form.position == 1
            assert case.field_here() == "finding"

    async def test_an_answer_is_typed_ticked_chosen_and_saved_with_keys(self) -> None:
        hall = a_hall()
        reference = register(hall)
        async with hall.app().run_test(size=(80, 24)) as pilot:
            case = await enter(pilot, reference)
            await pilot.press(*"ab", "tab", "1", "2", "3", "4", "tab", "1")
            remedied(case.form)
            await pilot.pause()
            await save(pilot)
            point = read(hall, reference).points[0]
            assert point.finding == "ab"
            assert point.conclusion is Conclusion.SUBSTANTIATED
            assert len(point.checks) == 4
            assert point.remedy_due is not None
            assert is_answered(point)

    async def test_after_a_whole_answer_the_next_open_point_comes_up(self) -> None:
        hall = a_hall()
        reference = register(hall)
        async with hall.app().run_test(size=(80, 24)) as pilot:
            case = await enter(pilot, reference)
            write(case.form, "finding", "11月20日到现场核对，电表误差超出允许范围")
            choose(case.form, "conclusion", Conclusion.SUBSTANTIATED)
            remedied(case.form)
            await pilot.pause()
            await save(pilot)
            assert case.form.position == 2
            assert case.field_here() == "finding"

    async def test_after_a_save_the_form_comes_to_rest(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The mark follows the form and the form the mark: once, not for ever."""
        hall = a_hall()
        reference = register(hall)
        async with hall.app().run_test(size=(80, 24)) as pilot:
            case = await enter(pilot, reference)
            moves: list[int] = []
            go = case.go_to_point

            def noted(position: int) -> None:
                moves.append(position)
                go(position)

            monkeypatch.setattr(case, "go_to_point", noted)
            write(case.form, "finding", "11月20日到现场核对，电表误差超出允许范围")
            choose(case.form, "conclusion", Conclusion.SUBSTANTIATED)
            remedied(case.form)
            await pilot.pause()
            await save(pilot)
            assert case.form.position == 2
            assert set(moves) == {2}

    async def test_what_a_letter_would_miss_is_said_beside_its_field(self) -> None:
        hall = a_hall()
        reference = register(hall)
        async with hall.app().run_test(size=(80, 24)) as pilot:
            case = await enter(pilot, reference)
            write(case.form, "finding", "11月20日到现场核对，电表误差超出允许范围")
            choose(case.form, "conclusion", Conclusion.SUBSTANTIATED)
            write(case.form, "remedy", "更换电能表")
            await pilot.pause()
            await save(pilot)
            assert is_answered(read(hall, reference).points[0])
            assert case.form.position == 1
            marked = {name for name, row in case.form.rows.items() if row.error}
            assert marked == {"remedy_owner", "remedy_due", "apology"}
            # The first of them is where the cursor goes, and is seen with what it lacks.
            assert case.field_here() == "remedy_owner"
            await in_sight(pilot, case, "remedy_owner")

    async def test_a_field_that_shows_anew_what_was_stored_keeps_its_mark(self) -> None:
        hall = a_hall()
        reference = register(hall)
        async with hall.app().run_test(size=(80, 24), notifications=True) as pilot:
            case = await enter(pilot, reference)
            write(case.form, "finding", "11月20日到现场核对，电表误差超出允许范围")
            choose(case.form, "conclusion", Conclusion.SUBSTANTIATED)
            remedied(case.form)
            write(case.form, "apology", "")
            write(case.form, "remedy_due", "+3")
            await pilot.pause()
            await save(pilot)
            marked = {name for name, row in case.form.rows.items() if row.error}
            assert marked == {"apology"}
            assert case.field_here() == "apology"
            await in_sight(pilot, case, "apology")
            assert "第 1 项还要补：致歉" in "".join(n.message for n in pilot.app._notifications)

    async def test_another_point_begins_in_its_first_field_in_sight(self) -> None:
        hall = a_hall()
        reference = register(hall)
        async with hall.app().run_test(size=(80, 24)) as pilot:
            case = await enter(pilot, reference)
            await pilot.press(*"ab")
            case.form.go_to("remedy_due")
            await in_sight(pilot, case, "remedy_due")
            await save(pilot)
            for key, position, letter in (("pagedown", 2, "c"), ("pageup", 1, "d")):
                case.form.go_to("remedy_due")
                await in_sight(pilot, case, "remedy_due")
                await pilot.press(key)
                await in_sight(pilot, case, "finding")
                assert case.form.position == position
                await pilot.press(letter)
                assert letter in str(case.form.content()["finding"])
                assert case.form.content()["remedy_due"] == ""

    async def test_when_every_point_is_answered_the_letter_is_next(self) -> None:
        hall = a_hall()
        reference = register(hall)
        clerk = actor_of(hall.clerk)
        for position, conclusion in ((2, Conclusion.GRANTED), (3, Conclusion.EXPLAINED)):
            answer = AnswerForm(
                finding=f"第{position}项已在11月20日核对过账单和示数",
                conclusion=conclusion,
                remedy=f"第{position}项的单子交给客户",
                remedy_by=RemedyBy.CUSTOMER,
            )
            answer_point(hall.desk, clerk, reference, position, answer)
        async with hall.app().run_test(size=(80, 24)) as pilot:
            case = await enter(pilot, reference)
            assert case.form.position == 1
            write(case.form, "finding", "11月20日到现场核对，电表误差超出允许范围")
            choose(case.form, "conclusion", Conclusion.SUBSTANTIATED)
            remedied(case.form)
            await pilot.pause()
            await save(pilot)
            assert read(hall, reference).case.stage is Stage.DRAFTING
            assert "函件" in text_of(pilot)

    async def test_only_conclusions_of_the_kind_are_offered(self) -> None:
        hall = a_hall()
        reference = register(hall)
        async with hall.app().run_test(size=(80, 24)) as pilot:
            case = await enter(pilot, reference)
            case.go_to_point(3)
            control = case.form.controls["conclusion"]
            assert isinstance(control, Choice)
            assert [value for value, _words in control.options] == [Conclusion.EXPLAINED]

    async def test_the_part_that_is_true_is_asked_for_when_only_a_part_is(self) -> None:
        hall = a_hall()
        reference = register(hall)
        async with hall.app().run_test(size=(80, 24)) as pilot:
            case = await enter(pilot, reference)
            assert not case.form.rows["true_part"].display
            choose(case.form, "conclusion", Conclusion.PARTLY_SUBSTANTIATED)
            await pilot.pause()
            assert case.form.rows["true_part"].display


class TestRefusals:
    async def test_a_shut_gate_is_said_beside_the_conclusion(self) -> None:
        hall = a_hall()
        reference = register(hall)
        async with hall.app().run_test(size=(80, 24)) as pilot:
            case = await enter(pilot, reference)
            write(case.form, "finding", "系统里看电量没有问题")
            choose(case.form, "conclusion", Conclusion.UNSUBSTANTIATED)
            await pilot.pause()
            await save(pilot)
            assert "现场核实" in case.form.rows["conclusion"].error
            assert read(hall, reference).points[0].conclusion is None
            assert case.field_here() == "conclusion"

    @pytest.mark.parametrize(
        ("field", "typed"), [("remedy_due", "改天"), ("amount_fen", "很多"), ("remedy_due", "1-1")]
    )
    async def test_what_cannot_be_is_said_beside_its_field(self, field: str, typed: str) -> None:
        hall = a_hall()
        reference = register(hall)
        async with hall.app().run_test(size=(80, 24)) as pilot:
            case = await enter(pilot, reference)
            write(case.form, field, typed)
            await pilot.pause()
            await save(pilot)
            assert case.form.rows[field].error
            control = case.form.controls[field]
            assert isinstance(control, ClerkInput)
            assert control.value == typed

    async def test_nothing_is_saved_twice_when_nothing_was_changed(self) -> None:
        hall = a_hall()
        reference = register(hall)
        async with hall.app().run_test(size=(80, 24), notifications=True) as pilot:
            await enter(pilot, reference)
            before = read(hall, reference).points[0].version
            await save(pilot)
            assert read(hall, reference).points[0].version == before


async def test_another_kind_of_point_offers_its_own_conclusions_and_drops_the_old_one() -> None:
    hall = a_hall()
    reference = register(hall)
    answer = AnswerForm(conclusion=Conclusion.SUBSTANTIATED)
    answer_point(hall.desk, actor_of(hall.clerk), reference, 1, answer)
    async with hall.app().run_test(size=(80, 24)) as pilot:
        case = await enter(pilot, reference)
        choose(case.form, "kind", PointKind.REQUEST)
        await pilot.pause()
        control = case.form.controls["conclusion"]
        assert isinstance(control, Choice)
        assert Conclusion.GRANTED in [value for value, _words in control.options]
        await save(pilot)
        point = read(hall, reference).points[0]
        assert (point.kind, point.conclusion) == (PointKind.REQUEST, None)


async def test_a_question_has_its_one_conclusion_once_something_is_found() -> None:
    hall = a_hall()
    reference = register(hall)
    async with hall.app().run_test(size=(80, 24)) as pilot:
        case = await enter(pilot, reference)
        await pilot.press("pagedown", "pagedown")
        control = case.form.controls["conclusion"]
        assert isinstance(control, Choice)
        assert (case.form.position, control.value) == (3, None)
        await pilot.press(*"ab")
        await save(pilot)
        point = read(hall, reference).points[2]
        assert (point.finding, point.conclusion) == ("ab", Conclusion.EXPLAINED)


async def test_checks_come_before_the_one_conclusion_of_a_question() -> None:
    hall = a_hall()
    reference = register(hall)
    async with hall.app().run_test(size=(80, 24)) as pilot:
        case = await enter(pilot, reference)
        choose(case.form, "kind", PointKind.QUESTION)
        await pilot.press(*"ab")
        await save(pilot)
        assert read(hall, reference).points[0].conclusion is None


async def test_a_day_and_an_amount_entered_by_mistake_can_be_emptied() -> None:
    hall = a_hall()
    reference = register(hall)
    async with hall.app().run_test(size=(80, 24)) as pilot:
        case = await enter(pilot, reference)
        write(case.form, "remedy_due", "+2")
        write(case.form, "amount_fen", "128.5")
        await pilot.pause()
        await save(pilot)
        point = read(hall, reference).points[0]
        assert (point.amount_fen, point.remedy_due is None) == (12850, False)
        write(case.form, "remedy_due", "")
        write(case.form, "amount_fen", "")
        await pilot.pause()
        await save(pilot)
        point = read(hall, reference).points[0]
        assert (point.amount_fen, point.remedy_due) == (None, None)
