"""Pages reach a printer through CUPS, its jobs are followed, and trouble is said in words."""

import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from desk.enums import LetterKind
from desk.i18n import use
from desk.letter.printer import JobState, Sheets
from desk.letter.printer_cups import CupsPrinter
from desk.letter.printer_words import said
from desk.refusals import Fault, Refusal
from tests.desk.letter import samples
from tests.desk.letter.pages import printed
from tests.ipp_server import ipp_server
from tests.print_server import THERE, PrintServer, print_server, until

PAGE = b"%PDF-1.7 one"
NOBODY = "/nonexistent.sock"

LP = """#!{python}
import pathlib, sys
here = pathlib.Path(__file__).parent
here.joinpath("args").write_text(repr(sys.argv[1:]))
here.joinpath("page").write_bytes(sys.stdin.buffer.read())
{act}
"""
LPSTAT = """#!{python}
import sys
args = sys.argv[1:]
if args == ["-e"]:
    print("HALL\\nBACK_OFFICE")
elif args == ["-d"]:
    print("{default}")
"""


def _commands(
    folder: Path,
    act: str = 'print("request id is HALL-17 (1 file(s))")',
    default: str = "system default destination: HALL",
) -> dict[str, str]:
    for name, source in (("lp", LP), ("lpstat", LPSTAT)):
        script = folder / name
        script.write_text(
            source.replace("{python}", sys.executable)
            .replace("{act}", act)
            .replace("{default}", default),
            "utf-8",
        )
        script.chmod(script.stat().st_mode | stat.S_IXUSR)
    return {"PATH": str(folder), "CUPS_SERVER": NOBODY}


def test_a_page_goes_to_the_queue_as_data(tmp_path: Path) -> None:
    printer = CupsPrinter("HALL", _commands(tmp_path))
    assert printer.send(PAGE, "$(rm -rf x); `y`") == "HALL-17"
    assert (tmp_path / "page").read_bytes() == PAGE
    args = (tmp_path / "args").read_text("utf-8")
    assert args == repr(["-d", "HALL", "-t", "rm_-rf_x_y"])


def test_without_a_name_the_default_printer_is_used(tmp_path: Path) -> None:
    assert CupsPrinter(environment=_commands(tmp_path)).send(PAGE, "a") == "HALL-17"
    assert "'HALL'" in (tmp_path / "args").read_text("utf-8")


@pytest.mark.parametrize("queue", ["NOBODY", "-o", "HALL;x", "../x", "a b"])
def test_a_printer_that_does_not_exist_is_refused(tmp_path: Path, queue: str) -> None:
    with pytest.raises(Refusal) as refused:
        CupsPrinter(queue, _commands(tmp_path)).send(PAGE, "a")
    assert refused.value.code == "no_printer"
    assert queue in refused.value.message
    assert not (tmp_path / "page").exists()


def test_without_a_default_or_without_printing_it_is_said(tmp_path: Path) -> None:
    environment = _commands(tmp_path, default="no system default destination")
    with pytest.raises(Refusal) as refused:
        CupsPrinter(environment=environment).send(PAGE, "a")
    assert refused.value.code == "no_printer"
    with pytest.raises(Refusal) as refused:
        CupsPrinter("HALL", {"PATH": str(tmp_path / "nothing")}).send(PAGE, "a")
    assert refused.value.code == "no_printer"


def test_a_printer_that_takes_nothing_is_a_fault_with_its_words(tmp_path: Path) -> None:
    act = 'print("lp: out of paper", file=sys.stderr); sys.exit(1)'
    with pytest.raises(Fault) as fault:
        CupsPrinter("HALL", _commands(tmp_path, act)).send(PAGE, "a")
    assert "out of paper" in fault.value.message


@pytest.mark.parametrize(
    ("sheets", "options"),
    [
        (Sheets(copies=2), ["-n", "2"]),
        (Sheets(duplex=True), ["-o", "sides=two-sided-long-edge"]),
        (Sheets(source="tray-2"), ["-o", "media-source=tray-2", "-o", "InputSlot=tray-2"]),
        (Sheets(source="x y; reboot"), []),
        (Sheets(raw=True, duplex=True), ["-o", "raw"]),
    ],
)
def test_how_it_is_printed_is_told(tmp_path: Path, sheets: Sheets, options: list[str]) -> None:
    CupsPrinter("HALL", _commands(tmp_path)).send(PAGE, "a", sheets)
    args = (tmp_path / "args").read_text("utf-8")
    assert args == repr(["-d", "HALL", "-t", "a", *options])


