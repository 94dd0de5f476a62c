"""Approving by real keys: approve, return, give the number; and who may do what."""

from desk.enums import LetterState
from desk.services import returns
from screens.approvals.forms import SendBack
from screens.dialogs.pin import OverTheShoulder
from tests.screens.a_case import text_of
from tests.screens.a_letter import (
    a_second_lead,
    answered,
    approved,
    at_letters,
    drawn,
    lead,
    letter_of,
    seen,
    submitted,
)
from tests.screens.hall import PIN, a_hall


class TestApproving:
    async def test_one_after_the_other(self) -> None:
        hall = a_hall()
        references = [answered(hall, name=name) for name in ("柳明月", "石磊", "向晚")]
        for reference in references:
            submitted(hall, reference)
        async with hall.app().run_test(size=(80, 24)) as pilot:
            room = await at_letters(pilot, hall)
            await pilot.press("down", "ctrl+y")
            await drawn(pilot)
            assert letter_of(hall, references[1]).state is LetterState.APPROVED
            # The mark has gone on to the next one.
            assert room.row is not None
            assert room.row.reference == references[2]
            await pilot.press("ctrl+y")
            await drawn(pilot)
            assert room.row is not None
            assert room.row.reference == references[0]

    async def test_returning_with_a_comment(self) -> None:
        hall = a_hall()
        reference = answered(hall)
        submitted(hall, reference)
        async with hall.app().run_test(size=(80, 24)) as pilot:
            await at_letters(pilot, hall)
            await pilot.press("ctrl+x")
            await drawn(pilot)
            await pilot.press("ctrl+s")
            await drawn(pilot)
            assert isinstance(pilot.app.screen, SendBack)
            assert "请填写退回修改的意见" in seen(pilot)
            await pilot.press(*"Point 2: which day?", "ctrl+s")
            await drawn(pilot)
            letter = letter_of(hall, reference)
            assert letter.state is LetterState.DRAFT
            assert letter.return_comment == "Point 2: which day?"
            assert letter.returned_by == hall.lead.id

    async def test_a_comment_half_typed_is_offered_again(self) -> None:
        hall = a_hall()
        submitted(hall, answered(hall))
        async with hall.app().run_test(size=(80, 24)) as pilot:
            await at_letters(pilot, hall)
            await pilot.press("ctrl+x")
            await drawn(pilot)
            await pilot.press(*"half", "escape")
            await drawn(pilot)
            await pilot.press("ctrl+x")
            await drawn(pilot)
            dialog = pilot.app.screen
            assert isinstance(dialog, SendBack)
            assert dialog.gather()["comment"] == "half"

    async def test_who_wrote_it_is_offered_to_let_another_lead_approve(self) -> None:
        hall = a_hall()
        second = a_second_lead(hall)
        reference = answered(hall, by=lead(hall))
        submitted(hall, reference, lead(hall))
        async with hall.app().run_test(size=(80, 24)) as pilot:
            await at_letters(pilot, hall)
            await pilot.press("ctrl+y")
            await drawn(pilot)
            assert isinstance(pilot.app.screen, OverTheShoulder)
            assert "另一位值班长" in seen(pilot)
            await pilot.press(*"2002", "enter", *PIN, "enter")
            await drawn(pilot)
            letter = letter_of(hall, reference)
            assert letter.state is LetterState.APPROVED
            assert letter.approver_id == second.id

    async def test_a_clerks_key_asks_for_a_lead_by_pin(self) -> None:
        hall = a_hall()
        reference = answered(hall)
        submitted(hall, reference)
        async with hall.app().run_test(size=(80, 24)) as pilot:
            await at_letters(pilot, hall, hall.clerk)
            await pilot.press("2")
            await drawn(pilot)
            await pilot.press("ctrl+y")
            assert isinstance(pilot.app.screen, OverTheShoulder)
            await pilot.press(*"1002", "enter", *PIN, "enter")
            await drawn(pilot)
            # Another clerk is a second person, but no lead.
            assert letter_of(hall, reference).state is LetterState.SUBMITTED

    async def test_giving_the_number(self) -> None:
        hall = a_hall()
        reference = answered(hall)
        approved(hall, reference)
        async with hall.app().run_test(size=(80, 24)) as pilot:
            # With nothing to approve it begins where something waits.
            await at_letters(pilot, hall)
            await pilot.press("ctrl+n")
            await drawn(pilot)
            letter = letter_of(hall, reference)
            assert letter.state is LetterState.ISSUED
            await pilot.press("right")
            await drawn(pilot)
            assert letter.number in text_of(pilot)

    async def test_a_letter_that_is_no_longer_so_is_told_and_the_list_read_again(self) -> None:
        hall = a_hall()
        reference = answered(hall)
        letter = submitted(hall, reference)
        async with hall.app().run_test(size=(80, 24), notifications=True) as pilot:
            room = await at_letters(pilot, hall)

            returns.return_letter(hall.desk, lead(hall), letter.id, "mend")
            await pilot.press("ctrl+y")
            await drawn(pilot)
            assert letter_of(hall, reference).state is LetterState.DRAFT
            assert room._list.rows == []
