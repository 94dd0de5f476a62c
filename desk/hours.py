"""When the branch is open: hours per weekday and season, lunch, special days, counter time."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import pairwise
from types import MappingProxyType
from typing import TypeGuard
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from desk.calendar import DayReason, WorkCalendar
from desk.i18n import _
from desk.refusals import Refusal

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_SPAN = re.compile(r"(\d{1,2}):(\d{2})\s*[-–~]\s*(\d{1,2}):(\d{2})", re.ASCII)
_DAY = 24 * 60


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of opening time, in minutes from midnight; `closes` may be 1440, the day's end."""

    opens: int
    closes: int

    def __post_init__(self) -> None:
        if not 0 <= self.opens < self.closes <= _DAY:
            raise ValueError(f"{self.opens}-{self.closes}")

    def __str__(self) -> str:
        return "-".join(f"{m // 60:02}:{m % 60:02}" for m in (self.opens, self.closes))


Spans = tuple[Span, ...]
Week = tuple[Spans, Spans, Spans, Spans, Spans, Spans, Spans]
"""Monday to Sunday; an empty entry is a closed day."""


def spans(*texts: str) -> Spans:
    """Opening times of a day from "08:30-12:00", in order and not overlapping; else ValueError."""
    found = []
    for text in texts:
        if not (match := _SPAN.fullmatch(text.strip())):
            raise ValueError(text)
        hour, minute, to_hour, to_minute = map(int, match.groups())
        if minute > 59 or to_minute > 59:
            raise ValueError(text)
        found.append(Span(hour * 60 + minute, to_hour * 60 + to_minute))
    if any(after.opens < before.closes for before, after in pairwise(found)):
        raise ValueError(", ".join(texts))
    return tuple(found)


