"""From the start of the process to the first painted screen, beside the bare tools.

python -m bench.paint

Floor of the screen: a Textual application of one Label. Floor of `desk --version`: Python that
does nothing. Both are run in turns, so that both meet the same machine; medians are compared.
"""

import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from bench.books import empty_home
from bench.floors import BARE_PYTHON, BARE_SCREEN
from bench.terminal import Terminal

ROUNDS, WARM = 15, 2
MOST_SCREEN = 1.3
"""Desk's first screen may take so many times as long as the bare application's."""
MOST_VERSION = 3.0
"""`desk --version` may take so many times as long as Python that does nothing."""

_SCRIPT = Path(sys.executable).with_name("desk")
DESK = [str(_SCRIPT)] if _SCRIPT.exists() else [sys.executable, "-m", "desk"]
"""What a person types, where Desk is installed."""
WHOLE_FRAME = ("╰", "F1")
"""The frame around the fields is closed, and the line of keys stands."""


def first_paint(argv: Sequence[str], signs: Sequence[str], env: dict[str, str]) -> float:
    """Seconds until all signs of the first screen are painted."""
    with Terminal(argv, env=env) as terminal:
        return terminal.wait(*signs) - terminal.began


def run_time(argv: Sequence[str]) -> float:
    """Seconds that a command takes."""
    began = time.perf_counter()
    subprocess.run(argv, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began


def compare(name: str, ours: list[float], floor: list[float], limit: float) -> bool:
    """Print both and whether the limit holds."""
    ratio = median(ours) / median(floor)
    print(
        f"{name:28} desk {median(ours) * 1e3:6.1f} ms   bare {median(floor) * 1e3:6.1f} ms   "
        f"ratio {ratio:.2f} (limit {limit:.1f})"
    )
    return ratio <= limit


def main() -> bool:
    """Print the figures; whether Desk keeps to its limits."""
    screen: tuple[list[float], list[float]] = ([], [])
    version: tuple[list[float], list[float]] = ([], [])
    with tempfile.TemporaryDirectory() as folder:
        env = empty_home(Path(folder) / "desk")
        for turn in range(WARM + ROUNDS):
            times = (
                first_paint(DESK, WHOLE_FRAME, env),
                first_paint(BARE_SCREEN, ("painted",), env),
                run_time([*DESK, "--version"]),
                run_time(BARE_PYTHON),
            )
            if turn >= WARM:
                for kept, seconds in zip((*screen, *version), times, strict=True):
                    kept.append(seconds)
    kept_to = compare("first painted screen", *screen, MOST_SCREEN)
    return compare("desk --version", *version, MOST_VERSION) and kept_to


if __name__ == "__main__":
    raise SystemExit(0 if main() else 1)
