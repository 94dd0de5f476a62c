"""Books on real files, with a branch and two people in them."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from db import open_book
from db.store import BookStore
from desk.branch import Branch
from desk.staff.model import Staff
from tests.builders import MONDAY, a_branch, a_staff


@dataclass(frozen=True)
class Hall:
    """An open book and who works in it."""

    store: BookStore
    path: Path
    branch: Branch
    clerk: Staff
    lead: Staff


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    """A new book with one branch, a clerk and a second person."""
    path = tmp_path / "desk.db"
    store = open_book(path, create=True)
    branch, clerk, lead = a_branch(), a_staff("1001"), a_staff("1002")
    with store.act("book.init", staff_id="", at=MONDAY) as act:
        act.add(branch, clerk, lead)
        act.commit()
    yield Hall(store, path, branch, clerk, lead)
    store.close()
