"""Printing: one letter or a run, to a folder or a printer, stopped, failed, confirmed."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest
from textual.pilot import Pilot

from desk.enums import LetterState
from desk.letter.printer import JobState, JobStatus, Printer
from desk.letter.printers import Printers
from desk.letter.run import PaperForm
from desk.services import print_runs, printing
from screens.app import DeskApp
from screens.approvals.print_run import PrintRun
from screens.widgets.flow import Flow
from tests.a_printer import FakePrinter, PowerCut
from tests.screens.a_case import text_of
from tests.screens.a_letter import (
    answered,
    approved,
    at_letters,
    drawn,
    issued,
    lead,
    letter_of,
    printed,
    seen,
)
from tests.screens.hall import PIN, Hall, a_hall

NAMES = ("柳明月", "石磊", "向晚")

QUEUE = "HALL"


@pytest.fixture
def no_printer(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A computer on which printing is not set up."""
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))


@dataclass(frozen=True)
class OnePrinter(Printers):
    """A computer whose only queue is HALL, a printer that does as it is told."""

    printer: FakePrinter = field(default_factory=FakePrinter)

    def names(self) -> list[str]:
        return [QUEUE]

    def first(self, form: PaperForm = PaperForm.PAGE) -> str:
        return QUEUE

    def named(self, name: str) -> Printer:
        return self.printer if name == QUEUE else super().named(name)

    def sources(self, name: str) -> list[str]:
        return ["tray-2"] if name == QUEUE else []


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
            await pilot.press("1", "ctrl+s")
            await drawn(pilot)
            (page,) = tmp_path.glob("*.pdf")
            assert page.read_bytes().startswith(b"%PDF")
            assert letter_of(hall, reference).state is LetterState.ISSUED
            # What was saved is no paper to look at: it says where the file is.
            assert f"文件存在{tmp_path}" in dialog(pilot).query_one("#print-said", Flow).plain
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
            assert list(tmp_path.glob("*.pdf")) == []
            assert "为什么再打印" in seen(pilot)
            await pilot.press("1", "ctrl+s")
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
            assert dialog(pilot).phase == "stopped"
            await pilot.press("escape")
            await drawn(pilot)
        assert {letter_of(hall, one).state for one in references} == {LetterState.ISSUED}

    async def test_a_run_stops_between_two_letters(self, tmp_path: Path) -> None:
        hall = a_hall()
        three(hall)
        async with hall.app(papers=tmp_path).run_test(size=(80, 24)) as pilot:
            run = await at_print(pilot, hall)
            await pilot.press("2", "ctrl+s", "escape")
            await drawn(pilot)
            sent = len(list(tmp_path.glob("*.pdf")))
            assert run.phase == ("stopped" if sent < 3 else "confirm")
            await pilot.press("escape", "escape")
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