ORDINARY: Spans = spans("08:30-12:00", "13:30-17:30")
ORDINARY_WEEK: Week = (ORDINARY, ORDINARY, ORDINARY, ORDINARY, ORDINARY, (), ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Season:
    """Hours from one (month, day) to another, both included; it may run over New Year."""

    first: tuple[int, int]
    last: tuple[int, int]
    week: Week

    def holds(self, day: date) -> bool:
        """Whether `day` lies in the season."""
        at = (day.month, day.day)
        if self.first <= self.last:
            return self.first <= at <= self.last
        return at >= self.first or at <= self.last


@cache
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


@dataclass(frozen=True, kw_only=True)
class BranchHours:
    """When the doors are open. The first season that holds a day wins over `week`.

    On a holiday `holiday` holds, on a make-up working day Monday's hours do, on an ordered
    closure the doors stay shut; `special` wins over everything.
    """

    zone: str = "Asia/Shanghai"
    week: Week = ORDINARY_WEEK
    seasons: tuple[Season, ...] = ()
    holiday: Spans = ()
    special: Mapping[date, Spans] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        _zone(self.zone)
        object.__setattr__(self, "special", MappingProxyType(dict(self.special)))

    @property
    def tz(self) -> ZoneInfo:
        """The branch's time zone."""
        return _zone(self.zone)

    def local(self, at: datetime) -> datetime:
        """An aware instant as the clock on the branch's wall shows it."""
        return at.astimezone(self.tz)

    def day_of(self, at: datetime) -> date:
        """The branch's date at an instant."""
        return self.local(at).date()

    def instant(self, day: date, minutes: int) -> datetime:
        """The UTC instant `minutes` after midnight on the wall clock; 1440 is the day's end."""
        if minutes == _DAY:
            day, minutes = day + timedelta(days=1), 0
        wall = datetime.combine(day, time(minutes // 60, minutes % 60), tzinfo=self.tz)
        return wall.astimezone(UTC)

    def _week(self, day: date) -> Week:
        return next((s.week for s in self.seasons if s.holds(day)), self.week)

    def open_spans(self, day: date, calendar: WorkCalendar) -> Spans:
        """The opening times of `day`, empty when the branch is closed."""
        if day in self.special:
            return self.special[day]
        fact = calendar.fact(day)
        if fact.reason is DayReason.CLOSURE:
            return ()
        if fact.reason is DayReason.HOLIDAY:
            return self.holiday
        week = self._week(day)
        usual = week[day.weekday()]
        return week[0] or usual if fact.reason is DayReason.MAKE_UP else usual

    def opens(self, day: date, calendar: WorkCalendar) -> datetime | None:
        """When the branch first opens on `day`, as a UTC instant; None when it stays closed."""
        open_spans = self.open_spans(day, calendar)
        return self.instant(day, open_spans[0].opens) if open_spans else None

    def closes(self, day: date, calendar: WorkCalendar) -> datetime | None:
        """When the branch last closes on `day`, as a UTC instant; None when it stays closed."""
        open_spans = self.open_spans(day, calendar)
        return self.instant(day, open_spans[-1].closes) if open_spans else None

    def end_of(self, day: date, calendar: WorkCalendar) -> datetime:
        """When a limit that ends on `day` ends: at closing, or when it would ordinarily close."""
        closing = self.closes(day, calendar)
        if closing is not None:
            return closing
        week = self._week(day)
        usual = week[day.weekday()] or next((s for s in week if s), ())
        return self.instant(day, usual[-1].closes if usual else _DAY)

    def is_open(self, at: datetime, calendar: WorkCalendar) -> bool:
        """Whether a customer finds the door open at an instant; the closing minute is shut."""
        return any(a <= at < b for a, b in self._open_on(self.day_of(at), calendar))

    def _open_on(self, day: date, calendar: WorkCalendar) -> list[tuple[datetime, datetime]]:
        return [
            (self.instant(day, span.opens), self.instant(day, span.closes))
            for span in self.open_spans(day, calendar)
        ]

    def open_after(
        self, at: datetime, calendar: WorkCalendar
    ) -> Iterator[tuple[datetime, datetime]]:
        """Opening times from an instant on, the running one cut to what is left of it."""
        at = at.astimezone(UTC)
        day = self.day_of(at)
        for step in range(3660):
            for opens, closes in self._open_on(day + timedelta(days=step), calendar):
                if closes > at:
                    yield max(opens, at), closes
        raise Refusal(
            _("The branch has no opening hours to count in."),
            _("Ask the administrator to enter the branch's opening hours."),
            code="no_opening_hours",
        )

    def add_counter_time(
        self, start: datetime, amount: timedelta, calendar: WorkCalendar
    ) -> datetime:
        """When `amount` of opening time has passed since `start`; it may end at a closing."""
        start = start.astimezone(UTC)
        if amount <= timedelta(0):
            return start
        for opens, closes in self.open_after(start, calendar):
            if amount <= closes - opens:
                return opens + amount
            amount -= closes - opens
        return start

    def counter_time_between(
        self, first: datetime, last: datetime, calendar: WorkCalendar
    ) -> timedelta:
        """How much opening time lies between two instants; nothing if they are turned round."""
        total = timedelta(0)
        first, last = first.astimezone(UTC), last.astimezone(UTC)
        day, end = self.day_of(first), self.day_of(last)
        while day <= end:
            for opens, closes in self._open_on(day, calendar):
                total += max(min(closes, last) - max(opens, first), timedelta(0))
            day += timedelta(days=1)
        return total


def hours_to_data(hours: BranchHours) -> dict[str, object]:
    """Hours as they are stored and exported: plain tables of texts like "08:30-12:00"."""

    def week(of: Week) -> dict[str, list[str]]:
        return {name: [str(s) for s in day] for name, day in zip(WEEKDAYS, of, strict=True)}

    return {
        "zone": hours.zone,
        "week": week(hours.week),
        "seasons": [
            {
                "from": "{:02}-{:02}".format(*season.first),
                "to": "{:02}-{:02}".format(*season.last),
                "week": week(season.week),
            }
            for season in hours.seasons
        ],
        "holiday": [str(s) for s in hours.holiday],
        "special": {
            day.isoformat(): [str(s) for s in times] for day, times in sorted(hours.special.items())
        },
    }


def hours_from_data(data: Mapping[str, object]) -> BranchHours:
    """Hours from what `hours_to_data` writes; a refusal names the field that cannot be read."""
    known = {"zone", "week", "seasons", "holiday", "special"}
    if unknown := sorted(set(data) - known):
        raise _bad(unknown[0])
    zone = data.get("zone", "Asia/Shanghai")
    try:
        _zone(str(zone))
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise _bad("zone") from error
    seasons = data.get("seasons", [])
    if not isinstance(seasons, list):
        raise _bad("seasons")
    special = data.get("special", {})
    if not _is_table(special):
        raise _bad("special")
    return BranchHours(
        zone=str(zone),
        week=_week_from(data["week"], "week") if "week" in data else ORDINARY_WEEK,
        seasons=tuple(_season_from(s, f"seasons.{n}") for n, s in enumerate(seasons)),
        holiday=_spans_from(data.get("holiday", []), "holiday"),
        special={
            _day_from(day, f"special.{day}"): _spans_from(times, f"special.{day}")
            for day, times in special.items()
        },
    )


def _bad(field_name: str) -> Refusal:
    return Refusal(
        _("The opening hours cannot be read."),
        _("Write each day as a list of times like 08:30-12:00, in order, each ending later."),
        field=field_name,
        code="bad_hours",
    )


def _is_table(value: object) -> TypeGuard[dict[str, object]]:
    return isinstance(value, dict) and all(isinstance(key, str) for key in value)


def _spans_from(value: object, where: str) -> Spans:
    if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
        raise _bad(where)
    try:
        return spans(*value)
    except ValueError as error:
        raise _bad(where) from error


def _week_from(value: object, where: str) -> Week:
    if not _is_table(value) or set(value) - set(WEEKDAYS):
        raise _bad(where)
    mon, tue, wed, thu, fri, sat, sun = (
        _spans_from(value.get(name, []), f"{where}.{name}") for name in WEEKDAYS
    )
    return mon, tue, wed, thu, fri, sat, sun


def _season_from(value: object, where: str) -> Season:
    if not _is_table(value) or set(value) != {"from", "to", "week"}:
        raise _bad(where)
    ends = []
    for name in ("from", "to"):
        # A leap year, so that a season may begin or end on 29 February.
        day = _day_from(f"2024-{value[name]}", f"{where}.{name}")
        ends.append((day.month, day.day))
    return Season(first=ends[0], last=ends[1], week=_week_from(value["week"], f"{where}.week"))


def _day_from(text: str, where: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise _bad(where) from error
