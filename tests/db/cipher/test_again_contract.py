"""The promises of desk.ports are held by an encrypted book as well."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from db import open_book
from desk.ports import Store
from tests.db import test_contract
from tests.db.cipher.again import again, encrypted_books

globals().update(again(test_contract, "store"))


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    with encrypted_books(monkeypatch):
        made = open_book(tmp_path / "b.db", create=True)
        yield made
        made.close()
