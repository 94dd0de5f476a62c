"""Days and times as clerks type them, and as programs write them: read exactly, or refused."""

import calendar as months
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from desk.calendar import WorkCalendar
from desk.i18n import _
from desk.refusals import Refusal
from desk.saying import MONTHS
from desk.text import clean_line

FIRST_YEAR, LAST_YEAR = 1900, 2199

# What a Chinese input method types where the plain character was meant.
_PLAIN = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {
    ord("\u3000"): " ",
    ord("。"): ".",
    ord("—"): "-",
    ord("–"): "-",
    ord("−"): "-",
}
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

_PARTS: dict[str, Callable[[int], int | None]] = {
    "凌晨": lambda h: h if h < 6 else None,
    "清晨": lambda h: h if 3 < h < 10 else None,
    "早上": lambda h: h if 3 < h < 12 else None,
    "早晨": lambda h: h if 3 < h < 12 else None,
    "上午": lambda h: h if 0 < h < 12 else None,
    "中午": lambda h: {11: 11, 12: 12, 13: 13, 14: 14, 1: 13, 2: 14}.get(h),
    "下午": lambda h: h + 12 if 0 < h < 12 else h if 12 <= h < 20 else None,
    "傍晚": lambda h: h + 12 if 3 < h < 9 else h if 16 <= h < 21 else None,
    "晚上": lambda h: h + 12 if 4 < h < 12 else h if 17 <= h < 24 else None,
    "夜里": lambda h: h + 12 if 6 < h < 12 else h if 19 <= h < 24 else None,
    "am": lambda h: h % 12 if 0 < h <= 12 else None,
    "pm": lambda h: h % 12 + 12 if 0 < h <= 12 else None,
}
"""What an hour means in a part of the day; None where the two do not go together."""

_CHINESE_PARTS = "|".join(part for part in _PARTS if not part.isascii())
_COMPACT_TIME = re.compile(r"(\d{1,2})(\d{2})", re.ASCII)
_COLON_TIME = re.compile(
    rf"(?P<part>{_CHINESE_PARTS})?\s*(?P<h>\d{{1,2}}):(?P<m>\d{{2}})\s*(?P<half>[ap]m)?", re.ASCII
)
_NUMBER = r"\d{1,2}|[〇零一二两三四五六七八九十]{1,3}"
_SPOKEN_TIME = re.compile(
    rf"(?P<part>{_CHINESE_PARTS})?\s*(?P<h>{_NUMBER})(?P<sep>点|时)"
    rf"(?:钟|整|(?P<half>半)|(?P<quarter>[一三])刻|(?P<m>{_NUMBER})分?)?",
    re.ASCII,
)
_HALF_DAY_TIME = re.compile(r"(?P<h>\d{1,2})\s*(?P<part>[ap]m)", re.ASCII)


def _normal(text: str) -> str:
    return clean_line(text).translate(_PLAIN).strip().lower()


def _shown(text: str) -> str:
    line = clean_line(text)
    return line if len(line) <= 40 else f"{line[:40]}…"


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
    typed = _normal(text)
    without_year = False
    if typed in _WORDS:
        day = today + timedelta(days=_WORDS[typed])
    elif match := _WORKING_DAYS.fullmatch(typed):
        day = (calendar or WorkCalendar()).add_working_days(today, int(match[1]))
    elif match := _FULL_DAY.fullmatch(typed) or _COMPACT_DAY.fullmatch(typed):
        year, month, number = (int(group) for group in match.groups() if group)
        day = _existing(year, month, number, text, field)
    elif match := _SHORT_DAY.fullmatch(typed):
        without_year = True
        day = _existing(today.year, int(match[1]), int(match[2]), text, field)
    else:
        raise _unreadable_day(text, field)
    if (earliest and day < earliest) or (latest and day > latest):
        raise _out_of_bounds(day, earliest, latest, without_year, field)
    return day


def iso_day(text: str, *, field: str = "") -> date:
    """The day a program wrote, 2026-11-21 and nothing else."""
    if not _ISO_DAY.fullmatch(text):
        raise Refusal(
            _("“{typed}” cannot be read as a day.").format(typed=_shown(text)),
            _("Write it like 2026-11-21."),
            field=field,
            code="bad_date",
        )
    year, month, number = map(int, text.split("-"))
    return _existing(year, month, number, text, field)


