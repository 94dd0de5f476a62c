"""Lives of cases run side by side, each step at its own hour, in the order of time."""

import heapq
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from desk.clock import SetClock

Life = Iterator[datetime]
"""One case: each value is the instant at which its next step happens."""


def run(
    lives: Sequence[Life], clock: SetClock, progress: Callable[[int, int], None] | None = None
) -> None:
    """Take every life to its end, always the step that comes first."""
    waiting: list[tuple[datetime, int, Life]] = []
    for number, life in enumerate(lives):
        first = next(life, None)
        if first is not None:
            waiting.append((first, number, life))
    heapq.heapify(waiting)
    ended = len(lives) - len(waiting)
    while waiting:
        at, number, life = heapq.heappop(waiting)
        clock.at = max(at, clock.at) if number else at
        following = next(life, None)
        if following is None:
            ended += 1
            if progress is not None:
                progress(ended, len(lives))
        else:
            heapq.heappush(waiting, (following, number, life))
