"""How a record was confirmed: by one key after registering, or later in the case."""

from desk.enums import Confirmation
from desk.record import RecordConfirmation
from screens.dialogs.confirmed import ConfirmRecord
from screens.widgets.row import FieldRow
from tests.screens.a_case import enter, register, text_of
from tests.screens.hall import settle
from tests.screens.test_intake_done import registered
from tests.screens.window import hall_with_customers, paste, rows


async def test_a_signature_is_one_key() -> None:
    hall = hall_with_customers()
    async with hall.app().run_test(size=(80, 24)) as pilot:
        done = await registered(pilot, hall)
        assert "1 本人签字" in done.text.plain
        await pilot.press("1")
        await settle(pilot)
        assert "✓ 登记内容的确认方式已记下" in done.text.plain
        # Pressed again it is told, not noted twice.
        await pilot.press("1")
        await settle(pilot)
    [one] = rows(hall, RecordConfirmation)
    assert one.how is Confirmation.SIGNED


async def test_without_a_signature_a_second_person_is_asked_for() -> None:
    hall = hall_with_customers()
    async with hall.app().run_test(size=(80, 24)) as pilot:
        done = await registered(pilot, hall)
        await pilot.press("3")
        await settle(pilot)
        dialog = pilot.app.screen
        assert isinstance(dialog, ConfirmRecord)

        def wrong() -> list[str]:
            return [row.field for row in dialog.query(FieldRow) if row.error]

        await pilot.press("ctrl+s")
        await settle(pilot)
        assert wrong() == ["witness"]
        await pilot.press(*"1001", "ctrl+s")
        await settle(pilot)
        assert wrong() == ["witness"]
        dialog._witness.value = "1002"
        dialog._dialect.value = "温州话"
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert pilot.app.screen is done
        assert "✓ 登记内容的确认方式已记下" in done.text.plain
    [one] = rows(hall, RecordConfirmation)
    assert (one.how, one.witness_id, one.dialect) == (
        Confirmation.READ_ALOUD,
        hall.other.id,
        "温州话",
    )


async def test_it_can_wait_for_the_case_and_stands_in_its_record() -> None:
    hall = hall_with_customers()
    reference = register(hall)
    async with hall.app().run_test(size=(80, 24)) as pilot:
        room = await enter(pilot, reference)
        await room.do("confirm_record")
        await settle(pilot)
        # Nothing is chosen beforehand: a signature nobody gave is not noted by one key.
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert [row.field for row in pilot.app.screen.query(FieldRow) if row.error] == ["how"]
        assert rows(hall, RecordConfirmation) == []
        await pilot.press("4", "tab", "tab")
        await paste(pilot, "客户赶时间先走，无他人在场")
        await pilot.press("ctrl+s")
        await settle(pilot)
        await pilot.press("f5")
        await settle(pilot)
        assert "客户赶时间先走" in text_of(pilot)
    [one] = rows(hall, RecordConfirmation)
    assert one.how is Confirmation.REFUSED
