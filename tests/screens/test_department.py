"""A day of a department at its own place: it sees its list, and answers for it by keys."""

import pytest
from textual.pilot import Pilot

from desk.enums import Role, TaskState
from desk.forms_loop import TaskForm
from desk.services import tasks
from desk.services.exporting import ListAsked, Listed
from desk.staff.model import actor_of
from desk.task import Task
from screens.app import DeskApp
from screens.board.screen import BoardScreen
from screens.board.watch import Alarms
from screens.dialogs.export import _name
from screens.dialogs.narrow import Narrow
from screens.dialogs.task_forms import AnswerTask
from screens.dialogs.tasks import Tasks
from screens.dialogs.tell import Tell
from screens.widgets.choice import Choice
from tests.builders import a_staff
from tests.screens.a_case import read, register, text_of
from tests.screens.hall import Hall, _hash, a_hall, put, settle, sign_in
from tests.screens.test_tasks_and_promises import front, press, row, write

NUMBER, SMALL = "4001", (80, 24)


def with_department() -> tuple[Hall, str, list[Task]]:
    """A hall, a case, two tasks for the meters and one for somebody else."""
    hall = a_hall()
    unit = hall.desk.playbook.departments["metering"].name
    put(hall, a_staff(NUMBER, Role.DEPARTMENT, name="郑工", unit=unit, pin_hash=_hash()))
    reference = register(hall)
    clerk = actor_of(hall.clerk)
    given = [
        tasks.give_task(hall.desk, clerk, reference, TaskForm(department=to, matter=matter))
        for to, matter in (
            ("metering", "到现场核对表计"),
            ("metering", "拆表送检"),
            ("reading", "复核示数"),
        )
    ]
    return hall, reference, given


def state_of(hall: Hall, reference: str, task: Task) -> Task:
    return next(one for one in read(hall, reference).tasks if one.id == task.id)


async def answer(pilot: Pilot[None], what: str, **texts: str) -> None:
    """Answer the marked task."""
    await press(pilot, "enter")
    front(pilot, AnswerTask)
    choice = row(pilot, "what").control
    assert isinstance(choice, Choice)
    choice.value = what
    await settle(pilot)
    write(pilot, **texts)
    await press(pilot, "ctrl+s")


async def test_it_comes_in_sees_its_own_list_and_answers_for_it() -> None:
    hall, reference, (look, test, other) = with_department()
    async with hall.app().run_test(size=SMALL) as pilot:
        await sign_in(pilot, NUMBER)
        await settle(pilot)
        front(pilot, Tasks)
        said = text_of(pilot)
        assert "到现场核对表计" in said
        assert "拆表送检" in said
        assert other.matter not in said
        # Its own people answer for themselves: nobody is asked who told it.
        await press(pilot, "enter")
        front(pilot, AnswerTask)
        assert not row(pilot, "person").display
        await press(pilot, "ctrl+s")
        front(pilot, Tasks)
        first = state_of(hall, reference, look)
        assert (first.state, first.by_word) == (TaskState.ACCEPTED, False)
        # Done needs what came of it and by what one can see it.
        await answer(pilot, "done", result="误差0.3%，合格")
        front(pilot, AnswerTask)
        assert row(pilot, "evidence").error
        write(pilot, evidence="现场照片三张")
        await press(pilot, "ctrl+s")
        front(pilot, Tasks)
        done = state_of(hall, reference, look)
        assert (done.state, done.evidence) == (TaskState.DONE, "现场照片三张")
        # And what is not its own goes back with a ground.
        await answer(pilot, "return")
        front(pilot, AnswerTask)
        assert row(pilot, "ground").error
        write(pilot, ground="这块表属于另一个供电所")
        await press(pilot, "ctrl+s")
        front(pilot, Tasks)
        assert state_of(hall, reference, test).state is TaskState.RETURNED
        assert "没有" in text_of(pilot)
        # What it did stays to be looked back on.
        await press(pilot, "e")
        assert "拆表送检" in text_of(pilot)


async def test_why_its_date_is_what_it_is_and_what_falls_due_when() -> None:
    hall, _reference, (look, _test, _other) = with_department()
    async with hall.app().run_test(size=SMALL) as pilot:
        await sign_in(pilot, NUMBER)
        await settle(pilot)
        await press(pilot, "f11")
        assert look.number in text_of(pilot)
        await press(pilot, "f11")
        front(pilot, Tasks)
        await press(pilot, "ctrl+e")
        front(pilot, Narrow)
        write(pilot, due_by="2026-11-01")
        await press(pilot, "ctrl+s")
        front(pilot, Tasks)
        assert look.matter not in text_of(pilot)
        await press(pilot, "ctrl+e")
        write(pilot, due_by="")
        await press(pilot, "ctrl+s")
        assert look.matter in text_of(pilot)


async def test_the_cases_behind_its_tasks_stay_closed_to_it() -> None:
    hall, reference, _given = with_department()
    async with hall.app().run_test(size=SMALL) as pilot:
        assert isinstance(pilot.app, DeskApp)
        await sign_in(pilot, NUMBER)
        await settle(pilot)
        await press(pilot, "escape")
        board = text_of(pilot)
        assert "您手上没有工单" in board
        pilot.app.go("case", reference)
        await settle(pilot)
        for said in (board, text_of(pilot)):
            assert "柳明月" not in said
            assert "13900000001" not in said
            assert "阶梯电价" not in said


async def test_what_it_was_given_leads_to_the_task_and_not_to_the_case() -> None:
    hall, _reference, (look, _test, _other) = with_department()
    async with hall.app().run_test(size=SMALL) as pilot:
        await sign_in(pilot, NUMBER)
        await settle(pilot)
        await press(pilot, "escape")
        await press(pilot, "ctrl+k")
        front(pilot, Alarms)
        await press(pilot, "enter")
        front(pilot, Tasks)
        assert look.matter in text_of(pilot)


@pytest.mark.parametrize("listed", list(Listed))
def test_every_list_has_a_name_for_its_file(listed: Listed) -> None:
    assert _name(ListAsked(listed=listed))


async def test_an_alarm_about_a_task_says_why_its_date_is_what_it_is() -> None:
    hall, _reference, (look, _test, _other) = with_department()
    async with hall.app().run_test(size=SMALL) as pilot:
        await sign_in(pilot, NUMBER)
        while not isinstance(pilot.app.screen, BoardScreen):
            await press(pilot, "escape")
        await press(pilot, "ctrl+k")
        front(pilot, Alarms)
        await press(pilot, "f11")
        front(pilot, Tell)
        assert look.number[:8] in text_of(pilot)
        assert "工作日" in text_of(pilot) or "working day" in text_of(pilot)
