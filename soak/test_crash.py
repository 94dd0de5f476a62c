"""A thousand kills, twenty writers, a disk that fills up: what was counted is printed."""

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests.processes import ROOT

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")


def printed(say: Callable[[str], None], *words: str | Path, by: Sequence[str] = ()) -> None:
    """Run a program to its end, through `by`, and pass on what it counted; fails with it."""
    done = subprocess.run(
        [*by, sys.executable, "-m", *map(str, words)],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    say(done.stdout)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_thousand_kills(tmp_path: Path, say: Callable[[str], None]) -> None:
    whole = ("--whole", "screen", "typing", "steady", "process", "--times", "12")
    printed(say, "tests.crash.kills", tmp_path / "kills", "952", "7", *whole)


def test_twenty_programs_write_for_a_minute(tmp_path: Path, say: Callable[[str], None]) -> None:
    printed(say, "tests.crash.writers", tmp_path / "writers", "20", "60")


def test_a_small_disk_fills_up(tmp_path: Path, say: Callable[[str], None]) -> None:
    # Who is no administrator may still mount something that only the program itself sees.
    by = () if os.geteuid() == 0 else ("unshare", "-Urm")
    printed(say, "tests.crash.small_disk", tmp_path / "small", "300", by=by)
