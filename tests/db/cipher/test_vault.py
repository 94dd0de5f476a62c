"""Into encryption and out of it, by passphrase and recovery key; what is cut off, lost, damaged."""

import shutil
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from db import open_book
from db.backup import back_up
from db.bare import bare, both_keys, key_file_of
from db.cipher import convert, keyring, vault
from db.cipher.driver import connect, module
from db.cipher.heads import Looks, looks
from db.cipher.keyfile import read
from db.cipher.secrets import spelt
from db.cipher.vault import BookVault
from db.engine import engine_for
from db.lock import Lock, lock_of
from db.migrations import migrate
from db.versions import VERSION
from desk.refusals import Fault, Refusal
from tests.db.cipher.conftest import NOW, OTHER, PASSPHRASE, Sealed
from tests.db.test_migrations import scripts_with
from tests.processes import modules_after, packages
from tests.quick_keys import quick_keys

MARKS = ("application_id", "user_version")


def _refused(code: str) -> "pytest.RaisesExc[Refusal]":
    return pytest.raises(Refusal, check=lambda refusal: refusal.code == code)


def _head(path: Path) -> object:
    with closing(bare(path)) as book:
        return book.execute("SELECT seq, hash FROM journal ORDER BY seq DESC").fetchone()


def _everything(path: Path) -> list[object]:
    """Every table, index and trigger, and every row in its order."""
    with closing(bare(path)) as book:
        schema = book.execute("SELECT type, name, sql FROM sqlite_master ORDER BY name").fetchall()
        tables = [name for kind, name, sql in schema if kind == "table" and "VIRTUAL" not in sql]
        rows = [book.execute(f"SELECT * FROM {name}").fetchall() for name in tables]
        marks = [book.execute(f"PRAGMA {each}").fetchone() for each in MARKS]
    return [schema, rows, marks]


class _Cut(Exception):
    """The power went."""


@contextmanager
def _cut(patch: pytest.MonkeyPatch, owner: object, name: str) -> Iterator[None]:
    def gone(*_words: object, **_more: object) -> None:
        raise _Cut

    patch.setattr(owner, name, gone)
    with pytest.raises(_Cut):
        yield
    patch.undo()


# -- a new book ----------------------------------------------------------------------------


def test_a_new_book_is_noise_from_its_first_byte(sealed: Sealed) -> None:
    assert looks(sealed.path) is Looks.NOISE
    assert sealed.vault.is_encrypted(sealed.path)
    assert not sealed.vault.is_locked(sealed.path)
    assert sealed.opens_with(PASSPHRASE)
    with pytest.raises(sqlite3.DatabaseError, match="not a database"):
        sqlite3.connect(sealed.path).execute("SELECT * FROM journal")


@pytest.mark.skipif(sys.platform == "win32", reason="this system writes no core files")
def test_a_program_that_holds_a_key_leaves_no_picture_of_its_memory(sealed: Sealed) -> None:
    import resource

    assert sealed.path.exists()
    assert resource.getrlimit(resource.RLIMIT_CORE)[0] == 0


def test_a_locked_book_asks_for_its_passphrase(sealed: Sealed) -> None:
    sealed.forget()
    assert sealed.vault.is_locked(sealed.path)
    for use in (open_book, bare):
        with _refused("locked"):
            use(sealed.path)


def test_a_new_book_never_takes_the_place_of_another(sealed: Sealed) -> None:
    key = sealed.key_file.read_bytes()
    with _refused("file_exists"):
        sealed.vault.make(sealed.path, OTHER)
    assert sealed.key_file.read_bytes() == key


def test_the_key_of_a_book_that_is_gone_is_kept(sealed: Sealed) -> None:
    key = sealed.key_file.read_bytes()
    sealed.path.unlink()
    sealed.vault.make(sealed.path, OTHER)
    assert sealed.key_file.with_name("desk.db.key.old").read_bytes() == key


# -- wrong, lost, damaged ------------------------------------------------------------------


def test_a_wrong_passphrase_is_counted_and_told_from_damage(sealed: Sealed) -> None:
    sealed.forget()
    for _each in range(3):
        with _refused("passphrase_wrong"):
            sealed.vault.unlock(sealed.path, OTHER, NOW)
    with _refused("passphrase_wait"):
        sealed.vault.unlock(sealed.path, PASSPHRASE, NOW)
    assert sealed.vault.is_locked(sealed.path)


