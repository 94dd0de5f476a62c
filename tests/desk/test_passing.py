"""Files for a moment: for this account alone, gone at the end, and after a crash at the start."""

import os
import stat
import subprocess
import sys
from pathlib import Path

from desk.passing import NAME, Passing, clear
from tests.processes import ROOT

CRASH = """
import os, sys
from pathlib import Path
from desk.passing import Passing
passing = Passing(Path(sys.argv[1]))
(passing.folder() / "page.pdf").write_text("柳明月")
print("there", flush=True)
sys.stdin.readline()
os._exit(9)
"""


def left(home: Path) -> list[Path]:
    return [path for path in (home / NAME).rglob("*") if path.is_file() and path.name != "held"]


def test_what_passes_is_for_this_account_and_goes_with_desk(tmp_path: Path) -> None:
    passing = Passing(tmp_path)
    folder = passing.folder()
    assert passing.folder() == folder
    (folder / "page.pdf").write_text("柳明月", encoding="utf-8")
    if os.name != "nt":
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert stat.S_IMODE(folder.parent.stat().st_mode) == 0o700
    assert clear(tmp_path) == 0
    assert left(tmp_path)
    passing.end()
    assert not folder.exists()
    assert passing.folder() != folder
    passing.end()


def test_a_crash_leaves_it_until_the_next_start_and_a_living_window_keeps_its_own(
    tmp_path: Path,
) -> None:
    words = [sys.executable, "-c", CRASH, str(tmp_path)]
    with subprocess.Popen(
        words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT, text=True
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "there\n"
        assert clear(tmp_path) == 0
        assert len(left(tmp_path)) == 1
        child.communicate("\n")
    assert left(tmp_path)
    assert clear(tmp_path) == 1
    assert left(tmp_path) == []


def test_half_files_go_once_nobody_can_be_writing_them(tmp_path: Path) -> None:
    letters = tmp_path / "letters" / "drafts"
    letters.mkdir(parents=True)
    old, young, whole = letters / ".a.part", letters / ".b.part", letters / "a.pdf"
    for path in (old, young, whole):
        path.write_text("柳明月", encoding="utf-8")
    os.utime(old, (1, 1))
    assert clear(tmp_path) == 1
    assert sorted(letters.iterdir()) == [young, whole]
