"""What reaches beyond the counter: a call for the lead, the media, other channels, the digest."""

from desk.enums import ExternalSource, HallEventKind
from desk.external import ExternalRef
from desk.record import CaseLink
from desk.reporting import HallEvent, ReportAhead
from screens.board.screen import BoardScreen
from screens.dialogs.elsewhere import AddElsewhere, LogReport, ReportBack
from screens.dialogs.hall import HallEvents, MediaVisit
from screens.dialogs.tell import Tell
from screens.intake.beyond import SameElsewhere
from screens.intake.screen import IntakeScreen
from tests.morning.player import CLERK, LEAD, Arrival, Morning, kind
from tests.screens.hall import settle
from tests.screens.window import rows

CALL = "ctrl+right_square_bracket"


@kind("threatens")
async def threatens(morning: Morning, arrival: Arrival) -> None:
    """One key in the middle of a form; the screen goes on as if nothing had been pressed."""
    before = morning.app.screen
    await morning.press(CALL)
    assert morning.app.screen is before
    assert HallEventKind.THREAT in [event.kind for event in rows(morning.hall, HallEvent)]
    assert isinstance(before, IntakeScreen | BoardScreen)


@kind("media")
async def media(morning: Morning, arrival: Arrival) -> None:
    """No statement: the spokesperson is named, and who they are is noted."""
    await morning.act("media")
    assert morning.at(MediaVisit), morning.seen
    morning.shows("对外发言人")
    await morning.press("ctrl+s")
    assert morning.wrong() == ["who"]
    await morning.fill(who=arrival["medium"], note=arrival["about"])
    await morning.press("ctrl+s")
    assert arrival["medium"] in [event.who for event in rows(morning.hall, HallEvent)]
    await morning.to_the_board()


async def _unseen(morning: Morning, left: int) -> list[int]:
    """The lines nobody has seen yet, once the list shows that so many are left."""
    for _try in range(200):
        dialog = morning.app.screen
        assert isinstance(dialog, HallEvents), morning.seen
        lines = enumerate(dialog._list.rows)
        unseen = [number for number, line in lines if line.event.seen_at is None]
        if len(unseen) == left:
            return unseen
        await settle(morning.pilot)
    raise AssertionError(morning.seen)


@kind("lead_answers")
async def lead_answers(morning: Morning, arrival: Arrival) -> None:
    """The lead sees who called, and says what was done; nothing in the hall stays unseen."""
    await morning.change_to(LEAD)
    waiting = [event for event in rows(morning.hall, HallEvent) if event.seen_at is None]
    await morning.act("hall")
    for left in range(len(waiting), 0, -1):
        unseen = await _unseen(morning, left)
        await morning.press("home", *["down"] * unseen[0], "enter")
        await morning.say(arrival["done"])
        await morning.press("enter")
    assert all(event.seen_at for event in rows(morning.hall, HallEvent)), morning.seen
    await morning.press("escape")
    await morning.change_to(CLERK)


@kind("known_elsewhere")
async def known_elsewhere(morning: Morning, arrival: Arrival) -> None:
    """The customer called another channel before they came; a number seen before links both."""
    await morning.greet(arrival)
    await morning.press("ctrl+e", "ctrl+e", "1")
    assert morning.at(SameElsewhere), morning.seen
    source = ExternalSource(arrival["source"])
    await morning.fill(
        **{f"{source.value}.number": arrival["number"], f"{source.value}.due_at": arrival["due"]}
    )
    await morning.press("ctrl+s")
    await morning.write_down(arrival)
    await morning.save(arrival)
    if "double" in arrival:
        morning.shows(morning.cases[arrival["double"]])
        links = [(one.case_id, one.other_id) for one in rows(morning.hall, CaseLink)]
        assert any(morning.file.case.id in link for link in links)
    await morning.to_the_board()


@kind("told_there_too")
async def told_there_too(morning: Morning, arrival: Arrival) -> None:
    """A number given later is added in the room of the case, and the other channel told."""
    await morning.case_of(arrival["case"])
    await morning.deed("elsewhere")
    assert morning.at(AddElsewhere), morning.seen
    await morning.press("ctrl+s")
    assert morning.wrong() == ["number"]
    await morning.fill(number=arrival["number"])
    await morning.press("ctrl+s")
    await morning.deed("report_back")
    assert morning.at(ReportBack), morning.seen
    await morning.fill(words=arrival["words"])
    await morning.press("ctrl+s")
    (kept,) = (one for one in rows(morning.hall, ExternalRef) if one.number == arrival["number"])
    assert kept.reported_at is not None
    await morning.to_the_board()


@kind("reported_ahead")
async def reported_ahead(morning: Morning, arrival: Arrival) -> None:
    """What must be told upward before it is worked on is told by phone, and noted."""
    await morning.take(arrival)
    await morning.press("enter")
    await morning.deed("report")
    assert morning.at(LogReport), morning.seen
    await morning.fill(person=arrival["person"], number=arrival["number"])
    await morning.press("ctrl+s")
    numbers = [report.number for report in rows(morning.hall, ReportAhead)]
    assert arrival["number"] in numbers, morning.seen
    await morning.to_the_board()


@kind("typed_elsewhere")
async def typed_elsewhere(morning: Morning, arrival: Arrival) -> None:
    """The whole case as plain text, to be typed into the marketing system."""
    await morning.case_of(arrival["case"])
    await morning.deed("digest")
    assert morning.at(Tell), morning.seen
    assert morning.app.clipboard.count(morning.reference) >= 1
    morning.shows(morning.reference)
    await morning.press("escape")
    await morning.to_the_board()
