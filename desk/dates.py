"""Days and times as clerks type them, and as programs write them: read exactly, or refused."""

import calendar as months
import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from desk.calendar import WorkCalendar
from desk.i18n import _
from desk.refusals import Refusal
from desk.saying import MONTHS
from desk.times import no_such_time, normal, parse_time, shown

FIRST_YEAR, LAST_YEAR = 1900, 2199

_WORDS = {
    "前天": -2,
    "昨天": -1,
    "昨日": -1,
    "今天": 0,
    "今日": 0,
    "明天": 1,
    "明日": 1,
    "后天": 2,
    "大后天": 3,
    "yesterday": -1,
    "today": 0,
    "tomorrow": 1,
}
_FULL_DAY = re.compile(
    r"(\d{4})(?:-(\d{1,2})-|/(\d{1,2})/|\.(\d{1,2})\.|年(\d{1,2})月)(\d{1,2})[日号]?", re.ASCII
)
_COMPACT_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
_SHORT_DAY = re.compile(r"(\d{1,2})(?:[-/.]|月)(\d{1,2})[日号]?", re.ASCII)
_WORKING_DAYS = re.compile(r"\+\s*(\d{1,3})(?:个?工作日)?", re.ASCII)
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_ISO_MOMENT = re.compile(
    r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?(?:Z|[+-]\d{2}:\d{2})?", re.ASCII
)
_DAY_THEN_TIME = re.compile(
    rf"({'|'.join(sorted(_WORDS, key=len, reverse=True))}|[^日号\s]*[日号]|\S+(?=\s))\s*(\S.*)"
)


# -- days ---------------------------------------------------------------------------------


def parse_day(
    text: str,
    *,
    today: date,
    calendar: WorkCalendar | None = None,
    earliest: date | None = None,
    latest: date | None = None,
    field: str = "",
) -> date:
    """The day a clerk typed.

    Read are 2026-11-21, 2026.11.21, 2026/11/21, 2026年11月21日, 20261121, the day of this year
    11-21, 11/21, 11月21日, 今天 明天 后天 昨天 前天, and +3, the third working day from today.
    `earliest` and `latest` are the bounds of the field. Everything else is a Refusal.
    """
    typed = normal(text)
    without_year = False
    tomorrow = today + timedelta(days=1)
    example = min(tomorrow, latest) if latest else tomorrow
    if typed in _WORDS:
        day = today + timedelta(days=_WORDS[typed])
    elif match := _WORKING_DAYS.fullmatch(typed):
        day = (calendar or WorkCalendar()).add_working_days(today, int(match[1]))
    elif match := _FULL_DAY.fullmatch(typed) or _COMPACT_DAY.fullmatch(typed):
        year, month, number = (int(group) for group in match.groups() if group)
        day = _existing(year, month, number, text, field, example)
    elif match := _SHORT_DAY.fullmatch(typed):
        without_year = True
        day = _existing(today.year, int(match[1]), int(match[2]), text, field, example)
    else:
        raise _unreadable_day(text, field, example)
    if (earliest and day < earliest) or (latest and day > latest):
        raise _out_of_bounds(day, earliest, latest, without_year, field)
    return day


def iso_day(text: str, *, field: str = "") -> date:
    """The day a program wrote, 2026-11-21 and nothing else."""
    if not _ISO_DAY.fullmatch(text):
        raise Refusal(
            _("“{typed}” cannot be read as a day.").format(typed=shown(text)),
            _("Write it like 2026-11-21."),
            field=field,
            code="bad_date",
        )
    year, month, number = map(int, text.split("-"))
    return _existing(year, month, number, text, field, date(2026, 11, 21))


