"""Many letters to pages at once: one warm engine for each core, results in the order asked for.

The engine computes on one core, so each worker is a fresh Python of its own: a process that was
forked after the engine ran hangs. The workers are plain children and not those of
multiprocessing, which cannot start where a screen holds the error stream.
"""

import math
import os
import pickle
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from queue import SimpleQueue
from typing import cast

from desk.i18n import _, current
from desk.letter.facts import PaperFacts, PaperKind
from desk.letter.layout import Layout
from desk.letter.press import to_pdf
from desk.refusals import Fault, Refusal

WORTH_A_WORKER = 6
"""Letters that repay the start of one more process."""
_AHEAD = 3
"""Letters that wait for each worker; more would only fill the memory with pages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PressJob:
    """One letter to press: what `to_pdf` takes."""

    markdown: str
    facts: PaperFacts
    kind: PaperKind
    layout: Layout | None = None


Pressed = bytes | Refusal | Fault
"""The page, or why there is none; one letter that fails does not stop the others."""


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def press_one(job: PressJob) -> Pressed:
    """The page of one job, or why there is none."""
    try:
        return to_pdf(job.markdown, job.facts, job.kind, job.layout)
    except (Refusal, Fault) as wrong:
        return wrong


class _Worker:
    """A child process that presses; started when it is first needed, once more if it is lost."""

    def __init__(self) -> None:
        self._child: subprocess.Popen[bytes] | None = None
        self._stopped = False

    def press(self, job: PressJob) -> Pressed:
        for _attempt in range(2):
            if self._stopped:
                break
            child = self._child or self._start()
            assert child.stdin
            assert child.stdout
            try:
                pickle.dump(job, child.stdin)
                child.stdin.flush()
                return cast("Pressed", pickle.load(child.stdout))
            except (OSError, EOFError, pickle.UnpicklingError):
                self.end()
        return Fault(
            _("The page could not be made: the process that makes pages was ended."),
            _("Close other programs if the memory is short, then try again."),
        )

    def _start(self) -> subprocess.Popen[bytes]:
        path = os.pathsep.join(os.path.abspath(entry) for entry in sys.path)
        self._child = subprocess.Popen(
            [sys.executable, "-P", "-m", "desk.letter.press_worker", current()],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": path},
        )
        return self._child

    def stop(self) -> None:
        """End the child even in the middle of a letter; for any thread."""
        self._stopped = True
        if child := self._child:
            child.kill()

    def end(self) -> None:
        """End the child and let go of it; for the thread that presses with it."""
        child, self._child = self._child, None
        if child is not None:
            child.kill()
            child.communicate()


def press_many(
    jobs: Iterable[PressJob],
    *,
    count: int,
    processes: int = 0,
    stopped: Callable[[], bool] = lambda: False,
) -> Iterator[Pressed]:
    """Each job's page in the order of the jobs; read from `jobs` only a few ahead.

    `count` says how many jobs to expect; `processes` 0 chooses by it and by the cores. Between two
    letters `stopped` is asked: when it says yes, the pages made so far are all there are. Leaving
    the iteration early ends the workers as well.
    """
    hands = processes or min(cores(), math.ceil(count / WORTH_A_WORKER))
    if hands <= 1:
        for job in jobs:
            if stopped():
                return
            yield press_one(job)
        return
    workers = [_Worker() for _number in range(hands)]
    idle: SimpleQueue[_Worker] = SimpleQueue()
    for worker in workers:
        idle.put(worker)

    def press(job: PressJob) -> Pressed:
        worker = idle.get()
        try:
            return worker.press(job)
        finally:
            idle.put(worker)

    waiting: deque[Future[Pressed]] = deque()
    threads = ThreadPoolExecutor(hands, thread_name_prefix="press")
    try:
        for job in jobs:
            waiting.append(threads.submit(press, job))
            if len(waiting) > hands * _AHEAD:
                if stopped():
                    return
                yield waiting.popleft().result()
        while waiting and not stopped():
            yield waiting.popleft().result()
    finally:
        threads.shutdown(wait=False, cancel_futures=True)
        for worker in workers:
            worker.stop()
        threads.shutdown()
        for worker in workers:
            worker.end()
