"""Whole programs that are killed: Desk with its screens, and commands in processes of their own."""

import json
import os
import re
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from db import open_book
from desk.clock import SetClock
from desk.customer import Draft
from desk.places import Places
from tests.crash.checks import Said
from tests.crash.life import quick_pins
from tests.crash.terminal import Ended, command, cut_short, signed_in
from tests.desk.cli.prompt import A_CASE, CLERK, PIN, Prompt

CTRL_D, CTRL_S, F2, TAB = "\x04", "\x13", "\x1bOQ", "\t"
OLDEST = 2.0
"""Seconds of typing that may be lost."""

GROWN = 2
"""States of one draft that show that it grows while somebody types."""


@dataclass
class Seen:
    """What a killed program had confirmed, and how old the newest lost word was, if any."""

    said: list[Said]
    age: float = 0.0
    wrong: str = ""


def set_up(home: Path) -> None:
    """A data folder by the commands and the clock of this computer, as a branch has it."""
    quick_pins()
    os.environ["DESK_PIN"] = os.environ["DESK_NEW_PIN"] = PIN
    Prompt(home, SetClock(datetime.now(UTC) - timedelta(minutes=10))).set_up()


def inquiries(home: Path, rng: Random) -> Seen:
    """Questions answered at the screen, each confirmed by the number that is shown."""
    terminal, said = signed_in(home, CLERK, PIN), list[Said]()
    terminal.until = time.monotonic() + rng.uniform(0.1, 4)
    try:
        while True:
            terminal.forget()
            terminal.press(CTRL_D)
            terminal.wait_for("所问")
            # A dialog that is drawn is not yet one that listens.
            for keys in ("电表", TAB, TAB, "1", CTRL_S):
                terminal.press(keys)
                terminal.read(0.1)
            # The word on the one before may be drawn again.
            known = "|".join(proof["reference"][5:] for _kind, _act, proof in said) or "-"
            found = terminal.wait_for(rf"(HD01-(?!{known})\d{{8}}-\d{{4}})已登记")
            said.append(("done", "case", {"reference": found[1]}))
    except Ended:
        pass
    finally:
        terminal.kill()
    return Seen(said)


def typing(home: Path, rng: Random, *, by_the_clock: bool) -> Seen:
    """A narrative that is typed without a pause until the end.

    With `by_the_clock` the end comes at any moment, and what was on the screen two seconds before
    must be kept; without it the end comes once a draft was seen to grow.
    """
    terminal, shown = signed_in(home, CLERK, PIN), dict[str, float]()
    terminal.press(F2)
    terminal.wait_for("事情经过")
    terminal.press(TAB)
    terminal.read(0.3)
    if by_the_clock:
        terminal.until = time.monotonic() + rng.uniform(2.5, 7)
    # No word that was typed before.
    first = rng.randrange(1, 900) * 1000
    states = list[set[str]]()
    try:
        for number in range(first, first + 1000):
            for letter in f"{number:06d} ":
                terminal.press(letter)
                terminal.read(0.02)
            # What was echoed was typed; what lies in the keyboard's queue was not yet.
            fresh = _words(terminal.text) - shown.keys()
            shown.update(dict.fromkeys(fresh, time.monotonic()))
            if not by_the_clock and number % 5 == 0:
                kept = typed(home) & shown.keys()
                if kept and kept not in states:
                    states.append(kept)
                if len(states) == GROWN:
                    break
    except Ended:
        pass
    end = time.monotonic()
    terminal.kill()
    there = typed(home)
    age = max((end - at for word, at in shown.items() if word not in there), default=0.0)
    if by_the_clock:
        wrong = f"lost: words typed {age:.1f} s before the kill" if age > OLDEST else ""
    else:
        wrong = "" if len(states) == GROWN and states[-1] <= there else "lost: what was a draft"
    return Seen([], age, wrong)


def _words(text: str) -> set[str]:
    return set(re.findall(r"\b\d{6}\b", text))


def typed(home: Path) -> set[str]:
    """The words in the narratives of all drafts of the intake."""
    with closing(open_book(Places(home).book)) as store, store.read() as book:
        found = [json.loads(draft.content) for draft in book.find(Draft, form="intake")]
    return _words(" ".join(str(content.get("narrative", "")) for content in found))


def processes(home: Path, rng: Random) -> Seen:
    """Commands in processes of their own, until one of them is cut short."""
    said, end = list[Said](), time.monotonic() + rng.uniform(0.3, 2.5)
    words = [*command(home), "--staff", CLERK, "--json", "case", "register"]
    data = json.dumps(A_CASE).encode()
    while (left := end - time.monotonic()) > 0:
        if out := cut_short(words, data, left, DESK_PIN=PIN):
            said.append(("done", "case", {"reference": json.loads(out)["reference"]}))
    return Seen(said)


WINDOWS: dict[str, Callable[[Path, Random], Seen]] = {
    "screen": inquiries,
    "typing": lambda home, rng: typing(home, rng, by_the_clock=True),
    "steady": lambda home, rng: typing(home, rng, by_the_clock=False),
    "process": processes,
}
