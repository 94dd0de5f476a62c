"""What comes between: somebody steps in, the screen is locked, a colleague needs the computer."""

from desk.enums import HandoverState
from desk.views import View
from screens.board.screen import BoardScreen
from screens.dialogs.prompt import Prompt
from screens.intake.screen import IntakeScreen
from screens.notice.given import Given
from screens.notice.preview import Preview
from screens.sign_in.screen import SignIn
from tests.morning.player import CLERK, OTHER, Arrival, Morning, kind
from tests.screens.hall import sign_in
from tests.screens.window import form_of


@kind("walks_away")
async def walks_away(morning: Morning, arrival: Arrival) -> None:
    """The clerk locks and comes back: what is half typed stands there as it was."""
    before = form_of(morning.pilot).form.narrative.value
    await morning.press("f12")
    assert morning.at(SignIn)
    assert before not in morning.seen
    await sign_in(morning.pilot, CLERK)
    assert morning.at(IntakeScreen), morning.seen
    assert form_of(morning.pilot).form.narrative.value == before


@kind("colleague")
async def colleague(morning: Morning, arrival: Arrival) -> None:
    """Another clerk signs in at this computer and accepts what was offered to them."""
    await morning.change_to(OTHER)
    if "accepts" in arrival:
        reference = morning.cases[arrival["accepts"]]
        await morning.press("4")
        board = morning.app.screen
        assert isinstance(board, BoardScreen)
        assert board.view is View.TO_ACCEPT, morning.seen
        places = [row.reference for row in board._list.rows]
        await morning.press(*["down"] * places.index(reference), "ctrl+y")
        morning.reference = reference
        assert morning.file.handovers[-1].state is HandoverState.ACCEPTED
        assert morning.file.case.holder_id == morning.hall.other.id
    await morning.interruptions(arrival)
    await morning.change_to(CLERK)


@kind("stays_half_typed")
async def stays_half_typed(morning: Morning, arrival: Arrival) -> None:
    """The customer must catch a bus: what they said is kept for the next time."""
    await morning.greet(arrival)
    form = form_of(morning.pilot).form
    form.narrative.focus()
    await morning.say(arrival["narrative"])
    await morning.press("escape")
    await morning.to_the_board()


@kind("asks_again")
async def asks_again(morning: Morning, arrival: Arrival) -> None:
    """Who came before asks how it stands, and is told; that they asked is counted."""
    await morning.case_of(arrival["case"])
    said = await morning.stands()
    assert morning.reference in said or "您" in said, said
    before = len(morning.file.contacts)
    await morning.press("ctrl+r")
    assert morning.at(Prompt), morning.seen
    await morning.say(arrival["words"])
    await morning.press("enter")
    assert len(morning.file.contacts) == before + 1
    await morning.to_the_board()


@kind("told_what_is_missing")
async def told_what_is_missing(morning: Morning, arrival: Arrival) -> None:
    """F6: everything that is missing is told at once, on one paper, and signed."""
    await morning.take(arrival)
    await morning.press("enter")
    await morning.press("f6")
    for key in ("enter", "1", "1"):
        await morning.press(key)
    await morning.press("ctrl+s")
    assert morning.at(Preview), morning.seen
    await morning.press("ctrl+s")
    assert morning.at(Given), morning.seen
    await morning.press("f5")
    await morning.press("1")
    await morning.press("ctrl+s")
    (notice,) = morning.file.notices
    assert notice.confirmation is not None
    await morning.to_the_board()
