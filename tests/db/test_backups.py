"""Backups in turn: due, kept by rule, cut off, and carried to a second place."""

import os
import signal
import subprocess
import sys
import time
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from db import open_book
from db.backup import look
from db.backups import Backups
from db.lock import Lock, lock_of
from db.proof import faults_apart
from desk import i18n
from desk.backup.model import Made
from desk.backup.rule import KeepRule
from desk.clock import SetClock
from desk.refusals import Fault, Refusal
from tests.builders import MONDAY, a_case
from tests.db.conftest import Hall
from tests.processes import ROOT


class Rules:
    """A rule that stands in memory."""

    def __init__(self) -> None:
        self.rule = KeepRule()

    def read(self) -> KeepRule:
        return self.rule

    def write(self, rule: KeepRule) -> None:
        self.rule = rule


@pytest.fixture
def rules() -> Rules:
    i18n.use("en")
    return Rules()


@pytest.fixture
def clock() -> SetClock:
    return SetClock(MONDAY)


@pytest.fixture
def keeper(hall: Hall, rules: Rules, clock: SetClock) -> Backups:
    return Backups(hall.path, rules.read, rules.write, clock)


def register(hall: Hall, n: int) -> None:
    with hall.store.act("case", staff_id=hall.clerk.id, at=MONDAY) as act:
        act.add(a_case(hall.clerk.id, n))
        act.commit()


def due(keeper: Backups, hall: Hall) -> Made | None:
    return keeper.make_if_due(look(hall.path).head)


def test_one_is_made_when_the_time_has_come_and_the_book_went_on(
    keeper: Backups, hall: Hall, clock: SetClock
) -> None:
    assert due(keeper, hall) is not None, "the first at once"
    assert due(keeper, hall) is None
    clock.move(hours=5)
    assert due(keeper, hall) is None, "nothing happened"
    register(hall, 1)
    made = due(keeper, hall)
    assert made is not None
    assert made.backup.counts["cases"] == 1
    assert len(keeper.kept()) == 2
    assert not keeper.standing(look(hall.path).head).loud
    clock.move(days=2)
    assert not keeper.standing(look(hall.path).head).loud
    register(hall, 2)
    assert keeper.standing(look(hall.path).head).late
    clock.move(days=-30)
    assert due(keeper, hall) is not None, "a clock set back must not keep backups away"


def test_two_in_one_second_have_two_names(keeper: Backups) -> None:
    first, second = keeper.make(), keeper.make()
    assert second.backup.path.name == first.backup.path.name.replace(".db", "-2.db")


def test_whoever_finds_another_window_at_it_does_not_begin(keeper: Backups, hall: Hall) -> None:
    keeper.make()
    lock = Lock(keeper.folder / "running.lock")
    assert lock.alone()
    with pytest.raises(Refusal) as refused:
        keeper.make()
    assert refused.value.code == "backup_runs"
    register(hall, 1)
    lock.close()
    keeper.make()


def test_what_a_backup_that_was_cut_off_left_is_taken_away(keeper: Backups) -> None:
    keeper.make()
    left = keeper.folder / "HD01-20261122-080000.db.part"
    left.write_bytes(b"half")
    strange = keeper.folder / "film.part"
    strange.write_bytes(b"somebody's")
    assert len(keeper.kept()) == 1
    keeper.make()
    assert not left.exists()
    assert strange.exists()