def test_a_server_that_does_not_answer_is_a_fault_and_nothing_is_known(tmp_path: Path) -> None:
    printer = CupsPrinter("HALL", _commands(tmp_path))
    with pytest.raises(Fault):
        printer.look("HALL-17")
    assert printer.find("a") is None
    assert printer.sources() == []
    assert printer.look("; reboot").state is JobState.UNKNOWN


@pytest.mark.parametrize(
    ("listed", "alone", "job"),
    [
        # A server may leave the name out of its list, and say it when asked for the job.
        ([(3, "")], [(3, "a")], "HALL-3"),
        ([(3, ""), (4, "b")], [(3, "b")], ""),
        ([(3, "a"), (5, "")], [(5, "a")], "HALL-5"),
        ([(3, ""), (4, "a")], [(3, "")], "HALL-4"),
        ([(3, ""), (4, "b")], [(3, "")], None),
        ([(3, "")], [], None),
        ([], [], ""),
    ],
)
def test_a_job_whose_name_is_left_out_is_asked_for_alone(
    tmp_path: Path,
    listed: list[tuple[int, str]],
    alone: list[tuple[int, str]],
    job: str | None,
) -> None:
    with ipp_server(listed, alone) as address:
        printer = CupsPrinter("HALL", {**_commands(tmp_path), "CUPS_SERVER": address})
        assert printer.find("a") == job


@pytest.fixture
def server() -> Iterator[PrintServer]:
    with print_server() as found:
        yield found


needs_server = pytest.mark.skipif(not THERE, reason="no print server is installed")


@needs_server
def test_a_real_print_server_takes_the_letter(server: PrintServer) -> None:
    printer = CupsPrinter("HALL", server.environment)
    assert printer.queues() == ["HALL"]
    page = printed(LetterKind.REPLY, samples.reply())
    job = printer.send(page, "云供客复〔2026〕17号-ab")
    assert job == "HALL-1"
    until(lambda: printer.look(job).state is JobState.DONE)
    assert server.page(0) == page
    assert printer.find("云供客复〔2026〕17号-ab") == job
    assert printer.find("云供客复〔2026〕18号-ab") == ""
    assert printer.look("HALL-99").state is JobState.UNKNOWN


@needs_server
def test_a_job_is_followed_through_every_trouble(server: PrintServer) -> None:
    use("en")
    printer = CupsPrinter("HALL", server.environment)

    def state(job: str) -> JobState:
        return printer.look(job).state

    with server.trouble("busy"):
        first, second = printer.send(PAGE, "first"), printer.send(PAGE, "second")
        until(lambda: state(first) is JobState.PRINTING)
        assert said(printer.look(first)).what == "being printed"
        assert state(second) is JobState.WAITING
        server.command("cancel", second)
        until(lambda: state(second) is JobState.CANCELLED)
        assert said(printer.look(second)).do == "Print the letter again if it is wanted."
    until(lambda: state(first) is JobState.DONE)

    with server.trouble("jam"):
        jammed = printer.send(PAGE, "jammed")
        until(lambda: "media-jam-error" in printer.look(jammed).reasons)
        assert said(printer.look(jammed)).what == "Paper jam."
    until(lambda: state(jammed) is JobState.DONE)

    with server.trouble("empty"):
        stopped = printer.send(PAGE, "stopped")
        until(lambda: state(stopped) is JobState.STOPPED)
        assert said(printer.look(stopped)).what == "The printer is out of paper."
    server.command("cupsenable", "HALL")
    until(lambda: state(stopped) is JobState.DONE)
    assert server.out() == ["first", "jammed", "stopped"]


@needs_server
def test_a_job_that_the_printer_breaks_off_is_told() -> None:
    use("zh_CN")
    with print_server("abort-job") as server, server.trouble("broken"):
        printer = CupsPrinter("HALL", server.environment)
        job = printer.send(PAGE, "a")
        until(lambda: printer.look(job).state is JobState.FAILED)
        assert said(printer.look(job)).what
