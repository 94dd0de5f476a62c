"""Why a date is what it is: one key, wherever a due date stands in a line."""

import ast
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

import screens
from desk.forms_loop import TaskForm
from desk.services import tasks
from desk.staff.model import actor_of
from screens.app import DeskApp
from screens.board.screen import BoardScreen
from screens.dialogs.promises import Promises
from screens.dialogs.tasks import Tasks
from screens.dialogs.tell import Tell
from screens.incident.dialogs import Declare
from screens.keys import table
from screens.widgets.lines import FootLine
from screens.working import WorkScreen
from tests.screens.a_case import enter, register
from tests.screens.a_letter import answered, at_letters, letters_of, submitted
from tests.screens.hall import a_hall, settle, sign_in
from tests.screens.test_incident import a_hall_without_power, into_the_room

ROOT = Path(screens.__file__).parent
HEADS = {"Due", "Until when", "By when", "Fell due", "Due there"}
"""What a column is called in which due dates stand."""


def dated_classes() -> list[str]:
    """`module:class` of every screen and dialog with such a column, read from the source."""
    found = []
    for path in sorted(ROOT.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        module = ".".join(("screens", *path.relative_to(ROOT).with_suffix("").parts))
        if not _has_due_column(tree):
            continue
        owners = [one for one in tree.body if isinstance(one, ast.ClassDef)]
        with_column = [one for one in owners if _has_due_column(one)]
        # Columns made by a function of the module are those of its room.
        found += [f"{module}:{one.name}" for one in with_column or owners]
    return found


def _has_due_column(tree: ast.AST) -> bool:
    return any(
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "Column"
        and any(
            isinstance(leaf, ast.Constant) and leaf.value in HEADS
            for leaf in ast.walk(node.args[0])
        )
        for node in ast.walk(tree)
    )


def test_the_source_names_the_lists_that_are_known() -> None:
    names = {one.partition(":")[2] for one in dated_classes()}
    assert {"QueueRoom", "Tasks", "Promises", "ApprovalsScreen", "IncidentScreen"} <= names
    assert {"Alarms", "TakeOver", "CallBackList", "RaisedList"} <= names


@pytest.mark.parametrize("name", dated_classes())
def test_every_list_with_due_dates_can_explain_the_marked_one(name: str) -> None:
    module, _colon, owner = name.partition(":")
    kind = getattr(import_module(module), owner)
    assert issubclass(kind, WorkScreen)
    assert kind.dated
    assert kind.reference is not WorkScreen.reference or kind.why is not WorkScreen.why


def hall_board(pilot: Pilot[None]) -> BoardScreen:
    assert isinstance(pilot.app.screen, BoardScreen), pilot.app.screen
    return pilot.app.screen


def text_in_front(pilot: Pilot[None]) -> str:
    front = pilot.app.screen
    assert isinstance(front, Tell), front
    return "\n".join([front.title_text, *(str(one.render()) for one in front.query(Static))])


async def until(pilot: Pilot[None], there: Callable[[], bool]) -> None:
    """Wait for what must come; a hall where it never does fails at what is asked next."""
    for _round in range(50):
        await settle(pilot)
        if there():
            return


async def why(pilot: Pilot[None], key: str = "f11") -> str:
    await pilot.press(key)
    await until(pilot, lambda: isinstance(pilot.app.screen, Tell))
    return text_in_front(pilot)


async def test_the_board_and_the_case_explain_themselves_and_close_again() -> None:
    hall = a_hall()
    reference = register(hall)
    async with hall.app().run_test(size=(80, 24)) as pilot:
        await sign_in(pilot)
        await until(pilot, lambda: hall_board(pilot).reference() == reference)
        shown = await why(pilot)
        assert reference in shown
        assert "工作日" in shown
        await pilot.press("f11")
        await settle(pilot)
        assert not isinstance(pilot.app.screen, Tell)
        assert await why(pilot, "question_mark")
        await pilot.press("escape")
        await enter(pilot, reference)
        assert "工作日" in await why(pilot, "ctrl+circumflex_accent")


async def test_a_task_explains_its_own_date_and_a_promise_that_of_its_case() -> None:
    hall = a_hall()
    reference = register(hall)
    lead = actor_of(hall.lead)
    due = hall.desk.hours.local(hall.clock.now()).replace(hour=16, minute=0)
    form = TaskForm(department="metering", matter="核对表计", due_at=due)
    given = tasks.give_task(hall.desk, lead, reference, form)
    async with DeskApp(lambda: hall.desk).run_test(size=(80, 24)) as pilot:
        await enter(pilot, reference)
        pilot.app.push_screen(Tasks(reference))
        await settle(pilot)
        foot = pilot.app.screen.query_one(FootLine)
        assert "F11" in str(foot.render())
        said = await why(pilot)
        assert given.number in said
        assert "16:00" in said
        await pilot.press("escape")
        await settle(pilot)
        await pilot.press("escape")
        await settle(pilot)
        pilot.app.push_screen(Promises(reference))
        await settle(pilot)
        # Nothing is marked in an empty list: what lies behind it is explained.
        assert "工作日" in await why(pilot)


async def test_letters_and_cases_of_an_incident_explain_the_marked_case() -> None:
    hall = a_hall()
    reference = answered(hall)
    submitted(hall, reference)
    async with hall.app().run_test(size=(80, 24)) as pilot:
        await at_letters(pilot, hall)
        await until(pilot, lambda: letters_of(pilot).reference() == reference)
        assert reference in await why(pilot)
        await pilot.press("f11")
    hall = a_hall_without_power()
    async with hall.app().run_test(size=(80, 24)) as pilot:
        room = await into_the_room(pilot)
        room._cases.focus()
        await pilot.press("ctrl+n")
        await settle(pilot)
        dialog = pilot.app.screen
        assert isinstance(dialog, Declare)
        dialog._title.value, dialog._area.value = "河西电缆故障", "河西小区"
        dialog._script.text = "正在抢修，预计三小时。"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: bool(room._cases.rows))
        room._cases.focus()
        await until(pilot, lambda: bool(room.reference()))
        assert room.reference() in await why(pilot)


def test_the_key_is_one_and_stands_in_the_table_of_all_rooms() -> None:
    keys = [key for key in table("everywhere") if key.action == "why"]
    assert [key.first for key in keys] == ["f11"]
