"""Half-typed forms are kept at a pause, once per state, and told of when they cannot be."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import pytest
from textual.pilot import Pilot

from desk.customer import Draft
from desk.refusals import Fault
from screens import drafts
from screens.app import DeskApp
from screens.drafts import DraftKeeper
from tests.builders import a_branch, an_actor
from tests.fakes import FakeAct, FakeStore
from tests.screens.hall import Hall, a_hall, settle, sign_in, staff_of_the_hall


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts, "PAUSE", 0.02)
    monkeypatch.setattr(drafts, "LONGEST", 0.05)


class Typing:
    """A form of one field, kept on the board's screen."""

    def __init__(self, pilot: Pilot[None], hall: Hall) -> None:
        assert isinstance(pilot.app, DeskApp)
        room = pilot.app.room
        assert room is not None
        self.hall, self.pilot = hall, pilot
        self.text = ""
        self.gathered = 0
        self.keeper = DraftKeeper(room, "answer", "HD01-1", self.gather)

    def gather(self) -> dict[str, str]:
        self.gathered += 1
        return {"finding": self.text}

    async def type(self, text: str) -> None:
        self.text = text
        self.keeper.touch()
        await self.pilot.pause(0.06)
        await settle(self.pilot)

    def kept(self) -> list[str]:
        with self.hall.desk.store.read() as book:
            return [json.loads(draft.content)["finding"] for draft in book.find(Draft)]


async def test_a_pause_keeps_the_last_state_once() -> None:
    hall = a_hall()
    async with hall.app().run_test() as pilot:
        await sign_in(pilot)
        form = Typing(pilot, hall)
        await form.type("一")
        await form.type("一二")
        assert form.kept() == ["一二"]
        await form.type("一二")
        with hall.desk.store.read() as book:
            assert len(book.find(Draft)) == 1


async def test_steady_typing_is_kept_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts, "PAUSE", 30)
    hall = a_hall()
    async with hall.app().run_test() as pilot:
        await sign_in(pilot)
        form = Typing(pilot, hall)
        form.text = "还在录"
        for _key in range(6):
            form.keeper.touch()
            await pilot.pause(0.02)
        await settle(pilot)
        assert form.kept() == ["还在录"]


async def test_a_saved_form_leaves_no_draft() -> None:
    hall = a_hall()
    async with hall.app().run_test() as pilot:
        await sign_in(pilot)
        form = Typing(pilot, hall)
        await form.type("一")
        form.keeper.touch()
        form.keeper.drop()
        await pilot.pause(0.06)
        await settle(pilot)
        assert form.kept() == []


async def test_what_a_saved_form_still_hears_is_no_new_draft() -> None:
    hall = a_hall()
    async with hall.app().run_test() as pilot:
        await sign_in(pilot)
        form = Typing(pilot, hall)
        await form.type("已核实")
        form.keeper.end()
        # A proposal that was on its way changes a field before the form is gone.
        await form.type("已核实，退补二十元")
        assert isinstance(pilot.app, DeskApp)
        pilot.app.keep_drafts()
        await settle(pilot)
        assert form.kept() == []


async def test_what_a_form_that_was_left_still_hears_changes_nothing_on_disk() -> None:
    hall = a_hall()
    async with hall.app().run_test() as pilot:
        await sign_in(pilot)
        form = Typing(pilot, hall)
        await form.type("说到一半")
        form.keeper.leave()
        await form.type("说到一半，又")
        assert isinstance(pilot.app, DeskApp)
        pilot.app.keep_drafts()
        await settle(pilot)
        assert form.kept() == ["说到一半"]


async def test_a_draft_is_offered_back_to_its_own_form() -> None:
    hall = a_hall()
    async with hall.app().run_test() as pilot:
        await sign_in(pilot)
        form = Typing(pilot, hall)
        await form.type("到现场核实")
        given: list[object] = []
        assert isinstance(pilot.app, DeskApp)
        room = pilot.app.room
        assert room is not None
        DraftKeeper(room, "answer", "HD01-2", dict).offer(given.append)
        await settle(pilot)
        assert given == []
        DraftKeeper(room, "answer", "HD01-1", dict).offer(given.append)
        await settle(pilot)
        assert given == [{"finding": "到现场核实"}]


