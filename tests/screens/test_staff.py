"""The room of staff: somebody new, other duties, a PIN, out and back, and the sealed code."""

from textual.pilot import Pilot
from textual.widgets import Static

from desk.case import Case
from desk.enums import Role
from desk.staff.model import Staff
from screens.app import DeskApp
from screens.dialogs.confirm import Confirm
from screens.dialogs.tell import Tell
from screens.staff.forms import AddStaff, ChangeStaff, GivePin, HandOn, OpenSeal
from screens.widgets.row import ErrorLine, FieldRow
from tests.screens.hall import Hall, a_hall, settle, sign_in
from tests.screens.window import rows

GIVEN, NEW = "604827", "739146"


def person(hall: Hall, number: str) -> Staff:
    return next(one for one in rows(hall, Staff) if one.number == number)


def front(pilot: Pilot[None]) -> type[object]:
    return type(pilot.app.screen)


def said(pilot: Pilot[None]) -> str:
    return " ".join(str(one.render()) for one in pilot.app.screen.query(Static))


async def fill(pilot: Pilot[None], **values: str) -> None:
    for row in pilot.app.screen.query(FieldRow):
        if row.field in values:
            row.control.value = values[row.field]  # type: ignore[attr-defined]
    await pilot.press("ctrl+s")
    await settle(pilot)


async def in_the_room(pilot: Pilot[None], number: str = "2001") -> None:
    await sign_in(pilot, number)
    await pilot.app.run_action("go('staff')")
    await settle(pilot)


async def test_somebody_new_and_other_duties() -> None:
    hall = a_hall()
    async with hall.app().run_test() as pilot:
        await in_the_room(pilot)
        await pilot.press("ctrl+n")
        await settle(pilot)
        assert front(pilot) is AddStaff
        await fill(pilot, number="1003", name="叶知秋", pin=GIVEN, again="604828")
        assert any(line.message for line in pilot.app.screen.query(ErrorLine))
        await fill(pilot, again=GIVEN)
        assert person(hall, "1003").pin_given
        await pilot.press("home", "enter")
        await settle(pilot)
        assert front(pilot) is ChangeStaff
        await fill(pilot, unit="营业二班")
    assert person(hall, "1001").unit == "营业二班"


async def test_out_of_service_names_what_is_left_and_hands_it_on() -> None:
    hall = a_hall(cases=2)
    async with hall.app().run_test() as pilot:
        await in_the_room(pilot)
        await pilot.press("home", "ctrl+d")
        await settle(pilot)
        assert front(pilot) is Confirm
        await pilot.press("tab", "enter")
        await settle(pilot)
        assert not person(hall, "1001").active
        assert front(pilot) is Tell
        left = [case.reference for case in rows(hall, Case) if case.holder_id == hall.clerk.id]
        assert len(left) == 2
        assert all(reference in said(pilot) for reference in left)
        await pilot.press("escape", "ctrl+y")
        await settle(pilot)
        assert front(pilot) is HandOn
        await fill(pilot, to_staff="1002")
        assert {case.holder_id for case in rows(hall, Case)} == {hall.other.id}
        await pilot.press("ctrl+d")
        await settle(pilot)
        assert front(pilot) is GivePin
        await fill(pilot, pin=GIVEN, again=GIVEN)
    assert person(hall, "1001").active
    assert person(hall, "1001").pin_given


async def test_a_clerk_sees_the_list_and_changes_nothing() -> None:
    hall = a_hall()
    async with hall.app().run_test() as pilot:
        await in_the_room(pilot, "1001")
        before = front(pilot)
        for key in ("ctrl+n", "ctrl+e", "ctrl+d", "enter"):
            await pilot.press(key)
            await settle(pilot)
            assert front(pilot) is before


async def test_the_sealed_code_is_shown_and_lets_the_highest_back_in() -> None:
    hall = a_hall()
    async with hall.app().run_test() as pilot:
        await in_the_room(pilot)
        await pilot.app.run_action("seal", pilot.app.screen)
        await settle(pilot)
        await pilot.press("tab", "enter")
        await settle(pilot)
        assert front(pilot) is Tell
        code = next(word for word in said(pilot).split() if word.count("-") == 5)
        await pilot.press("escape", "f12")
        await settle(pilot)
        await pilot.press("ctrl+n")
        await settle(pilot)
        assert front(pilot) is OpenSeal
        await fill(pilot, number="2001", code="wrong", pin=NEW, again=NEW)
        assert front(pilot) is OpenSeal
        await fill(pilot, number="2001", code=code.lower(), pin=NEW, again=NEW)
        app = pilot.app
        assert isinstance(app, DeskApp)
        assert app.who.role is Role.LEAD
        assert not app.locked
        assert front(pilot) is Tell
        assert code not in said(pilot)
