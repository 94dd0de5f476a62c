"""Desk as a program: started afresh, with streams, exit codes and the folder it is given."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import desk
from desk.__main__ import main
from desk.cli.app import run
from desk.cli.common import arranged
from desk.places import Places
from tests.desk.cli.prompt import A_CASE, LEAD, PIN, Prompt
from tests.hooks import hooks_put_back
from tests.processes import ROOT, packages
from tests.processes import run as run_process


@pytest.fixture(autouse=True)
def _hooks() -> Iterator[None]:
    with hooks_put_back():
        yield


PROGRAM = [sys.executable, "-m", "desk"]


def start(
    *words: str, home: Path, data: bytes = b"", **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """A fresh Desk; `data` goes to its standard input."""
    import os

    return subprocess.run(
        [*PROGRAM, *words],
        cwd=ROOT,
        input=data,
        capture_output=True,
        timeout=120,
        check=False,
        env={**os.environ, "DESK_HOME": str(home), **environment},
    )


@pytest.mark.parametrize("word", ["--version", "-V"])
def test_the_version_needs_nothing_heavy(word: str) -> None:
    code = f"import sys; from desk.__main__ import main; main([{word!r}])"
    report = "import json; print(json.dumps(sorted(sys.modules)))"
    done = run_process([sys.executable, "-c", f"{code}\n{report}"])
    said, modules = done.stdout.splitlines()
    assert said == f"Desk {desk.__version__}"
    loaded = set(json.loads(modules))
    heavy = {"typer", "rich", "pydantic", "pathlib", "gettext", "textual", "sqlalchemy", "typing"}
    assert packages(loaded) & heavy == set()


def test_a_whole_way_through_fresh_processes(tmp_path: Path) -> None:
    home = tmp_path / "台账 一"
    init = start(
        *("init", "--branch", "HD01", "--name", "临江供电营业厅", "--lead", LEAD, "--json"),
        home=home,
        DESK_PIN=PIN,
    )
    assert init.returncode == 0, init.stderr.decode()
    registered = start(
        *("case", "register", "--staff", LEAD, "--json"),
        home=home,
        data=b"\xef\xbb\xbf" + json.dumps(A_CASE, ensure_ascii=False).encode(),
        DESK_PIN=PIN,
        PYTHONIOENCODING="latin-1",
    )
    assert registered.returncode == 0, registered.stderr.decode()
    answer = json.loads(registered.stdout.decode())
    assert answer["reference"].startswith("HD01-")
    refused = start("case", "show", "X", "--staff", LEAD, home=home, DESK_PIN=PIN)
    assert refused.returncode == 1
    assert json.loads(refused.stdout.decode())["field"] == "reference"
    assert "Traceback" not in refused.stderr.decode()
    wrong = start("case", "show", home=home)
    assert wrong.returncode == 2


def test_without_a_terminal_the_screens_do_not_begin(tmp_path: Path) -> None:
    done = start(home=tmp_path)
    assert done.returncode == 2
    assert "desk --help" in done.stderr.decode()
    assert done.stdout == b""


def test_the_demo_makes_one_letter_where_there_is_no_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert main(["demo"]) == 0
    said = capsys.readouterr().out
    path = Path(said.splitlines()[-1])
    assert path.is_relative_to(tmp_path)
    assert path.read_bytes().startswith(b"%PDF")
    assert "上月电费比平时翻了一倍" in said
    assert main(["demo", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert Path(found["file"]).is_file()
    assert found["letter"].endswith("号")


def test_the_language_is_that_of_the_line_then_the_settings_then_the_computer(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    at = ["--at", str(tmp_path)]
    assert main([*at, "playbook", "check"]) == 0
    assert "规则库" in capsys.readouterr().out
    (tmp_path / "settings.toml").write_text('language = "en"\n', encoding="utf-8")
    assert main([*at, "playbook", "check"]) == 0
    assert "sound" in capsys.readouterr().out
    assert main([*at, "playbook", "check", "--lang", "zh_CN"]) == 0
    assert "规则库" in capsys.readouterr().out
    assert main([*at, "--lang", "fr", "playbook", "check"]) == 2
    assert "zh_CN" in capsys.readouterr().err


def test_broken_settings_are_told_and_do_not_stop_a_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "settings.toml").write_text("language = ", encoding="utf-8")
    assert main(["--at", str(tmp_path), "playbook", "check"]) == 0
    assert "settings.toml" in capsys.readouterr().err


def test_a_bug_is_told_in_words_and_written_down(
    empty: Prompt, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("by nought")

    monkeypatch.setattr("desk.playbook.load.check", broken)
    empty.home.mkdir()
    answer = empty.run("playbook", "check", "--json")
    assert answer.code == 3
    assert "ZeroDivisionError at desk/cli/knowledge.py" in answer.json["fault"]
    assert "by nought" not in answer.out + answer.err
    assert "Traceback" not in answer.err
    assert "ZeroDivisionError" in (empty.home / "desk.log").read_text(encoding="utf-8")


def test_where_nothing_can_be_written_down_the_terminal_gets_it(
    empty: Prompt, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("by nought")

    monkeypatch.setattr("desk.playbook.load.check", broken)
    answer = empty.run("playbook", "check")
    assert answer.code == 3
    assert "ZeroDivisionError at desk/cli/knowledge.py" in answer.err
    assert "by nought" not in answer.err


def test_the_doctor_says_what_there_is(empty: Prompt) -> None:
    found = empty.ok("doctor")
    assert found["desk"] == desk.__version__
    assert found["glyphs"] > 20_000
    assert found["free_bytes"] > 0
    assert str(empty.home) in empty.run("doctor").out
    empty.set_up()
    assert "临江供电营业厅" in empty.ok("doctor")["book"]
    (empty.home / "desk.db").write_bytes(b"no book" * 1000)
    assert empty.run("doctor").code == 1


def test_the_doctor_has_eyes_for_a_line_too_many(empty: Prompt) -> None:
    line = arranged(["doctor", "x"])
    assert run(line, empty.machine, Places(empty.home)) == 2
