"""Work is done in threads: late answers are dropped, writes are finished, faults are told."""

import threading
from collections.abc import Iterable

import pytest
from textual.pilot import Pilot
from textual.widget import Widget

from desk.refusals import Fault, Refusal
from desk.services.base import Desk
from desk.staff.model import Actor
from screens.app import DeskApp
from screens.base import DeskScreen
from screens.dialogs.fault import FaultDialog
from screens.keys import table
from screens.rooms import ROOMS, Room
from screens.widgets.area import ClerkTextArea
from screens.widgets.field import ClerkInput
from screens.widgets.row import FieldRow
from tests.screens.hall import a_hall, settle, sign_in


class Workroom(DeskScreen):
    """A room with one field, which remembers what it was told."""

    def __init__(self, subject: str = "") -> None:
        super().__init__(subject)
        self.heard: list[object] = []
        self.field = ClerkInput(id="field")
        self.area = ClerkTextArea(id="area")
        self.saved = 0

    def body(self) -> Iterable[Widget]:
        yield FieldRow("姓名", self.field, name="customer.name")
        yield FieldRow("事由", self.area, name="narrative")

    def save(self) -> None:
        self.saved += 1

    def unsaved(self) -> str:
        return "会丢掉录入的内容。" if self.field.text else ""


@pytest.fixture(autouse=True)
def _workroom(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(ROOMS, "workroom", Room(f"{__name__}:Workroom", "Board"))
    monkeypatch.setattr(Room, "load", lambda room: _loaded(room))


def _loaded(room: Room) -> type[DeskScreen]:
    if room.place.endswith(":Workroom"):
        return Workroom
    from screens.board.screen import BoardScreen

    return BoardScreen


async def enter(pilot: Pilot[None]) -> Workroom:
    await sign_in(pilot)
    app = pilot.app
    assert isinstance(app, DeskApp)
    app.go("workroom")
    await settle(pilot)
    room = app.room
    assert isinstance(room, Workroom)
    return room


async def test_a_late_answer_to_an_old_question_is_dropped() -> None:
    async with a_hall().app().run_test() as pilot:
        room = await enter(pilot)
        gate = threading.Event()

        def slow(_desk: Desk, _who: Actor) -> str:
            gate.wait(5)
            return "old"

        room.read(slow, room.heard.append)
        room.read(lambda desk, who: "new", room.heard.append)
        await pilot.pause(0.05)
        gate.set()
        await settle(pilot)
        assert room.heard == ["new"]


async def test_questions_of_other_groups_do_not_disturb_each_other() -> None:
    async with a_hall().app().run_test() as pilot:
        room = await enter(pilot)
        room.read(lambda desk, who: "a", room.heard.append, group="one")
        room.read(lambda desk, who: "b", room.heard.append, group="two")
        await settle(pilot)
        assert sorted(map(str, room.heard)) == ["a", "b"]


async def test_a_forgotten_question_is_not_answered() -> None:
    async with a_hall().app().run_test() as pilot:
        room = await enter(pilot)
        room.read(lambda desk, who: "a", room.heard.append)
        room.forget("read")
        await settle(pilot)
        assert room.heard == []


async def test_one_write_at_a_time() -> None:
    async with a_hall().app().run_test() as pilot:
        room = await enter(pilot)
        gate = threading.Event()

        def slow(_desk: Desk, _who: Actor) -> str:
            gate.wait(5)
            return "kept"

        assert room.write(slow, room.heard.append)
        assert room.busy
        assert not room.write(lambda desk, who: "twice", room.heard.append)
        gate.set()
        await settle(pilot)
        assert room.heard == ["kept"]
        assert not room.busy


async def test_a_write_is_finished_when_its_screen_closes() -> None:
    async with a_hall().app().run_test() as pilot:
        room = await enter(pilot)
        gate, kept = threading.Event(), threading.Event()

        def slow(_desk: Desk, _who: Actor) -> None:
            gate.wait(5)
            kept.set()

        room.write(slow, room.heard.append)
        room.close()
        await pilot.pause()
        gate.set()
        assert kept.wait(5)
        await settle(pilot)
        assert room.heard == []
        assert pilot.app._exception is None


async def test_a_refusal_stands_beside_its_field_until_something_is_typed() -> None:
    async with a_hall().app().run_test() as pilot:
        room = await enter(pilot)

        def refuse(_desk: Desk, _who: Actor) -> None:
            raise Refusal("请填写姓名。", "不愿留名可选匿名。", field="customer.name")

        room.write(refuse, room.heard.append)
        await settle(pilot)
        row = room.query(FieldRow).first()
        assert row.error == "请填写姓名。不愿留名可选匿名。"
        assert pilot.app.focused is room.field
        await pilot.press("x")
        await pilot.pause()
        assert row.error == ""
        assert not room.busy


async def test_a_refusal_without_a_field_is_a_toast_that_is_not_markup() -> None:
    async with a_hall().app().run_test(notifications=True) as pilot:
        room = await enter(pilot)

        def refuse(_desk: Desk, _who: Actor) -> None:
            raise Refusal("没有 [/foo] 这件工单。")

        room.read(refuse, room.heard.append)
        await settle(pilot)
        [note] = list(pilot.app._notifications)
        assert note.message == "没有 [/foo] 这件工单。"
        assert not note.markup
        assert pilot.app._exception is None


@pytest.mark.parametrize(
    ("error", "words"),
    [(Fault("磁盘满了。", "请清理磁盘。"), "请清理磁盘。"), (ValueError("[b]"), "没有保存成功")],
)
async def test_a_fault_is_told_in_a_dialog_and_the_app_lives(error: Exception, words: str) -> None:
    async with a_hall().app().run_test() as pilot:
        room = await enter(pilot)

        def fail(_desk: Desk, _who: Actor) -> None:
            raise error

        room.write(fail, room.heard.append)
        await settle(pilot)
        assert type(pilot.app.screen) is FaultDialog
        texts = "".join(str(w.render()) for w in pilot.app.screen.query("Static"))
        assert words in texts
        await pilot.press("escape")
        await pilot.pause()
        assert room.is_active
        assert not room.busy
        assert pilot.app._exception is None


async def test_work_can_be_done_in_another_persons_name() -> None:
    hall = a_hall()
    async with hall.app().run_test() as pilot:
        room = await enter(pilot)
        lead = Actor(hall.lead.id, hall.lead.number, hall.lead.name, hall.lead.role)
        room.write(lambda desk, who: who.number, room.heard.append, who=lead)
        await settle(pilot)
        assert room.heard == ["2001"]


async def test_leaving_asks_only_if_something_would_be_lost() -> None:
    async with a_hall().app().run_test() as pilot:
        room = await enter(pilot)
        room.field.value = "柳明月"
        await pilot.press("escape")
        await pilot.pause()
        assert pilot.app.screen is not room
        await pilot.press("escape")
        await pilot.pause()
        assert pilot.app.screen is room
        room.field.value = ""
        await pilot.press("escape")
        await settle(pilot)
        assert pilot.app.current_mode == "board"


async def test_save_reaches_the_room_from_inside_a_field() -> None:
    async with a_hall().app().run_test() as pilot:
        room = await enter(pilot)
        room.field.focus()
        await pilot.press("ctrl+s")
        assert room.saved == 1


async def test_what_is_half_typed_survives_other_rooms_and_the_lock() -> None:
    async with a_hall().app().run_test() as pilot:
        room = await enter(pilot)
        room.field.focus()
        await pilot.press(*"liu")
        await pilot.press("f4")
        await settle(pilot)
        assert pilot.app.current_mode == "board"
        await pilot.press("f12")
        await settle(pilot)
        await pilot.press(*"258013", "enter")
        await settle(pilot)
        assert pilot.app.current_mode == "board"
        app = pilot.app
        assert isinstance(app, DeskApp)
        app.go("workroom")
        await settle(pilot)
        assert app.room is room
        assert room.field.text == "liu"


@pytest.mark.parametrize("field", ["field", "area"])
async def test_every_global_key_works_from_inside_a_field(
    field: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with a_hall().app().run_test() as pilot:
        room = await enter(pilot)
        room.query_one(f"#{field}").focus()
        await pilot.pause()
        ran: list[object] = []

        async def note(_app: DeskApp, action: object, *_more: object, **_named: object) -> bool:
            ran.append(action)
            return True

        monkeypatch.setattr(DeskApp, "run_action", note)
        for key in table("everywhere"):
            # A sign is typed into a field; it is a second name, for places without one.
            for name in set(key.all_keys) - {"question_mark"}:
                ran.clear()
                await pilot.press(name)
                await pilot.pause()
                assert ran == [key.action], name
        monkeypatch.undo()
        assert room.field.value == ""
        assert room.area.text == ""
