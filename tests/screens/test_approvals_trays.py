"""The trays of letters: what lies in each, and whose, and how one goes about."""

from desk.services import slips
from screens.approvals.trays import Tray
from screens.case.screen import CaseScreen
from screens.reply.screen import ReplyScreen
from tests.screens.a_case import text_of
from tests.screens.a_letter import (
    answered,
    approved,
    at_letters,
    delivered,
    drawn,
    issued,
    lead,
    letters_of,
    printed,
    seen,
    submitted,
)
from tests.screens.hall import a_hall, sign_in


class TestTheTrays:
    async def test_a_lead_comes_to_what_waits_for_approval(self) -> None:
        hall = a_hall()
        reference = answered(hall)
        submitted(hall, reference)
        approved(hall, answered(hall, name="石磊"))
        async with hall.app().run_test(size=(80, 24)) as pilot:
            await sign_in(pilot, "2001")
            await pilot.press("f7")
            await drawn(pilot)
            room = letters_of(pilot)
            assert room.tray is Tray.APPROVE
            assert [row.reference for row in room._list.rows] == [reference]
            said = seen(pilot)
            assert "2待审批1" in said
            assert "3待签发1" in said
            assert "全厅" in said

    async def test_a_clerk_comes_to_what_is_to_be_handed_over_of_their_own(self) -> None:
        hall = a_hall()
        mine = printed(hall, answered(hall))
        async with hall.app().run_test(size=(80, 24)) as pilot:
            room = await at_letters(pilot, hall, hall.other)
            assert room.tray is Tray.DELIVER
            assert room._list.rows == []
            await pilot.press("ctrl+u")
            await drawn(pilot)
            assert [row.letter_id for row in room._list.rows] == [mine.id]

    async def test_slips_are_no_letters_that_wait(self) -> None:
        hall = a_hall()
        reference = answered(hall)
        slips.acknowledge(hall.desk, lead(hall), reference)
        async with hall.app().run_test(size=(80, 24)) as pilot:
            room = await at_letters(pilot, hall)
            await pilot.press("4")
            await drawn(pilot)
            assert room.tray is Tray.PRINT
            assert room._list.rows == []
            assert "没有待打印" in seen(pilot)

    async def test_case_and_letter_stand_side_by_side(self) -> None:
        hall = a_hall()
        submitted(hall, answered(hall))
        async with hall.app().run_test(size=(120, 36)) as pilot:
            room = await at_letters(pilot, hall)
            said = seen(pilot)
            assert "排队排了一个钟头" in said
            assert "尊敬的柳女士" in said
            assert "✓" in said
            assert "✗" not in said
            assert "柳明月" not in text_of(pilot)
            assert room.look is not None

    async def test_trays_change_by_arrow_and_digit(self) -> None:
        hall = a_hall()
        async with hall.app().run_test(size=(80, 24)) as pilot:
            room = await at_letters(pilot, hall)
            trays = []
            for keys in (["right"], ["left", "left"], ["left"], ["5"]):
                await pilot.press(*keys)
                trays.append(room.tray)
            assert trays == [Tray.NUMBER, Tray.WRITE, Tray.DONE, Tray.DELIVER]

    async def test_enter_opens_the_draft_or_the_case(self) -> None:
        hall = a_hall()
        submitted(hall, answered(hall))
        issued(hall, answered(hall, name="石磊"))
        async with hall.app().run_test(size=(80, 24)) as pilot:
            await at_letters(pilot, hall)
            await pilot.press("enter")
            await drawn(pilot)
            opened = [type(pilot.app.screen)]
            await at_letters(pilot, hall)
            await pilot.press("4")
            await drawn(pilot)
            await pilot.press("enter")
            await drawn(pilot)
            opened.append(type(pilot.app.screen))
            assert opened == [ReplyScreen, CaseScreen]

    async def test_what_only_grows_shows_the_last_one_first(self) -> None:
        hall = a_hall()
        first, last = (delivered(hall, answered(hall, name=name)) for name in ("柳明月", "石磊"))
        async with hall.app().run_test(size=(80, 24)) as pilot:
            room = await at_letters(pilot, hall)
            await pilot.press("6")
            await drawn(pilot)
            assert [row.letter_id for row in room._list.rows] == [last.id, first.id]
