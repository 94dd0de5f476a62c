"""Any kind of letter by one key: what makes sense is made, what does not says why."""

import pytest

from desk.enums import LetterKind, LetterState
from desk.letter.life import Letter
from screens.dialogs.paper import PutOnPaper
from screens.papers.choose import ChoosePaper
from screens.papers.make import parts_of, subject_of
from screens.papers.said import SayBeside
from screens.reply.places import Cure, Place
from tests.screens.a_case import enter, read, register
from tests.screens.a_letter import answered, at_reply, delivered, drawn, letter_of, reply_of, seen
from tests.screens.hall import Hall, a_hall

SIZES = [pytest.param((80, 24), id="small"), pytest.param((120, 36), id="wide")]


def of_kind(hall: Hall, reference: str, kind: LetterKind) -> Letter:
    return next(one for one in reversed(read(hall, reference).letters) if one.kind is kind)


def test_a_subject_names_the_kind_only_beside_the_answer() -> None:
    assert subject_of("HD01-20261103-0007", LetterKind.SUMMARY_REPLY) == "HD01-20261103-0007"
    for kind in (LetterKind.HOLDING, LetterKind.COMMITMENT):
        assert parts_of(subject_of("HD01-20261103-0007", kind)) == ("HD01-20261103-0007", kind)
    assert parts_of("HD01-20261103-0007") == ("HD01-20261103-0007", None)


@pytest.mark.parametrize("size", SIZES)
async def test_the_list_says_what_makes_sense_and_why_not(size: tuple[int, int]) -> None:
    hall = a_hall()
    reference = register(hall)
    async with hall.app().run_test(size=size) as pilot:
        await enter(pilot, reference)
        await pilot.press("f9")
        await drawn(pilot)
        assert isinstance(pilot.app.screen, ChoosePaper)
        assert "登记表" in seen(pilot)
        await pilot.press("end")
        await drawn(pilot)
        assert "请先答复" in seen(pilot)
        await pilot.press("enter")
        await drawn(pilot)
        assert isinstance(pilot.app.screen, ChoosePaper)


async def test_a_holding_letter_from_the_case_to_the_lead() -> None:
    hall = a_hall()
    reference = register(hall)
    async with hall.app().run_test(size=(80, 24)) as pilot:
        await enter(pilot, reference)
        await pilot.press("f9")
        await drawn(pilot)
        await pilot.press("3")
        await drawn(pilot)
        dialog = pilot.app.screen
        assert isinstance(dialog, SayBeside)
        dialog._reason.text = "等检定机构的结果"
        dialog._so_far.text = "11月23日到现场核对了表号"
        dialog._until.value = "+3"
        await pilot.press("ctrl+s")
        await drawn(pilot)
        room = reply_of(pilot)
        assert room.kind is LetterKind.HOLDING
        assert "等检定机构的结果" in room._paper.plain.replace(" ", "")
        assert room._check.blocking == 0
        await pilot.press("ctrl+y")
        await drawn(pilot)
        assert of_kind(hall, reference, LetterKind.HOLDING).state is LetterState.SUBMITTED
        # The answer itself was not begun by it.
        assert read(hall, reference).reply is None


async def test_what_is_missing_beside_the_record_is_asked_again() -> None:
    hall = a_hall()
    reference = register(hall)
    async with hall.app().run_test(size=(80, 24)) as pilot:
        room = await at_reply(pilot, hall, subject_of(reference, LetterKind.HOLDING))
        assert room._check.blocking == 3
        line = room._check._list.rows[0]
        assert line.place == Place(Cure.ASKED, "reason")
        await pilot.press("enter")
        await drawn(pilot)
        assert isinstance(pilot.app.screen, SayBeside)


async def test_a_slip_is_issued_and_offered_to_the_printer() -> None:
    hall = a_hall()
    reference = register(hall)
    async with hall.app().run_test(size=(80, 24)) as pilot:
        await enter(pilot, reference)
        await pilot.press("f9")
        await drawn(pilot)
        await pilot.press("2")
        await drawn(pilot)
        assert isinstance(pilot.app.screen, PutOnPaper)
        record = of_kind(hall, reference, LetterKind.REGISTRATION_RECORD)
        assert record.number == f"{reference}-D"


async def test_a_reply_becomes_a_short_one_and_is_given_up() -> None:
    hall = a_hall()
    reference = answered(hall)
    async with hall.app().run_test(size=(80, 24)) as pilot:
        room = await at_reply(pilot, hall, reference)
        assert not room.check_action("give_up", ())
        reply_of(pilot).action_papers()
        await drawn(pilot)
        choice = pilot.app.screen
        assert isinstance(choice, ChoosePaper)
        at = [one.kind for one in choice._choices].index(LetterKind.SUMMARY_REPLY)
        await pilot.press(str(at + 1))
        await drawn(pilot)
        assert letter_of(hall, reference).kind is LetterKind.SUMMARY_REPLY
        room = reply_of(pilot)
        assert "简要答复" in room._paper.plain.replace(" ", "")
        assert room.check_action("give_up", ())
        room.action_give_up()
        await drawn(pilot)
        await pilot.press(*"no", "enter")
        await drawn(pilot)
        assert of_kind(hall, reference, LetterKind.SUMMARY_REPLY).state is LetterState.VOID


async def test_after_the_answer_a_supplementary_one_needs_a_change() -> None:
    hall = a_hall()
    reference = answered(hall)
    delivered(hall, reference)
    async with hall.app().run_test(size=(80, 24)) as pilot:
        await at_reply(pilot, hall, reference)
        reply_of(pilot).action_papers()
        await drawn(pilot)
        choice = pilot.app.screen
        assert isinstance(choice, ChoosePaper)
        found = {one.kind: one for one in choice._choices}
        assert found[LetterKind.FOLLOW_UP_CARD].possible
        assert not found[LetterKind.SUPPLEMENTARY_REPLY].possible
        assert found[LetterKind.SUPPLEMENTARY_REPLY].hint
