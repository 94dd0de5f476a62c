"""A thousand kills."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.processes import ROOT


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_a_thousand_kills(tmp_path: Path, say: Callable[[str], None]) -> None:
    words = ["-m", "tests.crash.kills", str(tmp_path / "kills"), "952", "7"]
    words += ["--whole", "screen", "typing", "steady", "process", "--times", "12"]
    done = subprocess.run(
        [sys.executable, *words], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    say(done.stdout)
    assert done.returncode == 0, done.stdout + done.stderr
