"""Many approved letters numbered one after the other, their pages pressed ahead on every core.

The number stands on the page and is taken only when the letter is issued. A page is pressed with
the number that the letter will most likely get; where it gets another, it is pressed again.
"""

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from desk.i18n import _
from desk.letter.life import Letter
from desk.letter.press_many import PressJob, press_many
from desk.refusals import Fault, Refusal
from desk.services import register
from desk.services.base import Desk
from desk.services.freezing import page_job
from desk.services.letter_rows import by_id
from desk.services.letters import issue_letter, letter_number
from desk.staff.model import Actor


@dataclass(frozen=True, slots=True)
class Issued:
    """What became of one letter: as it was issued, or why it was not."""

    letter_id: str
    letter: Letter | None = None
    refusal: Refusal | None = None


def issue_many(
    desk: Desk,
    who: Actor,
    letter_ids: Sequence[str],
    *,
    stopped: Callable[[], bool] = lambda: False,
) -> Iterator[Issued]:
    """Issue approved letters in this order, each in an act of its own.

    One that is refused stops no other. Between two letters `stopped` is asked.
    """
    today = desk.hours.day_of(desk.clock.now())
    ahead: deque[tuple[str, PressJob]] = deque()
    apart: list[str] = []
    refused = 0

    def jobs() -> Iterator[PressJob]:
        with desk.store.read() as book:
            last = book.serials(register.REGISTER, register.period(desk, today.year))
        for place, letter_id in enumerate(letter_ids, 1):
            number = letter_number(desk, today.year, last + place - refused - len(apart))
            try:
                with desk.store.read() as book:
                    letter = by_id(book, letter_id)
                    _letter, job, _seal = page_job(desk, book, letter, number=number, day=today)
            except Refusal:
                # What is wrong with it is told when its turn comes.
                apart.append(letter_id)
                continue
            ahead.append((letter_id, job))
            yield job

    for page in press_many(jobs(), count=len(letter_ids), stopped=stopped):
        letter_id, job = ahead.popleft()
        if isinstance(page, Fault):
            raise page
        done = _issued(desk, who, letter_id, {job: page} if isinstance(page, bytes) else {})
        refused += done.refusal is not None
        yield done
    for letter_id in apart:
        if not stopped():
            yield _issued(desk, who, letter_id, {})


def _issued(desk: Desk, who: Actor, letter_id: str, ready: Mapping[PressJob, bytes]) -> Issued:
    try:
        return Issued(letter_id, issue_letter(desk, who, letter_id, ready=ready))
    except Refusal as refusal:
        return Issued(letter_id, refusal=refusal)


def said(issued: Sequence[Issued]) -> str:
    """How many were numbered and how many were not, in words."""
    done = sum(one.letter is not None for one in issued)
    words = _("Numbered: {n}.").format(n=done)
    if done == len(issued):
        return words
    left = len(issued) - done
    first = next(str(one.refusal) for one in issued if one.refusal is not None)
    return f"{words} {_('Not numbered: {n}. {why}').format(n=left, why=first)}"
