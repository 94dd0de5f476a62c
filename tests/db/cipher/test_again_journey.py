"""A walk-in goes from the window to a closed case over an encrypted book, command by command."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.db.cipher.again import encrypted_books
from tests.journeys import test_walk_ins
from tests.journeys.test_walk_ins import WALK_INS


@pytest.fixture(autouse=True)
def _encrypted(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with encrypted_books(monkeypatch):
        yield


@pytest.mark.parametrize("walk_in", WALK_INS[:2], ids=[one["id"] for one in WALK_INS[:2]])
def test_a_walk_in_goes_from_the_window_to_a_closed_case(
    walk_in: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    test_walk_ins.test_a_walk_in_goes_from_the_window_to_a_closed_case(
        walk_in, tmp_path, monkeypatch
    )
