"""The end of the morning: the sheet on the screen, and two signatures on it."""

from desk.shift import Shift
from screens.board.shift import CloseShift, ShiftSheet
from screens.dialogs.pick import Pick
from tests.morning.player import OTHER, Arrival, Morning, kind
from tests.screens.window import rows


@kind("shift_ends")
async def shift_ends(morning: Morning, arrival: Arrival) -> None:
    """The clerk closes the shift with a word to the next one, who signs by PIN."""
    await morning.act("board.shift")
    assert morning.at(ShiftSheet), morning.seen
    await morning.press("enter")
    dialog = morning.app.screen
    assert isinstance(dialog, Pick), morning.seen
    await morning.press(str([way.name for way in dialog._ways].index("close") + 1))
    assert morning.at(CloseShift), morning.seen
    await morning.fill(remarks=arrival["remarks"])
    await morning.press("ctrl+s")
    await morning.over_the_shoulder(OTHER)
    assert morning.at(ShiftSheet), morning.seen
    seen = await morning.paged()
    for person in (morning.hall.clerk, morning.hall.other):
        assert f"{person.name}{person.number}" in seen, seen
    assert arrival["remarks"] in seen
    (kept,) = rows(morning.hall, Shift)
    assert (kept.handed_by, kept.taken_by) == (morning.hall.clerk.id, morning.hall.other.id)
