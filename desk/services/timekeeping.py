"""Whether the computer's clock can be right: the book knows when something was kept last."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from desk.clock import SetClock
from desk.i18n import _, current
from desk.ports import Book
from desk.refusals import Refusal
from desk.saying import say_moment
from desk.services.base import Desk, service
from desk.staff.model import Actor
from desk.staff.permissions import May

BACK = timedelta(minutes=10)
"""So far two computers' clocks may differ, or one be set right."""
AHEAD = timedelta(days=60)
"""No hall leaves its book alone for longer; beyond it somebody is asked first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Why the clock is doubted: what it says, and when the last entry was kept."""

    now: datetime
    last: datetime
    ahead: bool
    text: str
    advice: str

    def refusal(self) -> Refusal:
        """The doubt as a refusal to write."""
        code = "clock_ahead" if self.ahead else "clock_back"
        return Refusal(self.text, self.advice, code=code)


def doubt(desk: Desk, book: Book) -> Doubt | None:
    """What speaks against the clock; None where nothing does, or the clock is set by hand."""
    if isinstance(desk.clock, SetClock):
        return None
    last = book.last_entry_at()
    if last is None:
        return None
    now = desk.clock.now()
    if last - BACK <= now <= last + AHEAD:
        return None
    ahead = now > last
    text = _("This computer's clock says {now}, but the last entry of the book is of {last}.")
    return Doubt(
        now=now,
        last=last,
        ahead=ahead,
        text=text.format(
            now=say_moment(desk.hours.local(now), current()),
            last=say_moment(desk.hours.local(last), current()),
        ),
        advice=_("Set the clock right, or confirm with “desk calendar clock --confirm”.")
        if ahead
        else _("Set date, time and time zone right; until then nothing is kept."),
    )


@service("clock.doubt", May.READ, writes=False)
def clock_doubt(desk: Desk, who: Actor) -> Doubt | None:
    """Whether the computer's clock can be right, to be asked on coming in."""
    with desk.store.read() as book:
        return doubt(desk, book)


@service("clock.confirm", May.OWN_PIN)
def confirm_clock(desk: Desk, who: Actor) -> None:
    """Say that a clock far ahead of the last entry is right; it stands in the journal.

    A clock that went back cannot be confirmed: what is kept would lie before what was kept.
    """
    with desk.store.read() as book:
        found = doubt(desk, book)
    if found is None:
        return
    if not found.ahead:
        raise found.refusal()
    with desk.store.act(
        "clock.confirm", staff_id=who.staff_id, at=found.now, note=who.journal_note
    ) as act:
        act.look()
        act.commit()
