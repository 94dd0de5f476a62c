"""A backup is whole, checked, and never written over anything."""

import signal
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest

from db import backup, open_book
from db.backup import back_up
from desk.case import Case
from desk.refusals import Fault, Refusal
from tests.builders import MONDAY, a_case
from tests.db.conftest import Hall


def register(hall: Hall, first: int, count: int) -> None:
    for n in range(first, first + count):
        with hall.store.act("case", staff_id=hall.clerk.id, at=MONDAY) as act:
            act.add(a_case(hall.clerk.id, n))
            act.commit()


def test_a_backup_is_a_book_of_its_own(hall: Hall, tmp_path: Path) -> None:
    register(hall, 1, 3)
    made = back_up(hall.path, tmp_path / "copy.db")
    assert made.counts["cases"] == 3
    assert made.counts["journal"] == 4
    assert made.size == (tmp_path / "copy.db").stat().st_size
    assert made.head.hash == list(hall.store.entries())[-1].hash
    assert {each.name for each in tmp_path.iterdir()} >= {"copy.db", "desk.db"}
    assert not any(each.name.startswith("copy.db-") for each in tmp_path.iterdir())
    with closing(open_book(made.path)) as copy:
        assert copy.verify() == []
        with copy.read() as book:
            assert len(book.find(Case)) == 3


def test_others_write_on_while_a_backup_is_made(hall: Hall, tmp_path: Path) -> None:
    register(hall, 1, 20)
    writer = threading.Thread(target=register, args=(hall, 21, 60))
    writer.start()
    made = [back_up(hall.path, tmp_path / f"copy{n}.db") for n in range(3)]
    writer.join()
    for each in made:
        assert 20 <= each.counts["cases"] <= 80
        with closing(open_book(each.path)) as copy:
            assert copy.verify() == []


def test_nothing_is_written_over(hall: Hall, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    target.write_text("mine")
    with pytest.raises(Refusal) as refused:
        back_up(hall.path, target)
    assert refused.value.code == "file_exists"
    assert target.read_text() == "mine"


def test_the_book_is_not_its_own_backup(hall: Hall, tmp_path: Path) -> None:
    (tmp_path / "again.db").symlink_to(hall.path)
    for target in (hall.path, tmp_path / "again.db"):
        with pytest.raises(Refusal) as refused:
            back_up(hall.path, target)
        assert refused.value.code == "same_file"


def test_a_backup_of_nothing_or_to_nowhere(hall: Hall, tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refused:
        back_up(tmp_path / "gone.db", tmp_path / "copy.db")
    assert refused.value.code == "no_book"
    with pytest.raises(Refusal) as refused:
        back_up(hall.path, tmp_path / "gone" / "copy.db")
    assert refused.value.code == "no_folder"


def test_a_copy_that_holds_less_is_thrown_away(
    hall: Hall, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    register(hall, 1, 2)

    counts = backup.counts_of

    def short(book: sqlite3.Connection) -> dict[str, int]:
        file = book.execute("PRAGMA database_list").fetchone()[2]
        return {name: n - file.endswith(".part") for name, n in counts(book).items()}

    monkeypatch.setattr(backup, "counts_of", short)
    with pytest.raises(Fault):
        back_up(hall.path, tmp_path / "copy.db")
    assert {each.name for each in tmp_path.glob("copy*")} == set()


COPIES = """
import sys
from pathlib import Path
from db.backup import back_up
from desk.refusals import Fault
try:
    back_up(Path(sys.argv[1]), Path(sys.argv[2]))
except Fault as fault:
    print(fault.message)
"""


def no_room() -> None:
    """No file of this process grows beyond so many bytes: what a full disk does."""
    # Only where processes have such limits.
    import resource

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, resource.RLIM_INFINITY))


def test_a_full_disk_leaves_no_half_copy(hall: Hall, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", COPIES, str(hall.path), str(tmp_path / "copy.db")],
        capture_output=True,
        text=True,
        check=True,
        preexec_fn=no_room,
        cwd=Path(__file__).resolve().parents[2],
    )
    assert done.stdout.strip()
    assert list(tmp_path.glob("copy*")) == []
