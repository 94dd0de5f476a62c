"""What tests/db/test_search.py asks of a book on disk, asked of an encrypted one."""

from collections.abc import Iterator

import pytest

from tests.db import test_search
from tests.db.cipher.again import again, encrypted_books

globals().update(again(test_search))


@pytest.fixture(autouse=True)
def _encrypted(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with encrypted_books(monkeypatch):
        yield
