"""Tests of a book on disk run once more on one that is encrypted."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import db.opening
from db.cipher import keyring
from db.cipher.heads import Looks, looks
from db.cipher.vault import BookVault
from db.store import BookStore
from tests.desk.cli.prompt import Prompt
from tests.quick_keys import quick_keys

PASSPHRASE = "correct horse battery"


def again(module: ModuleType, *but: str) -> dict[str, Any]:
    """The tests and fixtures of a module, to be put into another one; those of `but` stay away."""
    kept = ("test_", "pytest_")
    return {
        name: thing
        for name, thing in vars(module).items()
        if name not in but
        and (name.startswith(kept) or type(thing).__name__ == "FixtureFunctionDefinition")
    }


@contextmanager
def encrypted_books(patch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every book that is made from now on is encrypted; at the end each has proved to be."""
    made: list[Path] = []
    plainly = db.opening.open_at

    def open_at(path: Path, *, create: bool) -> BookStore:
        if create and not path.exists():
            BookVault().make(path, PASSPHRASE)
            made.append(path)
        return plainly(path, create=create)

    quick_keys(patch)
    patch.setattr(db.opening, "open_at", open_at)
    # A data folder laid in place as it was made before would bring a book that is not this one's.
    patch.setattr(Prompt, "set_up", lambda prompt, *, another=False: prompt._found())
    yield
    assert made
    assert [path for path in made if path.exists() and looks(path) is not Looks.NOISE] == []
    keyring.forget()
