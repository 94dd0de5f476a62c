"""Arrivals at the window: questions, complaints, danger, a customer whom somebody looks after."""

from desk.enums import CaseStatus
from screens.board.screen import BoardScreen
from screens.dialogs.confirm import Confirm
from screens.dialogs.mind import Mind
from screens.intake.inquiry import MinuteInquiry
from screens.intake.screen import IntakeScreen
from tests.morning.player import LEAD, OTHER, Arrival, Morning, kind


@kind("inquiry")
async def inquiry(morning: Morning, arrival: Arrival) -> None:
    """A question answered in a minute, from the board or out of a half-typed form."""
    interrupts = morning.at(IntakeScreen)
    before = len(morning.in_the_book())
    await morning.press(*(["f2", "f2"] if interrupts else ["ctrl+d"]))
    dialog = morning.app.screen
    assert isinstance(dialog, MinuteInquiry), morning.seen
    await morning.say(arrival["asked"])
    await morning.press("enter")
    if arrival.get("script"):
        await morning.press("1")
    else:
        await morning.press(str(len(dialog.scripts.rows)))
        await morning.say(arrival["answer"])
    await morning.press("ctrl+s")
    (made,) = morning.in_the_book()[before:]
    assert made.status is CaseStatus.CLOSED
    assert morning.at(IntakeScreen if interrupts else BoardScreen), morning.seen


@kind("complaint")
async def complaint(morning: Morning, arrival: Arrival) -> None:
    """Taken down, registered, and back to the board."""
    await morning.take(arrival)
    await morning.to_the_board()


@kind("emergency")
async def emergency(morning: Morning, arrival: Arrival) -> None:
    """Danger is named while it is typed; the call is noted with its ticket before the rest."""
    await morning.greet(arrival)
    await morning.write_down(arrival)
    await morning.press("ctrl+s")
    assert morning.at(Confirm), "registered without a call"
    await morning.press("escape")
    await morning.save(arrival)
    assert arrival["call"] in [one.person for one in morning.file.reports]
    await morning.to_the_board()


@kind("looked_after")
async def looked_after(morning: Morning, arrival: Arrival) -> None:
    """A lead agrees over the shoulder who looks after the customer; it is offered to them."""
    await morning.greet(arrival)
    await morning.act("intake.mind")
    assert morning.at(Mind), morning.seen
    await morning.press("enter")
    await morning.over_the_shoulder(LEAD)
    await morning.fill(staff=OTHER, reason="一年内第三次来访")
    await morning.press("ctrl+s")
    await morning.press("down", "down", "enter")
    await morning.over_the_shoulder(LEAD)
    await morning.fill(text=arrival["word"], reason="客户本人提出", until="+30")
    await morning.press("ctrl+s")
    await morning.press("escape")
    morning.shows("专人服务：赵一诺", arrival["word"])
    await morning.write_down(arrival)
    await morning.save(arrival)
    morning.shows("已先移交给专人赵一诺")
    await morning.to_the_board()