def _existing(year: int, month: int, number: int, text: str, field: str, example: date) -> date:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise _unreadable_day(text, field, example)
    hint = _("Months run from 1 to 12.")
    if 1 <= month <= 12:
        length = months.monthrange(year, month)[1]
        if 1 <= number <= length:
            return date(year, month, number)
        hint = _("{month} {year} has {n} days.").format(
            month=_(MONTHS[month - 1]), year=year, n=length
        )
    raise Refusal(
        _("There is no such day as “{typed}”.").format(typed=shown(text)),
        hint,
        field=field,
        code="bad_date",
    )


def _unreadable_day(text: str, field: str, example: date) -> Refusal:
    return Refusal(
        _("“{typed}” cannot be read as a day.").format(typed=shown(text)),
        _("Write it like {day}, {short}, today, or +3 for the third working day from now.").format(
            day=example.isoformat(), short=f"{example:%m-%d}"
        ),
        field=field,
        code="bad_date",
    )


def _out_of_bounds(
    day: date, earliest: date | None, latest: date | None, without_year: bool, field: str
) -> Refusal:
    if earliest and day < earliest:
        message = _("{day} is too early here: the first day possible is {limit}.").format(
            day=day.isoformat(), limit=earliest.isoformat()
        )
    else:
        message = _("{day} is too late here: the last day possible is {limit}.").format(
            day=day.isoformat(), limit=latest.isoformat() if latest else ""
        )
    hint = (
        _("If another year is meant, write it too.") if without_year else _("Check the day typed.")
    )
    return Refusal(message, hint, field=field, code="date_out_of_bounds")


# -- times --------------------------------------------------------------------------------


# -- moments ------------------------------------------------------------------------------


def parse_moment(
    text: str,
    *,
    now: datetime,
    zone: str = "Asia/Shanghai",
    calendar: WorkCalendar | None = None,
    default_time: time | None = None,
    field: str = "",
) -> datetime:
    """The UTC instant a clerk typed: a day and a time, or a time alone, which is today's.

    A day alone takes `default_time`, and is refused without one. ISO is read as `iso_moment` does.
    """
    typed = normal(text)
    if _ISO_MOMENT.fullmatch(typed.upper()):
        return iso_moment(typed.upper(), zone=zone, field=field)
    today = now.astimezone(ZoneInfo(zone)).date()
    if match := _DAY_THEN_TIME.fullmatch(typed):
        day = parse_day(match[1], today=today, calendar=calendar, field=field)
        return _in_zone(datetime.combine(day, parse_time(match[2], field=field)), zone, text, field)
    try:
        at = parse_time(typed, field=field)
    except Refusal as no_time:
        if no_time.code == "ambiguous_time" or re.search("[:点时]", typed):
            raise
        day = parse_day(text, today=today, calendar=calendar, field=field)
        if default_time is None:
            raise Refusal(
                _("The time of day is missing."),
                _("Write it after the day, like 14:30."),
                field=field,
                code="time_missing",
            ) from None
        return _in_zone(datetime.combine(day, default_time), zone, text, field)
    return _in_zone(datetime.combine(today, at), zone, text, field)


def iso_moment(text: str, *, zone: str = "Asia/Shanghai", field: str = "") -> datetime:
    """The UTC instant a program wrote: with an offset, or without one as the branch's own time."""
    if not _ISO_MOMENT.fullmatch(text):
        raise Refusal(
            _("“{typed}” cannot be read as a moment.").format(typed=shown(text)),
            _("Write it like 2026-11-21T14:30 or 2026-11-21T14:30:00+08:00."),
            field=field,
            code="bad_moment",
        )
    iso_day(text[:10], field=field)
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise no_such_time(text, field) from None
    return at.astimezone(UTC) if at.tzinfo else _in_zone(at, zone, text, field)


def _in_zone(at: datetime, zone: str, text: str, field: str) -> datetime:
    tz = ZoneInfo(zone)
    moment = at.replace(tzinfo=tz).astimezone(UTC)
    # A clock put forward leaves out an hour; a time inside it comes back as another one.
    if moment.astimezone(tz).replace(tzinfo=None) != at:
        raise no_such_time(text, field)
    return moment
