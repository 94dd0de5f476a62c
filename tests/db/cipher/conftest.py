"""Passphrases that are stretched in no time, and a book that is encrypted."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from db import open_book
from db.cipher import keyring
from db.cipher.vault import BookVault
from tests.builders import MONDAY, a_branch, a_staff
from tests.quick_keys import quick_keys

PASSPHRASE, OTHER = "correct horse battery", "一句只有我知道的话"
NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)


@dataclass(frozen=True)
class Sealed:
    """An encrypted book that is closed, and how it is opened."""

    path: Path
    vault: BookVault
    recovery: str

    @property
    def key_file(self) -> Path:
        return self.path.with_name(f"{self.path.name}.key")

    def forget(self) -> None:
        """What a new process knows: nothing."""
        keyring.forget()

    def opens_with(self, passphrase: str) -> bool:
        """Whether a new process opens it so, and finds all in order."""
        self.forget()
        self.vault.unlock(self.path, passphrase, NOW)
        store = open_book(self.path)
        try:
            return store.verify() == []
        finally:
            store.close()


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    quick_keys(monkeypatch)


def fill(path: Path, *, create: bool = True) -> None:
    """A book with a branch and two people."""
    store = open_book(path, create=create)
    with store.act("book.init", staff_id="", at=MONDAY) as act:
        act.add(a_branch(), a_staff("1001"), a_staff("1002"))
        act.commit()
    store.close()


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    """A readable book, closed."""
    fill(tmp_path / "desk.db")
    return tmp_path / "desk.db"


@pytest.fixture
def sealed(tmp_path: Path) -> Iterator[Sealed]:
    """A book that was encrypted from the first byte on."""
    path, vault = tmp_path / "desk.db", BookVault()
    recovery = vault.make(path, PASSPHRASE).recovery
    fill(path)
    yield Sealed(path, vault, recovery)
    keyring.forget()
