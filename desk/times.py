"""Times of day as clerks type them: read exactly, or refused."""

import re
from collections.abc import Callable
from datetime import time

from desk.i18n import _
from desk.refusals import Refusal
from desk.text import clean_line

# What a Chinese input method types where the plain character was meant.
_PLAIN = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {
    ord("\u3000"): " ",
    ord("。"): ".",
    ord("—"): "-",
    ord("–"): "-",
    ord("−"): "-",
}

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


def normal(text: str) -> str:
    """What was typed, in plain characters and lower case."""
    return clean_line(text).translate(_PLAIN).strip().lower()


def shown(text: str) -> str:
    """What was typed, short enough to be named in a refusal."""
    line = clean_line(text)
    return line if len(line) <= 40 else f"{line[:40]}…"


def parse_time(text: str, *, field: str = "") -> time:
    """The time of day a clerk typed: 14:30, 1430, 930, 下午2点半, 14时30分, 2:30pm.

    2点 alone may be night or afternoon and is refused; 2:30 is read by the 24-hour clock.
    """
    typed = normal(text)
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
                _("“{typed}” may be at night or in the afternoon.").format(typed=shown(text)),
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
        raise no_such_time(text, field)
    return meant


def _time(hour: int, minute: int, text: str, field: str) -> time:
    if not (0 <= hour <= 23 and 0 <= minute <= 59):
        raise no_such_time(text, field)
    return time(hour, minute)


def no_such_time(text: str, field: str) -> Refusal:
    """That a time does not exist."""
    return Refusal(
        _("There is no such time as “{typed}”.").format(typed=shown(text)),
        _("Times run from 00:00 to 23:59; midnight is 00:00 of the next day."),
        field=field,
        code="bad_time",
    )


def _unreadable_time(text: str, field: str) -> Refusal:
    return Refusal(
        _("“{typed}” cannot be read as a time.").format(typed=shown(text)),
        _("Write it like 14:30 or 1430."),
        field=field,
        code="bad_time",
    )
