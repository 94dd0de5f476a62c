"""Days, times and what is left of them, in the words of a business hall."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from desk.calendar import WorkCalendar
from desk.i18n import N_, say

MONTHS = (
    N_("January"),
    N_("February"),
    N_("March"),
    N_("April"),
    N_("May"),
    N_("June"),
    N_("July"),
    N_("August"),
    N_("September"),
    N_("October"),
    N_("November"),
    N_("December"),
)
WEEKDAYS = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)
_PLAIN = WorkCalendar()


def joined(items: Iterable[str], language: str) -> str:
    """A list as it is written in a sentence: 甲、乙、丙."""
    return (", " if language == "en" else "、").join(items)


def say_day(
    day: date,
    language: str,
    *,
    year: bool = True,
    weekday: bool = False,
) -> str:
    """A day in words: 2026年10月8日, or with its weekday and without its year 10月8日（周四）."""
    pattern = N_("{day} {month} {year}") if year else N_("{day} {month}")
    text = say(pattern, language).format(
        day=day.day, month=say(MONTHS[day.month - 1], language), year=day.year
    )
    if weekday:
        name = say(WEEKDAYS[day.weekday()], language)
        text = say(N_("{weekday} {date}"), language).format(weekday=name, date=text)
    return text


def say_moment(at: datetime, language: str, *, year: bool = True, weekday: bool = False) -> str:
    """A local time in words, e.g. 2026年10月8日17:30; `at` is shown as its own zone reads it."""
    return say(N_("{date}, {time}"), language).format(
        date=say_day(at.date(), language, year=year, weekday=weekday), time=f"{at:%H:%M}"
    )


def relative(
    due_at: datetime,
    now: datetime,
    language: str,
    *,
    calendar: WorkCalendar = _PLAIN,
    zone: str = "Asia/Shanghai",
) -> str:
    """What is left until a due instant, in a few words for a list.

    Within an hour in minutes, today and tomorrow by the time of day, later in working days;
    once passed, by how much. What falls in a year whose holidays are in no table says so.
    """
    due_at, now = due_at.astimezone(UTC), now.astimezone(UTC)
    tz = ZoneInfo(zone)
    due, here = due_at.astimezone(tz), now.astimezone(tz)
    seconds = int((due_at - now).total_seconds())
    if now > due_at:
        return _over(-seconds // 60, (here.date() - due.date()).days, language)
    if seconds < 3600:
        return _count(max(seconds // 60, 1), N_("1 minute left"), N_("{n} minutes left"), language)
    days = (due.date() - here.date()).days
    if days == 0:
        return say(N_("by {time} today"), language).format(time=f"{due:%H:%M}")
    known = calendar.known(due.year)
    if days == 1:
        text = say(N_("by {time} tomorrow"), language).format(time=f"{due:%H:%M}")
        return text if known else _may_move(text, language)
    working = calendar.working_days_between(here.date(), due.date())
    if working == 0 or days > 60:
        moment = say_moment(due, language, year=due.year != here.year)
        text = say(N_("by {moment}"), language).format(moment=moment)
        return text if known else _may_move(text, language)
    text = _count(working, N_("1 workday left"), N_("{n} workdays left"), language)
    return text if known else say(N_("about {text}"), language).format(text=text)


def say_due(at: datetime, language: str, calendar: WorkCalendar) -> str:
    """A due instant of the branch's clock; in a year whose holidays are in no table it says so."""
    text = say_moment(at, language)
    return text if calendar.known(at.year) else _may_move(text, language)


def _may_move(text: str, language: str) -> str:
    return say(N_("{text}, may move"), language).format(text=text)


def _over(minutes: int, days: int, language: str) -> str:
    if minutes < 60:
        return _count(max(minutes, 1), N_("1 minute late"), N_("{n} minutes late"), language)
    if minutes < 24 * 60:
        return _count(minutes // 60, N_("1 hour late"), N_("{n} hours late"), language)
    return _count(max(days, 1), N_("1 day late"), N_("{n} days late"), language)


def _count(n: int, one: str, many: str, language: str) -> str:
    pattern = one if n == 1 else many
    return say(pattern, language).format(n=n)
