"""Kills of a program that exchanges the file of a book; counted, for tests and for the soak."""

import os
import random
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

from db.bare import key_file_of
from tests.db.cipher.a_changer import opened_with
from tests.processes import ROOT

LONGEST = 0.5
"""Seconds; a change takes a fraction of it."""


def cut_off(book: Path, times: int, seed: int) -> Counter[str]:
    """Kill it so many times; how often in which act, and how the book stood then.

    After each the book opens with one of the passphrases or none, and agrees with its journal.
    """
    dice, said = random.Random(seed), Counter[str]()
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    for one in range(times):
        line = [sys.executable, "-m", "tests.db.cipher.a_changer", str(book), str(seed + one)]
        with subprocess.Popen(line, cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True) as runs:
            assert runs.stdout is not None
            begun = runs.stdout.readline()
            time.sleep(dice.random() * LONGEST)
            runs.kill()
            acts = [begun, *runs.stdout.readlines()]
        assert begun, "it ended by itself"
        said[f"killed in {acts[-1].strip()}"] += 1
        said["the book was encrypted" if opened_with(book) else "the book was readable"] += 1
        for left in (*book.parent.glob("*.before-encryption-*"), *book.parent.glob("*.old*")):
            left.unlink()
        assert not book.with_name(f"{book.name}.new.key").exists()
        assert key_file_of(book).exists() or opened_with(book) == ""
    return said
