"""Desk is killed a hundred times, and nothing that it confirmed is gone and nothing is half."""

import json
import os
import sys
from pathlib import Path

import pytest

from tests.processes import run

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")


def counts(folder: Path, *words: str) -> dict[str, float]:
    """What a row of kills counted; fails with all that is wrong if anything is."""
    done = run([sys.executable, "-m", "tests.crash.kills", folder, *words])
    return {words: float(count) for count, words in map(_two, done.stdout.splitlines())}


def _two(line: str) -> tuple[str, str]:
    count, _space, words = line.strip().partition(" ")
    return count, words


def test_a_hundred_kills(tmp_path: Path) -> None:
    found = counts(tmp_path / "kills", "96", "20261122")
    assert found["kills altogether"] == 96
    assert found["acts confirmed before a kill, all there"] > 96
    assert found["things wrong"] == 0


def test_whole_programs_are_killed(tmp_path: Path) -> None:
    found = counts(tmp_path / "kills", "0", "1", "--whole", "screen", "steady", "process")
    assert found["kills altogether"] == 3
    assert found["things wrong"] == 0


def test_what_is_broken_on_purpose_is_found(tmp_path: Path) -> None:
    done = run([sys.executable, "-m", "tests.crash.sabotage", tmp_path / "kills"])
    found = json.loads(done.stdout.splitlines()[-1])
    assert {"half", "verify"} & set(found["torn"])
    assert found["forgetful"] == ["lost"]
    assert found["straight"] == ["half"]


def test_four_programs_write_at_once_and_lose_nothing(tmp_path: Path) -> None:
    words = ["-m", "tests.crash.writers", str(tmp_path / "writers"), "4", "1"]
    done = run([sys.executable, *words])
    found = {words: float(count) for count, words in map(_two, done.stdout.splitlines()[1:4])}
    assert found["acts confirmed, all there"] > 4
    assert found["things wrong"] == 0
