"""A confirmed act is on disk: the calls that see to it are counted by a tracer outside."""

import re
import shutil
import sys
from pathlib import Path

import pytest

from tests.crash.life import set_up
from tests.processes import ROOT, run

ACTS = 20
REGISTERS = """
import sys
from contextlib import closing
from pathlib import Path
from db import open_book
from tests.crash.life import the_hall
with closing(open_book(Path(sys.argv[1]))) as store:
    hall = the_hall(store)
    for _time in range(int(sys.argv[2])):
        hall.register()
    sys.stdout.write(hall.register())
"""

pytestmark = pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")


def syncs(folder: Path, acts: int) -> list[str]:
    """The calls that put something on disk while cases are registered, with their files."""
    set_up(folder / "desk")
    log = folder / "syncs.txt"
    tracer: list[str | Path] = ["strace", "-f", "-y", "-e", "trace=fsync,fdatasync", "-o", log]
    run(
        [*tracer, sys.executable, "-c", REGISTERS, folder / "desk" / "desk.db", str(acts)], cwd=ROOT
    )
    found = re.findall(r"(?:fsync|fdatasync)\(\d+<([^>]*)>\)\s*=\s*0", log.read_text("utf-8"))
    return [Path(name).name for name in found]


def test_every_act_waits_for_the_disk(tmp_path: Path) -> None:
    few, many = syncs(tmp_path / "few", 0), syncs(tmp_path / "many", ACTS)
    logged = many.count("desk.db-wal") - few.count("desk.db-wal")
    # One for each act: fewer would be acts that were confirmed and not yet on disk.
    assert ACTS <= logged <= 2 * ACTS
