"""Every command is given what tries to break it: it is data, or it is refused in words."""

from pathlib import Path

import pytest

from tests.desk.cli.naughty import TEXTS, commands, tried
from tests.desk.cli.prompt import A_CASE, LEAD, Prompt

TURNS = 2
"""Texts that each command meets here; every command meets every text in the soak."""


@pytest.fixture
def deep(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to write into, deep enough for names that climb."""
    inside = tmp_path.joinpath("a", "b", "c", "d")
    inside.mkdir(parents=True)
    monkeypatch.chdir(inside)
    return tmp_path


@pytest.mark.parametrize("turn", range(TURNS))
def test_every_command_stands_some_of_it(prompt: Prompt, deep: Path, turn: int) -> None:
    prompt.ok("--staff", LEAD, "case", "register", data=A_CASE)
    before = {path for path in deep.rglob("*") if prompt.home not in path.parents}
    wrong = []
    for number, (path, found) in enumerate(commands()):
        name = list(TEXTS)[(number * TURNS + turn) % len(TEXTS)]
        wrong += tried(prompt, path, found, TEXTS[name])
    assert wrong == []
    assert prompt.ok("--staff", LEAD, "verify")
    made = {path for path in deep.rglob("*") if prompt.home not in path.parents} - before
    assert all(deep / "a" / "b" / "c" / "d" in path.parents for path in made), made


def test_every_text_is_tried_on_some_command() -> None:
    assert len(list(commands())) * TURNS > len(TEXTS)
