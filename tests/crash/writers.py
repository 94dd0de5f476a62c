"""Many programs that write into one book at once, each as fast as it can: nothing is lost.

`python -m tests.crash.writers FOLDER PROCESSES SECONDS`
"""

import json
import os
import sys
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random

from db import open_book
from desk.case import Case
from tests.crash.checks import Said
from tests.crash.deeds import contact, draft, register, task
from tests.crash.kills import begun, looked_at, warm
from tests.crash.life import Life, copied, last_moment, set_up, the_hall

DEEDS = (register, contact, draft, task)


@dataclass
class OneClock:
    """The clock of all the writers: what is later for one is later for all."""

    start: datetime
    began: float

    def now(self) -> datetime:
        """Later by as much as has passed since they began."""
        return (self.start + timedelta(seconds=time.monotonic() - self.began)).astimezone(UTC)


def write(life: Life, clock: OneClock, seconds: float) -> None:
    """Work until the time is over; say how long the longest act took."""
    longest, end = 0.0, clock.began + seconds
    with closing(open_book(life.book)) as store:
        hall = the_hall(store)
        hall.desk = replace(hall.desk, clock=clock)
        while time.monotonic() < end:
            began = time.monotonic()
            life.rng.choice(DEEDS)(life, hall)
            longest = max(longest, time.monotonic() - began)
    life.say("over", "", longest=longest)


def main(arguments: Sequence[str]) -> int:
    """Let them write, and say what was found; 1 when anything is wrong."""
    folder, processes, seconds = Path(arguments[0]), int(arguments[1]), float(arguments[2])
    template, home = folder / "template", folder / "home"
    set_up(template)
    warm(copied(template, folder / "warm"))
    copied(template, home)
    clock = OneClock(last_moment(home), time.monotonic())

    children = [
        begun(partial(_one, home, folder, number, clock, seconds)) for number in range(processes)
    ]
    for child in children:
        os.waitpid(child.pid, 0)
    said = [line for child in children for line in child.said()]
    for path in folder.glob("said-*.txt"):
        said += [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    longest = [proof["longest"] for kind, _act, proof in said if kind == "over"]
    broke = [act for kind, act, _proof in said if kind == "broke"]
    done = [line for line in said if line[0] == "done"]
    # Each of them is counted; to look for every one would take longer than to write it.
    wrong = [*broke, *_counted(home, done), *looked_at(home, done[:: max(1, len(done) // 500)])]
    print(f"{processes:6} programs wrote into one book for {seconds:.0f} seconds")
    print(f"{len(done):6} acts confirmed, all there")
    print(f"{max(longest, default=0.0):6.2f} seconds was the longest that anybody waited")
    print(f"{len(wrong) + processes - len(longest):6} things wrong")
    print(*(f"    {one}" for one in wrong[:20]), sep="\n")
    return 1 if wrong or len(longest) != processes else 0


def _one(
    home: Path, folder: Path, number: int, clock: OneClock, seconds: float, _pipe: int
) -> None:
    # Into a file: a pipe that nobody empties would stop them.
    with (folder / f"said-{number}.txt").open("wb") as file:
        write(Life(home, Random(number), file.fileno(), number), clock, seconds)


def _counted(home: Path, done: Sequence[Said]) -> list[str]:
    with closing(open_book(home / "desk.db")) as store, store.read() as book:
        references = Counter(case.reference for case in book.find(Case))
    named = {proof["reference"] for _kind, act, proof in done if act in ("register", "case")}
    found = [f"lost: {one} was confirmed and is not there" for one in named - references.keys()]
    return found + [f"half: {one} was given {n} times" for one, n in references.items() if n > 1]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
