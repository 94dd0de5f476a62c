"""A PIN that somebody else has set is replaced at the sign-in; one's own is changed on a key."""

from dataclasses import replace

from textual.pilot import Pilot

from desk.staff.model import Staff
from desk.staff.pin import pin_fits
from screens.app import DeskApp
from screens.dialogs.own_pin import ChangePin, ChoosePin
from screens.widgets.row import ErrorLine, FieldRow
from tests.screens.hall import PIN, Hall, a_hall, settle, sign_in
from tests.screens.window import rows

NEW = "604827"


def kept(hall: Hall) -> Staff:
    return next(one for one in rows(hall, Staff) if one.number == "1001")


def told(pilot: Pilot[None]) -> str:
    return " ".join(line.message for line in pilot.app.screen.query(ErrorLine))


def who_is_there(pilot: Pilot[None]) -> str:
    """The number of whoever is in, "" before the lock."""
    app = pilot.app
    assert isinstance(app, DeskApp)
    return app.actor.number if app.actor is not None and not app.locked else ""


def in_front(pilot: Pilot[None]) -> type[object]:
    return type(pilot.app.screen)


async def fill(pilot: Pilot[None], **values: str) -> None:
    for row in pilot.app.screen.query(FieldRow):
        row.control.value = values.get(row.field, "")  # type: ignore[attr-defined]
    await pilot.press("ctrl+s")
    await settle(pilot)


async def test_a_pin_set_by_somebody_else_is_replaced_before_anything_else() -> None:
    hall = a_hall(cases=1)
    with hall.desk.store.act("test", staff_id="", at=hall.clock.now()) as act:
        act.put(replace(kept(hall), pin_given=True))
        act.commit()
    async with hall.app().run_test() as pilot:
        await sign_in(pilot)
        assert isinstance(pilot.app.screen, ChoosePin)
        assert who_is_there(pilot) == ""
        await pilot.press("f4", "f2", "f12")
        await settle(pilot)
        assert who_is_there(pilot) == ""
        await fill(pilot, pin=NEW, again="604828")
        assert isinstance(pilot.app.screen, ChoosePin)
        assert told(pilot)
        await fill(pilot, pin=PIN, again=PIN)
        assert isinstance(pilot.app.screen, ChoosePin)
        assert told(pilot)
        await fill(pilot, pin=NEW, again=NEW)
        assert who_is_there(pilot) == "1001"
    assert pin_fits(kept(hall).pin_hash, NEW)
    assert not kept(hall).pin_given


async def test_giving_up_choosing_lets_nobody_in() -> None:
    hall = a_hall()
    with hall.desk.store.act("test", staff_id="", at=hall.clock.now()) as act:
        act.put(replace(kept(hall), pin_given=True))
        act.commit()
    async with hall.app().run_test() as pilot:
        await sign_in(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert who_is_there(pilot) == ""


async def test_ones_own_pin_is_changed_with_the_old_one() -> None:
    hall = a_hall()
    async with hall.app().run_test() as pilot:
        await sign_in(pilot)
        await pilot.app.run_action("change_pin")
        await settle(pilot)
        await fill(pilot, old="000000", pin=NEW, again=NEW)
        assert in_front(pilot) is ChangePin
        assert told(pilot)
        await fill(pilot, old=PIN, pin=NEW, again=NEW)
        assert in_front(pilot) is not ChangePin
    assert pin_fits(kept(hall).pin_hash, NEW)
