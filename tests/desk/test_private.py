"""Files beside the book are for its account alone; a folder that others see is told of."""

import os
import stat
import sys
import zipfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from db import open_book
from desk.places import Places
from desk.ports import Store
from desk.private import make_folder, settle
from desk.staff.model import WayBack
from tests.builders import MONDAY
from tests.desk.cli.prompt import CLERK, LEAD, Prompt, quick_pins
from tests.processes import run

posix = os.name != "nt"


def modes(home: Path) -> dict[str, int]:
    found = sorted(path for path in home.rglob("*") if path.is_file())
    return {path.name: stat.S_IMODE(path.stat().st_mode) for path in found}


@pytest.fixture
def prompt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Prompt:
    quick_pins(monkeypatch)
    prompt = Prompt(tmp_path / "desk")
    prompt.set_up()
    return prompt


def test_a_book_is_for_its_account_alone(prompt: Prompt) -> None:
    prompt.ok("--staff", CLERK, "case", "list")
    assert not posix or stat.S_IMODE(prompt.home.stat().st_mode) == 0o700
    open_to_others = {name: mode for name, mode in modes(prompt.home).items() if mode & 0o077}
    assert not posix or open_to_others == {}


def test_what_others_could_read_is_closed_at_the_next_opening(prompt: Prompt) -> None:
    book = Places(prompt.home).book
    book.chmod(0o644)
    prompt.ok("--staff", CLERK, "case", "list")
    assert not posix or stat.S_IMODE(book.stat().st_mode) == 0o600


def test_a_folder_that_others_look_into_is_told_and_left_as_it_is(prompt: Prompt) -> None:
    prompt.home.chmod(0o755)
    said = settle(Places(prompt.home))
    assert not posix or [str(prompt.home) in one for one in said] == [True]
    answer = prompt.run("doctor")
    assert not posix or f"chmod 700 {prompt.home}" in answer.out
    assert not posix or stat.S_IMODE(prompt.home.stat().st_mode) == 0o755


def test_what_cannot_be_closed_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    where = Places(tmp_path / "desk")
    make_folder(where.home)
    where.book.write_bytes(b"")
    where.book.chmod(0o640)

    def refused(_self: Path, _mode: int) -> None:
        raise PermissionError(1, "not yours")

    monkeypatch.setattr(Path, "chmod", refused)
    assert not posix or [str(where.book) in one for one in settle(where)] == [True]


def test_what_support_gets_names_no_folder_and_nobody(prompt: Prompt, tmp_path: Path) -> None:
    target = tmp_path / "support.zip"
    Places(prompt.home).log.write_text("2026-11-23 ERROR desk\n", encoding="utf-8")
    prompt.ok("--staff", LEAD, "doctor", "--bundle", target)
    with zipfile.ZipFile(target) as files:
        assert sorted(files.namelist()) == ["desk.json", "desk.log"]
        text = b"".join(files.read(name) for name in files.namelist()).decode()
    for word in (str(tmp_path), "江予安", "苏映雪", "临江", "0999-5550100"):
        assert word not in text
    assert '"sqlite"' in text


def test_a_program_that_dies_leaves_no_picture_of_its_memory() -> None:
    code = (
        "from desk.__main__ import main; main(['schema']); import resource as r, sys; "
        "sys.exit(r.getrlimit(r.RLIMIT_CORE)[0])"
    )
    assert not posix or run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_missing_way_back_is_told(prompt: Prompt) -> None:
    assert prompt.ok("doctor")["sealed"] is True
    with closing(open_book(Places(prompt.home).book)) as store:
        [standing] = _ways(store)
        with store.act("test", staff_id="", at=MONDAY) as act:
            act.put(replace(standing, ended_at=MONDAY))
            act.commit()
    assert prompt.ok("doctor")["sealed"] is False
    assert "desk staff seal" in prompt.run("doctor").out


def _ways(store: Store) -> list[WayBack]:
    with store.read() as book:
        return book.find(WayBack)
