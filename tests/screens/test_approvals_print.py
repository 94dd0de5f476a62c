"""Printing: one letter or a run, to a folder or a printer, stopped, failed, confirmed."""

import stat
from pathlib import Path

import pytest
from textual.pilot import Pilot

from desk.enums import LetterState
from screens.approvals.print_run import PrintRun
from tests.screens.a_case import text_of
from tests.screens.a_letter import (
    answered,
    at_letters,
    drawn,
    issued,
    letter_of,
    printed,
    seen,
)
from tests.screens.hall import PIN, Hall, a_hall

NAMES = ("柳明月", "石磊", "向晚")

LP = """#!/bin/sh
cat > "{folder}/$4.pdf"
echo "request id is HALL-$(ls {folder} | wc -l | tr -d ' ') (1 file(s))"
"""
LPSTAT = """#!/bin/sh
case "$1" in
  -e) echo HALL ;;
  -d) echo "system default destination: HALL" ;;
  -W) [ "$2" = completed ] && printf 'HALL-1 a\\nHALL-2 a\\nHALL-3 a\\n' ;;
esac
exit 0
"""


@pytest.fixture
def no_printer(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A computer on which printing is not set up."""
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))


@pytest.fixture
def printer(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A computer with the queue HALL; what it is sent lies in the folder returned."""
    papers, commands = tmp_path / "papers", tmp_path / "bin"
    papers.mkdir()
    commands.mkdir()
    for name, text in (("lp", LP), ("lpstat", LPSTAT)):
        command = commands / name
        command.write_text(text.replace("{folder}", str(papers)))
        command.chmod(command.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{commands}:/usr/bin:/bin")
    return papers


def three(hall: Hall) -> list[str]:
    """Three cases whose letters wait for printing."""
    references = [answered(hall, name=name) for name in NAMES]
    for reference in references:
        issued(hall, reference)
    return references


async def at_print(pilot: Pilot[None], hall: Hall, *, clerk: bool = False) -> PrintRun:
    """In front of the dialog for printing."""
    await at_letters(pilot, hall, hall.clerk if clerk else None)
    await pilot.press("4")
    await drawn(pilot)
    await pilot.press("ctrl+e")
    if clerk:
        await pilot.press(*"2001", "enter", *PIN, "enter")
    await drawn(pilot)
    return dialog(pilot)


def dialog(pilot: Pilot[None]) -> PrintRun:
    screen = pilot.app.screen
    assert isinstance(screen, PrintRun)
    return screen


@pytest.mark.usefixtures("no_printer")
class TestIntoAFolder:
    async def test_one_letter_is_printed_only_when_its_paper_is_confirmed(
        self, tmp_path: Path
    ) -> None:
        hall = a_hall()
        reference, *_others = three(hall)
        async with hall.app(papers=tmp_path).run_test(size=(80, 24)) as pilot:
            await at_print(pilot, hall)
            await pilot.press("ctrl+s")
            await drawn(pilot)
            (page,) = tmp_path.glob("*.pdf")
            assert page.read_bytes().startswith(b"%PDF")
            assert letter_of(hall, reference).state is LetterState.ISSUED
            await pilot.press("ctrl+s")
            await drawn(pilot)
            assert letter_of(hall, reference).state is LetterState.PRINTED

    async def test_a_run_counts_only_the_papers_that_are_ticked(self, tmp_path: Path) -> None:
        hall = a_hall()
        references = three(hall)
        async with hall.app(papers=tmp_path).run_test(size=(80, 24)) as pilot:
            await at_print(pilot, hall)
            await pilot.press("2", "ctrl+s")
            await drawn(pilot)
            assert len(list(tmp_path.glob("*.pdf"))) == 3
            # The second came out crooked.
            await pilot.press("down", "space", "ctrl+s")
            await drawn(pilot)
        states = [letter_of(hall, reference).state for reference in references]
        assert states == [LetterState.PRINTED, LetterState.ISSUED, LetterState.PRINTED]

    async def test_the_paper_can_be_confirmed_later(self, tmp_path: Path) -> None:
        hall = a_hall()
        reference, *_others = three(hall)
        async with hall.app(papers=tmp_path).run_test(size=(80, 24)) as pilot:
            await at_print(pilot, hall)
            await pilot.press("ctrl+s")
            await drawn(pilot)
            await pilot.press("escape")
            await drawn(pilot)
            assert letter_of(hall, reference).state is LetterState.ISSUED
            await pilot.press("ctrl+w")
            await drawn(pilot)
            assert letter_of(hall, reference).state is LetterState.PRINTED

    async def test_a_copy_leaves_the_letter_as_it_is(self, tmp_path: Path) -> None:
        hall = a_hall()
        reference = answered(hall)
        printed(hall, reference)
        async with hall.app(papers=tmp_path).run_test(size=(80, 24)) as pilot:
            await at_letters(pilot, hall)
            await pilot.press("5")
            await drawn(pilot)
            await pilot.press("ctrl+e")
            await drawn(pilot)
            await pilot.press("ctrl+s")
            await drawn(pilot)
            assert len(list(tmp_path.glob("*.pdf"))) == 1
            await pilot.press("ctrl+s")
            await drawn(pilot)
            assert pilot.app.screen is pilot.app.screen_stack[0]
        assert letter_of(hall, reference).state is LetterState.PRINTED

    async def test_a_folder_that_cannot_be_written_ends_the_run_and_says_so(
        self, tmp_path: Path
    ) -> None:
        hall = a_hall()
        references = three(hall)
        taken = tmp_path / "taken"
        taken.write_text("a file where a folder should be")
        async with hall.app(papers=taken).run_test(size=(80, 24)) as pilot:
            await at_print(pilot, hall)
            await pilot.press("2", "ctrl+s")
            await drawn(pilot)
            assert "✗" in text_of(pilot)
            assert len(dialog(pilot)._jobs) == 1
            await pilot.press("escape")
            await drawn(pilot)
        assert {letter_of(hall, one).state for one in references} == {LetterState.ISSUED}

    async def test_a_run_stops_between_two_letters(self, tmp_path: Path) -> None:
        hall = a_hall()
        three(hall)
        async with hall.app(papers=tmp_path).run_test(size=(80, 24)) as pilot:
            run = await at_print(pilot, hall)
            run._stop.set()
            await pilot.press("2", "ctrl+s")
            await drawn(pilot)
            assert list(tmp_path.glob("*.pdf")) == []
            await pilot.press("escape")
            assert pilot.app.screen is not run

    async def test_a_lead_has_it_printed_at_the_clerks_counter(self, tmp_path: Path) -> None:
        hall = a_hall()
        reference, *_others = three(hall)
        async with hall.app(papers=tmp_path).run_test(size=(80, 24)) as pilot:
            await at_print(pilot, hall, clerk=True)
            await pilot.press("ctrl+s")
            await drawn(pilot)
            await pilot.press("ctrl+s")
            await drawn(pilot)
            assert letter_of(hall, reference).state is LetterState.PRINTED


async def test_a_printer_of_this_computer_is_chosen_first(printer: Path) -> None:
    hall = a_hall()
    reference, *_others = three(hall)
    async with hall.app().run_test(size=(80, 24)) as pilot:
        await at_print(pilot, hall)
        assert "HALL" in text_of(pilot)
        await pilot.press("ctrl+s")
        await drawn(pilot)
        assert "HALL-1" in text_of(pilot)
        assert "任务完成" in seen(pilot)
        assert letter_of(hall, reference).print_job == "HALL-1"
        assert letter_of(hall, reference).state is LetterState.ISSUED
    assert len(list(printer.iterdir())) == 1
