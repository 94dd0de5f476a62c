"""What is typed on a point: kept, offered back, thrown away; and two people at one point."""

from desk.forms import AnswerForm
from desk.services import drafts
from desk.services.points import answer_point
from desk.staff.model import actor_of
from screens.case.changed import ChangedMeanwhile
from screens.dialogs.confirm import Confirm
from tests.screens.a_case import (
    enter,
    read,
    register,
    save,
    text_of,
    write,
)
from tests.screens.hall import a_hall, settle


class TestDrafts:
    async def test_what_is_typed_survives_a_crash_and_is_offered_back(self) -> None:
        hall = a_hall()
        reference = register(hall)
        async with hall.app().run_test(size=(80, 24)) as pilot:
            case = await enter(pilot, reference)
            write(case.form, "finding", "写到一半就断电了")
            await pilot.pause()
            case._typed.keep()
            await settle(pilot)
        # Nothing was closed in order: the next start knows only what is in the book.
        async with hall.app().run_test(size=(80, 24)) as pilot:
            case = await enter(pilot, reference)
            assert case.form.content()["finding"] == "写到一半就断电了"
            assert "✎" in text_of(pilot)
            assert read(hall, reference).points[0].finding == ""

    async def test_typing_alone_makes_a_draft_within_two_seconds(self) -> None:
        hall = a_hall()
        reference = register(hall)
        async with hall.app().run_test(size=(80, 24)) as pilot:
            await enter(pilot, reference)
            await pilot.press(*"ab")
            await pilot.pause(1.7)
            await settle(pilot)
            (kept,) = drafts.drafts(hall.desk, actor_of(hall.clerk), "answer")
            assert kept.subject == f"{reference}/1"
            assert '"finding": "ab"' in kept.content

    async def test_a_draft_goes_when_the_answer_is_saved(self) -> None:
        hall = a_hall()
        reference = register(hall)
        async with hall.app().run_test(size=(80, 24)) as pilot:
            case = await enter(pilot, reference)
            write(case.form, "finding", "已看过")
            await pilot.pause()
            case._typed.keep()
            await settle(pilot)
            await save(pilot)
            await settle(pilot)
            assert drafts.drafts(hall.desk, actor_of(hall.clerk), "answer") == []

    async def test_it_is_thrown_away_only_when_asked(self) -> None:
        hall = a_hall()
        reference = register(hall)
        async with hall.app().run_test(size=(80, 24)) as pilot:
            case = await enter(pilot, reference)
            write(case.form, "finding", "不要了")
            await pilot.pause()
            case._typed.keep()
            await settle(pilot)
            await pilot.press("ctrl+d")
            assert isinstance(pilot.app.screen, Confirm)
            await pilot.press("escape")
            assert case.form.content()["finding"] == "不要了"
            await pilot.press("ctrl+d", "ctrl+s")
            await settle(pilot)
            assert case.form.content()["finding"] == "不要了"
            await pilot.press("ctrl+d", "right", "left", "right", "enter")
            await settle(pilot)
            assert case.form.content()["finding"] == ""
            assert drafts.drafts(hall.desk, actor_of(hall.clerk), "answer") == []

    async def test_each_point_keeps_what_is_typed_on_it(self) -> None:
        hall = a_hall()
        reference = register(hall)
        async with hall.app().run_test(size=(80, 24)) as pilot:
            case = await enter(pilot, reference)
            await pilot.press("a", "pagedown", "b", "pagedown", "c", "pageup", "pageup")
            await pilot.pause()
            assert [case._typed.content(n)["finding"] for n in (1, 2, 3)] == ["a", "b", "c"]
            assert case.form.content()["finding"] == "a"


class TestTwoPeople:
    async def test_nobody_is_overwritten_and_both_are_shown(self) -> None:
        hall = a_hall()
        reference = register(hall)
        async with hall.app().run_test(size=(80, 24)) as pilot:
            case = await enter(pilot, reference)
            write(case.form, "finding", "我写的核查情况")
            await pilot.pause()
            other = actor_of(hall.other)
            answer_point(hall.desk, other, reference, 1, AnswerForm(finding="同事写的核查情况"))
            await save(pilot)
            assert isinstance(pilot.app.screen, ChangedMeanwhile)
            seen = text_of(pilot)
            assert "我写的核查情况" in seen
            assert "同事写的核查情况" in seen
            assert "赵一诺" in seen
            await pilot.press("enter")
            await settle(pilot)
            assert case.form.content()["finding"] == "我写的核查情况"
            await save(pilot)
            assert read(hall, reference).points[0].finding == "我写的核查情况"

    async def test_the_other_version_can_be_taken(self) -> None:
        hall = a_hall()
        reference = register(hall)
        async with hall.app().run_test(size=(80, 24)) as pilot:
            case = await enter(pilot, reference)
            write(case.form, "finding", "我写的")
            await pilot.pause()
            answer_point(
                hall.desk, actor_of(hall.other), reference, 1, AnswerForm(finding="同事写的")
            )
            await save(pilot)
            await pilot.press("tab", "enter")
            await settle(pilot)
            assert case.form.content()["finding"] == "同事写的"
            assert not case._typed.unsaved(1)
