"""The room of keeping: what is due is looked at, erased piece by piece, and logged."""

from datetime import timedelta

from textual.pilot import Pilot

from desk.case import Case, Stage
from desk.customer_file import Erasure
from desk.enums import CaseStatus, Role
from screens.dialogs.confirm import Confirm
from screens.retention.screen import RetentionScreen
from tests.builders import MONDAY, a_case, a_staff
from tests.screens.a_case import text_of
from tests.screens.hall import Hall, _hash, a_hall, put, settle, sign_in
from tests.screens.window import rows

LONG_AGO = MONDAY - timedelta(days=3653)


def a_hall_of_old_cases(count: int) -> Hall:
    hall = a_hall()
    ended = {"status": CaseStatus.CLOSED, "stage": Stage.ENDED, "closed_at": LONG_AGO}
    put(
        hall,
        a_staff("3001", Role.MANAGER, name="吴刚", pin_hash=_hash()),
        *(a_case(hall.clerk.id, 500 + n, narrative="电费翻倍", **ended) for n in range(count)),
    )
    return hall


async def at_the_room(pilot: Pilot[None], staff: str = "3001") -> RetentionScreen:
    await sign_in(pilot, staff)
    await pilot.press("ctrl+p")
    await settle(pilot)
    await pilot.press(*"how long", "enter")
    await settle(pilot)
    room = pilot.app.screen
    assert isinstance(room, RetentionScreen)
    names = [one.rule_id for one in room._list.rows]
    if names:
        room._list.cursor = names.index("keep_case")
        await settle(pilot)
    return room


async def test_what_is_due_is_seen_erased_in_pieces_and_logged() -> None:
    hall = a_hall_of_old_cases(120)
    async with hall.app().run_test(size=(80, 24)) as pilot:
        room = await at_the_room(pilot)
        assert room.rule is not None
        assert room.rule.count == 120
        await pilot.press("enter")
        await settle(pilot)
        assert "HD01" in room._about.plain
        await pilot.press("ctrl+y")
        await settle(pilot)
        assert isinstance(pilot.app.screen, Confirm)
        await pilot.press("tab", "enter")
        await settle(pilot)
        assert [case.reference for case in rows(hall, Case) if case.narrative == "电费翻倍"] == []
        assert len(rows(hall, Erasure)) == 120
        assert room.rule.count == 0
        await pilot.press("ctrl+d")
        await settle(pilot)
        assert "吴刚" in room._about.plain


async def test_a_run_that_is_stopped_leaves_the_rest_due() -> None:
    hall = a_hall_of_old_cases(70)
    async with hall.app().run_test(size=(80, 24)) as pilot:
        room = await at_the_room(pilot)
        assert room.rule is not None
        room._under_way, room._stopped = "keep_case", True
        room._go_on(room.rule, 0)
        await settle(pilot)
        assert room.rule.count == 20
        assert not room._under_way


async def test_a_clerk_finds_nothing_there() -> None:
    hall = a_hall_of_old_cases(1)
    async with hall.app().run_test(size=(80, 24)) as pilot:
        room = await at_the_room(pilot, "1001")
        assert room._list.rows == []
        # Nor is it left blank: it says who may.
        assert room._list.empty
        assert room._list.empty in text_of(pilot)
