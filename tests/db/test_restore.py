"""A restore that is cut off leaves a whole book behind, whichever it is."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from db import open_book, restore
from db.backup import back_up
from db.restore import prepare, switch
from desk import i18n
from desk.backup.restore import History, Prepared, note_of, said, taken_from
from desk.case import Case
from desk.refusals import Fault, Refusal
from tests.builders import MONDAY, a_case
from tests.builders_counter import a_concern
from tests.db.conftest import Hall
from tests.processes import ROOT


def register(hall: Hall, n: int) -> Case:
    case = a_case(hall.clerk.id, n)
    with hall.store.act("case", staff_id=hall.clerk.id, at=MONDAY) as act:
        act.next_serial("case", "HD01-20261123")
        act.add(case)
        act.commit()
    return case


@pytest.fixture
def ready(hall: Hall, tmp_path: Path) -> Prepared:
    """A book with two cases, and its backup with one of them made ready."""
    i18n.use("en")
    register(hall, 1)
    copy = back_up(hall.path, tmp_path / "copy.db").path
    register(hall, 2)
    hall.store.close()
    return prepare(copy, hall.path)


def cases(path: Path) -> int:
    with closing(open_book(path)) as store:
        assert store.verify() == []
        with store.read() as book:
            return len(book.find(Case))


def test_what_is_ready_takes_its_place_and_the_old_book_lies_aside(ready: Prepared) -> None:
    assert ready.history is History.EARLIER
    aside = switch(ready, MONDAY)
    assert aside is not None
    assert cases(ready.book) == 1
    assert cases(aside) == 2
    assert taken_from(note_of(ready)) == list(ready.lost.serials)
    with pytest.raises(Refusal) as refused:
        switch(ready, MONDAY)
    assert refused.value.code == "not_prepared"


class Cut(BaseException):
    """The power went."""


STEPS: list[tuple[str, Callable[..., object]]] = [
    (name, getattr(restore, name))
    for name in ("_unchanged", "_aside", "_kept_aside", "settle", "same_key", "settle_folder")
]


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("step", [name for name, _run in STEPS])
def test_cut_off_before_or_after_any_step_a_whole_book_stands_there(
    ready: Prepared, step: str, after: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = dict(STEPS)[step]

    def cut(*args: object) -> object:
        if after:
            run(*args)
        raise Cut

    with monkeypatch.context() as patch:
        patch.setattr(restore, step, cut)
        with pytest.raises(Cut):
            switch(ready, MONDAY)
    assert cases(ready.book) in (1, 2)


def test_a_book_that_went_on_meanwhile_is_not_exchanged(ready: Prepared, hall: Hall) -> None:
    register(hall, 3)
    hall.store.close()
    with pytest.raises(Refusal) as refused:
        switch(ready, MONDAY)
    assert refused.value.code == "went_on"
    assert cases(ready.book) == 3


def test_cases_about_our_own_people_are_counted_and_not_named(hall: Hall, tmp_path: Path) -> None:
    i18n.use("en")
    copy = back_up(hall.path, tmp_path / "copy.db").path
    case = register(hall, 1)
    with hall.store.act("concern", staff_id=hall.clerk.id, at=MONDAY) as act:
        act.add(a_concern(case.id, hall.lead.id, hall.clerk.id))
        act.commit()
    hall.store.close()
    found = prepare(copy, hall.path)
    assert found.lost.cases == ()
    assert found.lost.unnamed == 1
    text = "\n".join(said(found, "en"))
    assert case.reference not in text
    assert "1 cases about our own people" in text


SWITCHES = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from db.restore import prepare, switch
print("begins", flush=True)
while True:
    ready = prepare(Path(sys.argv[1]), Path(sys.argv[2]))
    switch(ready, datetime.now(UTC))
"""


def test_killed_at_any_moment_a_whole_book_stands_there(hall: Hall, tmp_path: Path) -> None:
    for n in range(8):
        register(hall, n)
    copy = back_up(hall.path, tmp_path / "copy.db").path
    register(hall, 8)
    hall.store.close()
    for pause in (0.02, 0.09):
        child = subprocess.Popen(
            [sys.executable, "-c", SWITCHES, str(copy), str(hall.path)],
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        assert child.stdout is not None
        assert child.stdout.readline().strip() == "begins"
        time.sleep(pause)
        os.kill(child.pid, signal.SIGKILL)
        child.wait()
        child.stdout.close()
        assert cases(hall.path) in (8, 9)
    # What the last one left is in nobody's way.
    assert switch(prepare(copy, hall.path), MONDAY) is not None
    assert cases(hall.path) == 8


def test_a_disk_without_room_says_so_and_leaves_the_book(
    hall: Hall, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = back_up(hall.path, tmp_path / "copy.db").path
    hall.store.close()

    def full(*_paths: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("shutil.copyfile", full)
    with pytest.raises(Fault):
        prepare(copy, hall.path)
    assert not (hall.path.parent / "restoring").exists()
    assert cases(hall.path) == 0