class TestAPrinter:
    """What a clerk sees of a real printer's moods."""

    @pytest.fixture
    def printer(self) -> FakePrinter:
        return FakePrinter()

    def _app(self, hall: Hall, printer: FakePrinter, folder: Path) -> DeskApp:
        return hall.app(papers=folder, printers=lambda: OnePrinter(folder, printer=printer))

    async def test_it_is_chosen_first_and_its_job_is_named(
        self, printer: FakePrinter, tmp_path: Path
    ) -> None:
        hall = a_hall()
        reference, *_others = three(hall)
        async with self._app(hall, printer, tmp_path).run_test(size=(80, 24)) as pilot:
            await at_print(pilot, hall)
            assert QUEUE in text_of(pilot)
            assert "3封" in seen(pilot)
            await pilot.press("1")
            await drawn(pilot)
            assert "1封" in seen(pilot)
            await pilot.press("ctrl+s")
            await drawn(pilot)
            assert "HALL-1" in text_of(pilot)
            assert "任务完成" in seen(pilot)
            assert letter_of(hall, reference).print_job == "HALL-1"
            assert letter_of(hall, reference).state is LetterState.ISSUED
        assert len(printer.sent) == 1

    async def test_a_jam_says_what_to_do(self, printer: FakePrinter, tmp_path: Path) -> None:
        hall = a_hall()
        three(hall)
        printer.states["HALL-1"] = JobStatus(state=JobState.PRINTING, reasons=("media-jam-error",))
        async with self._app(hall, printer, tmp_path).run_test(size=(80, 24)) as pilot:
            await at_print(pilot, hall)
            await pilot.press("ctrl+s")
            await drawn(pilot)
            assert "卡纸" in seen(pilot)
            assert "取出" in seen(pilot)

    async def test_a_cancelled_job_loses_its_tick_and_waits_again(
        self, printer: FakePrinter, tmp_path: Path
    ) -> None:
        hall = a_hall()
        references = three(hall)
        printer.states["HALL-3"] = JobStatus(state=JobState.CANCELLED)
        async with self._app(hall, printer, tmp_path).run_test(size=(80, 24)) as pilot:
            await at_print(pilot, hall)
            await pilot.press("2", "ctrl+s")
            await drawn(pilot)
            await pilot.press("ctrl+s")
            await drawn(pilot)
        states = [letter_of(hall, reference).state for reference in references]
        assert states == [LetterState.PRINTED, LetterState.PRINTED, LetterState.ISSUED]

    async def test_what_failed_is_gone_on_with_here(
        self, printer: FakePrinter, tmp_path: Path
    ) -> None:
        hall = a_hall()
        references = three(hall)
        numbers = [letter_of(hall, reference).number for reference in references]
        printer.fails = {numbers[1]}
        async with self._app(hall, printer, tmp_path).run_test(size=(80, 24)) as pilot:
            await at_print(pilot, hall)
            await pilot.press("2", "ctrl+s")
            await drawn(pilot)
            assert dialog(pilot).phase == "stopped"
            assert "The cable is out." in text_of(pilot)
            printer.fails = set()
            await pilot.press("ctrl+s")
            await drawn(pilot)
            assert dialog(pilot).phase == "confirm"
        assert printer.names == numbers

    async def test_a_run_that_broke_off_is_offered_at_the_next_start(
        self, printer: FakePrinter, tmp_path: Path
    ) -> None:
        hall = a_hall()
        references = three(hall)
        letters = [letter_of(hall, reference) for reference in references]
        form = print_runs.RunForm(printer=QUEUE)
        ids = [letter.id for letter in letters]
        run = print_runs.begin_run(hall.desk, lead(hall), ids, form).run
        printer.cut_before, printer.knows = {letters[1].number}, False
        printing.print_next(hall.desk, lead(hall), run.id, printer)
        with pytest.raises(PowerCut):
            printing.print_next(hall.desk, lead(hall), run.id, printer)
        printer.cut_before = set()
        hall.clock.move(minutes=2)
        async with self._app(hall, printer, tmp_path).run_test(size=(80, 24)) as pilot:
            await at_print(pilot, hall)
            said = dialog(pilot).query_one("#print-said", Flow).plain
            assert "3 封已发送 1 封" in said
            assert letters[1].number in said
            await pilot.press("ctrl+s")
            await drawn(pilot)
            assert dialog(pilot).phase == "doubt"
            await pilot.press("2", "ctrl+s")
            await drawn(pilot)
            assert dialog(pilot).phase == "confirm"
        assert printer.names == [letter.number for letter in letters]

    async def test_what_is_given_up_can_be_chosen_anew(
        self, printer: FakePrinter, tmp_path: Path
    ) -> None:
        hall = a_hall()
        ids = [letter_of(hall, reference).id for reference in three(hall)]
        print_runs.begin_run(hall.desk, lead(hall), ids, print_runs.RunForm(printer=QUEUE))
        async with self._app(hall, printer, tmp_path).run_test(size=(80, 24)) as pilot:
            await at_print(pilot, hall)
            await pilot.press("2", "ctrl+s")
            await drawn(pilot)
            assert dialog(pilot).phase == "choose"
            # Those that are ticked: not the first.
            await pilot.press("3", "enter", "space", "ctrl+s")
            await drawn(pilot)
        assert len(printer.sent) == 2


async def test_all_approved_letters_get_their_numbers_on_a_key() -> None:
    hall = a_hall()
    references = [answered(hall, name=name) for name in NAMES]
    for reference in references:
        approved(hall, reference)
    async with hall.app().run_test(size=(80, 24)) as pilot:
        await at_letters(pilot, hall)
        await pilot.press("3")
        await drawn(pilot)
        await pilot.press("m")
        await drawn(pilot)
        assert "全部3封" in seen(pilot)
        await pilot.press("ctrl+s")
        await drawn(pilot)
    numbers = [letter_of(hall, reference).serial for reference in references]
    assert numbers == [1, 2, 3]


async def test_paper_of_a_letter_that_was_never_sent_is_asked_where(tmp_path: Path) -> None:
    hall = a_hall()
    reference = three(hall)[0]
    async with hall.app(papers=tmp_path).run_test(size=(80, 24)) as pilot:
        await at_letters(pilot, hall)
        await pilot.press("4")
        await drawn(pilot)
        await pilot.press("ctrl+w")
        await drawn(pilot)
        assert "还没有在本系统送去打印过" in text_of(pilot)
        await pilot.press("ctrl+s")
        await drawn(pilot)
        assert letter_of(hall, reference).state is LetterState.ISSUED
        await pilot.press(*"PDF")
        await pilot.press("ctrl+s")
        await drawn(pilot)
        assert letter_of(hall, reference).state is LetterState.PRINTED
    assert letter_of(hall, reference).printed_where == "PDF"
