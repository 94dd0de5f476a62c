"""The places of the strip of due dates in words: two or three letters, and a whole phrase."""

from desk.calendar import DayReason
from desk.due_days import DueCell, DuePart
from desk.i18n import N_, _, current, ngettext
from desk.saying import say_day

_WEEKDAYS = (N_("Mo"), N_("Tu"), N_("We"), N_("Th"), N_("Fr"), N_("Sa"), N_("Su"))
_OFF = {
    DayReason.HOLIDAY: N_("hol{n}"),
    DayReason.CLOSURE: N_("shut{n}"),
}
_OTHERS = {
    DuePart.LATE: N_("late"),
    DuePart.LATER: N_("later"),
    DuePart.WITHOUT: N_("no date"),
}


def short(cell: DueCell) -> str:
    """A place in a few letters: weekday and day, or how many days are off and why.

    A make-up day has `+`, a working day behind closed doors has `x`.
    """
    if cell.first is None:
        return _(_OTHERS[cell.part])
    if cell.part is DuePart.OFF and cell.today:
        return _("off now")
    if cell.part is DuePart.OFF:
        words = _OFF.get(cell.reason, N_("off{n}")) if cell.reason else N_("off{n}")
        return _(words).format(n=cell.days)
    if cell.today:
        return _("today")
    sign = _("+") if cell.reason is DayReason.MAKE_UP else ""
    shut = _("x") if cell.shut else ""
    return f"{_(_WEEKDAYS[cell.first.weekday()])}{cell.first.day}{sign}{shut}"


def told(cell: DueCell) -> str:
    """A place in a whole phrase: which days, why they count or do not, and how much is due."""
    count = ngettext("{n} case due", "{n} cases due", cell.count).format(n=cell.count)
    if cell.part is DuePart.LATE:
        return ngettext("{n} case past its time", "{n} cases past their time", cell.count).format(
            n=cell.count
        )
    if cell.part is DuePart.LATER:
        return _("{count} after these days").format(count=count)
    if cell.part is DuePart.WITHOUT:
        return ngettext("{n} case without a date", "{n} cases without a date", cell.count).format(
            n=cell.count
        )
    return _("{days}: {count}").format(days=_days(cell), count=count)


def _days(cell: DueCell) -> str:
    assert cell.first is not None
    assert cell.last is not None
    language = current()
    words = say_day(cell.first, language, year=False, weekday=True)
    if cell.days > 1:
        last = say_day(cell.last, language, year=False, weekday=True)
        words = _("{first} to {last}").format(first=words, last=last)
    why = _why(cell)
    return _("{days}, {why}").format(days=words, why=why) if why else words


def _why(cell: DueCell) -> str:
    if cell.shut:
        return _("doors closed, but the day counts")
    match cell.reason:
        case DayReason.MAKE_UP:
            return _("make-up working day")
        case DayReason.HOLIDAY:
            return _("holiday {name}").format(name=_(cell.name) if cell.name else "").strip()
        case DayReason.CLOSURE:
            return _("closed: {name}").format(name=cell.name) if cell.name else _("closed")
        case DayReason.WEEKEND:
            return _("weekend")
        case _:
            return _("today") if cell.today else ""
