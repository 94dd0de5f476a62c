"""A case is registered with real keys, whatever is said."""

from textual.pilot import Pilot

from desk.case import Case, Party
from desk.enums import ReportTo, Topic, Urgency
from desk.point import IssuePoint
from desk.reporting import ReportAhead
from screens.dialogs.confirm import Confirm
from screens.intake.beyond import Called
from screens.intake.done import RegisteredScreen
from tests.screens.hall import settle, sign_in
from tests.screens.window import (
    COMPLAINT,
    at_the_form,
    hall_with_customers,
    paste,
    pause,
    rows,
    with_customer,
)

HOSTILE = "[red]柳[/red] [/foo] {{ 7*7 }} *a* #let 😀\u202eabc\x1b[31m '; DROP TABLE cases;-- <b>\n"


class Counting:
    """Presses keys and counts them."""

    def __init__(self, pilot: Pilot[None]) -> None:
        self.pilot = pilot
        self.count = 0

    async def press(self, *keys: str) -> None:
        self.count += len(keys)
        await self.pilot.press(*keys)


async def test_a_returning_customer_is_registered_in_twelve_keys() -> None:
    """From F2 to the number on the screen, beside the customer's digits and the narrative."""
    hall = hall_with_customers()
    async with hall.app().run_test(size=(80, 24)) as pilot:
        await sign_in(pilot)
        keys = Counting(pilot)
        await keys.press("f2")
        await pilot.press(*"1234")
        await keys.press("enter")
        await pause(pilot)
        await paste(pilot, COMPLAINT)
        await keys.press("ctrl+y", "ctrl+s")
        await settle(pilot)
        assert isinstance(pilot.app.screen, RegisteredScreen)
        [case] = rows(hall, Case)
        assert case.reference in pilot.app.screen.text.plain
        assert keys.count <= 12
    assert (case.narrative, case.topic) == (COMPLAINT, Topic.METERING_BILLING)
    assert [p.matter for p in rows(hall, IssuePoint)] == [COMPLAINT]
    [party] = rows(hall, Party)
    assert (party.name, case.account_no) == ("石磊", "0500000003")


async def test_keys_typed_ahead_of_the_search_reach_the_narrative() -> None:
    """Nobody waits for the book: enter before the answer takes the only hit when it is there."""
    hall = hall_with_customers()
    async with hall.app().run_test() as pilot:
        form = (await at_the_form(pilot, hall)).form
        await pilot.press(*"sl", "enter")
        await pause(pilot)
        await pilot.press(*"abc")
        await settle(pilot)
        assert form.who.visitor.name == "石磊"
        assert form.narrative.value == "abc"


async def test_hostile_words_are_kept_and_shown_as_they_are() -> None:
    """Markup, templates, SQL, control characters, emoji and four kilobytes of text."""
    hall = hall_with_customers()
    async with hall.app().run_test(size=(80, 24)) as pilot:
        form = (await at_the_form(pilot, hall)).form
        await pilot.press("down", "1")
        await settle(pilot)
        await paste(pilot, HOSTILE)
        # A name that no font can print brings one field more.
        while not form.narrative.has_focus:
            await pilot.press("enter")
        await paste(pilot, HOSTILE * 50)
        await pilot.press("ctrl+y", "ctrl+s")
        await settle(pilot)
        assert isinstance(pilot.app.screen, RegisteredScreen)
        await pilot.press("f4")
        await settle(pilot)
        assert pilot.app._exception is None
    [case] = rows(hall, Case)
    assert "[/foo] {{ 7*7 }} *a* #let 😀abc[31m" in case.narrative
    assert "\x1b" not in case.narrative
    assert rows(hall, Party)[0].name.startswith("[red]柳[/red] [/foo]")


async def test_saving_twice_saves_once() -> None:
    hall = hall_with_customers()
    async with hall.app().run_test() as pilot:
        await with_customer(pilot, hall)
        await paste(pilot, COMPLAINT)
        await pilot.press("ctrl+y", "ctrl+s", "ctrl+s", "ctrl+s")
        await settle(pilot)
    assert len(rows(hall, Case)) == 1


async def test_danger_is_shown_loudly_and_the_call_is_noted() -> None:
    hall = hall_with_customers()
    async with hall.app().run_test(size=(80, 24)) as pilot:
        screen = await with_customer(pilot, hall)
        assert screen.check_action("called", ()) is False
        await paste(pilot, "村口电线掉地上了，快来人")
        box = screen.query_one("#emergency")
        assert box.display
        assert "95598" in screen.emergency.text.plain
        # Whoever saves before the call is asked, and ctrl+s again agrees to nothing.
        await pilot.press("ctrl+y", "ctrl+s")
        await settle(pilot)
        assert isinstance(pilot.app.screen, Confirm)
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert rows(hall, Case) == []
        await pilot.press("ctrl+u")
        await settle(pilot)
        await paste(pilot, "抢修班李工")
        await pilot.press("enter")
        await paste(pilot, "0231")
        await pilot.press("enter")
        await settle(pilot)
        # The next call is asked for at once; agreeing with nothing chosen notes none.
        assert isinstance(pilot.app.screen, Called)
        await pilot.press("ctrl+s")
        await settle(pilot)
        await pilot.press("ctrl+s")
        await settle(pilot)
    [case] = rows(hall, Case)
    assert case.urgency is Urgency.EMERGENCY
    assert case.told == "09:30已电话报告紧急情况：抢修班李工 0231"
    [report] = rows(hall, ReportAhead)
    assert (report.receiver, report.person, report.number) == (
        ReportTo.REPAIR,
        "抢修班李工",
        "0231",
    )
