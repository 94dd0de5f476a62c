"""Several rows, one act: each is an act of its own, a refusal is told of its row."""

from textual.pilot import Pilot

from desk.casework import Contact
from desk.custody import Handover
from desk.enums import HandoverState, LetterState
from desk.refusals import Fault, Refusal
from desk.services import letters
from desk.staff.model import actor_of
from screens.app import DeskApp
from screens.board.screen import BoardScreen
from screens.dialogs.came_of_it import CameOfIt
from screens.each import Came, Row, for_each
from tests.screens.a_case import text_of
from tests.screens.a_letter import answered, at_letters, drawn, lead, letter_of, submitted
from tests.screens.hall import Hall, a_hall, settle, sign_in
from tests.screens.window import rows


def board_of(pilot: Pilot[None]) -> BoardScreen:
    app = pilot.app
    assert isinstance(app, DeskApp)
    assert isinstance(app.room, BoardScreen)
    return app.room


def offers(hall: Hall) -> list[HandoverState]:
    return [one.state for one in rows(hall, Handover)]


async def press(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await settle(pilot)


class TestOnTheBoard:
    async def test_three_are_handed_over_in_one_go_and_the_next_in_the_same_way(self) -> None:
        hall = a_hall(cases=5)
        async with hall.app().run_test(size=(80, 24), notifications=True) as pilot:
            await sign_in(pilot)
            await press(pilot, "space", "shift+down")
            board = board_of(pilot)
            assert len(board.picked()) == 3
            assert text_of(pilot).count("✓") >= 3
            # The marks survive that the list is read again.
            await press(pilot, "f5")
            assert len(board.picked()) == 3
            await press(pilot, "ctrl+e", *"1002", "enter", *"look", "enter", *"told", "enter")
            await press(pilot, *"11-24 10:00", "ctrl+s")
            assert offers(hall) == [HandoverState.OFFERED] * 3
            assert {one.receiver_id for one in rows(hall, Handover)} == {hall.other.id}
            assert board.picked() == ()
            await press(pilot, "end", "ctrl+down")
            assert offers(hall) == [HandoverState.OFFERED] * 4
            # One of them is offered already: that row alone is refused.
            await press(pilot, "home", "space", "end", "up", "space", "ctrl+down")
            dialog = pilot.app.screen
            assert isinstance(dialog, CameOfIt)
            assert [bool(one.wrong) for one in dialog._came] == [True, False]
            assert len(offers(hall)) == 5

    async def test_an_offer_by_mistake_is_taken_back_by_one_key(self) -> None:
        hall = a_hall(cases=1)
        async with hall.app().run_test() as pilot:
            await sign_in(pilot)
            await press(pilot, "ctrl+e", *"1002", "enter", *"look", "enter", *"told", "enter")
            await press(pilot, *"11-24 10:00", "ctrl+s")
            assert offers(hall) == [HandoverState.OFFERED]
            await press(pilot, "ctrl+z")
            assert offers(hall) == [HandoverState.WITHDRAWN]

    async def test_one_caller_asks_after_two(self) -> None:
        hall = a_hall(cases=3)
        async with hall.app().run_test() as pilot:
            await sign_in(pilot)
            await press(pilot, "space", "space", "ctrl+r", "enter")
            assert len([one for one in rows(hall, Contact) if one.reminder]) == 2

    async def test_esc_lets_go_and_so_does_another_view(self) -> None:
        hall = a_hall(cases=3)
        async with hall.app().run_test() as pilot:
            await sign_in(pilot)
            board = board_of(pilot)
            await press(pilot, "space", "escape")
            assert board.picked() == ()
            await press(pilot, "space", "8")
            assert board.picked() == ()


class TestLetters:
    async def test_several_are_approved_and_what_is_refused_is_told_of_its_row(self) -> None:
        hall = a_hall()
        references = [answered(hall, name=name) for name in ("柳明月", "石磊", "向晚")]
        for reference in references:
            submitted(hall, reference)
        async with hall.app().run_test(size=(80, 24)) as pilot:
            await at_letters(pilot, hall)
            await pilot.press("space", "shift+down")
            # Somebody else approves one of them meanwhile.
            first = letter_of(hall, references[0])
            letters.approve_letter(hall.desk, lead(hall), first.id)
            await pilot.press("ctrl+y")
            await drawn(pilot)
            assert isinstance(pilot.app.screen, CameOfIt)
        states = [letter_of(hall, reference).state for reference in references]
        assert states == [LetterState.APPROVED] * 3


def test_after_a_fault_nothing_more_is_tried() -> None:
    hall = a_hall()
    tried: list[str] = []

    def act(_desk: object, _who: object, name: str) -> None:
        tried.append(name)
        if name == "b":
            raise Refusal("no", "why")
        if name == "c":
            raise Fault("broken")

    found = for_each([Row(name, name) for name in "abcd"], act)(hall.desk, actor_of(hall.clerk))
    assert tried == ["a", "b", "c"]
    assert [(one.row.id, bool(one.wrong)) for one in found] == [
        ("a", False),
        ("b", True),
        ("c", True),
        ("d", True),
    ]
    assert found[0] == Came(Row("a", "a"))
