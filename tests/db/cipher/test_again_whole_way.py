"""What tests/db/test_whole_way.py asks of a book on disk, asked of an encrypted one."""

from collections.abc import Iterator

import pytest

from tests.db import test_whole_way
from tests.db.cipher.again import again, encrypted_books

globals().update(again(test_whole_way))


@pytest.fixture(autouse=True)
def _encrypted(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with encrypted_books(monkeypatch):
        yield
