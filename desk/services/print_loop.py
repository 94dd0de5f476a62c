"""A print run from its next letter to its last: not faster than the printer, stopped on request."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desk.letter.run import ItemState, PrintItem
from desk.refusals import Fault
from desk.services.base import Desk
from desk.services.printing import note_lost, print_next
from desk.staff.model import Actor

if TYPE_CHECKING:
    from desk.letter.printer import JobStatus, Printer

IN_QUEUE = 2
"""Letters that lie in the queue at a time: enough to keep a printer busy, few enough to stop."""
PAUSE = 0.5
"""Seconds between two questions to the printing service."""


@dataclass(frozen=True, slots=True)
class Told:
    """Something happened to a letter: how it is kept now, and what the printer says of its job."""

    item: PrintItem
    status: "JobStatus | None" = None


def carry_on(
    desk: Desk,
    who: Actor,
    run_id: str,
    printer: "Printer",
    *,
    tell: Callable[[Told], None],
    wait: Callable[[float], bool],
    follow: bool = False,
) -> bool:
    """Send what is left of a run; True when all of it was sent.

    `tell` hears of each letter and of each change of a job that is still in the queue. `wait`
    waits so many seconds and says whether to stop; it is asked before every letter. With `follow`
    the last jobs are looked at until the printer is through with them.
    """
    queue: deque[tuple[PrintItem, JobStatus | None]] = deque()
    while True:
        if wait(0):
            return False
        while len(queue) >= IN_QUEUE:
            if not _looked(desk, who, printer, queue, tell):
                return False
            if len(queue) >= IN_QUEUE and wait(PAUSE):
                return False
        sent = print_next(desk, who, run_id, printer)
        if not sent:
            break
        for item in sent:
            tell(Told(item))
        if any(item.state is ItemState.FAILED for item in sent):
            # What fails for one would fail for the next: the person decides.
            return False
        queue.append((sent[0], None))
    while follow and queue:
        if not _looked(desk, who, printer, queue, tell):
            return False
        if queue and wait(PAUSE):
            break
    return True


def _looked(
    desk: Desk,
    who: Actor,
    printer: "Printer",
    queue: "deque[tuple[PrintItem, JobStatus | None]]",
    tell: Callable[[Told], None],
) -> bool:
    """Look at the jobs in the queue once; False when the paper of one will never come."""
    from desk.letter.printer import LOST, ON_ITS_WAY
    from desk.letter.printer_words import said

    for _each in range(len(queue)):
        item, before = queue.popleft()
        try:
            status = printer.look(item.job)
        except Fault:
            # Not to be asked is no reason to stop what can be sent.
            continue
        if status.state in LOST:
            for lost in note_lost(desk, who, item.run_id, item.job, str(said(status))):
                tell(Told(lost, status))
            return False
        if status != before:
            tell(Told(item, status))
        if status.state in ON_ITS_WAY:
            queue.append((item, status))
    return True
