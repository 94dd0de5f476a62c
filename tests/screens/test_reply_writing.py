"""Writing on a reply: seen at once, checked at once, kept, and never lost to a change elsewhere."""

from desk.enums import LetterState
from tests.screens.a_case import enter, read, text_of
from tests.screens.a_letter import FINDING, answered, at_reply, drawn, letter_of, reply_of
from tests.screens.hall import a_hall, settle


class TestWriting:
    async def test_what_is_typed_is_read_at_once_and_kept(self) -> None:
        hall = a_hall()
        reference = answered(hall)
        async with hall.app().run_test(size=(80, 24)) as pilot:
            reply = await at_reply(pilot, hall, reference)
            await pilot.press("ctrl+e")
            reply._text.find("收费几点截止")
            await pilot.press("end", "enter", "enter", *"thanks")
            await drawn(pilot)
            assert "thanks" in reply._paper.plain
            assert "未保存" in text_of(pilot)
            await pilot.press("ctrl+s")
            await drawn(pilot)
            assert "thanks" in letter_of(hall, reference).markdown
            assert letter_of(hall, reference).edited
            assert "未保存" not in text_of(pilot)

    async def test_what_is_half_typed_on_a_point_keeps_a_letter_from_going_out(self) -> None:
        hall = a_hall()
        reference = answered(hall)
        async with hall.app().run_test(size=(80, 24), notifications=True) as pilot:
            await enter(pilot, reference)
            await pilot.press("pagedown", *"again", "f7")
            await drawn(pilot)
            await pilot.press("ctrl+y")
            await drawn(pilot)
            assert letter_of(hall, reference).state is LetterState.DRAFT
            assert "第2项新填的内容还没有保存" in "".join(text_of(pilot).split())
            await pilot.press("ctrl+u")
            await settle(pilot)
            await pilot.press("ctrl+s")
            await settle(pilot)
            await pilot.press("f7")
            await drawn(pilot)
            await pilot.press("ctrl+y")
            await drawn(pilot)
            assert letter_of(hall, reference).state is LetterState.SUBMITTED

    async def test_an_answer_that_is_deleted_from_the_text_blocks(self) -> None:
        hall = a_hall()
        reference = answered(hall)
        async with hall.app().run_test(size=(80, 24)) as pilot:
            reply = await at_reply(pilot, hall, reference)
            await pilot.press("ctrl+e")
            reply._text.area.text = reply._text.area.text.replace(FINDING, "已核查。")
            await drawn(pilot)
            assert reply._check.blocking
            await pilot.press("escape")
            assert reply.check_action("submit", ()) is None
            # Enter on that finding leads back to the text.
            await pilot.press("home", "enter")
            assert reply.side == "text"

    async def test_result_and_advice_stand_in_the_letter_while_they_are_typed(self) -> None:
        hall = a_hall()
        reference = answered(hall)
        async with hall.app().run_test(size=(80, 24)) as pilot:
            reply = await at_reply(pilot, hall, reference)
            await pilot.press("ctrl+n", *"All done", "tab", *"Come early", "enter", *"Pay by phone")
            await drawn(pilot)
            assert "All done" in reply._paper.plain
            assert "2. Pay by phone" in reply._paper.plain
            await pilot.press("ctrl+s")
            await drawn(pilot)
            case = read(hall, reference).case
            assert case.result == "All done"
            assert case.advice == ("Come early", "Pay by phone")
            assert "All done" in letter_of(hall, reference).markdown

    async def test_own_wording_stays_when_result_and_advice_change(self) -> None:
        hall = a_hall()
        reference = answered(hall)
        async with hall.app().run_test(size=(80, 24)) as pilot:
            reply = await at_reply(pilot, hall, reference)
            await pilot.press("ctrl+e")
            reply._text.area.text = reply._text.area.text.replace(
                "感谢您的监督与理解。", "感谢您来营业厅当面指出。"
            )
            await pilot.press("ctrl+s")
            await drawn(pilot)
            await pilot.press("ctrl+n", *"Done", "ctrl+s")
            await drawn(pilot)
            markdown = letter_of(hall, reference).markdown
            assert "感谢您来营业厅当面指出。" in markdown
            assert "Done" in markdown

    async def test_composing_again_takes_own_wording_out(self) -> None:
        hall = a_hall()
        reference = answered(hall)
        async with hall.app().run_test(size=(80, 24)) as pilot:
            reply = await at_reply(pilot, hall, reference)
            composed = letter_of(hall, reference).markdown
            await pilot.press("ctrl+e", "x", "ctrl+s")
            await drawn(pilot)
            await pilot.press("escape", "ctrl+w")
            await drawn(pilot)
            assert reply._text.markdown.strip() == composed.strip()
            await pilot.press("ctrl+s")
            await drawn(pilot)
            assert letter_of(hall, reference).markdown.strip() == composed.strip()

    async def test_a_field_keeps_the_keys_it_needs(self) -> None:
        hall = a_hall()
        reference = answered(hall)
        async with hall.app().run_test(size=(80, 24)) as pilot:
            await at_reply(pilot, hall, reference)
            # In a text ctrl+y takes a step forward again: it must not submit the letter.
            await pilot.press("ctrl+e", "ctrl+y", "ctrl+k", "ctrl+a")
            await drawn(pilot)
            assert letter_of(hall, reference).state is LetterState.DRAFT
            assert pilot.app.screen is reply_of(pilot)
