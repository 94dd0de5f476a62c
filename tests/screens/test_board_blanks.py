"""Forms for a day without power: printed, typed in and put down with real keys."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pypdfium2
from textual.pilot import Pilot
from textual.screen import Screen

from desk.blanks import BlankForm
from desk.case import Case
from desk.enums import BlankKind, BlankState
from desk.notice.model import Notice
from desk.services import blanks
from desk.staff.model import actor_of
from screens.app import DeskApp
from screens.board.blanks import Blanks, PrintForms, Spoil
from screens.dialogs.paper import PutOnPaper
from screens.dialogs.pick import Pick
from screens.intake.done import RegisteredScreen
from screens.intake.more import More
from screens.intake.screen import IntakeScreen
from screens.intake.sheet import Visitor, Who
from screens.notice.screen import NoticeScreen
from screens.widgets.field import ClerkInput
from screens.widgets.row import FieldRow
from tests.builders import MONDAY
from tests.screens.hall import Hall, a_hall, settle, sign_in
from tests.screens.window import COMPLAINT, paste


async def press(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await settle(pilot)


def at(pilot: Pilot[None], kind: type[Screen[Any]]) -> bool:
    """Whether this dialog or room is in front."""
    return isinstance(pilot.app.screen, kind)


async def by_palette(pilot: Pilot[None], words: str) -> None:
    await press(pilot, "ctrl+p")
    await press(pilot, *words)
    await press(pilot, "enter")


def forms(hall: Hall) -> list[BlankForm]:
    with hall.desk.store.read() as book:
        return book.find(BlankForm)


async def test_forms_are_printed_from_the_palette(tmp_path: Path) -> None:
    hall = a_hall()
    async with hall.app(papers=tmp_path).run_test(size=(80, 24)) as pilot:
        await sign_in(pilot)
        await by_palette(pilot, "paperforms")
        assert at(pilot, Blanks)
        await press(pilot, "enter")
        assert at(pilot, PrintForms)
        await press(pilot, "tab", "ctrl+a", "x", "ctrl+s")
        rows = {row.field: row for row in pilot.app.screen.query(FieldRow)}
        assert rows["count"].error
        rows["count"].control.focus()
        await press(pilot, "end", *["backspace"] * 3, "3", "ctrl+s")
        assert at(pilot, PutOnPaper)
        await press(pilot, "ctrl+s")
        await press(pilot, "ctrl+s")
        assert [form.number[-4:] for form in forms(hall)] == ["0001", "0002", "0003"]
        (made,) = tmp_path.glob("*.pdf")
        with pypdfium2.PdfDocument(made) as document:
            assert len(document) == 3


async def test_a_form_is_typed_in_with_the_time_on_it() -> None:
    hall = a_hall()
    blanks.reserve(hall.desk, actor_of(hall.clerk), BlankKind.REGISTRATION, 2)
    hall.clock.move(hours=3)
    async with hall.app().run_test(size=(80, 24)) as pilot:
        await sign_in(pilot)
        await by_palette(pilot, "paperforms")
        await press(pilot, "down", "down", "enter")
        assert at(pilot, Pick)
        await press(pilot, "1")
        assert at(pilot, More)
        when = hall.desk.hours.local(MONDAY + timedelta(hours=1))
        await press(pilot, *f"{when:%H}:{when:%M}", "ctrl+s")
        room = pilot.app.screen
        assert isinstance(room, IntakeScreen)
        assert "HD01-B-000" in str(room.form.summary.render())
        room.form.narrative.focus()
        await press(pilot, *"power", "ctrl+s")
        assert isinstance(pilot.app, DeskApp)
        # Nobody said who came: the form stays, and its number is not used up.
        assert all(form.state is BlankState.PRINTED for form in forms(hall))


async def test_a_form_is_put_down_as_spoiled() -> None:
    hall = a_hall()
    blanks.reserve(hall.desk, actor_of(hall.clerk), BlankKind.RECEIPT, 1)
    async with hall.app().run_test(size=(80, 24)) as pilot:
        await sign_in(pilot)
        await by_palette(pilot, "paperforms")
        await press(pilot, "down", "enter", "2")
        assert at(pilot, Spoil)
        await press(pilot, "ctrl+s")
        (row,) = pilot.app.screen.query(FieldRow)
        assert row.error
        await press(pilot, *"torn", "ctrl+s")
        (form,) = forms(hall)
        assert (form.state, form.reason) == (BlankState.SPOILED, "torn")


async def test_a_late_form_says_so_after_registration() -> None:
    hall = a_hall()
    (form,) = blanks.reserve(hall.desk, actor_of(hall.clerk), BlankKind.REGISTRATION, 1)
    async with hall.app().run_test(size=(80, 24)) as pilot:
        await sign_in(pilot)
        assert isinstance(pilot.app, DeskApp)
        pilot.app.go("intake", f"paper-{form.number}")
        await settle(pilot)
        assert at(pilot, More)
        long_ago = hall.desk.hours.local(MONDAY - timedelta(days=40))
        await press(pilot, *f"{long_ago:%Y-%m-%d} 9:00", "ctrl+s")
        room = pilot.app.screen
        assert isinstance(room, IntakeScreen)
        room.form.who.load(Visitor(who=Who.ANONYMOUS), "")
        room.form.narrative.focus()
        await paste(pilot, COMPLAINT)
        await press(pilot, "ctrl+y", "ctrl+s")
        done = pilot.app.screen
        assert isinstance(done, RegisteredScreen)
        with hall.desk.store.read() as book:
            (case,) = book.find(Case)
        assert case.paper_number == form.number
        assert "已经超期" in done.text.plain


async def test_a_notice_written_by_hand_is_typed_in() -> None:
    hall = a_hall()
    (form,) = blanks.reserve(hall.desk, actor_of(hall.clerk), BlankKind.NOTICE, 1)
    hall.clock.move(hours=3)
    async with hall.app().run_test(size=(80, 24)) as pilot:
        await sign_in(pilot)
        await by_palette(pilot, "paperforms")
        await press(pilot, "down", "enter", "1")
        room = pilot.app.screen
        assert isinstance(room, NoticeScreen)
        await press(pilot, "enter")
        while room.work.open_questions():
            await press(pilot, "1")
        fields = {row.field: row for row in room.extras.query(FieldRow)}
        assert fields["paper_number"].display
        name = fields["customer_name"].control
        assert isinstance(name, ClerkInput)
        name.value = "Liu"
        await settle(pilot)
        await press(pilot, "ctrl+s")
        assert "told_at" in {name for name, row in fields.items() if row.error}
        told = fields["told_at"].control
        assert isinstance(told, ClerkInput)
        told.value = f"{hall.desk.hours.local(MONDAY):%H:%M}"
        await settle(pilot)
        await press(pilot, "ctrl+s")
        await press(pilot, "ctrl+s")
        with hall.desk.store.read() as book:
            (notice,) = book.find(Notice)
            (used,) = book.find(BlankForm)
        assert notice.made_at == MONDAY
        assert used.notice_id == notice.id
        assert used.number == form.number
