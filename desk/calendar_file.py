"""The State Council's table of a year from a file: CSV, TOML or iCalendar, checked as a whole."""

import csv
import io
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import PurePath

from desk.calendar import DayReason, DayRule
from desk.i18n import _
from desk.refusals import Refusal
from desk.text import clean_line

MOST_BYTES = 1_000_000
MOST_DAYS = 60
"""A single holiday or closure is never longer."""
SHOWN = 6
"""So many mistakes are named at once."""

_KINDS: dict[str, DayReason] = {
    **dict.fromkeys(("holiday", "放假", "休", "节假日", "法定节假日"), DayReason.HOLIDAY),
    **dict.fromkeys(
        ("make_up", "make-up", "workday", "班", "上班", "补班", "调休", "调休上班"),
        DayReason.MAKE_UP,
    ),
    **dict.fromkeys(("closure", "停业", "停办"), DayReason.CLOSURE),
}
_HEADS = ("date", "日期", "first", "from")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days from one to another, both included; `where` names the row for whoever mends it."""

    where: str
    first: date
    last: date
    reason: DayReason
    name: str


class Unreadable(Exception):
    """One row that cannot be read; what it says is for the clerk."""


def read_table(data: bytes, name: str, year: int) -> dict[date, DayRule]:
    """The days of a year's table from a file's content; `name` tells its format.

    Every mistake is found before anything is refused: days that stand twice, ranges that
    overlap, other years (the end of December before belongs to New Year), turned-round ranges.
    """
    if len(data) > MOST_BYTES:
        raise Refusal(
            _("This file is too large to be a table of holidays."),
            _("Choose the file that lists the days of one year."),
            field="file",
            code="too_large",
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = data.decode("gb18030")
        except UnicodeDecodeError as error:
            raise _unreadable() from error
    reader = _READERS.get(PurePath(name).suffix.lower())
    if reader is None:
        raise Refusal(
            _("A table of holidays is read from .csv, .toml or .ics files."),
            _("Save it in one of these, or enter the days by hand."),
            field="file",
            code="unknown_format",
        )
    wrong: list[str] = []
    rules: dict[date, DayRule] = {}
    came: dict[date, str] = {}
    for found in reader(text):
        if isinstance(found, str):
            wrong.append(found)
            continue
        if problem := _wrong(found, year):
            wrong.append(problem)
            continue
        working = found.reason is DayReason.MAKE_UP
        for step in range((found.last - found.first).days + 1):
            day = found.first + timedelta(days=step)
            if day in rules:
                wrong.append(
                    _("{where}: {day} stands in {other} already").format(
                        where=found.where, day=day.isoformat(), other=came[day]
                    )
                )
                break
            rules[day] = DayRule(working=working, reason=found.reason, name=found.name)
            came[day] = found.where
    if not wrong and not rules:
        wrong.append(_("there is no day in it"))
    if wrong:
        more = len(wrong) - SHOWN
        told = wrong[:SHOWN] + ([_("and {count} more").format(count=more)] if more > 0 else [])
        raise Refusal(
            _("The table of holidays was not taken over: {problems}.").format(
                problems="；".join(told)
            ),
            _("Mend these rows in the file and choose it again; nothing was changed."),
            field="file",
            code="bad_table",
        )
    return rules


def _wrong(one: Stretch, year: int) -> str:
    where, first, last = one.where, one.first.isoformat(), one.last.isoformat()
    if one.last < one.first:
        return _("{where}: {first} to {last} is turned round").format(
            where=where, first=first, last=last
        )
    if not (date(year - 1, 12, 25) <= one.first and one.last <= date(year, 12, 31)):
        return _("{where}: {first} is not in {year}").format(where=where, first=first, year=year)
    if (one.last - one.first).days >= MOST_DAYS:
        return _("{where}: {first} to {last} is too long").format(
            where=where, first=first, last=last
        )
    if one.reason is DayReason.MAKE_UP and one.first.weekday() < 5:
        return _("{where}: {day} is an ordinary weekday, it needs no making up").format(
            where=where, day=first
        )
    return ""


def _unreadable() -> Refusal:
    return Refusal(
        _("This file cannot be read as a table of holidays."),
        _("Check that it is the right file, and save it as UTF-8."),
        field="file",
        code="unreadable",
    )


def _row(number: int) -> str:
    return _("row {number}").format(number=number)


def _day(value: object) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = str(value).strip().replace("/", "-").replace(".", "-")
    if len(text) == 8 and text.isdigit():
        text = f"{text[:4]}-{text[4:6]}-{text[6:]}"
    parts = text.split("-")
    try:
        return date(*(int(part) for part in parts)) if len(parts) == 3 else date.fromisoformat(text)
    except (ValueError, TypeError) as error:
        raise Unreadable(_("“{text}” is no day").format(text=text[:20])) from error


def _kind(value: object) -> DayReason:
    text = clean_line(str(value)).casefold()
    if text not in _KINDS:
        raise Unreadable(
            _("“{text}” is neither holiday, make_up nor closure").format(text=text[:20])
        )
    return _KINDS[text]


def _csv(text: str) -> Iterator[Stretch | str]:
    """Rows of first day, last day (or nothing), kind, name; a head row may stand above."""
    try:
        rows = list(csv.reader(io.StringIO(text), strict=True))
    except csv.Error as error:
        raise _unreadable() from error
    for number, row in enumerate(rows, 1):
        cells = [clean_line(cell) for cell in row]
        if not any(cells) or (number == 1 and cells[0].casefold() in _HEADS):
            continue
        try:
            if len(cells) < 3:
                raise Unreadable(_("it needs first day, last day, kind and name"))
            first = _day(cells[0])
            last = _day(cells[1]) if cells[1] else first
            name = cells[3] if len(cells) > 3 else ""
            yield Stretch(_row(number), first, last, _kind(cells[2]), name)
        except Unreadable as wrong:
            yield f"{_row(number)}: {wrong}"


def _toml(text: str) -> Iterator[Stretch | str]:
    """`[[day]]` tables of from, to, kind, name."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _unreadable() from error
    rows = data.get("day", [])
    if not isinstance(rows, list):
        raise _unreadable()
    for number, row in enumerate(rows, 1):
        try:
            if not isinstance(row, dict) or "from" not in row:
                raise Unreadable(_("it needs from, kind and name"))
            first = _day(row["from"])
            yield Stretch(
                _row(number),
                first,
                _day(row.get("to", first)),
                _kind(row.get("kind", "holiday")),
                clean_line(str(row.get("name", ""))),
            )
        except Unreadable as wrong:
            yield f"{_row(number)}: {wrong}"


