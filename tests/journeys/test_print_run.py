"""A run through a real print server: it jams, is stopped and killed, and all comes out once."""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from desk.i18n import use
from tests.desk.cli.prompt import A_CASE, CLERK, LEAD, PIN, Prompt, quick_pins
from tests.print_server import THERE, PrintServer, print_server, until
from tests.processes import ROOT

pytestmark = pytest.mark.skipif(not THERE, reason="no print server is installed")


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[PrintServer]:
    with print_server() as found:
        for name in ("CUPS_SERVER", "PATH"):
            monkeypatch.setenv(name, found.environment[name])
        yield found


@pytest.fixture
def prompt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Prompt:
    quick_pins(monkeypatch)
    prompt = Prompt(tmp_path / "desk")
    prompt.set_up()
    return prompt


def slips(prompt: Prompt, count: int) -> list[str]:
    """Letters that wait for printing."""
    numbers = []
    for _each in range(count):
        reference = prompt.ok("--staff", CLERK, "case", "register", data=A_CASE)["reference"]
        slip = prompt.ok("--staff", CLERK, "letter", "acknowledge", reference)
        numbers.append(slip["number"])
    return numbers


def lead(prompt: Prompt, *words: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = prompt.ok("--staff", LEAD, "letter", *words)
    return found


def out(server: PrintServer) -> list[str]:
    """The numbers of the letters that came out, in order."""
    return [name.rpartition("-")[0] for name in server.out()]


def at_a_terminal(
    prompt: Prompt, server: PrintServer, folder: Path, path: str = ""
) -> "subprocess.Popen[bytes]":
    """A run in a program of its own; what it says lies in the folder as `out` and `err`."""
    words = ["--staff", LEAD, "letter", "run", "--printer", "HALL", "--json"]
    with (folder / "out").open("wb") as said, (folder / "err").open("wb") as told:
        return subprocess.Popen(
            [sys.executable, "-m", "desk", "--lang", "en", *words],
            cwd=ROOT,
            env={
                **server.environment,
                "PATH": f"{path}:{os.environ['PATH']}" if path else os.environ["PATH"],
                "PYTHONPATH": str(ROOT),
                "DESK_HOME": str(prompt.home),
                "DESK_PIN": PIN,
            },
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=told,
        )


def test_a_jam_holds_the_run_up_and_everything_comes_out_once(
    prompt: Prompt, server: PrintServer, tmp_path: Path
) -> None:
    use("en")
    numbers = slips(prompt, 5)
    with server.trouble("jam"):
        run = at_a_terminal(prompt, server, tmp_path)
        until(lambda: "Paper jam." in (tmp_path / "err").read_text("utf-8"))
        assert out(server) == []
    assert run.wait(60) == 0, (tmp_path / "err").read_text("utf-8")
    jobs = json.loads((tmp_path / "out").read_text("utf-8"))
    assert [job["letter"] for job in jobs] == numbers
    assert out(server) == numbers
    # What was sent is not sent again; what came out spoilt is.
    assert lead(prompt, "run", "--printer", "HALL") == []
    (run_id,) = {job["run"] for job in jobs}
    fine = lead(prompt, "printed", "--run", run_id, "--but", numbers[2])
    assert [letter["number"] for letter in fine] == [*numbers[:2], *numbers[3:]]
    again = lead(prompt, "run", "--printer", "HALL")
    assert [job["letter"] for job in again] == [numbers[2]]
    assert out(server) == [*numbers, numbers[2]]


def test_a_printer_that_takes_nothing_more_stops_it_and_it_goes_on(
    prompt: Prompt, server: PrintServer
) -> None:
    use("en")
    numbers = slips(prompt, 3)
    server.command("cupsreject", "HALL")
    stopped = prompt.run("--staff", LEAD, "letter", "run", "--printer", "HALL", "--json")
    assert stopped.code == 3
    assert numbers[0] in stopped.err
    (open_run,) = lead(prompt, "runs")
    assert open_run["run"]["printer"] == "HALL"  # type: ignore[index]
    server.command("cupsaccept", "HALL")
    assert [job["letter"] for job in lead(prompt, "resume")] == numbers
    assert out(server) == numbers
    assert lead(prompt, "runs") == []


# The real `lp`, after which the power of the computer that called it goes.
POWER_CUT = """#!/bin/sh
{lp} "$@"
kill -9 $PPID
"""


def test_a_program_that_is_killed_between_sending_and_noting_sends_nothing_twice(
    prompt: Prompt, server: PrintServer, tmp_path: Path
) -> None:
    numbers = slips(prompt, 3)
    commands = tmp_path / "bin"
    commands.mkdir()
    (commands / "lp").write_text(POWER_CUT.format(lp=shutil.which("lp")), "utf-8")
    (commands / "lp").chmod(0o755)
    killed = at_a_terminal(prompt, server, tmp_path, str(commands))
    assert killed.wait(60) == -signal.SIGKILL
    (open_run,) = lead(prompt, "runs")
    assert [item["state"] for item in open_run["items"]] == ["sending", "waiting", "waiting"]  # type: ignore[attr-defined]
    prompt.clock.move(days=365 * 50)
    lead(prompt, "resume")
    assert out(server) == numbers


def test_a_run_of_copies_takes_a_reason_and_several_sheets(
    prompt: Prompt, server: PrintServer
) -> None:
    (number,) = slips(prompt, 1)
    lead(prompt, "print", number, "--copies", "2")
    assert out(server) == [number, number]
    lead(prompt, "printed", number)
    refused = prompt.refused("--staff", LEAD, "letter", "print", number)
    assert refused["field"] == "reason"
    (copy,) = lead(prompt, "print", number, "--reason", "lost")
    assert copy["copy"] is True
    assert out(server) == [number] * 3


def test_text_goes_through_raw(prompt: Prompt, server: PrintServer) -> None:
    (number,) = slips(prompt, 1)
    assert prompt.ok("letter", "printers", "--slip32", "HALL")["usual"]["slip32"] == "HALL"
    lead(prompt, "print", number, "--form", "slip32")
    content = server.page(0)
    assert content.startswith(b"\x1b@\x1c&")
    assert number in content.decode("gb18030", "replace")
