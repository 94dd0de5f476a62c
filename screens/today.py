"""Today in words: the date, the weekday, and what kind of day it is."""

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from desk.calendar import DayReason, WorkCalendar
from desk.i18n import _, current
from desk.saying import say_day

if TYPE_CHECKING:
    from desk.services.base import Desk


def day_words(desk: "Desk") -> str:
    """E.g. 11月21日（周六）· 休息日. Reads the holiday table: slow the first time."""
    return _words(desk.hours.day_of(desk.clock.now()), desk.calendar, current())


@lru_cache(maxsize=4)
def _words(day: date, calendar: WorkCalendar, language: str) -> str:
    fact = calendar.fact(day)
    kinds = {
        DayReason.WEEKDAY: _("working day"),
        DayReason.MAKE_UP: _("make-up working day"),
        DayReason.WEEKEND: _("day of rest"),
        DayReason.HOLIDAY: _(fact.name) if fact.name else _("holiday"),
        DayReason.CLOSURE: _("closed by order"),
        DayReason.OVERRIDE: _("working day") if fact.working else _("day of rest"),
        DayReason.HELD: _("day of rest"),
    }
    words = kinds[fact.reason]
    if not fact.certain:
        words = _("{kind}, holidays of the year not known").format(kind=words)
    date = say_day(day, language, year=False, weekday=True)
    return f"{date} · {words}"
