"""What is missing or wrong is said where it is mended, in the order of the conversation."""

from desk.case import Case
from screens.intake.more import More
from screens.widgets.row import FieldRow
from tests.screens.hall import settle
from tests.screens.window import (
    COMPLAINT,
    at_the_form,
    form_of,
    hall_with_customers,
    paste,
    pause,
    rows,
    with_customer,
)


class TestRefusals:
    async def test_what_is_missing_is_said_in_the_order_of_the_conversation(self) -> None:
        hall = hall_with_customers()
        async with hall.app().run_test() as pilot:
            form = (await at_the_form(pilot, hall)).form
            await pilot.press("ctrl+s")
            await settle(pilot)
            assert "没有选定客户" in form.who.row.error
            assert form.who.search.has_focus
            await pilot.press(*"1234", "enter")
            await pause(pilot)
            await pilot.press("ctrl+s")
            await settle(pilot)
            assert "事情经过" in form.narrative_row.error
            assert form.narrative.has_focus
            await paste(pilot, COMPLAINT)
            # What stands there is registered as it is, so all of it has to be taken out.
            form.points.list.focus()
            await pilot.press("delete", "ctrl+s")
            await settle(pilot)
            # The refusal offers the key that cures it.
            assert "Ctrl+Y" in form.points.error.message
            assert form.points.list.has_focus
            assert rows(hall, Case) == []
            await pilot.press("ctrl+y", "ctrl+s")
            await settle(pilot)
            assert len(rows(hall, Case)) == 1

    async def test_a_day_that_is_none_is_refused_beside_its_field(self) -> None:
        hall = hall_with_customers()
        async with hall.app().run_test() as pilot:
            form = (await with_customer(pilot, hall)).form
            await paste(pilot, COMPLAINT)
            form.expected.value = "2026-02-30"
            await pilot.press("ctrl+y", "ctrl+s")
            await settle(pilot)
            assert form.expected.has_focus
            row = next(row for row in form.query(FieldRow) if row.field == "expected_by")
            assert "2026-02-30" in row.error
            assert rows(hall, Case) == []

    async def test_an_earlier_time_asks_for_its_reason_where_it_is_typed(self) -> None:
        hall = hall_with_customers()
        async with hall.app().run_test() as pilot:
            screen = await with_customer(pilot, hall)
            await paste(pilot, COMPLAINT)
            await pilot.press("ctrl+y", "ctrl+e")
            await settle(pilot)
            asked = pilot.app.screen
            assert isinstance(asked, More)
            asked.received.value = "8:40"
            await pilot.press("ctrl+s")
            await settle(pilot)
            assert form_of(pilot) is screen
            await pilot.press("ctrl+s")
            await settle(pilot)
            again = pilot.app.screen
            assert isinstance(again, More)
            assert again.reason.has_focus
            await paste(pilot, "停电时用纸质表登记")
            await pilot.press("ctrl+s")
            await settle(pilot)
            await pilot.press("ctrl+s")
            await settle(pilot)
            [case] = rows(hall, Case)
            assert case.backdated_reason == "停电时用纸质表登记"
