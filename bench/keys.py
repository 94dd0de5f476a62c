"""From a key to the frame it paints, on the board and in the narrative field, with the demo book.

python -m bench.keys

The real program runs in a pseudo-terminal of 120 by 36. On the board the mark moves; in the
narrative a character is typed and must stand on the screen. A key is pressed when the screen
has come to rest, as a person would.
"""

import tempfile
import time
from pathlib import Path
from statistics import median, quantiles

from bench.books import demo_home
from bench.paint import DESK
from bench.terminal import Terminal

KEYS = 120
MOST_P95_MS = 50.0
DOWN, UP, F2 = "\x1b[B", "\x1b[A", "\x1bOQ"
TEXT = "我家这个月电费比上个月多了一倍，家里没有添电器，想请你们查一查电表。"


def board(terminal: Terminal) -> list[float]:
    """Seconds from each arrow key to the next frame."""
    times = []
    for number in range(KEYS):
        terminal.settle(0.05)
        pressed = terminal.press(DOWN if number % 40 < 30 else UP)
        times.append(terminal.wait_for_paint() - pressed)
    return times


def narrative(terminal: Terminal) -> list[float]:
    """Seconds from each character typed to its standing on the screen."""
    times = []
    for number in range(KEYS):
        char = TEXT[number % len(TEXT)]
        seen = terminal.settle(0.05)
        pressed = terminal.press(char)
        times.append(terminal.wait(char, since=seen) - pressed)
    return times


def told(name: str, times: list[float]) -> bool:
    """Print the figures; whether the limit holds."""
    p95 = quantiles(times, n=20)[18] * 1e3
    print(
        f"{name:28} p50 {median(times) * 1e3:5.1f} ms   p95 {p95:5.1f} ms   "
        f"(limit p95 {MOST_P95_MS:.0f})"
    )
    return p95 <= MOST_P95_MS


def signed_in(terminal: Terminal, number: str, pin: str) -> None:
    """Go through the first screen as a person does."""
    terminal.wait("╰")
    terminal.settle()
    for keys in (number, "\r", pin, "\r"):
        terminal.press(keys)
        time.sleep(0.2)
    terminal.wait("Ctrl+P")
    terminal.settle(0.5)


def main() -> bool:
    """Print the figures; whether Desk keeps to its limit."""
    with tempfile.TemporaryDirectory() as folder:
        env, number, pin = demo_home(Path(folder) / "desk")
        with Terminal(DESK, columns=120, rows=36, env=env) as terminal:
            signed_in(terminal, number, pin)
            # The closed cases are the longest list there is.
            terminal.press("0")
            terminal.settle(0.5)
            kept = told("key to paint, board", board(terminal))
            open_narrative(terminal)
            kept = told("key to paint, narrative", narrative(terminal)) and kept
    return kept


def open_narrative(terminal: Terminal) -> None:
    """A new case, and on to its narrative."""
    seen = terminal.settle()
    terminal.press(F2)
    terminal.wait("╭", since=seen)
    terminal.settle(0.5)
    terminal.press("\t")
    terminal.settle(0.5)


if __name__ == "__main__":
    raise SystemExit(0 if main() else 1)
