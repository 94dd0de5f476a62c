"""Backups of an encrypted book: kept, carried, read through apart, put back."""

from contextlib import closing
from pathlib import Path

from db import open_book
from db.backup import back_up, look
from db.backups import Backups
from db.bare import key_file_of
from db.cipher import keyring
from db.cipher.driver import connect
from db.proof import faults_apart
from db.restore import PLAIN, prepare, switch
from desk.backup.restore import History
from desk.backup.rule import KeepRule
from desk.clock import SetClock
from desk.staff.model import Staff
from tests.builders import MONDAY, a_staff
from tests.db.cipher.conftest import NOW, PASSPHRASE, Sealed


def keeper(sealed: Sealed, second: Path | None = None) -> Backups:
    rule = KeepRule(second=str(second) if second else "")
    return Backups(sealed.path, lambda: rule, lambda _rule: None, SetClock(MONDAY))


def unlock(sealed: Sealed) -> None:
    sealed.forget()
    sealed.vault.unlock(sealed.path, PASSPHRASE, NOW)


def hire(path: Path, number: str) -> None:
    with closing(open_book(path)) as store, store.act("x", staff_id="", at=MONDAY) as act:
        act.add(a_staff(number))
        act.commit()


def people(path: Path) -> int:
    with closing(open_book(path)) as store:
        assert store.verify() == []
        with store.read() as book:
            return len(book.find(Staff))


def test_both_places_hold_noise_and_the_key_file(sealed: Sealed, tmp_path: Path) -> None:
    unlock(sealed)
    stick = tmp_path / "stick"
    stick.mkdir()
    kept = keeper(sealed, stick)
    made = kept.make()
    assert made.backup.verified
    assert made.second is not None
    assert made.second.problem == ""
    for path in (made.backup.path, stick / made.backup.path.name):
        assert not path.read_bytes().startswith(PLAIN)
        assert key_file_of(path).read_bytes() == sealed.key_file.read_bytes()
        assert kept.check(path) == []


def test_a_copy_is_read_through_apart_with_its_key(sealed: Sealed) -> None:
    unlock(sealed)
    assert faults_apart(sealed.path) == []


def test_a_restore_puts_back_book_and_key(sealed: Sealed) -> None:
    unlock(sealed)
    backup = keeper(sealed).make().backup
    before = people(sealed.path)
    hire(sealed.path, "1003")
    found = prepare(backup.path, sealed.path)
    assert found.history is History.EARLIER
    aside = switch(found, MONDAY)
    assert aside is not None
    assert people(sealed.path) == before
    assert people(aside) == before + 1
    assert key_file_of(aside).exists()


def test_a_backup_without_its_key_file_opens_with_that_of_the_book(
    sealed: Sealed, tmp_path: Path
) -> None:
    unlock(sealed)
    backup = keeper(sealed).make().backup
    stick = tmp_path / "copied.db"
    stick.write_bytes(backup.path.read_bytes())
    assert prepare(stick, sealed.path).history is History.SAME


def test_a_readable_backup_takes_the_place_of_an_encrypted_book(
    sealed: Sealed, tmp_path: Path
) -> None:
    unlock(sealed)
    with closing(open_book(sealed.path)) as store, store.read() as book:
        head = book.journal_head()[0]
    readable = tmp_path / "readable"
    readable.mkdir()
    # The same book as it was before it was encrypted: of the same branch and history.
    with closing(connect(sealed.path, keyring.key_for(sealed.path))) as found:
        found.execute("ATTACH ? AS plain KEY ''", (str(readable / "desk.db"),))
        found.execute("SELECT sqlcipher_export('plain')")
        for name in ("application_id", "user_version"):
            (value,) = found.execute(f"PRAGMA {name}").fetchone()
            found.execute(f"PRAGMA plain.{name} = {value}")
    copy = back_up(readable / "desk.db", tmp_path / "plain.db").path
    hire(sealed.path, "1003")
    found_ready = prepare(copy, sealed.path)
    assert found_ready.history is History.EARLIER
    assert switch(found_ready, MONDAY) is not None
    assert not sealed.key_file.exists()
    assert look(sealed.path).head.seq == head
    assert people(sealed.path)
