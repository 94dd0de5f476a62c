"""How much of a daily job is Desk's own time: the keys of docs/keystrokes.md in a real terminal.

python -m bench.hands

The demo book, a pseudo-terminal of 120 by 36. Each key of a job is pressed once the screen has come
to rest; what is counted runs from the key to the last byte that it paints. Beside it stands what an
expert takes for the same job by the keystroke-level model.
"""

import tempfile
import time
from pathlib import Path

from bench.books import demo_home
from bench.keys import signed_in
from bench.paint import DESK
from bench.terminal import Terminal
from tests.hands.counting import Job, jobs

PLAYED = ("known_customer", "new_customer", "inquiry", "reminder", "find")
"""Jobs that a clerk can do with the demo book as it is."""
TYPED = {"1234": "0007", "0001": "0007"}
"""What stands in the demo book for the digits of the made-up one."""
QUIET = 0.3
"""Seconds without a byte after which a key is over."""
MOST_SHARE = 0.20
"""How much of the time a person takes Desk may add."""
ESCAPES = {
    "f2": "\x1bOQ",
    "f3": "\x1bOR",
    "f4": "\x1bOS",
    "f5": "\x1b[15~",
    "enter": "\r",
    "ctrl+s": "\x13",
    "ctrl+d": "\x04",
    "ctrl+r": "\x12",
}


def own_time(terminal: Terminal, keys: str) -> float:
    """Seconds from a key, or from words that come at once, to the last byte it paints."""
    terminal.settle(QUIET)
    pressed = last = terminal.press(keys)
    while True:
        seen = len(terminal.painted)
        if terminal.settle(0) == seen:
            if time.perf_counter() - last > QUIET:
                return last - pressed
            time.sleep(0.002)
        else:
            last = time.perf_counter()


def play(terminal: Terminal, job: Job) -> float:
    """Desk's own seconds in a job, from the board; afterwards the board again."""
    spent = sum(
        own_time(terminal, ESCAPES[step.key] if step.is_key else TYPED.get(step.typed, step.typed))
        for step in job.steps
    )
    terminal.press("\x1bOS")
    terminal.settle(0.5)
    return spent


def main() -> bool:
    """Print the figures; whether Desk keeps to its share."""
    kept = True
    with tempfile.TemporaryDirectory() as folder:
        env, number, pin = demo_home(Path(folder) / "desk")
        with Terminal(DESK, columns=120, rows=36, env=env) as terminal:
            signed_in(terminal, number, pin)
            for job in jobs():
                if job.id not in PLAYED:
                    continue
                own = play(terminal, job)
                share = own / job.seconds
                kept = kept and share <= MOST_SHARE
                print(
                    f"hands, {job.id:16} a person {job.seconds:5.1f} s   Desk {own:5.2f} s   "
                    f"{share:4.0%}   (limit {MOST_SHARE:.0%})"
                )
    return kept


if __name__ == "__main__":
    raise SystemExit(0 if main() else 1)
