"""From a draft to a number: submitting, agreeing at the counter, the page, the way to F7."""

from pathlib import Path

from desk.enums import LetterState
from desk.services import returns
from desk.services.lists import letters_waiting
from screens.app import DeskApp
from screens.approvals.screen import ApprovalsScreen
from screens.dialogs.pin import OverTheShoulder
from screens.dialogs.proposals import Proposals
from screens.reply.pages import Pages
from tests.screens.a_case import read, text_of
from tests.screens.a_letter import (
    answered,
    approved,
    at_reply,
    clerk,
    drawn,
    issued,
    lead,
    letter_of,
    seen,
    submitted,
)
from tests.screens.hall import PIN, a_hall


class TestGoingOn:
    async def test_submitting_and_agreeing_at_the_counter(self) -> None:
        hall = a_hall()
        reference = answered(hall)
        async with hall.app().run_test(size=(80, 24)) as pilot:
            await at_reply(pilot, hall, reference)
            await pilot.press("ctrl+y")
            await drawn(pilot)
            assert letter_of(hall, reference).state is LetterState.SUBMITTED
            await pilot.press("ctrl+a", *"2001", "enter", *PIN, "enter")
            await drawn(pilot)
            assert letter_of(hall, reference).state is LetterState.APPROVED
            assert letter_of(hall, reference).approver_id == hall.lead.id
            # The lead is still there: the number is offered with the same PIN.
            await pilot.press("ctrl+s")
            await drawn(pilot)
            letter = letter_of(hall, reference)
            assert letter.state is LetterState.ISSUED
            assert letter.issued_by == hall.lead.id
            assert letter.number in text_of(pilot)
            app = pilot.app
            assert isinstance(app, DeskApp)
            assert app.who.staff_id == hall.clerk.id

    async def test_nobody_agrees_to_their_own_letter(self) -> None:
        hall = a_hall()
        reference = answered(hall)
        submitted(hall, reference)
        async with hall.app().run_test(size=(80, 24)) as pilot:
            await at_reply(pilot, hall, reference)
            await pilot.press("ctrl+a", *"1001", "enter", *PIN, "enter")
            await drawn(pilot)
            assert isinstance(pilot.app.screen, OverTheShoulder)
            assert "这是您本人的工号" in seen(pilot)
            assert letter_of(hall, reference).state is LetterState.SUBMITTED

    async def test_what_the_lead_returned_stands_on_top(self) -> None:
        hall = a_hall()
        reference = answered(hall)
        letter = submitted(hall, reference)
        returns.return_letter(hall.desk, lead(hall), letter.id, "第二项请写明[b]哪一天[/b]装好")
        async with hall.app().run_test(size=(80, 24)) as pilot:
            reply = await at_reply(pilot, hall, reference)
            assert "方远退回：第二项请写明[b]哪一天[/b]装好" in seen(pilot)
            assert reply._check._list.rows[0].comment

    async def test_f7_leads_to_the_tray_of_the_letter(self) -> None:
        hall = a_hall()
        reference, other = answered(hall), answered(hall, name="石磊")
        issued(hall, other)
        letter = issued(hall, reference)
        async with hall.app().run_test(size=(80, 24)) as pilot:
            await at_reply(pilot, hall, reference)
            await pilot.press("f7")
            await drawn(pilot)
            room = pilot.app.screen
            assert isinstance(room, ApprovalsScreen)
            assert room.row is not None
            assert room.row.letter_id == letter.id

    async def test_the_page_is_made_as_a_file(self, tmp_path: Path) -> None:
        hall = a_hall()
        reference = answered(hall)
        async with hall.app(papers=tmp_path / "letters").run_test(size=(80, 24)) as pilot:
            await at_reply(pilot, hall, reference)
            await pilot.press("ctrl+k")
            await drawn(pilot)
            (page,) = (tmp_path / "passing").glob("*/*.pdf")
            assert page.read_bytes().startswith(b"%PDF")
            assert isinstance(pilot.app.screen, Pages)
            assert "草稿" in seen(pilot)
            assert "尊敬的柳女士" in seen(pilot)
            await pilot.press("pagedown")
            assert "第2页" in seen(pilot)
            assert "尊敬的柳女士" not in seen(pilot)
            await pilot.press("pagedown", "pagedown", "pageup", "pageup", "pageup", "escape")
            assert pilot.app._exception is None

    async def test_a_small_picture_stands_beside_the_lines_where_there_is_room(
        self, tmp_path: Path
    ) -> None:
        hall = a_hall()
        reference = answered(hall)
        async with hall.app(papers=tmp_path / "letters").run_test(size=(120, 36)) as pilot:
            await at_reply(pilot, hall, reference)
            await pilot.press("ctrl+k")
            await drawn(pilot)
            assert "▀" * 30 in text_of(pilot)
            assert "尊敬的柳女士" in seen(pilot)

    async def test_a_proposal_goes_into_the_record_and_is_told_as_open(self) -> None:
        hall = a_hall()
        reference = answered(hall, upto=2)
        async with hall.app().run_test(size=(80, 24)) as pilot:
            reply = await at_reply(pilot, hall, reference)
            await pilot.press("ctrl+x")
            await drawn(pilot)
            dialog = pilot.app.screen
            assert isinstance(dialog, Proposals)
            wanted = dialog._list.marked
            assert wanted is not None
            await pilot.press("enter")
            await drawn(pilot)
            point = read(hall, reference).points[2]
            assert wanted.text in (point.finding, point.remedy)
            assert any(one.code == "open_slot" for one in reply._check.findings)
            assert "⟦" in reply._text.markdown
            assert pilot.app.screen is reply

    async def test_a_letter_waits_for_a_lead_after_it_was_submitted(self) -> None:
        hall = a_hall()
        reference = answered(hall)
        approved(hall, reference)
        async with hall.app().run_test(size=(80, 24)) as pilot:
            reply = await at_reply(pilot, hall, reference)
            assert reply.check_action("agree", ()) is True
            assert "已审批" in seen(pilot)
        rows = letters_waiting(hall.desk, clerk(hall), [LetterState.APPROVED], mine=True)
        assert [row.reference for row in rows] == [reference]
