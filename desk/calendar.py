"""Which days count: the State Council's holidays and make-up days under a table of our own."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from desk.i18n import N_, _
from desk.refusals import Refusal
from desk.text import clean_line


class DayReason(StrEnum):
    """Why a day counts as a working day, or does not.

    CLOSURE is a day off that was ordered (a typhoon, a stop of work): it does not count. A hall
    that merely keeps its door shut does not make a limit longer: that is a special day of
    `desk.hours`. OVERRIDE is any other decision of the branch. HELD is set by a hold on a clock.
    """

    WEEKDAY = "weekday"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    MAKE_UP = "make_up"
    CLOSURE = "closure"
    OVERRIDE = "override"
    HELD = "held"


HOLIDAY_NAMES: tuple[str, ...] = (
    N_("New Year's Day"),
    N_("Spring Festival"),
    N_("Tomb-sweeping Day"),
    N_("Labour Day"),
    N_("Dragon Boat Festival"),
    N_("National Day"),
    N_("Mid-autumn Festival"),
    N_("Anti-Fascist 70th Day"),
)
"""The holidays as the package names them; the catalogue has their Chinese."""

_WORKING = {
    DayReason.WEEKDAY: True,
    DayReason.MAKE_UP: True,
    DayReason.WEEKEND: False,
    DayReason.HOLIDAY: False,
    DayReason.CLOSURE: False,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DayRule:
    """What the branch's table says about one day; `name` is a holiday's name or the reason."""

    working: bool
    reason: DayReason = DayReason.OVERRIDE
    name: str = ""

    def __post_init__(self) -> None:
        if self.reason is DayReason.HELD or _WORKING.get(self.reason, self.working) != self.working:
            raise ValueError(f"{self.reason} with working={self.working}")


@dataclass(frozen=True, slots=True, kw_only=True)
class DayFact:
    """One day as the calendar sees it; `certain` is false where its year has no table."""

    day: date
    working: bool
    reason: DayReason
    name: str = ""
    certain: bool = True


@cache
def _published() -> tuple[Mapping[date, str], frozenset[date], frozenset[int], str]:
    """Holidays, make-up days and years of the package, and its version."""
    import chinese_calendar

    holidays: dict[date, str] = dict(chinese_calendar.holidays)
    make_up = frozenset(chinese_calendar.workdays)
    years = frozenset(day.year for day in holidays)
    return holidays, make_up, years, str(chinese_calendar.__version__)


@dataclass(frozen=True)
class WorkCalendar:
    """The working days of a branch.

    `rules` is the branch's own table and wins over the published one; `published` names years
    whose table was entered there completely, because the package does not know them yet.
    Without either, a year has its weekends and `rules`, and says so through `known`.
    """

    rules: Mapping[date, DayRule] = field(default_factory=dict, hash=False)
    published: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        object.__setattr__(self, "rules", MappingProxyType(dict(self.rules)))

    def known(self, year: int) -> bool:
        """Whether the holidays of `year` are published, in the package or in our table."""
        return year in self.published or year in _published()[2]

    @property
    def version(self) -> str:
        """Names what was counted with, to be frozen into a deadline, e.g. `cn1.11.0+5f2c91ab`."""
        base = f"cn{_published()[3]}"
        if not self.rules and not self.published:
            return base
        lines = [
            f"{day.isoformat()} {rule.working} {rule.reason} {rule.name}"
            for day, rule in sorted(self.rules.items())
        ]
        lines += [str(year) for year in sorted(self.published)]
        return f"{base}+{hashlib.sha256(chr(10).join(lines).encode()).hexdigest()[:8]}"

    def fact(self, day: date) -> DayFact:
        """Whether `day` is a working day, and why."""
        certain = self.known(day.year)
        if rule := self.rules.get(day):
            return DayFact(
                day=day, working=rule.working, reason=rule.reason, name=rule.name, certain=certain
            )
        holidays, make_up, _years, _version = _published()
        if day in make_up:
            return DayFact(day=day, working=True, reason=DayReason.MAKE_UP)
        if day in holidays:
            return DayFact(day=day, working=False, reason=DayReason.HOLIDAY, name=holidays[day])
        weekend = day.weekday() >= 5
        reason = DayReason.WEEKEND if weekend else DayReason.WEEKDAY
        return DayFact(day=day, working=not weekend, reason=reason, certain=certain)

    def working(self, day: date) -> bool:
        """Whether `day` is a working day."""
        return self.fact(day).working

    def after(self, day: date) -> Iterator[DayFact]:
        """The days after `day`, one by one, up to a refusal after ten years without an end."""
        for step in range(1, 3660):
            yield self.fact(day + timedelta(days=step))
        raise Refusal(
            _("The calendar has no working day left to count to."),
            _("Ask the administrator to look at the branch's table of holidays."),
            code="calendar_without_working_days",
        )

    def add_working_days(self, day: date, amount: int) -> date:
        """The `amount`th working day after `day`, which itself is not counted; amount ≥ 0."""
        if amount < 0:
            raise ValueError(amount)
        for fact in self.after(day) if amount else ():
            amount -= fact.working
            if not amount:
                return fact.day
        return day

    def subtract_working_days(self, day: date, amount: int) -> date:
        """The `amount`th working day before `day`, which itself is not counted; amount ≥ 0."""
        if amount < 0:
            raise ValueError(amount)
        for _step in range(3660):
            if not amount:
                return day
            day -= timedelta(days=1)
            amount -= self.working(day)
        raise Refusal(
            _("The calendar has no working day left to count to."),
            _("Ask the administrator to look at the branch's table of holidays."),
            code="calendar_without_working_days",
        )

    def roll_forward(self, day: date) -> date:
        """`day`, or the next working day when it is none."""
        return day if self.working(day) else self.add_working_days(day, 1)

    def working_days_between(self, first: date, last: date) -> int:
        """Working days after `first` up to and with `last`; negative if they are turned round."""
        if last < first:
            return -self.working_days_between(last, first)
        days = range(1, (last - first).days + 1)
        return sum(self.working(first + timedelta(days=step)) for step in days)


def rule_to_data(day: date, rule: DayRule) -> dict[str, object]:
    """A row of the branch's table as it is exported."""
    return {
        "date": day.isoformat(),
        "working": rule.working,
        "reason": rule.reason.value,
        "name": rule.name,
    }


def rules_from_data(rows: list[dict[str, object]]) -> dict[date, DayRule]:
    """The branch's table from rows of date, working, reason, name; a refusal names the bad row."""
    rules: dict[date, DayRule] = {}
    for number, row in enumerate(rows):
        try:
            day = date.fromisoformat(str(row["date"]))
            working = row["working"]
            if not isinstance(working, bool):
                raise ValueError(working)
            rule = DayRule(
                working=working,
                reason=DayReason(str(row.get("reason", DayReason.OVERRIDE))),
                name=clean_line(str(row.get("name", ""))),
            )
        except (KeyError, ValueError) as error:
            raise Refusal(
                _("Row {number} of the table of holidays cannot be read.").format(
                    number=number + 1
                ),
                _("Write it as date, working day or not, reason and name."),
                field=f"rules.{number}",
                code="bad_day_rule",
            ) from error
        if day in rules:
            raise Refusal(
                _("{day} stands twice in the table of holidays.").format(day=day.isoformat()),
                _("Keep one of the two rows."),
                field=f"rules.{number}.date",
                code="day_rule_twice",
            )
        rules[day] = rule
    return rules
