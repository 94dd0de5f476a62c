"""After the registration: number, code, dates with reasons, the slip on paper or in the folder."""

from pathlib import Path

from textual.pilot import Pilot

from desk.case import Case
from desk.enums import LetterKind
from desk.letter.life import Letter
from screens.board.screen import BoardScreen
from screens.intake.done import RegisteredScreen
from tests.screens.hall import Hall, settle
from tests.screens.window import COMPLAINT, form_of, hall_with_customers, paste, rows, with_customer


async def registered(
    pilot: Pilot[None], hall: Hall, *, told: str = "", words: str = COMPLAINT
) -> RegisteredScreen:
    """A case that was just registered."""
    screen = await with_customer(pilot, hall)
    await paste(pilot, words)
    screen.form.told.value = told
    await pilot.press("ctrl+y", "ctrl+s")
    await settle(pilot)
    done = pilot.app.screen
    assert isinstance(done, RegisteredScreen)
    return done


async def test_what_to_tell_the_customer_is_on_sight() -> None:
    hall = hall_with_customers()
    async with hall.app().run_test(size=(80, 24)) as pilot:
        done = await registered(pilot, hall)
        [case] = rows(hall, Case)
        text = done.text.plain
        for words in (case.reference, case.lookup_code, "林小满", "1001"):
            assert words in text
        # Monday 9:30: the reply is due on the fifth working day, and says how that was counted.
        assert "11月30日（周一）17:30前给您书面答复" in text
        assert "不计入：11月28日至11月29日（周末）" in text
        assert "11月24日（周二）09:30前主动联系您" in text


async def test_whoever_was_told_counts_as_contacted() -> None:
    hall = hall_with_customers()
    async with hall.app().run_test(size=(80, 24)) as pilot:
        done = await registered(pilot, hall, told="明天派人上门看表")
        assert "主动联系您" not in done.text.plain
        assert "已当面告知" in done.text.plain


async def test_who_else_must_hear_of_it_is_named() -> None:
    hall = hall_with_customers()
    async with hall.app().run_test(size=(80, 24)) as pilot:
        done = await registered(pilot, hall, words="再不解决我就找记者曝光")
        assert "立即报告：" in done.text.plain


async def test_the_same_people_are_named_once_with_every_reason() -> None:
    hall = hall_with_customers()
    async with hall.app().run_test(size=(80, 24)) as pilot:
        words = "再不解决我就找记者曝光，我就去上访"
        text = (await registered(pilot, hall, words=words)).text.plain
        assert text.count("立即报告：值班长") == 1
        assert "← 媒体或网络曝光、信访" in text


async def test_the_slip_is_kept_where_there_is_no_printer(tmp_path: Path) -> None:
    hall = hall_with_customers()
    async with hall.app(papers=tmp_path).run_test(size=(80, 24)) as pilot:
        done = await registered(pilot, hall)
        await pilot.press("f5")
        await settle(pilot)
        [slip] = tmp_path.glob("*.pdf")
        assert slip.read_bytes().startswith(b"%PDF")
        assert slip.stem in done.slip.plain
        # The same slip again: made once, the same file ever after.
        await pilot.press("f5")
        await settle(pilot)
        assert list(tmp_path.glob("*.pdf")) == [slip]
    assert [letter.kind for letter in rows(hall, Letter)] == [LetterKind.ACKNOWLEDGEMENT]


async def test_f2_takes_the_next_customer_and_leaves_nothing_behind() -> None:
    hall = hall_with_customers()
    async with hall.app().run_test(size=(80, 24)) as pilot:
        done = await registered(pilot, hall)
        await pilot.press("f2")
        await settle(pilot)
        assert form_of(pilot).gathered().blank
        assert not done.is_running
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(pilot.app.screen, BoardScreen)


async def test_enter_opens_the_case() -> None:
    hall = hall_with_customers()
    async with hall.app().run_test(size=(80, 24)) as pilot:
        done = await registered(pilot, hall)
        reference = done.reference()
        await pilot.press("enter")
        await settle(pilot)
        room = pilot.app.screen
        assert getattr(room, "scope", "") == "case"
        assert getattr(room, "subject", "") == reference
