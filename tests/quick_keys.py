"""Keys of encrypted books that are stretched in no time."""

import pytest

from db.cipher import keyfile


def quick_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let argon2id take a millisecond."""
    monkeypatch.setattr(keyfile, "COST", keyfile.Cost(1, 8, 1))
