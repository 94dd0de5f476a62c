"""A second person agrees at this counter: what is said about a wrong PIN stays to be read."""

from desk import i18n
from screens.dialogs.pin import OverTheShoulder
from screens.widgets.row import FieldRow
from tests.screens.hall import a_hall, settle, sign_in


async def test_a_wrong_pin_is_said_beside_the_field() -> None:
    i18n.use("en")
    app = a_hall().app()
    async with app.run_test(size=(80, 24)) as pilot:
        await sign_in(pilot)
        dialog = OverTheShoulder("Agree to the promise.")
        await app.push_screen(dialog)
        dialog._number.value, dialog._pin.value = "2001", "739146"
        await pilot.press("ctrl+s")
        await settle(pilot)
        said = [row.error for row in dialog.query(FieldRow)]
        assert said[0] == ""
        assert said[1].startswith("Staff number and PIN do not fit.")
        assert dialog._pin.value == ""