def _ics(text: str) -> Iterator[Stretch | str]:
    """Whole-day events; a summary with 班 or "work" is a day made up, all else a holiday."""
    if "BEGIN:VCALENDAR" not in text.upper():
        raise _unreadable()
    # A line that begins with a blank goes on with the one before.
    lines = text.replace("\r\n", "\n").replace("\n ", "").replace("\n\t", "").split("\n")
    event: dict[str, str] = {}
    number = 0
    for line in lines:
        key, _mark, value = line.partition(":")
        key = key.partition(";")[0].strip().upper()
        if key == "BEGIN" and value.strip().upper() == "VEVENT":
            event, number = {}, number + 1
        elif key == "END" and value.strip().upper() == "VEVENT":
            try:
                yield _event(event, number)
            except Unreadable as wrong:
                yield f"{_row(number)}: {wrong}"
        else:
            event[key] = value.strip()


def _event(event: dict[str, str], number: int) -> Stretch:
    if "DTSTART" not in event:
        raise Unreadable(_("it needs from, kind and name"))
    first = _day(event["DTSTART"][:8])
    # The end of an event is the first day that does not belong to it any more.
    last = _day(event["DTEND"][:8]) - timedelta(days=1) if "DTEND" in event else first
    name = clean_line(event.get("SUMMARY", ""))
    worked = "班" in name or "work" in name.casefold()
    reason = DayReason.MAKE_UP if worked else DayReason.HOLIDAY
    return Stretch(_row(number), first, last, reason, "" if worked else name)


_READERS: dict[str, Callable[[str], Iterator[Stretch | str]]] = {
    ".csv": _csv,
    ".toml": _toml,
    ".ics": _ics,
}
