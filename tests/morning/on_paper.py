"""What is written on paper: forms for a day without power."""

from desk.blanks import BlankForm
from desk.enums import BlankState
from screens.board.blanks import Blanks, PrintForms, Spoil
from screens.dialogs.paper import PutOnPaper
from screens.dialogs.pick import Pick
from screens.intake.more import More
from tests.morning.player import Arrival, Morning, kind
from tests.screens.window import form_of, rows


@kind("prints_forms")
async def prints_forms(morning: Morning, arrival: Arrival) -> None:
    """Before the power goes: so many forms of a kind, with their numbers."""
    before = len(rows(morning.hall, BlankForm))
    await morning.act("board.blanks")
    await morning.press("enter")
    assert morning.at(PrintForms), morning.seen
    await morning.fill(kind=arrival["form"], count=arrival["count"])
    await morning.press("ctrl+s")
    assert morning.at(PutOnPaper), morning.seen
    await morning.press("ctrl+s")
    await morning.press("escape")
    await morning.to_the_board()
    assert len(rows(morning.hall, BlankForm)) == before + arrival["count"]


@kind("typed_in")
async def typed_in(morning: Morning, arrival: Arrival) -> None:
    """What was written by hand is registered under its number, with the time on the paper."""
    await _pick(morning, arrival["form"])
    await morning.press("1")
    assert morning.at(More), morning.seen
    await morning.fill(received_at=arrival["written"])
    await morning.press("ctrl+s")
    form_of(morning.pilot).form.who.search.focus()
    await morning.pilot.pause()
    await morning.customer(arrival)
    await morning.write_down(arrival)
    await morning.save(arrival)
    assert _form(morning, arrival["form"]).state is BlankState.USED
    assert morning.file.case.paper_number == arrival["form"]
    await morning.to_the_board()


@kind("spoiled")
async def spoiled(morning: Morning, arrival: Arrival) -> None:
    """A form that coffee went over is put down with the reason."""
    await _pick(morning, arrival["form"])
    dialog = morning.app.screen
    assert isinstance(dialog, Pick)
    ways = [way.name for way in dialog._ways]
    await morning.press(str(ways.index("spoil") + 1))
    assert morning.at(Spoil), morning.seen
    await morning.press("ctrl+s")
    assert morning.wrong() == ["reason"]
    await morning.fill(reason=arrival["reason"])
    await morning.press("ctrl+s")
    assert _form(morning, arrival["form"]).state is BlankState.SPOILED
    await morning.to_the_board()


async def _pick(morning: Morning, number: str) -> None:
    await morning.act("board.blanks")
    dialog = morning.app.screen
    assert isinstance(dialog, Blanks), morning.seen
    numbers = [form.number if form else "" for form, _as in dialog._list.rows]
    await morning.press(*["down"] * numbers.index(number), "enter")
    assert morning.at(Pick), morning.seen


def _form(morning: Morning, number: str) -> BlankForm:
    return next(form for form in rows(morning.hall, BlankForm) if form.number == number)
