"""The calendar and the hours that stand in a branch's row, and the row that holds others."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType

from desk.branch import Branch
from desk.calendar import DayRule, WorkCalendar, rule_to_data, rules_from_data
from desk.hours import BranchHours, hours_from_data, hours_to_data


def calendar_of(branch: Branch) -> WorkCalendar:
    """The working days of a branch."""
    if not branch.calendar:
        return WorkCalendar()
    data = json.loads(branch.calendar)
    rules = rules_from_data(data.get("rules", []))
    return WorkCalendar(rules=rules, published=frozenset(data.get("published", [])))


def hours_of(branch: Branch) -> BranchHours:
    """The opening hours of a branch."""
    if not branch.hours:
        return BranchHours(zone=branch.timezone)
    return hours_from_data(json.loads(branch.hours))


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarChange:
    """What changes in the table of a branch, as one act.

    `off` are days whose own rule is taken away: they follow the published table again.
    `published` are years whose table was entered completely.
    """

    rules: Mapping[date, DayRule] = field(default_factory=dict)
    off: frozenset[date] = frozenset()
    published: frozenset[int] = frozenset()
    hours: BranchHours | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "rules", MappingProxyType(dict(self.rules)))


def changed_calendar(calendar: WorkCalendar, change: CalendarChange) -> WorkCalendar:
    """The calendar after a change."""
    rules = {day: rule for day, rule in calendar.rules.items() if day not in change.off}
    return WorkCalendar(
        rules={**rules, **change.rules}, published=calendar.published | change.published
    )


def changed_branch(branch: Branch, calendar: WorkCalendar, hours: BranchHours) -> Branch:
    """The row of a branch with this calendar and these hours in it."""
    table = {
        "rules": [rule_to_data(day, rule) for day, rule in sorted(calendar.rules.items())],
        "published": sorted(calendar.published),
    }
    return replace(
        branch,
        calendar=json.dumps(table, ensure_ascii=False),
        hours=json.dumps(hours_to_data(hours), ensure_ascii=False),
    )
