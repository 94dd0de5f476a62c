"""A file erased in the customer's room: read first, by the manager, with how it was asked for."""

import pytest
from textual.pilot import Pilot

from desk.customer import Customer
from desk.enums import Role
from desk.staff.model import actor_of
from screens.app import DeskApp
from screens.customer.erase import EraseFile
from screens.customer.screen import CustomerScreen
from tests.builders import a_staff
from tests.screens.a_case import text_of
from tests.screens.hall import put, settle
from tests.screens.window import customer_called, hall_with_customers, paste, rows


@pytest.mark.parametrize("role", [Role.MANAGER, Role.LEAD])
async def test_the_manager_alone_erases_what_was_asked_for(role: Role) -> None:
    hall, someone = hall_with_customers(), a_staff("3001", role, name="秦管事")
    put(hall, someone)
    customer = customer_called(hall, "石磊")
    async with hall.app().run_test(size=(80, 24)) as pilot:
        room = await at_the_file(pilot, customer, someone)
        room.action_erase()
        await settle(pilot)
        if role is not Role.MANAGER:
            assert not isinstance(pilot.app.screen, EraseFile)
            return
        assert "备份" in text_of(pilot)
        await paste(pilot, "书面申请，已核对身份")
        await pilot.press("enter")
        await settle(pilot)
        assert not any(one.name == "石磊" for one in rows(hall, Customer))
        assert isinstance(pilot.app.screen, CustomerScreen)


async def at_the_file(pilot: Pilot[None], customer: Customer, who: object) -> CustomerScreen:
    app = pilot.app
    assert isinstance(app, DeskApp)
    await settle(pilot)
    app.actor = actor_of(who)  # type: ignore[arg-type]
    app.go("customer", customer.id)
    await settle(pilot)
    room = app.screen
    assert isinstance(room, CustomerScreen)
    return room
