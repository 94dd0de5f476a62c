"""What the program does while nobody does anything: nothing to be seen, and next to no work.

python -m bench.rest     with the demo book: at signing in, on the board, in a case, locked

For a minute each the bytes that come out are counted and the processor time of all threads.
"""

import os
import tempfile
import time
from pathlib import Path

from bench.books import demo_home
from bench.keys import DOWN, F2, signed_in
from bench.paint import DESK
from bench.terminal import Terminal

SECONDS = float(os.environ.get("DESK_REST", "60"))
MOST_PERCENT = 1.0
ENTER, ESC, F4, F12 = "\r", "\x1b", "\x1bOS", "\x1b[24~"


def at_rest(name: str, terminal: Terminal) -> bool:
    """Print what came out and what it took; whether the limits hold."""
    # Whatever the last key began is over by then.
    terminal.listen(4.0)
    used, began = terminal.processor(), time.perf_counter()
    out = terminal.listen(SECONDS)
    percent = (terminal.processor() - used) / (time.perf_counter() - began) * 100
    good = percent <= MOST_PERCENT and not out
    print(
        f"at rest, {name:20} {percent:5.2f} % of a processor, {out:6,} bytes out in "
        f"{SECONDS:.0f} s   (limits {MOST_PERCENT:.0f} % and 0{'' if good else ': missed'})",
        flush=True,
    )
    return good


def main() -> bool:
    """Print the figures; whether Desk keeps to its limits."""
    with tempfile.TemporaryDirectory() as folder:
        env, number, pin = demo_home(Path(folder) / "desk")
        with Terminal(DESK, columns=120, rows=36, env=env) as terminal:
            # The name of the hall stands there once its book is open.
            terminal.wait("╰", "演示营业厅")
            kept = at_rest("signing in", terminal)
            signed_in(terminal, number, pin)
            kept = at_rest("the board", terminal) and kept
            terminal.press(ENTER)
            kept = at_rest("a case", terminal) and kept
            terminal.press(F2)
            kept = at_rest("a new case", terminal) and kept
            for key in (DOWN, "2", "我家电表走得快。"):
                terminal.press(key)
                terminal.settle(0.3)
            kept = at_rest("a half-typed case", terminal) and kept
            terminal.press(F12)
            return at_rest("locked", terminal) and kept


if __name__ == "__main__":
    raise SystemExit(0 if main() else 1)
