"""Programs that are begun, killed at a random moment and looked at: the warm parent of them all.

A process of its own, with one thread and no book open, so that a child made by `fork` begins
within a millisecond and stands for one that was started anew. Every moment comes from the seed.
"""

import gc
import importlib
import json
import os
import select
import shutil
import signal
import sys
import threading
import time
import traceback
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from db import open_book
from desk.clock import SetClock
from tests.crash.beginnings import (
    at_the_prompt,
    begin,
    command,
    move,
    moving,
    opening,
    scripts_of,
)
from tests.crash.checks import Said, leftovers, wrong_in
from tests.crash.deeds import WARMING, at_the_counter, on_paper, with_lists
from tests.crash.life import STEP, Life, Work, copied, last_moment, set_up, the_hall
from tests.crash.windows import WINDOWS
from tests.crash.windows import set_up as by_commands
from tests.desk.cli.prompt import Prompt
from tests.desk.services.hall import PIN

AFTER = {
    "counter": (16, 0.01),
    "paper": (8, 0.1),
    "import": (14, 0.01),
    "command": (3, 0.05),
    "opening": (3, 0.05),
    "moving": (3, 0.05),
}
"""When a program is killed: after fewer than so many confirmations, and so many seconds at most.

Counted so, a busy computer sees the same kills as an idle one.
"""
LIVES = 6
"""Programs that are killed in one data folder, one after the other, before it is a new one."""
PATIENCE = 120
"""Seconds after which a program that says nothing has hung."""

WORKS: dict[str, Work] = {
    "counter": at_the_counter,
    "paper": on_paper,
    "import": with_lists,
    "command": at_the_prompt,
    "opening": opening,
    "moving": moving,
}


TURNS = ("counter", "paper", "import", "counter", "command", "counter", "opening", "moving")


@dataclass
class Report:
    """What a row of kills showed."""

    kills: Counter[str] = field(default_factory=Counter)
    confirmed: Counter[str] = field(default_factory=Counter)
    """Acts that were confirmed before the kill, and found afterwards."""
    unfinished: int = 0
    """Files left under a name of their own by a program that was writing them."""
    oldest: float = 0.0
    """Seconds by which the oldest word was typed before a kill that no draft held."""
    wrong: list[str] = field(default_factory=list)

    def lines(self) -> list[str]:
        """The counts, for anybody to read."""
        said = [f"{count:6} kills while {WORDS[name]}" for name, count in self.kills.items()]
        said.append(f"{sum(self.kills.values()):6} kills altogether")
        said.append(f"{sum(self.confirmed.values()):6} acts confirmed before a kill, all there")
        said.append(f"{self.unfinished:6} unfinished files, none under its final name")
        if self.oldest:
            said.append(f"{self.oldest:6.1f} seconds of typing lost at most")
        said.append(f"{len(self.wrong):6} things wrong")
        return [*said, *(f"    {one}" for one in self.wrong[:50])]


WORDS = {
    "counter": "cases, calls, tasks, drafts and files were kept",
    "paper": "letters, lists, backups and settings were written",
    "import": "customers were imported",
    "command": "commands ran at a prompt",
    "opening": "new books were set up",
    "moving": "books were brought to a newer version",
    "screen": "questions were answered on the screen of a whole Desk",
    "typing": "a narrative was typed into a whole Desk",
    "steady": "a narrative was typed without a pause",
    "process": "whole commands ran, one process each",
}


@dataclass
class Child:
    """A program that was begun, and the end of the pipe it writes to."""

    pid: int
    pipe: int
    heard: bytes = b""

    def wait_for(self, lines: int) -> None:
        """Wait until it has said so many lines, or ended."""
        while self.heard.count(b"\n") < lines:
            if not select.select([self.pipe], [], [], PATIENCE)[0]:
                raise TimeoutError("a program said nothing")
            piece = os.read(self.pipe, 65_536)
            if not piece:
                return
            self.heard += piece

    def kill(self) -> bool:
        """End it as a power switch would; False when it had ended before."""
        os.kill(self.pid, signal.SIGKILL)
        _pid, status = os.waitpid(self.pid, 0)
        return os.WIFSIGNALED(status)

    def said(self) -> list[Said]:
        """Every whole line that it wrote."""
        with os.fdopen(self.pipe, "rb") as end:
            self.heard += end.read()
        *lines, _cut_off = self.heard.split(b"\n")
        return [json.loads(line) for line in lines]


def begun(work: Callable[[int], None]) -> Child:
    """Begin `work` in a child; it gets the end of the pipe that it writes to."""
    reads, writes = os.pipe()
    sys.stdout.flush()
    pid = os.fork()
    if pid:
        os.close(writes)
        return Child(pid, reads)
    os.close(reads)
    try:
        work(writes)
    except BaseException:
        words = ["broke", traceback.format_exc()[-3000:], {}]
        os.write(writes, json.dumps(words, ensure_ascii=False).encode()[:4000] + b"\n")
    finally:
        os._exit(0)


def killed(
    life: Life,
    work: Work,
    lines: int,
    seconds: float,
    sabotage: Callable[[], None] | None = None,
) -> list[Said]:
    """What a program said that was killed some seconds after so many lines."""

    def run(pipe: int) -> None:
        life.pipe = pipe
        if sabotage is not None:
            sabotage()
        work(life)

    child = begun(run)
    child.wait_for(lines)
    time.sleep(seconds)
    child.kill()
    return child.said()


