"""The limits run from when the customer came, however long the form lay half typed."""

from datetime import timedelta

from desk.case import Case
from screens.intake.sheet import Sheet, from_json, to_json, waited
from tests.builders import MONDAY
from tests.screens.hall import a_hall, settle
from tests.screens.window import (
    COMPLAINT,
    at_the_form,
    form_of,
    hall_with_customers,
    paste,
    rows,
    with_customer,
)


async def test_a_form_taken_up_again_counts_from_its_first_word() -> None:
    hall = hall_with_customers()
    async with hall.app().run_test(notifications=True) as pilot:
        await with_customer(pilot, hall)
        await paste(pilot, COMPLAINT)
        await pilot.press("escape")
        await settle(pilot)
        hall.clock.move(hours=3)
        await pilot.press("f2")
        await settle(pilot)
        await pilot.press("ctrl+w")
        await settle(pilot)
        await pilot.press("1")
        await settle(pilot)
        assert form_of(pilot).form.narrative.value == COMPLAINT
        assert any("09:30" in note.message for note in pilot.app._notifications)
        await pilot.press("ctrl+s")
        await settle(pilot)
    [case] = rows(hall, Case)
    assert case.received_at == MONDAY
    assert case.registered_at == MONDAY + timedelta(hours=3)
    assert case.backdated_reason


async def test_a_time_that_was_typed_goes_before_it() -> None:
    hall = hall_with_customers()
    async with hall.app().run_test() as pilot:
        screen = await with_customer(pilot, hall)
        await paste(pilot, COMPLAINT)
        hall.clock.move(hours=1)
        screen.tell_more(received_at="10:15")
        await pilot.press("ctrl+s")
        await settle(pilot)
    [case] = rows(hall, Case)
    assert hall.desk.hours.local(case.received_at).strftime("%H:%M") == "10:15"
    assert not case.backdated_reason


async def test_a_form_that_is_emptied_begins_anew() -> None:
    hall = hall_with_customers()
    async with hall.app().run_test() as pilot:
        screen = await at_the_form(pilot, hall)
        screen.form.narrative.focus()
        await paste(pilot, COMPLAINT)
        assert screen.sheet.begun
        await pilot.press("ctrl+z")
        await settle(pilot)
        assert not screen.sheet.begun


def test_the_beginning_is_kept_with_the_draft_and_makes_no_form_worth_keeping() -> None:
    hall = a_hall()
    begun = hall.desk.hours.local(MONDAY).isoformat()
    sheet = Sheet(begun=begun)
    assert from_json(to_json(sheet)) == sheet
    assert sheet.blank
    assert not waited(sheet, hall.desk)
    hall.clock.move(minutes=31)
    assert waited(sheet, hall.desk)