async def test_ending_desk_keeps_what_was_typed_a_moment_ago(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(drafts, "PAUSE", 30)
    monkeypatch.setattr(drafts, "LONGEST", 30)
    hall = a_hall()
    async with hall.app().run_test() as pilot:
        await sign_in(pilot)
        form = Typing(pilot, hall)
        form.text = "最后一句"
        form.keeper.touch()
        await pilot.press("ctrl+q")
        await pilot.pause()
    assert form.kept() == ["最后一句"]


async def test_another_person_at_the_desk_leaves_the_draft_with_its_owner(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(drafts, "PAUSE", 30)
    monkeypatch.setattr(drafts, "LONGEST", 30)
    hall = a_hall()
    async with hall.app().run_test() as pilot:
        await sign_in(pilot)
        form = Typing(pilot, hall)
        form.text = "我的半句"
        form.keeper.touch()
        await pilot.press("f12")
        await settle(pilot)
        await sign_in(pilot, "2001")
        with hall.desk.store.read() as book:
            [draft] = book.find(Draft)
        assert draft.staff_id == hall.clerk.id


class FullDisk(FakeStore):
    """A book that cannot be written to until there is room again."""

    full = True

    @contextmanager
    def act(
        self, name: str, *, staff_id: str, at: datetime, case_id: str = "", note: str = ""
    ) -> Iterator[FakeAct]:
        if name == "draft.save" and self.full:
            raise Fault("磁盘已满。", "请清理磁盘。")
        with super().act(name, staff_id=staff_id, at=at, case_id=case_id, note=note) as act:
            yield act


async def test_a_full_disk_is_told_once_and_typing_goes_on() -> None:
    hall = a_hall(store=FullDisk(a_branch(), *staff_of_the_hall()))
    async with hall.app().run_test(notifications=True) as pilot:
        await sign_in(pilot)
        form = Typing(pilot, hall)
        await form.type("一")
        await form.type("一二")
        messages = [note.message for note in pilot.app._notifications]
        assert messages == ["正在录入的内容没能存为草稿：磁盘已满。请清理磁盘。"]
        assert form.kept() == []
        assert pilot.app._exception is None


async def test_what_found_no_room_is_kept_as_soon_as_there_is_some(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(drafts, "RETRY", 0.05)
    disk = FullDisk(a_branch(), *staff_of_the_hall())
    hall = a_hall(store=disk)
    async with hall.app().run_test() as pilot:
        await sign_in(pilot)
        form = Typing(pilot, hall)
        await form.type("一气写完，再没动过键盘")
        assert form.kept() == []
        disk.full = False
        while not form.kept():
            await pilot.pause(0.02)
        assert form.kept() == ["一气写完，再没动过键盘"]


async def test_a_room_that_closes_keeps_what_was_typed_and_leaves_no_keeper(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(drafts, "PAUSE", 30)
    monkeypatch.setattr(drafts, "LONGEST", 30)
    hall = a_hall()
    async with hall.app().run_test() as pilot:
        await sign_in(pilot)
        app = pilot.app
        assert isinstance(app, DeskApp)
        app.go("intake", "half-typed")
        await settle(pilot)
        form = Typing(pilot, hall)
        form.text = "话没说完"
        form.keeper.touch()
        room = app.room
        assert room is not None
        room.close()
        await settle(pilot)
        assert form.kept() == ["话没说完"]
        assert not app.unkept
        form.text = ""
        form.keeper.touch()
        assert not app.unkept


async def test_another_person_signing_in_gets_no_draft_of_the_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(drafts, "PAUSE", 30)
    monkeypatch.setattr(drafts, "LONGEST", 30)
    hall = a_hall()
    async with hall.app().run_test() as pilot:
        await sign_in(pilot)
        app = pilot.app
        assert isinstance(app, DeskApp)
        first = app.who.staff_id
        form = Typing(pilot, hall)
        form.text = "说到一半"
        form.keeper.touch()
        app.actor = an_actor(hall.lead)
        form.keeper.keep()
        await settle(pilot)
        with hall.desk.store.read() as book:
            assert [draft.staff_id for draft in book.find(Draft)] == [first]
