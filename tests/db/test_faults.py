"""What goes wrong with a file is said in words that tell what to do, and nothing is lost."""

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from db import engine, open_book
from db.engine import APPLICATION
from db.faults import in_words, reworded
from db.store import BookStore
from db.versions import VERSION
from desk import i18n
from desk.case import Case
from desk.refusals import Fault, Refusal
from tests.builders import MONDAY, a_case, a_handover, a_party, a_point
from tests.db.conftest import Hall


def test_no_book(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refused:
        open_book(tmp_path / "desk.db")
    assert refused.value.code == "no_book"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("create", [False, True])
def test_no_folder(tmp_path: Path, create: bool) -> None:
    with pytest.raises(Refusal) as refused:
        open_book(tmp_path / "gone" / "desk.db", create=create)
    assert refused.value.code == "no_folder"
    assert "gone" in refused.value.message


@pytest.mark.parametrize("create", [False, True])
def test_a_folder_is_no_book(tmp_path: Path, create: bool) -> None:
    with pytest.raises(Fault):
        open_book(tmp_path, create=create)


def test_a_book_is_never_begun_over_another(hall: Hall) -> None:
    before = hall.path.read_bytes()
    with pytest.raises(Refusal) as refused:
        open_book(hall.path, create=True)
    assert refused.value.code == "file_exists"
    assert hall.path.read_bytes() == before


def test_a_beginning_that_was_cut_off_can_be_begun_again(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    path.touch()
    with pytest.raises(Refusal) as refused:
        open_book(path)
    assert refused.value.code == "no_book"
    open_book(path, create=True).close()
    # Tables, but nothing was ever kept in them.
    open_book(path, create=True).close()
    open_book(path).close()


@pytest.mark.parametrize("create", [False, True])
@pytest.mark.parametrize("content", [b"no database at all, but long enough to be one" * 99, b"x"])
def test_not_a_database(tmp_path: Path, content: bytes, create: bool) -> None:
    path = tmp_path / "desk.db"
    path.write_bytes(content)
    with pytest.raises(Fault) as fault:
        open_book(path, create=create)
    assert "desk.db" in fault.value.message
    assert path.read_bytes() == content


@pytest.mark.parametrize("create", [False, True])
def test_a_database_of_somebody_else(tmp_path: Path, create: bool) -> None:
    path = tmp_path / "desk.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE cases (id)")
        other.execute(f"PRAGMA user_version = {VERSION}")
    with pytest.raises(Fault) as fault:
        open_book(path, create=create)
    assert "desk.db" in fault.value.message


def test_a_book_of_a_newer_version_is_left_as_it_is(hall: Hall) -> None:
    hall.store.close()
    with sqlite3.connect(hall.path) as book:
        book.execute(f"PRAGMA user_version = {VERSION + 1}")
    book.close()
    before = hall.path.read_bytes()
    with pytest.raises(Refusal) as refused:
        open_book(hall.path)
    assert refused.value.code == "newer_book"
    assert hall.path.read_bytes() == before


def test_a_damaged_book(hall: Hall) -> None:
    hall.store.close()
    with hall.path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xa5" * (hall.path.stat().st_size - 4096))

    def reads() -> None:
        with closing(open_book(hall.path)) as store, store.read() as book:
            book.find(Case)

    with pytest.raises(Fault) as fault:
        reads()
    assert "desk.db" in fault.value.message


@contextmanager
def full_disk(store: BookStore) -> Iterator[None]:
    """No page more for any connection of the store."""
    settle = engine._settle

    def settled(dbapi: sqlite3.Connection, record: object) -> None:
        settle(dbapi, record)
        pages = dbapi.execute("PRAGMA page_count").fetchone()[0]
        dbapi.execute(f"PRAGMA max_page_count = {pages}")

    from sqlalchemy import event

    store.engine.dispose()
    event.listen(store.engine, "connect", settled)
    yield
    store.engine.dispose()
    event.remove(store.engine, "connect", settled)


def test_a_full_disk_keeps_nothing_and_loses_nothing(hall: Hall) -> None:
    case = a_case(hall.clerk.id, narrative="电" * 20_000)
    with full_disk(hall.store):
        with pytest.raises(Fault) as fault:
            keep(hall, case)
        assert fault.value.message == "磁盘已满，本次内容未保存。"
        with hall.store.read() as book:
            assert book.get(Case, case.id) is None
            assert len(book.journal()) == 1
    keep(hall, case)
    assert hall.store.verify() == []


def keep(hall: Hall, *rows: object) -> None:
    with hall.store.act("test", staff_id=hall.clerk.id, at=MONDAY) as act:
        act.add(*rows)  # type: ignore[arg-type]
        act.commit()


def test_a_writer_that_does_not_let_go(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "BUSY_SECONDS", 0)
    hall.store.engine.dispose()
    other = sqlite3.connect(hall.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(Fault) as fault:
        keep(hall, a_case(hall.clerk.id))
    assert "十秒" in fault.value.message
    # Reading waits for nobody.
    with hall.store.read() as book:
        assert book.find(Case) == []
    other.close()
    keep(hall, a_case(hall.clerk.id))


@pytest.mark.parametrize(
    ("code", "word"),
    [
        (sqlite3.SQLITE_READONLY_DIRECTORY, "written"),
        (sqlite3.SQLITE_READONLY, "written"),
        (sqlite3.SQLITE_CANTOPEN, "opened"),
        (sqlite3.SQLITE_CANTOPEN_ISDIR, "opened"),
        (sqlite3.SQLITE_IOERR_WRITE, "disk"),
        (sqlite3.SQLITE_CORRUPT, "damaged"),
        (sqlite3.SQLITE_CORRUPT_INDEX, "damaged"),
        (sqlite3.SQLITE_NOTADB, "not a book"),
        (sqlite3.SQLITE_FULL, "full"),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, "busy"),
        (sqlite3.SQLITE_MISUSE, "did not take"),
    ],
)
def test_what_sqlite_reports(code: int, word: str) -> None:
    i18n.use("en")
    error = sqlite3.OperationalError("what SQLite says")
    error.sqlite_errorcode = code
    fault = in_words(error, Path("desk.db"))
    assert isinstance(fault, Fault)
    assert word in fault.message
    assert fault.hint


@pytest.mark.parametrize(
    ("said", "word"),
    [
        ("disk I/O error", "disk failed"),
        ("database or disk is full", "full"),
        ("database disk image is malformed", "damaged"),
        ("no such table: x", "did not take"),
    ],
)
def test_what_sqlite_says_without_a_number(said: str, word: str) -> None:
    i18n.use("en")
    error = sqlite3.OperationalError(said)
    error.sqlite_errorcode = sqlite3.SQLITE_ERROR
    fault = in_words(error, Path("desk.db"))
    assert word in fault.message


def test_a_book_that_may_only_be_read(hall: Hall) -> None:
    with hall.store.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA query_only = ON")
    with pytest.raises(Fault) as fault:
        keep(hall, a_case(hall.clerk.id))
    assert "无法写入" in fault.value.message


def test_what_the_system_reports(tmp_path: Path) -> None:
    with pytest.raises(Fault) as fault, reworded(tmp_path):
        (tmp_path / "gone" / "x").read_bytes()
    assert "gone" in fault.value.message


def test_a_number_that_no_column_holds(hall: Hall) -> None:
    case = a_case(hall.clerk.id)
    with pytest.raises(Refusal) as refused:
        keep(hall, case, a_point(case.id, amount_fen=2**70))
    assert refused.value.code == "too_large"


def test_a_row_that_belongs_nowhere_is_not_kept(hall: Hall) -> None:
    with pytest.raises(Fault):
        keep(hall, a_party("nobody"))
    with hall.store.read() as book:
        assert len(book.journal()) == 1


def test_a_word_outside_its_vocabulary_is_not_kept(hall: Hall) -> None:
    with pytest.raises(Fault):
        keep(hall, a_case(hall.clerk.id, topic="gossip"))


def test_a_case_has_one_open_offer(hall: Hall) -> None:
    case = a_case(hall.clerk.id)
    keep(hall, case, a_handover(case.id, hall.clerk.id, hall.lead.id))
    with pytest.raises(Refusal):
        keep(hall, a_handover(case.id, hall.clerk.id, hall.lead.id))


def test_no_error_says_what_a_customer_said(hall: Hall) -> None:
    case = a_case(hall.clerk.id, narrative="秘密的话")
    with pytest.raises(Fault) as fault:
        keep(hall, case, a_party("nobody", name="秘密的名字"))
    told = f"{fault.value} {fault.value.__cause__} {fault.value.__cause__!r}"
    assert "秘密" not in told


def test_the_journal_refuses_to_be_changed(hall: Hall) -> None:
    for statement in ("UPDATE journal SET note = 'x'", "DELETE FROM journal"):
        with pytest.raises(sqlite3.IntegrityError), sqlite3.connect(hall.path) as book:
            book.execute(statement)
    assert hall.store.verify() == []


def test_the_file_says_what_it_is(hall: Hall) -> None:
    with hall.store.engine.connect() as connection:

        def said(name: str) -> object:
            return connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()

        assert said("application_id") == APPLICATION
        assert said("user_version") == VERSION
        assert said("journal_mode") == "wal"
        assert said("synchronous") == 2
        assert said("foreign_keys") == 1
        assert said("busy_timeout") == 10_000


def test_importing_the_door_brings_nothing_heavy() -> None:
    code = (
        "import sys, db\n"
        "print([m for m in ('sqlmodel', 'sqlalchemy', 'alembic') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_opening_a_book_brings_no_alembic(hall: Hall) -> None:
    code = (
        "import sys; from pathlib import Path; from db import open_book\n"
        "store = open_book(Path(sys.argv[1])); store.close(); print('alembic' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(hall.path)], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"
