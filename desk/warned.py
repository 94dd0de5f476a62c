"""How far a deadline has come, as it is shown wherever a date stands: a sign and a word."""

from datetime import UTC, date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

from desk import explanation
from desk.deadline import STATE_WORDS, DeadlineState, share_of_days
from desk.explanation import BY_DAYS
from desk.i18n import N_, _

if TYPE_CHECKING:
    from desk.case import CaseClock

SIGNS: dict[DeadlineState, str] = {
    DeadlineState.WAITING: "·",
    DeadlineState.HALF: "◇",
    DeadlineState.THREE_QUARTERS: "◆",
    DeadlineState.NINE_TENTHS: "▲",
    DeadlineState.OVERDUE: "!",
    DeadlineState.MET_IN_TIME: "✓",
    DeadlineState.MET_LATE: "✗",
    DeadlineState.STOPPED: "–",
}
"""The sign of each state; a colour stands beside it and never alone."""

SHORT: dict[DeadlineState, str] = {
    DeadlineState.HALF: N_("half gone"),
    DeadlineState.THREE_QUARTERS: N_("¾ gone"),
    DeadlineState.NINE_TENTHS: N_("nearly due"),
}
"""What a state is called where there is room for two words."""

_RUNNING = (DeadlineState.HALF, DeadlineState.THREE_QUARTERS, DeadlineState.NINE_TENTHS)
_ENDED = {
    "in_time": DeadlineState.MET_IN_TIME,
    "late": DeadlineState.MET_LATE,
    "stopped": DeadlineState.STOPPED,
    "extended": DeadlineState.STOPPED,
}


@lru_cache(maxsize=512)
def spelt(times: tuple[datetime, ...]) -> str:
    """Warning times as they are kept with a case."""
    return " ".join(at.astimezone(UTC).isoformat(timespec="seconds") for at in times)


class Dated(Protocol):
    """What has a date and the reasons for it: a clock, or how one was counted again."""

    @property
    def due_at(self) -> datetime: ...

    @property
    def explanation(self) -> str: ...


def warns_of(clock: Dated) -> str:
    """When a clock warns; "" where the reasons for its date are not on record."""
    start, told = explanation.begun(clock.explanation)
    try:
        return _warns(datetime.fromisoformat(start), clock.due_at, *_counted(told))
    except (KeyError, ValueError):
        return ""


@lru_cache(maxsize=512)
def _counted(told: str) -> tuple[tuple[str, ...], str]:
    """The days that were counted, none where it runs by the clock, and the zone."""
    kept = explanation.read(told)
    return tuple(kept["counted"]) if kept["unit"] in _BY_DAYS else (), kept["zone"]


_BY_DAYS = {unit.value for unit in BY_DAYS}


def _warns(start: datetime, due_at: datetime, counted: tuple[str, ...], zone: str) -> str:
    if not counted:
        length = due_at - start
        return spelt(tuple(start + length * hundredths / 100 for hundredths in _PARTS))
    times = _by_days(counted, zone)
    return spelt(tuple(max(start, min(at, due_at)) for at in times))


_PARTS = (50, 75, 90)


@lru_cache(maxsize=512)
def _by_days(counted: tuple[str, ...], zone: str) -> tuple[datetime, ...]:
    """When the parts of the counted days are gone; many clocks share the same days."""
    days = tuple(date.fromisoformat(day) for day in counted)
    return tuple(share_of_days(days, hundredths, zone) for hundredths in _PARTS)


def reached(due_at: datetime, warns: str, now: datetime) -> DeadlineState:
    """Where a running deadline stands; the due instant itself is still in time."""
    if now > due_at:
        return DeadlineState.OVERDUE
    state = DeadlineState.WAITING
    for each, at in zip(_RUNNING, warns.split(), strict=False):
        if now >= datetime.fromisoformat(at):
            state = each
    return state


def used(due_at: datetime, warns: str, now: datetime) -> float | None:
    """Which part of a limit is gone, 0 to 1; None where its warning times are not on record.

    Between the times at which parts of it are gone it grows evenly; the first half is as long as
    the quarter after it tells.
    """
    times = [datetime.fromisoformat(at) for at in warns.split()]
    if len(times) != len(_PARTS):
        return None
    known = [*zip(times, (hundredths / 100 for hundredths in _PARTS), strict=True), (due_at, 1.0)]
    before, share = times[0] - 2 * (times[1] - times[0]), 0.0
    for at, gone in known:
        if now < at:
            length = at - before
            return max(0.0, share + (gone - share) * ((now - before) / length)) if length else gone
        before, share = at, gone
    return 1.0


def state_of(clock: "CaseClock", now: datetime) -> DeadlineState:
    """Where a clock of a case stands, or how it ended."""
    if clock.verdict:
        ended = _ENDED[clock.verdict]
        never = ended is DeadlineState.MET_LATE and clock.met_at is None
        return DeadlineState.OVERDUE if never else ended
    return reached(clock.due_at, warns_of(clock), now)


def sign_of(state: DeadlineState) -> str:
    """The sign of a state."""
    return SIGNS[state]


def words_of(state: DeadlineState) -> str:
    """A state in a whole phrase."""
    return _(STATE_WORDS[state])


def short_of(state: DeadlineState) -> str:
    """A state in two words, "" where the date says enough."""
    return _(SHORT[state]) if state in SHORT else ""
