"""A prompt in front of a new book, for every test of the command line."""

from pathlib import Path

import pytest

from tests.desk.cli.prompt import Prompt, quick_pins


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Prompt:
    """A prompt in front of a folder without a book."""
    quick_pins(monkeypatch)
    return Prompt(tmp_path / "desk")


@pytest.fixture
def prompt(empty: Prompt) -> Prompt:
    """A prompt in front of a branch with its people."""
    empty.set_up()
    return empty
