"""Pictures of each room and of the main dialogs, in both languages and two sizes.

The sentence beside each says what to look for in its pictures.
"""

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from desk import i18n
from desk.services.base import Desk
from desk.staff.model import actor_of
from screens.app import DeskApp
from screens.dialogs.hall import MediaVisit
from screens.widgets.row import FieldRow
from tests.screens.a_case import register
from tests.screens.a_letter import answered, drawn, submitted
from tests.screens.hall import Hall, a_hall, settle
from tests.screens.test_looks import Compare, same

SIZES = ((80, 24), (120, 36))


@dataclass(frozen=True, slots=True)
class Look:
    """A room, what it is opened for, who stands there, what to look for in its pictures."""

    room: str
    what: str
    of_case: bool = False
    lead: bool = False


ROOMS = (
    Look("board", "Columns line up, the strip of days above them, the marked case in short."),
    Look("intake", "The field of the customer is lit; labels and fields begin below each other."),
    Look("case", "Stages with signs, points left, the form of one right; a heavy frame.", True),
    Look("notice", "The list of businesses in two columns; the box to type in is lit.", True),
    Look("reply", "What is left to mend on the left, the letter on the right.", True),
    Look("approvals", "The letter that waits, its paper below; the tray is a block.", lead=True),
    Look("insight", "Figures end below each other; what is late has a sign.", lead=True),
    Look("incident", "Both lists say that they are empty and which key begins.", lead=True),
    Look("calendar", "Six months whose days stand in columns; today is a block.", lead=True),
    Look("staff", "Nobody's number or role is cut; a word on top of the list.", lead=True),
)


@pytest.fixture(params=i18n.LANGUAGES)
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    i18n.use(request.param)
    yield request.param
    i18n.use("zh_CN")


def a_morning() -> tuple[Hall, str]:
    """Three cases: one that has just come, one that is answered, one whose letter waits."""
    hall = a_hall()
    register(hall, "排队两个小时没人管，窗口只开一个。")
    submitted(hall, answered(hall))
    return hall, answered(hall, matters=("电费翻了一倍", "要求上门核实电表", "几天能有答复"))


async def enter(pilot: Pilot[None], hall: Hall, look: Look, reference: str) -> None:
    """Stand in a room; nobody types a PIN for it, and no cursor blinks."""
    app = pilot.app
    assert isinstance(app, DeskApp)
    await settle(pilot)
    app.wait_for_desk()
    app.actor = actor_of(hall.lead if look.lead else hall.clerk)
    app.go("board")
    await settle(pilot)
    app.go(look.room, reference if look.of_case else "")
    await still(pilot)


async def still(pilot: Pilot[None]) -> None:
    await drawn(pilot)
    for field in pilot.app.screen.query("*"):
        if isinstance(field, Input | TextArea):
            field.cursor_blink = False
    await settle(pilot)


@pytest.mark.parametrize("size", SIZES, ids=["small", "large"])
@pytest.mark.parametrize("look", ROOMS, ids=[look.room for look in ROOMS])
def test_a_room(snap_compare: Compare, language: str, look: Look, size: tuple[int, int]) -> None:
    """What the table says of it."""
    hall, reference = a_morning()

    async def drive(pilot: Pilot[None]) -> None:
        await enter(pilot, hall, look, reference)

    assert same(snap_compare, hall.app(), drive, size), f"{language}: {look.what}"


def _media(app: DeskApp) -> None:
    desk = app.desk
    assert isinstance(desk, Desk)
    app.push_screen(MediaVisit("", desk))


async def _refused(pilot: Pilot[None]) -> None:
    row = pilot.app.screen.query(FieldRow).first()
    row.say("请写明是谁：单位、姓名、电话，看过证件没有。")
    await settle(pilot)


async def _nothing(pilot: Pilot[None]) -> None:
    """Nothing more is done."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A dialog: what opens it before a case, what happens in it, what to look for."""

    name: str
    action: str | Callable[[DeskApp], None]
    what: str
    then: Callable[[Pilot[None]], Awaitable[None]] = _nothing


DIALOGS = (
    Opened("menu", "menu", "Digits, names and keys in columns; one scroll bar."),
    Opened("contact", "contact", "Labels in one column; the chosen option has its tick."),
    Opened("find", "app.find", "The box is lit; what would stand here is said in the middle."),
    Opened("help", "app.help", "The page of the room, one key to go back."),
    Opened("media", _media, "The error stands below its field, the keys are in sight.", _refused),
)


@pytest.mark.parametrize("dialog", DIALOGS, ids=[dialog.name for dialog in DIALOGS])
def test_a_dialog(snap_compare: Compare, language: str, dialog: Opened) -> None:
    """What the table says of it."""
    hall, reference = a_morning()
    case = next(look for look in ROOMS if look.room == "case")

    async def drive(pilot: Pilot[None]) -> None:
        await enter(pilot, hall, case, reference)
        app = pilot.app
        assert isinstance(app, DeskApp)
        if isinstance(dialog.action, str):
            name = dialog.action.removeprefix("app.")
            target = app.screen if name == dialog.action else app
            await app.run_action(name, target)
        else:
            dialog.action(app)
        await settle(pilot)
        await dialog.then(pilot)
        await still(pilot)

    assert same(snap_compare, hall.app(), drive, (80, 24)), f"{language}: {dialog.what}"
