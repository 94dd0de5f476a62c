"""What to mind about a customer: shown as soon as they are known, set with a lead's agreement."""

from datetime import timedelta

from textual.widgets import Static

from desk.care import Attention, Care
from desk.custody import Handover
from screens.dialogs.mind import Mind
from tests.builders_counter import a_care, an_attention
from tests.screens.hall import PIN, Hall, put, settle
from tests.screens.window import (
    COMPLAINT,
    customer_called,
    hall_with_customers,
    paste,
    rows,
    with_customer,
)


def looked_after(hall: Hall) -> str:
    customer = customer_called(hall, "石磊")
    put(
        hall,
        a_care(customer.id, hall.other.id, hall.lead.id),
        an_attention(customer.id, hall.lead.id),
        an_attention(
            customer.id,
            hall.lead.id,
            text="早就过期",
            until=hall.clock.now().date() - timedelta(days=1),
        ),
    )
    return customer.id


async def test_it_stands_beside_the_customer_at_intake() -> None:
    hall = hall_with_customers()
    looked_after(hall)
    async with hall.app().run_test() as pilot:
        screen = await with_customer(pilot, hall)
        words = str(screen.query_one("#who-mind", Static).render())
        assert "专人服务：赵一诺" in words
        assert "听力不便，请放慢语速" in words
        assert "早就过期" not in words
        await pilot.press("shift+tab", "enter")
        await settle(pilot)
        assert not screen.query_one("#who-mind", Static).display


async def test_a_registration_says_to_whom_it_was_offered() -> None:
    hall = hall_with_customers()
    looked_after(hall)
    async with hall.app().run_test() as pilot:
        await with_customer(pilot, hall)
        await paste(pilot, COMPLAINT)
        await pilot.press("ctrl+y", "ctrl+s")
        await settle(pilot)
        said = str(pilot.app.screen.query_one("#registered-text").render())
        assert "已先移交给专人赵一诺" in said
    assert [offer.receiver_id for offer in rows(hall, Handover)] == [hall.other.id]


async def test_a_clerk_sets_it_with_a_lead_over_the_shoulder() -> None:
    hall = hall_with_customers()
    async with hall.app().run_test() as pilot:
        screen = await with_customer(pilot, hall)
        screen.action_mind()
        await settle(pilot)
        assert isinstance(pilot.app.screen, Mind)
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press(*"2001", "enter", *PIN, "enter")
        await settle(pilot)
        await pilot.press(*"1002", "enter")
        await pilot.press("ctrl+s")
        await settle(pilot)
        # The reason is missing, and that is said beside its field.
        await paste(pilot, "一年内第三次来访")
        await pilot.press("ctrl+s")
        await settle(pilot)
        [care] = rows(hall, Care)
        assert (care.staff_id, care.made_by) == (hall.other.id, hall.lead.id)
        await pilot.press("escape")
        await settle(pilot)
        assert "赵一诺" in str(screen.query_one("#who-mind", Static).render())


async def test_a_word_of_attention_ends_by_a_key() -> None:
    hall = hall_with_customers()
    looked_after(hall)
    async with hall.app().run_test() as pilot:
        screen = await with_customer(pilot, hall)
        screen.action_mind()
        await settle(pilot)
        await pilot.press("down", "down", "delete")
        await settle(pilot)
        await pilot.press(*"2001", "enter", *PIN, "enter")
        await settle(pilot)
        ended = [one.text for one in rows(hall, Attention) if one.ended_at is not None]
        assert ended == ["听力不便，请放慢语速"]
