"""Our own voice in a field: what pushes away is told while it is typed, and mended by a key."""

from textual.pilot import Pilot

from desk.enums import ContactWay
from screens.case.contact import LogContact
from screens.case.screen import CaseScreen
from screens.widgets.area import ClerkTextArea
from screens.widgets.row import FieldRow
from tests.screens.a_case import enter, read, register, text_of
from tests.screens.hall import a_hall, settle
from tests.screens.window import paste

PUSHES = "已告诉客户，这事不归我管。"


async def press(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await settle(pilot)


def caught(row: FieldRow) -> bool:
    """Whether something is said about the words in a field."""
    return row.slip is not None


def row(room: CaseScreen, name: str) -> FieldRow:
    return room.form.rows[name]


async def test_it_is_told_while_typing_and_one_key_says_it_better() -> None:
    hall = a_hall()
    reference = register(hall)
    async with hall.app().run_test(size=(120, 36)) as pilot:
        room = await enter(pilot, reference)
        await paste(pilot, PUSHES)
        finding = row(room, "finding")
        assert caught(finding)
        assert "Ctrl+A" in text_of(pilot)
        await press(pilot, "ctrl+a")
        assert not caught(finding)
        control = finding.control
        assert isinstance(control, ClerkTextArea)
        assert control.value.startswith("已告诉客户，")
        assert "不归我管" not in control.value
        assert "△" not in text_of(pilot)


async def test_what_is_quoted_is_left_alone() -> None:
    hall = a_hall()
    reference = register(hall)
    async with hall.app().run_test(size=(120, 36)) as pilot:
        room = await enter(pilot, reference)
        await paste(pilot, "银行答复“不归我管”，我们已去函。")
        assert row(room, "finding").slip is None


async def test_the_customers_words_in_a_contact_are_left_alone() -> None:
    hall = a_hall()
    reference = register(hall)
    async with hall.app().run_test(size=(80, 24)) as pilot:
        room = await enter(pilot, reference)
        room.action_contact()
        await settle(pilot)
        dialog = pilot.app.screen
        assert isinstance(dialog, LogContact)
        text = next(r for r in dialog.query(FieldRow) if r.field == "text")
        assert isinstance(text.control, ClerkTextArea)
        text.control.text = PUSHES
        await settle(pilot)
        assert caught(text)
        dialog._began.choose(True)
        await settle(pilot)
        assert not caught(text)
        await press(pilot, "ctrl+s")
        (contact,) = read(hall, reference).contacts
        assert (contact.text, contact.way) == (PUSHES, ContactWay.PHONE)


async def test_the_narrative_is_never_judged() -> None:
    hall = a_hall()
    reference = register(hall, "你们窗口说这事不归我管，让我去银行。")
    async with hall.app().run_test(size=(120, 36)) as pilot:
        room = await enter(pilot, reference)
        assert not row(room, "matter").own
        assert "△" not in text_of(pilot)


async def test_ctrl_a_still_goes_home_where_nothing_is_wrong() -> None:
    hall = a_hall()
    reference = register(hall)
    async with hall.app().run_test(size=(80, 24)) as pilot:
        room = await enter(pilot, reference)
        room.action_contact()
        await settle(pilot)
        text = next(r for r in pilot.app.screen.query(FieldRow) if r.field == "text")
        assert isinstance(text.control, ClerkTextArea)
        text.control.focus()
        await paste(pilot, "现场核实")
        await press(pilot, "ctrl+a", "x")
        assert text.control.value == "x现场核实"
