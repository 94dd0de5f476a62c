"""Desk is killed a hundred times, and nothing that it confirmed is gone and nothing is half."""

import json
import os
import sys
from pathlib import Path

import pytest

from tests.processes import run

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")


def test_a_hundred_kills(tmp_path: Path) -> None:
    done = run([sys.executable, "-m", "tests.crash.kills", tmp_path / "kills", "100", "20261122"])
    lines = {
        words: int(count) for count, words in (_two(line) for line in done.stdout.splitlines())
    }
    assert lines["kills altogether"] == 100
    assert lines["acts confirmed before a kill, all there"] > 100
    assert lines["things wrong"] == 0


def _two(line: str) -> tuple[str, str]:
    count, _space, words = line.strip().partition(" ")
    return (count, words) if count.isdigit() else ("0", line)


def test_what_is_broken_on_purpose_is_found(tmp_path: Path) -> None:
    done = run([sys.executable, "-m", "tests.crash.sabotage", tmp_path / "kills"])
    found = json.loads(done.stdout.splitlines()[-1])
    assert {"half", "verify"} <= set(found["torn"])
    assert found["forgetful"] == ["lost"]
    assert found["straight"] == ["half"]
