"""Pictures of the rooms about the customer file; the sentence on each says what to look for."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from desk import i18n
from screens.app import DeskApp
from tests.builders import a_customer, an_account
from tests.screens.hall import Hall, a_hall, put, settle, sign_in
from tests.screens.test_importing import SAMPLE, open_import
from tests.screens.test_looks import Compare, Drive, same
from tests.screens.test_retention import a_hall_of_old_cases

SMALL = (80, 24)


@pytest.fixture
def english() -> Iterator[None]:
    i18n.use("en")
    yield
    i18n.use("zh_CN")


def twins() -> Hall:
    """Two files of one person, under two spellings of the name."""
    hall = a_hall()
    for number, name in enumerate(("石小磊", "石晓磊")):
        one = a_customer(id=f"c{number}", name=name, phone="13955551234")
        put(hall, one, an_account(one.id, number=f"33010000{number}", address="河西路3号2栋"))
    return hall


def still(pilot: Pilot[None]) -> None:
    """A cursor that blinks would make another picture each time."""
    for field in pilot.app.screen.query(Input):
        field.cursor_blink = False


def in_room(room: str, number: str = "2001") -> Drive:
    async def drive(pilot: Pilot[None]) -> None:
        await sign_in(pilot, number)
        app = pilot.app
        assert isinstance(app, DeskApp)
        app.go(room)
        await settle(pilot)

    return drive


def finding(text: str) -> Drive:
    async def drive(pilot: Pilot[None]) -> None:
        await sign_in(pilot)
        await pilot.press("f3")
        await settle(pilot)
        still(pilot)
        pilot.app.screen.query_one(Input).value = text
        await pilot.pause(0.2)
        await settle(pilot)

    return drive


def importing(path: Path) -> Drive:
    async def drive(pilot: Pilot[None]) -> None:
        await open_import(pilot, path)
        await settle(pilot)

    return drive


@pytest.fixture
def export(tmp_path: Path) -> Path:
    path = tmp_path / "export.csv"
    path.write_bytes(SAMPLE.read_bytes())
    return path


def test_finding(snap_compare: Compare) -> None:
    """What was found is underlined where it stands; numbers and names are masked."""
    assert same(snap_compare, twins().app(), finding("石"), SMALL)


@pytest.mark.usefixtures("english")
def test_finding_in_english(snap_compare: Compare) -> None:
    """The same, and how many there are."""
    assert same(snap_compare, twins().app(), finding("1234"), SMALL)


def test_a_list_before_it_is_taken_in(snap_compare: Compare, export: Path) -> None:
    """What each column becomes, then row by row what would be kept, masked; ✗ with its reason."""
    assert same(snap_compare, a_hall().app(), importing(export), SMALL)


@pytest.mark.usefixtures("english")
def test_a_list_in_english(snap_compare: Compare, export: Path) -> None:
    """The same; no line is cut in the middle of a word."""
    assert same(snap_compare, a_hall().app(), importing(export), SMALL)


def test_files_that_look_like_one(snap_compare: Compare) -> None:
    """Both names masked, the reasons beside them, the keys below."""
    assert same(snap_compare, twins().app(), in_room("doubles"), SMALL)


@pytest.mark.usefixtures("english")
def test_files_that_look_like_one_in_english(snap_compare: Compare) -> None:
    """The same."""
    assert same(snap_compare, twins().app(), in_room("doubles"), SMALL)


def test_keeping(snap_compare: Compare) -> None:
    """Each rule with its time and standing; ! before what is due; why below the list."""
    hall = a_hall_of_old_cases(3)
    assert same(snap_compare, hall.app(), in_room("retention", "3001"), SMALL)


@pytest.mark.usefixtures("english")
def test_keeping_in_english(snap_compare: Compare) -> None:
    """The same."""
    hall = a_hall_of_old_cases(3)
    assert same(snap_compare, hall.app(), in_room("retention", "3001"), SMALL)
