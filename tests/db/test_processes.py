"""Several programs on one book, and programs that are killed."""

import signal
import subprocess
import sys
import threading
from collections import Counter
from pathlib import Path

import pytest

from db import open_book
from desk.case import Case
from tests.builders import MONDAY, a_case, a_party
from tests.db.conftest import Hall

WRITES_AND_WAITS = """
import sys
from pathlib import Path
from db import open_book
from tests.builders import MONDAY, a_case, a_party
store = open_book(Path(sys.argv[1]))
with store.act("case.register", staff_id=sys.argv[2], at=MONDAY) as act:
    act.next_serial("case", "day")
    case = a_case(sys.argv[2])
    act.add(case, a_party(case.id))
    act.index_case(case.id, case.narrative)
    assert act.get(type(case), case.id)
    if sys.argv[3] == "after":
        act.commit()
    print("ready", flush=True)
    sys.stdin.read()
"""

REGISTERS = """
import sys
from pathlib import Path
from db import open_book
from tests.builders import MONDAY, a_case, a_party
store = open_book(Path(sys.argv[1]))
for _time in range(25):
    with store.act("case.register", staff_id=sys.argv[2], at=MONDAY) as act:
        case = a_case(sys.argv[2], act.next_serial("case", "day"))
        act.add(case, a_party(case.id))
        act.commit()
store.close()
"""

ROOT = Path(__file__).resolve().parents[2]


def start(code: str, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )


@pytest.mark.parametrize(("when", "kept"), [("before", 0), ("after", 1)])
def test_killed_before_commit_nothing_is_kept_and_after_it_everything(
    hall: Hall, when: str, kept: int
) -> None:
    child = start(WRITES_AND_WAITS, str(hall.path), hall.clerk.id, when)
    with child:
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
        child.kill()
    assert child.returncode == -getattr(signal, "SIGKILL", -1)
    hall.store.close()
    store = open_book(hall.path)
    with store.read() as book:
        assert len(book.find(Case)) == kept
        assert book.serials("case", "day") == kept
        assert len(book.journal()) == 1 + kept
        assert len(book.find_text("电费")) == kept
    assert store.verify() == []
    store.close()


def test_two_programs_write_at_once_and_no_number_is_given_twice(hall: Hall) -> None:
    children = [start(REGISTERS, str(hall.path), hall.clerk.id) for _n in range(2)]
    for child in children:
        with child:
            assert child.wait() == 0
    with hall.store.read() as book:
        assert len(book.find(Case)) == 50
        assert book.serials("case", "day") == 50
        assert len({case.reference for case in book.find(Case)}) == 50
    assert hall.store.verify() == []


def test_threads_share_a_store(hall: Hall) -> None:
    errors: list[BaseException] = []

    def register() -> None:
        try:
            for _time in range(10):
                with hall.store.act("case", staff_id=hall.clerk.id, at=MONDAY) as act:
                    case = a_case(hall.clerk.id, act.next_serial("case", "day"))
                    act.add(case, a_party(case.id))
                    act.commit()
                with hall.store.read() as book:
                    assert book.get(Case, case.id) == case
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=register) for _n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert hall.store.verify() == []
    entries = Counter(entry.act for entry in hall.store.entries())
    assert entries["case"] == 40


def test_a_reading_stays_as_it_began(hall: Hall) -> None:
    with hall.store.read() as book:
        assert book.find(Case) == []
        with hall.store.act("case", staff_id=hall.clerk.id, at=MONDAY) as act:
            act.add(a_case(hall.clerk.id))
            act.commit()
        assert book.find(Case) == []
    with hall.store.read() as book:
        assert len(book.find(Case)) == 1