def test_a_damaged_book_is_told_from_a_wrong_passphrase(sealed: Sealed) -> None:
    sealed.forget()
    content = bytearray(sealed.path.read_bytes())
    content[100] ^= 1
    sealed.path.write_bytes(content)
    with pytest.raises(Fault, match="已损坏"):
        sealed.vault.unlock(sealed.path, PASSPHRASE, NOW)


def test_one_changed_bit_anywhere_is_found(sealed: Sealed) -> None:
    whole = sealed.path.read_bytes()
    pages = len(whole) // 4096
    for page in (1, pages // 2, pages - 1):
        content = bytearray(whole)
        content[page * 4096 + 77] ^= 1
        sealed.path.write_bytes(content)
        with closing(bare(sealed.path)) as book:
            assert book.execute("PRAGMA cipher_integrity_check").fetchall(), page
        with pytest.raises(Fault):
            back_up(sealed.path, sealed.path.with_name("copy.db"))


def test_a_key_file_that_is_gone_is_named(sealed: Sealed) -> None:
    sealed.key_file.unlink()
    with pytest.raises(Fault, match="旁边没有密钥文件") as fault:
        open_book(sealed.path)
    assert "desk.db.key" in fault.value.hint


def test_a_damaged_key_file_is_named_and_comes_back_from_the_backup(sealed: Sealed) -> None:
    copy = sealed.path.with_name("copy.db")
    back_up(sealed.path, copy)
    sealed.key_file.write_bytes(sealed.key_file.read_bytes()[:-40])
    sealed.forget()
    with pytest.raises(Fault, match=r"密钥文件.*已损坏"):
        open_book(sealed.path)
    shutil.copy(key_file_of(copy), sealed.key_file)
    assert sealed.opens_with(PASSPHRASE)


def test_the_recovery_key_sets_another_passphrase(sealed: Sealed) -> None:
    sealed.forget()
    sealed.vault.recover(sealed.path, sealed.recovery.lower(), OTHER, NOW)
    assert sealed.opens_with(OTHER)
    sealed.forget()
    with _refused("passphrase_wrong"):
        sealed.vault.unlock(sealed.path, PASSPHRASE, NOW)
    with _refused("recovery_wrong"):
        sealed.vault.recover(sealed.path, spelt(b"1" * 16), OTHER, NOW)
    sealed.vault.recover(sealed.path, sealed.recovery, PASSPHRASE, NOW)


def test_a_new_sheet_makes_waste_paper_of_the_old_one(sealed: Sealed) -> None:
    newer = sealed.vault.new_recovery(sealed.path, PASSPHRASE, NOW).recovery
    with _refused("recovery_wrong"):
        sealed.vault.recover(sealed.path, sealed.recovery, OTHER, NOW)
    sealed.vault.recover(sealed.path, newer, OTHER, NOW)
    assert sealed.opens_with(OTHER)


# -- another passphrase, another key -------------------------------------------------------


def test_another_passphrase_leaves_the_book_as_it_is(sealed: Sealed) -> None:
    before = sealed.path.read_bytes()
    sealed.vault.change(sealed.path, PASSPHRASE, OTHER, NOW)
    assert sealed.path.read_bytes() == before
    sealed.forget()
    with _refused("passphrase_wrong"):
        sealed.vault.unlock(sealed.path, PASSPHRASE, NOW)
    assert sealed.opens_with(OTHER)
    with _refused("passphrase_weak"):
        sealed.vault.change(sealed.path, OTHER, "short", NOW)


def test_another_key_is_another_book_for_whoever_had_the_old_one(sealed: Sealed) -> None:
    old, everything = keyring.key_for(sealed.path), _everything(sealed.path)
    done = sealed.vault.renew(sealed.path, PASSPHRASE, OTHER, NOW)
    assert len(read(sealed.key_file).keys) == 1
    assert not keyring.opens(sealed.path, old)
    assert _everything(sealed.path) == everything
    assert sealed.opens_with(OTHER)
    sealed.vault.recover(sealed.path, done.recovery, PASSPHRASE, NOW)
    with _refused("recovery_wrong"):
        sealed.vault.recover(sealed.path, sealed.recovery, OTHER, NOW)


@pytest.mark.parametrize("where", ["take_place", "_keep"])
def test_a_new_key_that_was_cut_off_opens_with_the_new_passphrase(
    where: str, sealed: Sealed, monkeypatch: pytest.MonkeyPatch
) -> None:
    everything = _everything(sealed.path)
    with _cut(monkeypatch, vault, where):
        sealed.vault.renew(sealed.path, PASSPHRASE, OTHER, NOW)
    quick_keys(monkeypatch)
    assert sealed.opens_with(OTHER)
    assert _everything(sealed.path) == everything
    sealed.vault.change(sealed.path, OTHER, PASSPHRASE, NOW)
    assert len(read(sealed.key_file).keys) == 1
    assert sealed.opens_with(PASSPHRASE)


# -- a book that stands --------------------------------------------------------------------


def test_a_book_is_encrypted_and_made_readable_again(plain: Path) -> None:
    everything, keeper = _everything(plain), BookVault()
    done = keeper.encrypt(plain, PASSPHRASE, NOW)
    assert looks(plain) is Looks.NOISE
    assert _everything(plain) == everything
    assert done.original is not None
    assert done.original in done.readable
    assert keeper.originals(plain) == (done.original,)
    assert _everything(done.original) == everything
    assert not list(plain.parent.glob("*.new*"))
    with _refused("is_encrypted"):
        keeper.encrypt(plain, PASSPHRASE, NOW)

    with _refused("passphrase_wrong"):
        keeper.decrypt(plain, OTHER, NOW)
    kept = keeper.decrypt(plain, PASSPHRASE, NOW)
    assert kept.exists()
    assert looks(plain) is Looks.READABLE
    assert not keeper.is_encrypted(plain)
    assert _everything(plain) == everything
    with _refused("not_encrypted"):
        keeper.decrypt(plain, PASSPHRASE, NOW)


def test_the_readable_book_goes_only_when_the_other_holds_all_of_it(plain: Path) -> None:
    keeper = BookVault()
    done = keeper.encrypt(plain, PASSPHRASE, NOW)
    assert done.original is not None
    fuller = done.original.with_name(done.original.name.replace(".db", "-2.db"))
    shutil.copy(done.original, fuller)
    with closing(sqlite3.connect(fuller)) as book:
        book.execute(
            "INSERT INTO journal SELECT seq + 1, at, staff_id, act, case_id, changes, "
            "note, hash, 'ff' FROM journal"
        )
        book.commit()
    with _refused("holds_more"):
        keeper.discard(plain)
    assert done.original.exists()
    fuller.unlink()
    assert keeper.discard(plain) == (done.original,)
    assert not done.original.exists()
    assert keeper.discard(plain) == ()


def test_nobody_else_may_have_it_open(plain: Path) -> None:
    # By the same driver: one process sees the locks of another library not at all.
    with closing(connect(plain, None)) as other:
        other.execute("SELECT count(*) FROM journal").fetchone()
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM journal").fetchone()
        with pytest.MonkeyPatch.context() as patch, _refused("book_open"):
            patch.setattr(convert, "WAITS", 1)
            BookVault().encrypt(plain, PASSPHRASE, NOW)
    lock = Lock(lock_of(plain))
    lock.share()
    with _refused("book_open"):
        BookVault().encrypt(plain, PASSPHRASE, NOW)
    lock.close()
    assert looks(plain) is Looks.READABLE
    assert not key_file_of(plain).exists()


def test_a_copy_that_differs_is_thrown_away(plain: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = _everything(plain)

    def spoilt(book: sqlite3.Connection) -> None:
        book.execute("UPDATE fresh.staff SET name = 'x'")
        compare(book)

    compare = convert._compare
    monkeypatch.setattr(convert, "_compare", spoilt)
    with pytest.raises(Fault, match="不一致"):
        BookVault().encrypt(plain, PASSPHRASE, NOW)
    assert _everything(plain) == before
    assert sorted(path.name for path in plain.parent.iterdir()) == ["desk.db", "desk.db.lock"]


def test_encryption_cut_off_leaves_a_readable_book_that_opens(
    plain: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    everything = _everything(plain)
    with _cut(monkeypatch, vault, "take_place"):
        BookVault().encrypt(plain, PASSPHRASE, NOW)
    quick_keys(monkeypatch)
    # A power cut removes nothing: the key file would still lie there.
    other = plain.with_name("other.db")
    BookVault().make(other, PASSPHRASE)
    key_file_of(other).rename(key_file_of(plain))
    keyring.forget()
    assert not BookVault().is_encrypted(plain)
    open_book(plain).close()
    assert not key_file_of(plain).exists()
    assert _everything(plain) == everything


def test_what_an_encrypted_book_becomes_is_readable_by_its_own_key_alone(sealed: Sealed) -> None:
    with pytest.raises(sqlite3.DatabaseError), closing(connect(sealed.path, bytes(32))) as book:
        book.execute("SELECT * FROM journal")


# -- backups -------------------------------------------------------------------------------


def test_a_backup_is_encrypted_under_the_same_key_and_lies_beside_it(sealed: Sealed) -> None:
    copy = sealed.path.with_name("copy.db")
    back_up(sealed.path, copy)
    assert looks(copy) is Looks.NOISE
    assert _head(copy) == _head(sealed.path)
    sealed.forget()
    with _refused("locked"):
        bare(copy)
    sealed.vault.unlock(copy, PASSPHRASE, NOW)
    assert _head(copy) == _head(sealed.path)
    assert [path.name for path in sealed.path.parent.glob("*.part*")] == []


def test_an_older_backup_opens_with_the_older_passphrase(sealed: Sealed) -> None:
    copy = sealed.path.with_name("copy.db")
    back_up(sealed.path, copy)
    sealed.vault.renew(sealed.path, PASSPHRASE, OTHER, NOW)
    sealed.forget()
    with _refused("passphrase_wrong"):
        sealed.vault.unlock(copy, OTHER, NOW)
    sealed.vault.unlock(copy, PASSPHRASE, NOW)
    assert _head(copy)


def test_a_plain_backup_has_no_key_beside_it(plain: Path) -> None:
    copy = plain.with_name("copy.db")
    back_up(plain, copy)
    assert not key_file_of(copy).exists()


def test_a_book_between_two_keys_opens_by_the_secret_of_the_one_it_has(sealed: Sealed) -> None:
    copy = sealed.path.with_name("copy.db")
    back_up(sealed.path, copy)
    sealed.vault.renew(sealed.path, PASSPHRASE, OTHER, NOW)
    both_keys(copy, sealed.path)
    assert len(read(sealed.key_file).keys) == 2
    sealed.forget()
    with _refused("passphrase_wrong"):
        sealed.vault.unlock(sealed.path, PASSPHRASE, NOW)
    assert sealed.opens_with(OTHER)
    shutil.copy(copy, sealed.path)
    assert sealed.opens_with(PASSPHRASE)


def test_a_damaged_key_file_gives_way_to_that_of_the_backup(sealed: Sealed) -> None:
    copy = sealed.path.with_name("copy.db")
    back_up(sealed.path, copy)
    sealed.key_file.write_bytes(b"rubbish")
    both_keys(copy, sealed.path)
    assert sealed.opens_with(PASSPHRASE)


def test_a_book_that_is_not_encrypted_brings_neither_library_along(plain: Path) -> None:
    code = (
        "from pathlib import Path; from db import open_book; "
        f"store = open_book(Path({str(plain)!r})); store.verify(); store.close()"
    )
    assert packages(modules_after(code)) & {"sqlcipher3", "cryptography"} == set()


def test_without_the_extra_it_is_said_what_to_install(
    sealed: Sealed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "sqlcipher3", None)
    module.cache_clear()
    with _refused("no_cipher"):
        open_book(sealed.path)
    sealed.forget()
    with _refused("no_cipher"):
        sealed.vault.unlock(sealed.path, PASSPHRASE, NOW)
    monkeypatch.undo()
    module.cache_clear()


def test_an_older_book_is_moved_on_after_an_encrypted_backup(
    sealed: Sealed, tmp_path: Path
) -> None:
    engine = engine_for(sealed.path)
    made = migrate(engine, sealed.path, version=9001, scripts=scripts_with(tmp_path))
    engine.dispose()
    assert made is not None
    assert looks(made.path) is Looks.NOISE
    assert looks(sealed.path) is Looks.NOISE
    with closing(bare(sealed.path)) as book, closing(bare(made.path)) as older:
        assert book.execute("PRAGMA user_version").fetchone() == (9001,)
        assert older.execute("PRAGMA user_version").fetchone() == (VERSION,)
    assert [path for path in tmp_path.glob("*.db") if looks(path) is Looks.READABLE] == []
