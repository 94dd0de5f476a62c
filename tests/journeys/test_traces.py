"""What people said and typed stands in the book and nowhere else, not even after a fault."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.desk.cli.prompt import A_CASE
from tests.processes import ROOT

NAME, PHONE, SAID = "司空金雀", "13977745612", "金雀说电费翻倍"
GIVEN, PIN, LEAD_PIN = "604827305816", "739146250863", "258013746920"
"""Marks that are found wherever they are left."""
PEOPLE, PINS = (NAME, PHONE, SAID), (GIVEN, PIN, LEAD_PIN)

DRIVER = """
import io, json, os, sys
from desk.__main__ import main
import desk.services.intake as intake
def broken(*_given, **_named):
    raise KeyError(*_given)
whole, told = intake.register_case, []
for step in json.load(sys.stdin):
    os.environ.update(step["environment"])
    sys.stdin = io.TextIOWrapper(io.BytesIO(step["data"].encode()))
    shown, sys.stdout = sys.stdout, io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    intake.register_case = broken if step["broken"] else whole
    code = main(["--at", sys.argv[1], *step["words"]])
    sys.stdout.flush()
    told.append([code, sys.stdout.buffer.getvalue().decode()])
    sys.stdout = shown
json.dump(told, sys.stdout)
"""
BROKEN_SCREEN = """
import sys
from pathlib import Path
from desk import log
from screens import app
log.begin(Path(sys.argv[1]) / "desk.log")
class Broken(app.DeskApp):
    CSS_PATH = str(Path(app.__file__).with_name("base.tcss"))
    def on_ready(self):
        said = sys.argv[2]
        raise ValueError(said)
broken = Broken(lambda: None, papers=Path(sys.argv[1]) / "letters")
broken.run(headless=True)
sys.exit(broken.return_code)
"""


class Counter:
    """One computer with a home, a folder for temporary files, and all that was ever shown."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.home = folder / "desk"
        self.stderr = b""
        self.steps: list[dict[str, object]] = []
        for name in ("user", "temp"):
            (folder / name).mkdir()

    def then(self, *words: str, data: object = "", broken: bool = False, **environ: str) -> None:
        """One more command line; `data` goes to its input, text as it is, all else as JSON."""
        given = data if isinstance(data, str) else json.dumps(data)
        step = {"words": words, "data": given, "broken": broken, "environment": environ}
        self.steps.append(step)

    def run(self, program: str, *words: str, data: str = "") -> tuple[int, str]:
        """Run a program to its end; exit code and standard output."""
        temp, user = str(self.folder / "temp"), str(self.folder / "user")
        kept = {name: value for name, value in os.environ.items() if not name.startswith("DESK")}
        places = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), temp)
        done = subprocess.run(
            [sys.executable, "-c", program, str(self.home), *words],
            input=data.encode(),
            capture_output=True,
            cwd=self.folder,
            env={**kept, **places, "HOME": user, "PYTHONPATH": str(ROOT)},
            check=False,
        )
        self.stderr += done.stderr
        return done.returncode, done.stdout.decode()

    def left(self, *, book: bool) -> dict[str, bytes]:
        """Every file there is, by its path; those of the book only if asked for."""
        return {
            path.relative_to(self.folder).as_posix(): path.read_bytes()
            for path in self.folder.rglob("*")
            if path.is_file() and (book or not path.name.startswith("desk.db"))
        }


def holding(files: dict[str, bytes], marks: tuple[str, ...]) -> list[tuple[str, str]]:
    kinds = ("utf-8", "utf-16-le", "gb18030")
    return [
        (name, mark)
        for name, content in files.items()
        for mark in marks
        if any(mark.encode(kind) in content for kind in kinds)
        or json.dumps(mark).strip('"').encode() in content
    ]


@pytest.fixture(scope="module")
def counter(tmp_path_factory: pytest.TempPathFactory) -> Counter:
    """A branch whose lead and clerk worked, and made mistakes, on one computer."""
    counter = Counter(tmp_path_factory.mktemp("traces"))
    lead, clerk = ("--staff", "9001"), ("--staff", "1001")
    case = {
        **A_CASE,
        "narrative": SAID,
        "customer": {**A_CASE["customer"], "name": NAME, "phone": PHONE},
    }
    register = (*clerk, "case", "register")
    counter.then(
        *("init", "--branch", "HD01", "--name", "临江供电营业厅", "--unit", "临江供电公司"),
        *("--lead", "9001", "--lead-name", "江予安", "--json"),
        DESK_NEW_PIN=LEAD_PIN,
    )
    added = (*lead, "staff", "add", "1001", "--name", "苏映雪")
    counter.then(*added, DESK_PIN=LEAD_PIN, DESK_NEW_PIN=GIVEN)
    counter.then(*clerk, "staff", "change-pin", DESK_PIN=GIVEN, DESK_NEW_PIN=PIN)
    counter.then(*register, data=case, DESK_PIN=PIN)
    counter.then("@-", data=f"--staff\n1001\nfind\n{NAME}\n")
    # What goes wrong: an input, the program itself, a PIN.
    counter.then(*register, data=f'{{"narrative": "{SAID}')
    counter.then(*register, data={**case, "topic": NAME})
    counter.then(*register, data=case, broken=True)
    counter.then(*clerk, "case", "list", DESK_PIN=GIVEN)
    code, shown = counter.run(DRIVER, data=json.dumps(counter.steps))
    assert code == 0, counter.stderr.decode()
    told = json.loads(shown)
    assert [code for code, _out in told] == [0, 0, 0, 0, 0, 1, 1, 3, 1]
    assert json.loads(told[0][1])["sealed_code"]
    assert re.search(r"HD01-\d{8}-0001", told[4][1])
    assert counter.run(BROKEN_SCREEN, NAME + SAID)[0] == 1
    return counter


def test_the_marks_are_found_where_they_belong(counter: Counter) -> None:
    book = {name: content for name, content in counter.left(book=True).items() if "desk.db" in name}
    found = {mark for _name, mark in holding(book, PEOPLE)}
    assert {NAME, PHONE, SAID} <= found


def test_no_file_beside_the_book_names_anybody(counter: Counter) -> None:
    assert holding(counter.left(book=False), PEOPLE) == []


def test_no_pin_stands_anywhere(counter: Counter) -> None:
    assert holding(counter.left(book=True), PINS) == []


def test_what_went_wrong_is_told_and_written_down_without_a_name(counter: Counter) -> None:
    log = (counter.home / "desk.log").read_text(encoding="utf-8")
    assert "KeyError" in log
    assert "ValueError" in log
    assert b"KeyError at" in counter.stderr
    assert b"ValueError at" in counter.stderr
    shown = {"stderr": counter.stderr}
    # The name was typed where a topic belongs, and is told back to whoever typed it.
    assert [one for one in holding(shown, (*PEOPLE, *PINS)) if one[1] != NAME] == []


def test_nothing_is_left_among_temporary_files(counter: Counter) -> None:
    assert list((counter.folder / "temp").rglob("*")) == []