def test_the_stick_gets_the_last_one_when_it_is_plugged_in_again(
    keeper: Backups, hall: Hall, rules: Rules, clock: SetClock, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    rules.rule = KeepRule(second=str(stick))
    made = keeper.make()
    assert made.second is not None
    assert "not there" in made.second.problem
    assert not stick.exists()
    assert keeper.standing(look(hall.path).head).second_missing
    stick.mkdir()
    again = due(keeper, hall)
    assert again is not None
    assert again.second is not None
    assert again.second.problem == ""
    assert due(keeper, hall) is None
    (carried,) = keeper.elsewhere()
    assert carried.verified
    assert carried.path.read_bytes() == again.backup.path.read_bytes()
    assert not keeper.standing(look(hall.path).head).second_missing


def test_a_folder_that_cannot_be_used_is_said_and_remembered(
    keeper: Backups, hall: Hall, rules: Rules, tmp_path: Path
) -> None:
    rules.rule = KeepRule(folder=str(tmp_path / "gone"))
    with pytest.raises(Fault) as told:
        keeper.make()
    assert "gone" in told.value.message
    keeper_folder = tmp_path / "a file"
    keeper_folder.write_text("x")
    rules.rule = KeepRule(folder=str(keeper_folder))
    with pytest.raises(Fault):
        keeper.make()


def test_a_book_that_was_tampered_with_is_backed_up_and_not_trusted(
    keeper: Backups, hall: Hall, clock: SetClock
) -> None:
    register(hall, 1)
    good = keeper.make()
    with hall.store.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE cases SET address = 'elsewhere'")
    made = keeper.make()
    assert made.backup.faults == 1
    assert not made.backup.verified
    head = look(hall.path).head
    assert keeper.standing(head).last == good.backup
    clock.move(minutes=1)
    assert keeper.make_if_due(head) is None, "the next one would have the fault too"
    assert "address" in keeper.check(made.backup.path)[0]


def test_a_copy_is_read_through_in_a_process_of_its_own(hall: Hall) -> None:
    i18n.use("en")
    assert faults_apart(hall.path) == []
    with hall.store.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE branches SET name = 'x'")
    (fault,) = faults_apart(hall.path)
    assert "name" in fault


MAKES = """
import sys
from pathlib import Path
from datetime import UTC, datetime
from db.backups import Backups
from desk.backup.rule import KeepRule
from desk.clock import SystemClock
keeper = Backups(Path(sys.argv[1]), KeepRule, print, SystemClock())
while True:
    made = keeper.make()
    print(made.backup.path, flush=True)
"""


def test_a_backup_that_is_killed_leaves_no_half_one_under_its_name(
    hall: Hall, keeper: Backups
) -> None:
    for n in range(12):
        register(hall, n)
    confirmed: list[Path] = []
    for pause in (0.004, 0.03):
        child = subprocess.Popen(
            [sys.executable, "-c", MAKES, str(hall.path)],
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        assert child.stdout is not None
        confirmed.append(Path(child.stdout.readline().strip()))
        time.sleep(pause)
        os.kill(child.pid, signal.SIGKILL)
        confirmed += [Path(line.strip()) for line in child.stdout.read().splitlines()]
        child.wait()
    for one in keeper.kept():
        if one.backup is not None:
            assert one.verified, one
    for path in confirmed:
        assert keeper.check(path) == []
    for one in keeper.kept():
        # One that got its name and not its manifest is whole all the same.
        assert keeper.check(one.path) == []
    keeper.make()
    assert not list(keeper.folder.glob("*.part*"))


def test_many_have_a_book_open_and_one_alone_exchanges_it(hall: Hall) -> None:
    path = lock_of(hall.path)
    with closing(open_book(hall.path)):
        alone = Lock(path)
        assert not alone.alone()
        alone.close()
    hall.store.close()
    alone = Lock(path)
    assert alone.alone()
    with pytest.raises(Refusal) as refused:
        open_book(hall.path)
    assert refused.value.code == "being_restored"
    alone.close()
    open_book(hall.path).close()


def test_what_is_no_file_or_no_manifest_is_passed_by(keeper: Backups) -> None:
    made = keeper.make().backup
    os.mkfifo(keeper.folder / "pipe.db")
    (keeper.folder / "folder.db").mkdir()
    (keeper.folder / "strange.db").write_text("x")
    os.mkfifo(keeper.folder / "strange.db.json")
    (keeper.folder / "late.db").write_text("x")
    text = made.path.with_name(f"{made.path.name}.json").read_text()
    (keeper.folder / "late.db.json").write_text(text.replace("2026-", "9999-"))
    assert [one.path.name for one in keeper.kept() if one.verified] == [made.path.name]
    assert {one.path.name for one in keeper.kept()} == {
        made.path.name,
        "strange.db",
        "late.db",
    }
    (keeper.folder / "second.json").unlink(missing_ok=True)
    os.mkfifo(keeper.folder / "second.json")
    assert keeper.standing(made.head).second is None


def test_times_in_names_are_those_of_the_branch(keeper: Backups, clock: SetClock) -> None:
    made = keeper.make()
    local = (clock.now() + timedelta(hours=8)).strftime("%Y%m%d-%H%M%S")
    assert made.backup.path.name == f"HD01-{local}.db"
