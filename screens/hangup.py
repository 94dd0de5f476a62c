"""A terminal that goes away, and a computer that shuts down: the program ends, its work kept.

A window that was closed does not end a program in every terminal. Without this it would go on
reading nothing, as fast as it can, with the book open.
"""

import asyncio
import os
import signal
import sys
import threading
import time
from collections.abc import Callable

LOOK_SECONDS = 1.0
"""How often is looked whether anybody can still see the program."""
PATIENCE = 8.0
"""Seconds in which it may end by itself; longer than the last drafts are waited for."""
_ENDING = ("SIGHUP", "SIGTERM")


def terminal_gone() -> bool:
    """Whether the terminal of this program was closed; False where nobody can say."""
    import select

    if not hasattr(select, "poll") or sys.__stdin__ is None:
        return False
    asked = select.poll()
    asked.register(sys.__stdin__.fileno(), 0)
    gone = select.POLLHUP | select.POLLERR | select.POLLNVAL
    return any(said & gone for _terminal, said in asked.poll(0))


def watch(leave: Callable[[], None]) -> None:
    """Have `leave` called in the running loop when the terminal or the computer goes."""
    loop = asyncio.get_running_loop()
    told = threading.Event()

    def end() -> None:
        if not told.is_set():
            told.set()
            loop.call_soon_threadsafe(leave)

    def hung_up(_number: int, _frame: object) -> None:
        # At once: what writes to a closed terminal dies, and others wait for it.
        if terminal_gone():
            _write_to_nobody()
        end()

    for name in _ENDING:
        # Windows has no hang-up, and ends the program with its window.
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), hung_up)
    threading.Thread(target=_look, args=(told, end), name="hang-up", daemon=True).start()


def _look(told: threading.Event, end: Callable[[], None]) -> None:
    while not told.wait(LOOK_SECONDS):
        if terminal_gone():
            _write_to_nobody()
            end()
    time.sleep(PATIENCE)
    # It hangs on a terminal that is not there. What counts is on disk, as after a power cut.
    os._exit(1)


def _write_to_nobody() -> None:
    nobody = os.open(os.devnull, os.O_RDWR)
    for stream in (sys.__stdin__, sys.__stdout__, sys.__stderr__):
        if stream is not None:
            os.dup2(nobody, stream.fileno())
    os.close(nobody)
