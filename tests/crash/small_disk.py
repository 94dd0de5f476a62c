"""A disk of a few megabytes that fills up while people work: a sentence, and nothing half.

`python -m tests.crash.small_disk FOLDER LEVELS` mounts it there, as an administrator or inside
`unshare -Urm`.
"""

import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from random import Random

from db import open_book
from desk.refusals import Fault, Refusal
from tests.crash.checks import Said, wrong_in
from tests.crash.deeds import COUNTER, PAPER, take_in
from tests.crash.life import STEP, Life, copied, set_up, the_hall

MEGABYTES = 8
STEPS = 16 * 1024
"""How much more room each next level leaves, in bytes."""


class Listening(Life):
    """A life whose confirmations are kept in this process."""

    said: list[Said]

    def say(self, kind: str, act: str = "", **proof: object) -> None:
        self.said.append((kind, act, proof))


def filled(disk: Path, room: int) -> Path:
    """Fill the disk but for some room; gives the file to be taken away again."""
    ballast = disk / "ballast"
    with ballast.open("wb", buffering=0) as file:
        try:
            while file.write(b"\0" * 4096) == 4096:
                pass
        except OSError:
            pass
    size = ballast.stat().st_size
    with ballast.open("r+b") as file:
        file.truncate(max(0, size - room))
    return ballast


def tell(told: Fault | Refusal, counted: Counter[str]) -> None:
    """Count what a clerk was told; it must say what happened and what to do."""
    assert told.message, told
    assert told.hint, told
    counted["told"] += 1


def work(life: Listening, counted: Counter[str]) -> None:
    """Do everything once with the room there is; count what was refused and how."""
    try:
        with closing(open_book(life.book)) as store:
            hall = the_hall(store)
            for deed in (*COUNTER, *PAPER, take_in):
                hall.clock.at += 6 * STEP
                try:
                    deed(life, hall)
                except (Fault, Refusal) as told:
                    tell(told, counted)
                except OSError:
                    # A file of the test's own, made ready for what is then tried.
                    counted["not begun"] += 1
    except (Fault, Refusal) as told:
        # Not even room to open the book.
        tell(told, counted)


def main(arguments: Sequence[str]) -> int:
    """Let the disk fill up at many levels, and say what was found; 1 when anything is wrong."""
    folder, levels = Path(arguments[0]), int(arguments[1])
    disk = folder / "disk"
    disk.mkdir(parents=True)
    subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={MEGABYTES}m", "tmpfs", str(disk)], check=True
    )
    counted: Counter[str] = Counter()
    wrong: list[str] = []
    try:
        set_up(folder / "template")
        for level in range(levels):
            home = copied(folder / "template", disk / "desk")
            life = Listening(home, Random(level))
            life.said = []
            ballast = filled(disk, level * STEPS)
            work(life, counted)
            ballast.unlink()
            counted["confirmed"] += sum(kind == "done" for kind, _act, _proof in life.said)
            wrong += [f"level {level}: {one}" for one in wrong_in(home, life.said)]
            subprocess.run(["rm", "-r", str(home)], check=True)
    finally:
        subprocess.run(["umount", str(disk)], check=True)
    print(f"{levels:6} disks of {MEGABYTES} megabytes that were full sooner or later")
    print(f"{counted['confirmed']:6} acts confirmed, all there")
    print(f"{counted['told']:6} acts that found no room, each told in a sentence")
    print(f"{len(wrong):6} things wrong")
    print(*(f"    {one}" for one in wrong[:20]), sep="\n")
    return 1 if wrong or not counted["told"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
