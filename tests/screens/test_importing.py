"""A list of the marketing system taken in, and a list written out, with real keys at 80x24."""

import csv
from pathlib import Path

import pytest
from textual.pilot import Pilot

from desk.customer import Customer
from desk.customer_file import ImportRun
from desk.enums import ImportState
from desk.services import importing
from desk.services.exporting import Listed
from screens.app import DeskApp
from screens.dialogs.export import ExportList
from screens.dialogs.find import Find
from screens.importing.run import ImportList
from screens.widgets.row import FieldRow
from tests.processes import ROOT
from tests.screens.hall import Hall, a_hall, settle, sign_in

SAMPLE = ROOT / "tests" / "data" / "customers_export.csv"


async def press(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await settle(pilot)


async def open_import(pilot: Pilot[None], path: Path, number: str = "2001") -> ImportList:
    await sign_in(pilot, number)
    await press(pilot, "ctrl+p")
    await press(pilot, *"importcustomers", "enter")
    screen = pilot.app.screen
    assert isinstance(screen, ImportList)
    screen._path.value = str(path)
    await press(pilot, "ctrl+s")
    return screen


def said(screen: ImportList) -> str:
    return str(screen._said.render())


def customers(hall: Hall) -> list[Customer]:
    with hall.desk.store.read() as book:
        return book.find(Customer, number="3301000002")


@pytest.fixture
def export(tmp_path: Path) -> Path:
    path = tmp_path / "export.csv"
    path.write_bytes(SAMPLE.read_bytes())
    return path


async def test_a_list_is_looked_at_and_taken_in(export: Path) -> None:
    hall = a_hall(cases=0)
    async with hall.app().run_test(size=(80, 24)) as pilot:
        screen = await open_import(pilot, export)
        assert screen.phase == "look"
        assert "户号 → " in said(screen)
        assert "139****0061" in said(screen)
        assert "13900000061" not in said(screen)
        assert customers(hall) == []
        await press(pilot, "ctrl+s")
        assert screen.phase == "over"
        assert len(customers(hall)) == 1
        assert "退回" in said(screen)
        await press(pilot, "ctrl+s")
        assert not isinstance(pilot.app.screen, ImportList)


async def test_escape_stops_behind_a_batch_and_the_list_is_gone_on_with(
    export: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "BATCH", 2)
    hall = a_hall(cases=0)
    async with hall.app().run_test(size=(80, 24)) as pilot:
        screen = await open_import(pilot, export)
        screen._stop.is_set = lambda: bool(runs(hall)[-1].rows_read)  # type: ignore[method-assign]
        await press(pilot, "ctrl+s")
        assert runs(hall)[-1].state is ImportState.STOPPED
        await press(pilot, "ctrl+s")
    async with hall.app().run_test(size=(80, 24)) as pilot:
        screen = await open_import(pilot, export)
        assert screen.found is not None
        assert screen.found.stopped is not None
        await press(pilot, "ctrl+s")
        (run,) = runs(hall)
        assert (run.state, run.rows_read) == (ImportState.DONE, 7)


def runs(hall: Hall) -> list[ImportRun]:
    with hall.desk.store.read() as book:
        return book.find(ImportRun)


async def test_what_is_no_list_is_refused_beside_its_field(tmp_path: Path) -> None:
    hall = a_hall(cases=0)
    async with hall.app().run_test(size=(80, 24)) as pilot:
        screen = await open_import(pilot, tmp_path / "none.csv")
        row = next(row for row in screen.query(FieldRow) if row.field == "path")
        assert "none.csv" in row.error
        assert screen.phase == "choose"
        await press(pilot, "escape")
        assert not isinstance(pilot.app.screen, ImportList)


async def test_a_clerk_imports_nothing(export: Path) -> None:
    hall = a_hall(cases=0)
    async with hall.app().run_test(size=(80, 24)) as pilot:
        await sign_in(pilot)
        assert pilot.app.check_action("import_list", ()) is None
        assert pilot.app.check_action("export", ()) is True


async def test_the_list_in_sight_is_written_out(tmp_path: Path) -> None:
    hall = a_hall(cases=3)
    async with hall.app().run_test(size=(80, 24)) as pilot:
        await sign_in(pilot)
        await press(pilot, "ctrl+p")
        await press(pilot, *"writethelist", "enter")
        screen = pilot.app.screen
        assert isinstance(screen, ExportList)
        path = tmp_path / "board.csv"
        screen._path.value = str(path)
        await press(pilot, "ctrl+s")
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file))
        assert len(rows) == 4
        assert all("*" in row[1] for row in rows[1:])
        await press(pilot, "ctrl+f")
        assert isinstance(pilot.app.screen, Find)
        await press(pilot, *"1234")
        app = pilot.app
        assert isinstance(app, DeskApp)
        asked = app.list_in_sight()
        assert asked is not None
        assert (asked.listed, asked.text) == (Listed.FOUND, "1234")
