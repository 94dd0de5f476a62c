"""A form that changes what is on record: its draft holds what was typed, and nothing else."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import pytest
from textual.pilot import Pilot
from textual.widget import Widget

from desk.refusals import Fault
from desk.services import drafts as kept_drafts
from desk.staff.model import actor_of
from screens import drafts
from screens.app import DeskApp
from screens.dialogs.fault import FaultDialog
from screens.dialogs.form import FormDialog
from screens.widgets.field import ClerkInput
from screens.widgets.row import FieldRow
from tests.screens.hall import Hall, a_hall, settle, sign_in

if TYPE_CHECKING:
    from desk.services.base import Desk
    from desk.staff.model import Actor


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts, "PAUSE", 0.02)
    monkeypatch.setattr(drafts, "LONGEST", 0.05)


NO_ROOM = "19900000404"
"""A phone for which the disk has no room."""


class ChangeShop(FormDialog):
    """Changes two fields of something."""

    draft = "shop"

    def __init__(self, name: str, phone: str) -> None:
        super().__init__("铺面", "S1")
        self.name_field, self.phone = ClerkInput(name, limit=50), ClerkInput(phone, limit=50)

    def rows(self) -> Iterable[Widget]:
        yield FieldRow("名称", self.name_field, name="name")
        yield FieldRow("电话", self.phone, name="phone")

    def work(self) -> "Callable[[Desk, Actor], object]":
        phone = self.phone.text

        def keep(desk: "Desk", who: "Actor") -> object:
            with desk.store.act("shop", staff_id=who.staff_id, at=desk.clock.now()) as act:
                if phone == NO_ROOM:
                    raise Fault("磁盘已满，本次内容未保存。", "请清理磁盘后再试。")
                act.commit()
            return True

        return keep


async def opened(pilot: Pilot[None], name: str, phone: str) -> ChangeShop:
    dialog = ChangeShop(name, phone)
    await pilot.app.push_screen(dialog)
    await settle(pilot)
    return dialog


def kept(hall: Hall) -> list[str]:
    return [d.content for d in kept_drafts.drafts(hall.desk, actor_of(hall.clerk), "shop")]


async def half_typed(pilot: Pilot[None]) -> None:
    """Somebody types another phone, and goes away with Esc."""
    dialog = await opened(pilot, "老周五金", "19900000001")
    dialog.phone.value = "19900000002"
    await pilot.pause(0.06)
    await settle(pilot)
    await pilot.press("escape")
    await settle(pilot)


async def test_what_nobody_touched_is_no_part_of_a_draft() -> None:
    hall = a_hall()
    async with hall.app().run_test() as pilot:
        await sign_in(pilot)
        await half_typed(pilot)
        # Meanwhile the name was put right at another window.
        dialog = await opened(pilot, "老周水暖", "19900000001")
        assert dialog.name_field.text == "老周水暖"
        assert dialog.phone.text == "19900000002"
        assert dialog._restored.display
        assert not any(row.error for row in dialog.query(FieldRow))


async def test_a_field_changed_at_another_window_shows_both() -> None:
    hall = a_hall()
    async with hall.app().run_test() as pilot:
        await sign_in(pilot)
        await half_typed(pilot)
        dialog = await opened(pilot, "老周五金", "19900000009")
        row = next(row for row in dialog.query(FieldRow) if row.field == "phone")
        assert dialog.phone.text == "19900000002"
        assert "19900000009" in row.error


async def test_a_saved_form_leaves_no_draft_and_esc_throws_nothing_away() -> None:
    hall = a_hall()
    async with hall.app().run_test() as pilot:
        await sign_in(pilot)
        await half_typed(pilot)
        assert len(kept(hall)) == 1
        await opened(pilot, "老周五金", "19900000001")
        assert isinstance(pilot.app, DeskApp)
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert kept(hall) == []


async def test_typing_it_back_throws_the_draft_away() -> None:
    hall = a_hall()
    async with hall.app().run_test() as pilot:
        await sign_in(pilot)
        await half_typed(pilot)
        dialog = await opened(pilot, "老周五金", "19900000001")
        dialog.phone.value = "19900000001"
        await pilot.pause(0.06)
        await settle(pilot)
        assert kept(hall) == []


async def test_a_form_that_found_no_room_stands_as_it_was_typed() -> None:
    hall = a_hall()
    async with hall.app().run_test() as pilot:
        await sign_in(pilot)
        dialog = await opened(pilot, "老周五金", "19900000001")
        dialog.phone.value = NO_ROOM
        await pilot.pause(0.06)
        await settle(pilot)
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert isinstance(pilot.app.screen, FaultDialog)
        await pilot.press("escape")
        await settle(pilot)
        assert dialog.is_current
        assert dialog.phone.text == NO_ROOM
        assert len(kept(hall)) == 1
