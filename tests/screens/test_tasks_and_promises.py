"""Tasks and promises by keys: given, answered by word, agreed to by a lead, kept."""

from typing import Any

from textual.pilot import Pilot

from desk.enums import TaskState
from desk.forms import CommitmentForm
from desk.forms_loop import TaskForm
from desk.services import casework, tasks
from desk.staff.model import actor_of
from screens.app import DeskApp
from screens.case.screen import CaseScreen
from screens.case.talk import MakePromise
from screens.dialogs.paper import PutOnPaper
from screens.dialogs.pin import OverTheShoulder
from screens.dialogs.promises import Promises, Settle
from screens.dialogs.task_forms import AnswerTask, GiveTask
from screens.dialogs.tasks import Tasks
from screens.widgets.area import ClerkTextArea
from screens.widgets.field import ClerkInput
from screens.widgets.row import FieldRow
from tests.builders import MONDAY
from tests.screens.a_case import enter, read, register, text_of
from tests.screens.hall import PIN, Hall, a_hall, settle, sign_in

SMALL = (80, 24)


async def press(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await settle(pilot)


def row(pilot: Pilot[None], name: str) -> FieldRow:
    return next(one for one in pilot.app.screen.query(FieldRow) if one.field == name)


def write(pilot: Pilot[None], **texts: str) -> None:
    for name, text in texts.items():
        control = row(pilot, name).control
        if isinstance(control, ClerkTextArea):
            control.text = text
        else:
            assert isinstance(control, ClerkInput)
            control.value = text


def front(pilot: Pilot[None], kind: type[Any]) -> Any:
    screen = pilot.app.screen
    assert isinstance(screen, kind), screen
    return screen


async def open_(pilot: Pilot[None], action: str) -> None:
    screen = pilot.app.screen
    assert isinstance(screen, CaseScreen)
    await pilot.app.run_action(action, screen)
    await settle(pilot)


async def test_a_task_is_given_and_its_answer_noted_by_word() -> None:
    hall = a_hall()
    reference = register(hall)
    async with DeskApp(lambda: hall.desk).run_test(size=SMALL) as pilot:
        await enter(pilot, reference)
        await open_(pilot, "tasks")
        front(pilot, Tasks)
        await press(pilot, "enter")
        front(pilot, GiveTask)
        write(pilot, matter="到现场核对表计")
        await press(pilot, "ctrl+s")
        front(pilot, Tasks)
        task = read(hall, reference).tasks[0]
        assert task.matter == "到现场核对表计"
        await press(pilot, "home", "enter")
        front(pilot, AnswerTask)
        await press(pilot, "ctrl+s")
        assert row(pilot, "person").error
        write(pilot, person="郑工", phone="0999-5550402", words="下午去")
        await press(pilot, "ctrl+s")
        front(pilot, Tasks)
        assert read(hall, reference).tasks[0].state is TaskState.ACCEPTED
        assert read(hall, reference).tasks[0].told_by == "郑工"


async def test_a_time_the_case_does_not_allow_is_agreed_over_the_shoulder() -> None:
    hall = a_hall()
    reference = register(hall)
    async with DeskApp(lambda: hall.desk).run_test(size=SMALL) as pilot:
        await enter(pilot, reference)
        await open_(pilot, "tasks")
        await press(pilot, "enter")
        write(pilot, matter="到现场核对表计", due_at="2026-12-20 17:00")
        await press(pilot, "ctrl+s")
        dialog = front(pilot, OverTheShoulder)
        dialog._number.value, dialog._pin.value = hall.lead.number, PIN
        await press(pilot, "ctrl+s")
        front(pilot, Tasks)
        assert read(hall, reference).tasks[0].beyond_agreed_by == hall.lead.id


async def test_a_promise_above_ones_authority_is_agreed_over_the_shoulder() -> None:
    hall = a_hall()
    reference = register(hall)
    async with DeskApp(lambda: hall.desk).run_test(size=SMALL) as pilot:
        await enter(pilot, reference)
        await open_(pilot, "promise")
        front(pilot, MakePromise)
        write(pilot, text="赔偿冰箱一台", due_on="2026-11-30")
        await press(pilot, "ctrl+s")
        dialog = front(pilot, OverTheShoulder)
        dialog._number.value, dialog._pin.value = hall.lead.number, PIN
        await press(pilot, "ctrl+s")
        [made] = read(hall, reference).commitments
        assert made.agreed_by == hall.lead.id


async def test_a_promise_put_before_the_leads_is_agreed_to_from_the_list() -> None:
    hall = a_hall()
    reference = register(hall)
    form = CommitmentForm(
        text="赔偿冰箱一台", owner="王芳", due_on=MONDAY.date().replace(day=30), ask=True
    )
    casework.promise(hall.desk, actor_of(hall.clerk), reference, form)
    async with DeskApp(lambda: hall.desk).run_test(size=SMALL) as pilot:
        await sign_in(pilot, hall.lead.number)
        await pilot.app.run_action("promises", pilot.app.screen)
        await settle(pilot)
        front(pilot, Promises)
        assert "待同意" in text_of(pilot)
        await press(pilot, "enter")
        front(pilot, Settle)
        await press(pilot, "ctrl+s")
        front(pilot, Promises)
        assert read(hall, reference).commitments[0].agreed_by == hall.lead.id
        await press(pilot, "enter")
        write(pilot, evidence="收条一张")
        await press(pilot, "ctrl+s")
        assert read(hall, reference).commitments[0].evidence == "收条一张"
        assert "没有待兑现的承诺" in text_of(pilot)


async def test_what_is_missing_jumps_to_the_task() -> None:
    hall: Hall = a_hall()
    reference = register(hall)
    who = actor_of(hall.clerk)
    form = TaskForm(department="metering", matter="[@click=app.quit]核对[/foo]")
    task = tasks.give_task(hall.desk, who, reference, form)
    async with DeskApp(lambda: hall.desk).run_test(size=SMALL) as pilot:
        await enter(pilot, reference)
        await open_(pilot, f"tasks('{task.number}')")
        assert "[@click=app.quit]" in text_of(pilot)
        assert pilot.app._exception is None


async def test_the_sheet_of_a_task_goes_on_paper_from_the_list() -> None:
    hall = a_hall()
    reference = register(hall)
    form = TaskForm(department="metering", matter="到现场核对")
    tasks.give_task(hall.desk, actor_of(hall.clerk), reference, form)
    async with DeskApp(lambda: hall.desk).run_test(size=SMALL) as pilot:
        await enter(pilot, reference)
        await open_(pilot, "tasks")
        await press(pilot, "p")
        assert "任务单" in text_of(pilot)
        assert isinstance(pilot.app.screen, PutOnPaper)