def looked_at(home: Path, said: Sequence[Said], *, lasting: bool = True) -> list[str]:
    """What is wrong in a data folder, as a new program finds it."""
    child = begun(lambda pipe: _answer(pipe, wrong_in(home, said, lasting=lasting)))
    with os.fdopen(child.pipe, "rb") as end:
        answer = end.read()
    os.waitpid(child.pid, 0)
    try:
        words = json.loads(answer)
    except ValueError:
        return [f"stuck: nobody could look: {answer!r}"]
    # Opening, reading or verifying raised instead of answering.
    return [f"stuck: {words[1]}"] if words[:1] == ["broke"] else list(words)


def _answer(pipe: int, wrong: list[str]) -> None:
    data = json.dumps(wrong, ensure_ascii=False).encode()
    while data:
        data = data[os.write(pipe, data) :]


def warm(home: Path) -> None:
    """Import and read all that programs need, so that each begins as one long at work."""
    for name in ("desk.letter.press", "typst", "alembic.command"):
        importlib.import_module(name)
    with open(os.devnull, "wb") as nowhere:
        life = Life(home, Random(0), nowhere.fileno())
        with closing(open_book(life.book)) as store:
            hall = the_hall(store)
            for deed in WARMING:
                hall.clock.at += STEP
                deed(life, hall)
        os.environ["DESK_PIN"] = PIN
        prompt = Prompt(home, SetClock(last_moment(home)))
        for _time in range(12):
            prompt.clock.at += STEP
            command(life, prompt)
    begin(home / "begun-0")
    shutil.copy(life.book, home / "moved.db")
    move(home / "moved.db", scripts_of(home))
    assert wrong_in(home, []) == []
    assert threading.active_count() == 1
    # What stands in memory now is shared with every child and never looked through again.
    gc.collect()
    gc.freeze()


def kills(
    folder: Path,
    count: int,
    seed: int,
    works: Sequence[str] = TURNS,
    sabotage: Callable[[], None] | None = None,
    told: Callable[[str], None] = lambda _line: None,
    enough: int = 0,
) -> Report:
    """Kill `count` programs at moments that `seed` decides, and look each time.

    `enough` things wrong end it early. `works` names the work of each data folder in turn.
    """
    report, template = Report(), folder / "template"
    set_up(template)
    if not gc.get_freeze_count():
        warm(copied(template, folder / "warm"))
    home, said = template, list[Said]()
    for number in range(count):
        if number % LIVES == 0:
            home, said = copied(template, folder / f"home-{number // LIVES}"), []
        rng = Random(f"{seed}-{number}")
        name = works[(number // LIVES) % len(works)]
        life = Life(home, rng, number=number % LIVES)
        most, seconds = AFTER[name]
        lines = 1 + rng.randrange(most)
        new = killed(life, WORKS[name], lines, rng.uniform(0, seconds), sabotage)
        said += new
        report.kills[name] += 1
        report.confirmed.update(act for kind, act, _proof in new if kind == "done")
        wrong = [f"broke: {act}" for kind, act, _proof in new if kind == "broke"]
        wrong += looked_at(home, said)
        report.unfinished += leftovers(home) if number % LIVES == LIVES - 1 else 0
        report.wrong += [f"seed {seed}, kill {number}, {name}: {one}" for one in wrong]
        if enough and len(report.wrong) >= enough:
            break
        if number % 100 == 99:
            told(f"{number + 1} kills, {len(report.wrong)} things wrong")
    return report


def whole_programs(folder: Path, works: Sequence[str], seed: int, report: Report) -> None:
    """Kill Desk with its screens and its commands, started as a branch starts them."""
    home, said = folder / "windows", list[Said]()
    by_commands(home)
    for number, name in enumerate(works):
        seen = WINDOWS[name](home, Random(f"{seed}-{name}-{number}"))
        said += seen.said
        report.kills[name] += 1
        report.confirmed.update(act for _kind, act, _proof in seen.said)
        report.oldest = max(report.oldest, seen.age)
        wrong = [*([seen.wrong] if seen.wrong else []), *looked_at(home, said, lasting=False)]
        report.wrong += [f"seed {seed}, kill {number}, {name}: {one}" for one in wrong]


def main(arguments: Sequence[str]) -> int:
    """Kill and say what was found; 1 when anything is wrong."""
    parser = ArgumentParser("python -m tests.crash.kills", description=__doc__)
    parser.add_argument("folder", type=Path, help="where to work; made anew")
    parser.add_argument("count", type=int, help="how many programs made by fork are killed")
    parser.add_argument("seed", type=int, help="decides every moment")
    parser.add_argument("--whole", nargs="*", default=[], choices=WINDOWS, help="whole programs")
    parser.add_argument("--times", type=int, default=1, help="how often each of those")
    given = parser.parse_args(arguments)
    report = kills(
        given.folder, given.count, given.seed, told=lambda line: print(line, file=sys.stderr)
    )
    whole_programs(given.folder, given.whole * given.times, given.seed, report)
    print("\n".join(report.lines()))
    return 1 if report.wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
