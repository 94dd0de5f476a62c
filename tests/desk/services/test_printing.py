"""Print runs: everything comes out once, whatever happens, and nothing issued is lost."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.enums import LetterState
from desk.i18n import use
from desk.journal import JournalEntry
from desk.letter.life import Document
from desk.letter.printer import JobState, JobStatus
from desk.letter.run import CopyReason, ItemState, PaperForm, RunFile
from desk.refusals import Refusal
from desk.services import outgoing, print_runs, printing
from desk.services.print_loop import Told, carry_on
from desk.services.print_runs import RunForm
from desk.services.verify_letter import verify_letter
from tests.a_printer import FakePrinter, PowerCut
from tests.desk.services.hall import Hall, open_hall

HALL = RunForm(printer="HALL")
MINUTE = printing.PATIENCE.total_seconds() + 1


@pytest.fixture(scope="module")
def issued() -> Hall:
    """A hall with four issued letters; tests that change the book open one of their own."""
    return _with_letters(4)


def _with_letters(count: int) -> Hall:
    hall = open_hall()
    for _each in range(count):
        hall.issued()
    return hall


def waiting(hall: Hall) -> list[str]:
    with hall.desk.store.read() as book:
        return [row.letter_id for row in book.letters([LetterState.ISSUED], limit=50)]


def begun(hall: Hall, form: RunForm = HALL, letters: list[str] | None = None) -> RunFile:
    return print_runs.begin_run(hall.desk, hall.lead, letters or waiting(hall), form)


def go(hall: Hall, run: RunFile, printer: FakePrinter, *, stop_after: int = 999) -> bool:
    """Send what is left; `stop_after` so many letters somebody presses Esc."""
    told: list[Told] = []
    return carry_on(
        hall.desk,
        hall.lead,
        run.run.id,
        printer,
        tell=told.append,
        wait=lambda _seconds: len(told) >= stop_after,
    )


def kept(hall: Hall, run: RunFile) -> RunFile:
    return print_runs.run_file(hall.desk, hall.lead, run.run.id)


def resumed(hall: Hall, run: RunFile, printer: FakePrinter, doubt: printing.Doubt = "ask") -> None:
    printing.resume_run(hall.desk, hall.lead, run.run.id, printer, doubt=doubt)


def entries(hall: Hall) -> list[JournalEntry]:
    return list(hall.desk.store.entries())


class TestARun:
    def test_pages_are_counted_before_anything_is_sent(self, issued: Hall) -> None:
        letters = waiting(issued)
        plan = print_runs.plan_run(issued.desk, issued.lead, letters)
        assert [one.letter_id for one in plan] == letters
        assert all(one.pages >= 1 and not one.as_copy and not one.sent for one in plan)
        slips = print_runs.plan_run(issued.desk, issued.lead, letters, PaperForm.SLIP32)
        assert [one.pages for one in slips] == [1] * 4

    def test_the_frozen_pages_are_sent_in_order_and_printed_when_confirmed(self) -> None:
        hall = _with_letters(3)
        run, printer = begun(hall), FakePrinter()
        assert go(hall, run, printer)
        file = kept(hall, run)
        assert file.run.ended_at is not None
        assert printer.names == [item.number for item in file.items]
        with hall.desk.store.read() as book:
            frozen = [book.find(Document, letter_id=i.letter_id)[0].content for i in file.items]
        assert [content for _name, content, _sheets in printer.sent] == frozen
        assert len(waiting(hall)) == 3
        spoilt = file.items[1]
        file = print_runs.confirm_run(hall.desk, hall.lead, run.run.id, [spoilt.letter_id])
        assert [item.state for item in file.items] == [
            ItemState.CONFIRMED,
            ItemState.SPOILED,
            ItemState.CONFIRMED,
        ]
        assert waiting(hall) == [spoilt.letter_id]

    def test_a_clerk_may_print_and_only_a_lead_confirms(self) -> None:
        hall = _with_letters(1)
        run = print_runs.begin_run(hall.desk, hall.clerk, waiting(hall), HALL)
        assert printing.print_next(hall.desk, hall.clerk, run.run.id, FakePrinter())
        with pytest.raises(Refusal) as refused:
            print_runs.confirm_run(hall.desk, hall.clerk, run.run.id)
        assert refused.value.code == "not_allowed"

    def test_one_job_holds_every_letter_on_a_sheet_of_its_own(self) -> None:
        from desk.letter.fit import pages

        hall = _with_letters(2)
        run = begun(hall, replace(HALL, whole=True, duplex=True, copies=2))
        printer = FakePrinter()
        assert go(hall, run, printer)
        ((_name, content, sheets),) = printer.sent
        file = kept(hall, run)
        assert pages(content) == sum(item.pages + item.pages % 2 for item in file.items)
        assert (sheets.copies, sheets.duplex) == (2, True)
        assert {item.job for item in file.items} == {"HALL-1"}

    @pytest.mark.parametrize("form", [PaperForm.TEXT80, PaperForm.SLIP32])
    def test_text_printers_get_bytes_of_their_own(self, form: PaperForm) -> None:
        hall = _with_letters(1)
        printer = FakePrinter()
        assert go(hall, begun(hall, replace(HALL, form=form)), printer)
        ((_name, content, sheets),) = printer.sent
        assert sheets.raw
        assert "柳".encode("gb18030") in content

    def test_a_letter_declared_void_meanwhile_is_left_out(self) -> None:
        hall = _with_letters(2)
        run, printer = begun(hall), FakePrinter()
        outgoing.void_letter(hall.desk, hall.lead, run.items[0].letter_id, "写错了")
        assert go(hall, run, printer)
        assert printer.names == [run.items[1].number]
        assert kept(hall, run).items[0].state is ItemState.DROPPED

    @pytest.mark.parametrize(("copies", "count"), [(0, 1), (21, 1), (1, 0)])
    def test_what_makes_no_sense_is_refused(self, issued: Hall, copies: int, count: int) -> None:
        with pytest.raises(Refusal):
            print_runs.begin_run(
                issued.desk, issued.lead, waiting(issued)[:count], replace(HALL, copies=copies)
            )


class TestStopped:
    def test_it_stops_between_two_letters_and_goes_on_where_it_stopped(self) -> None:
        hall = _with_letters(3)
        run, printer = begun(hall), FakePrinter()
        assert not go(hall, run, printer, stop_after=1)
        assert len(printer.sent) == 1
        (open_run,) = print_runs.open_runs(hall.desk, hall.clerk)
        assert len(open_run.ahead) == 2
        resumed(hall, run, printer)
        assert go(hall, run, printer)
        assert printer.names == [item.number for item in run.items]
        assert print_runs.open_runs(hall.desk, hall.clerk) == []

    def test_a_printer_that_is_gone_stops_it_with_the_letter_named(self) -> None:
        hall = _with_letters(3)
        run = begun(hall)
        printer = FakePrinter(fails={run.items[1].number})
        assert not go(hall, run, printer)
        states = [item.state for item in kept(hall, run).items]
        assert states == [ItemState.SENT, ItemState.FAILED, ItemState.WAITING]
        assert kept(hall, run).items[1].wrong == "The cable is out. Put it in."
        printer.fails.clear()
        resumed(hall, run, printer)
        assert go(hall, run, printer)
        assert printer.names == [item.number for item in run.items]

    def test_a_job_that_is_cancelled_stops_it_and_is_sent_again(self) -> None:
        use("en")
        hall = _with_letters(4)
        run = begun(hall)
        printer = FakePrinter(states={"HALL-1": JobStatus(state=JobState.CANCELLED)})
        assert not go(hall, run, printer)
        lost = kept(hall, run).items[0]
        assert lost.state is ItemState.FAILED
        assert "cancelled" in lost.wrong
        resumed(hall, run, printer)
        assert go(hall, run, printer)
        assert sorted(set(printer.names)) == sorted(item.number for item in run.items)
        assert printer.names.count(lost.number) == 2

    def test_what_is_left_can_be_given_up_and_waits_as_before(self) -> None:
        hall = _with_letters(2)
        run, printer = begun(hall), FakePrinter()
        go(hall, run, printer, stop_after=1)
        ended = print_runs.end_run(hall.desk, hall.lead, run.run.id)
        assert ended.run.ended_at is not None
        plan = print_runs.plan_run(hall.desk, hall.lead, waiting(hall))
        assert [one.sent for one in plan] == ["HALL-1", ""]

    def test_a_letter_leaves_an_earlier_run_for_a_new_one(self) -> None:
        hall = _with_letters(2)
        first = begun(hall)
        second, printer = begun(hall), FakePrinter()
        assert kept(hall, first).run.ended_at is not None
        assert go(hall, second, printer)
        assert go(hall, first, printer)
        assert len(printer.sent) == 2


class TestBrokenOff:
    def test_what_was_sent_is_found_in_the_queue_and_not_sent_again(self) -> None:
        hall = _with_letters(2)
        run = begun(hall)
        printer = FakePrinter(cut_after={run.items[0].number})
        with pytest.raises(PowerCut):
            go(hall, run, printer)
        assert kept(hall, run).items[0].state is ItemState.SENDING
        hall.clock.move(seconds=MINUTE)
        resumed(hall, run, printer)
        assert go(hall, run, printer)
        assert printer.names == [item.number for item in run.items]
        assert {item.state for item in kept(hall, run).items} == {ItemState.SENT}

    def test_nobody_takes_what_is_being_sent_at_this_moment(self) -> None:
        hall = _with_letters(1)
        run = begun(hall)
        printer = FakePrinter(cut_before={run.items[0].number})
        with pytest.raises(PowerCut):
            go(hall, run, printer)
        with pytest.raises(Refusal) as refused:
            resumed(hall, run, printer)
        assert refused.value.code == "being_sent"
        with pytest.raises(Refusal) as refused:
            begun(hall)
        assert refused.value.code == "in_another_run"

    @pytest.mark.parametrize(("doubt", "sent"), [("there", 0), ("again", 1)])
    def test_what_nobody_can_say_is_asked(self, doubt: printing.Doubt, sent: int) -> None:
        hall = _with_letters(1)
        run = begun(hall)
        printer = FakePrinter(cut_before={run.items[0].number}, knows=False)
        with pytest.raises(PowerCut):
            go(hall, run, printer)
        hall.clock.move(seconds=MINUTE)
        printer.cut_before.clear()
        with pytest.raises(Refusal) as refused:
            resumed(hall, run, printer)
        assert refused.value.code == "in_doubt"
        assert run.items[0].number in refused.value.message
        resumed(hall, run, printer, doubt)
        assert go(hall, run, printer)
        assert len(printer.sent) == sent


class TestACopy:
    def test_it_needs_a_reason_which_stands_in_the_journal(self) -> None:
        hall = open_hall()
        _reference, letter = hall.delivered()
        with pytest.raises(Refusal) as refused:
            begun(hall, letters=[letter.id])
        assert refused.value.field == "reason"
        printer = FakePrinter()
        run = begun(hall, replace(HALL, reason=CopyReason.LOST), [letter.id])
        assert go(hall, run, printer)
        assert ("letter.copy", "lost") in [(entry.act, entry.note) for entry in entries(hall)]
        print_runs.confirm_run(hall.desk, hall.lead, run.run.id)
        (item,) = kept(hall, run).items
        assert item.state is ItemState.CONFIRMED
        with hall.desk.store.read() as book:
            frozen = book.find(Document, letter_id=letter.id)[0].content
        assert verify_letter(hall.desk, hall.lead, letter.number).wrong == []
        assert printer.sent[0][1] != frozen


EVENTS = st.lists(
    st.sampled_from(["stop", "fail", "cut_before", "cut_after", "lost", "go"]), max_size=8
)


@given(events=EVENTS)
@settings(max_examples=12, deadline=None)
def test_whatever_happens_every_letter_comes_out_once(events: list[str]) -> None:
    """Of what the printer took and did not lose, every letter is there exactly once."""
    hall = _hall_of_three()
    run, printer = begun(hall), FakePrinter()
    for at, event in enumerate([*events, "go"]):
        number = kept(hall, run).items[at % 3].number
        printer.fails = {number} if event == "fail" else set()
        printer.cut_before = {number} if event == "cut_before" else set()
        printer.cut_after = {number} if event == "cut_after" else set()
        if event == "lost" and printer.sent:
            printer.states[f"HALL-{len(printer.sent)}"] = JobStatus(state=JobState.FAILED)
        try:
            go(hall, run, printer, stop_after=1 if event == "stop" else 999)
        except PowerCut:
            hall.clock.move(seconds=MINUTE)
        for item in kept(hall, run).unsettled:
            if printer.look(item.job).state is JobState.FAILED:
                printing.note_lost(hall.desk, hall.lead, run.run.id, item.job, "lost")
        resumed(hall, run, printer)
    assert go(hall, run, printer)
    fine = [
        name
        for at, name in enumerate(printer.names, 1)
        if printer.look(f"HALL-{at}").state is JobState.DONE
    ]
    assert sorted(fine) == sorted(item.number for item in run.items)


_three: list[Hall] = []


def _hall_of_three() -> Hall:
    """A hall with three letters, made once: pages take their time. Its runs end each time."""
    if not _three:
        _three.append(_with_letters(3))
    return _three[0]