def _existing(year: int, month: int, number: int, text: str, field: str) -> date:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise _unreadable_day(text, field)
    hint = _("Months run from 1 to 12.")
    if 1 <= month <= 12:
        length = months.monthrange(year, month)[1]
        if 1 <= number <= length:
            return date(year, month, number)
        hint = _("{month} {year} has {n} days.").format(
            month=_(MONTHS[month - 1]), year=year, n=length
        )
    raise Refusal(
        _("There is no such day as “{typed}”.").format(typed=_shown(text)),
        hint,
        field=field,
        code="bad_date",
    )


def _unreadable_day(text: str, field: str) -> Refusal:
    return Refusal(
        _("“{typed}” cannot be read as a day.").format(typed=_shown(text)),
        _("Write it like 2026-11-21, 11-21, today, or +3 for the third working day from now."),
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


def parse_time(text: str, *, field: str = "") -> time:
    """The time of day a clerk typed: 14:30, 1430, 930, 下午2点半, 14时30分, 2:30pm.

    2点 alone may be night or afternoon and is refused; 2:30 is read by the 24-hour clock.
    """
    typed = _normal(text)
    if match := _COMPACT_TIME.fullmatch(typed):
        return _time(int(match[1]), int(match[2]), text, field)
    if match := _COLON_TIME.fullmatch(typed):
        part = match["part"] or match["half"]
        if match["part"] and match["half"]:
            raise _unreadable_time(text, field)
        return _time(_hour(int(match["h"]), part, text, field), int(match["m"]), text, field)
    if match := _HALF_DAY_TIME.fullmatch(typed):
        return _time(_hour(int(match["h"]), match["part"], text, field), 0, text, field)
    if match := _SPOKEN_TIME.fullmatch(typed):
        spoken = _number(match["h"])
        if match["part"] is None and match["sep"] == "点" and 1 <= spoken <= 6:
            raise Refusal(
                _("“{typed}” may be at night or in the afternoon.").format(typed=_shown(text)),
                _("Write 14:30, or say morning or afternoon."),
                field=field,
                code="ambiguous_time",
            )
        minute = 30 if match["half"] else 0
        if match["quarter"]:
            minute = 15 if match["quarter"] == "一" else 45
        if match["m"]:
            minute = _number(match["m"])
        return _time(_hour(spoken, match["part"], text, field), minute, text, field)
    raise _unreadable_time(text, field)


def _number(text: str) -> int:
    """0 to 99 in figures or Chinese numerals, -1 for numerals that make no number."""
    if text.isascii():
        return int(text)
    digits = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
    tens, ten, ones = text.rpartition("十")
    if not ten:
        small = ones[1:] if len(ones) == 2 and ones[0] in "零〇" else ones
        return digits[small] if len(small) == 1 else -1
    if len(tens) > 1 or len(ones) > 1 or "十" in tens or (tens and not digits[tens]):
        return -1
    return (digits[tens] if tens else 1) * 10 + (digits[ones] if ones else 0)


def _hour(hour: int, part: str | None, text: str, field: str) -> int:
    meant = _PARTS[part](hour) if part else hour
    if meant is None:
        raise _no_such_time(text, field)
    return meant


def _time(hour: int, minute: int, text: str, field: str) -> time:
    if not (0 <= hour <= 23 and 0 <= minute <= 59):
        raise _no_such_time(text, field)
    return time(hour, minute)


def _no_such_time(text: str, field: str) -> Refusal:
    return Refusal(
        _("There is no such time as “{typed}”.").format(typed=_shown(text)),
        _("Times run from 00:00 to 23:59; midnight is 00:00 of the next day."),
        field=field,
        code="bad_time",
    )


def _unreadable_time(text: str, field: str) -> Refusal:
    return Refusal(
        _("“{typed}” cannot be read as a time.").format(typed=_shown(text)),
        _("Write it like 14:30 or 1430."),
        field=field,
        code="bad_time",
    )


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
    typed = _normal(text)
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
            _("“{typed}” cannot be read as a moment.").format(typed=_shown(text)),
            _("Write it like 2026-11-21T14:30 or 2026-11-21T14:30:00+08:00."),
            field=field,
            code="bad_moment",
        )
    iso_day(text[:10], field=field)
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise _no_such_time(text, field) from None
    return at.astimezone(UTC) if at.tzinfo else _in_zone(at, zone, text, field)


def _in_zone(at: datetime, zone: str, text: str, field: str) -> datetime:
    tz = ZoneInfo(zone)
    moment = at.replace(tzinfo=tz).astimezone(UTC)
    # A clock put forward leaves out an hour; a time inside it comes back as another one.
    if moment.astimezone(tz).replace(tzinfo=None) != at:
        raise _no_such_time(text, field)
    return moment
