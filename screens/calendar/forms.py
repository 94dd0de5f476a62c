"""What is asked before the calendar changes; each gives what would change and what would move."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from textual.widget import Widget

from desk.branch_rules import CalendarChange
from desk.calendar import DayReason
from desk.calendar_file import read_table
from desk.calendar_typed import closed_days, day_rule, with_hours
from desk.i18n import _
from desk.refusals import Refusal
from desk.saying import say_day
from desk.services.calendar_room import Moves, Progress, moves_of
from screens.dialogs.form import FormDialog, needed
from screens.widgets.choice import Choice
from screens.widgets.field import ClerkInput
from screens.widgets.row import FieldRow

if TYPE_CHECKING:
    from desk.hours import BranchHours
    from desk.services.base import Desk
    from desk.staff.model import Actor


@dataclass(frozen=True, slots=True)
class Proposed:
    """A change, why, and what it would move."""

    change: CalendarChange
    reason: str
    moves: Moves


class ChangeDialog(FormDialog):
    """Asks for a change and its reason; gives it as Proposed, with nothing kept yet."""

    def __init__(self, title: str, subject: str, progress: Progress, *, intro: str = "") -> None:
        super().__init__(title, subject, intro=intro)
        self._progress = progress
        self._reason = ClerkInput(limit=200, placeholder=_("by whose notice or order"))

    def change(self) -> CalendarChange:
        """What was typed, as a change; raises a Refusal that names a field."""
        raise NotImplementedError

    def work(self) -> "Callable[[Desk, Actor], object]":
        change = self.change()
        reason = needed(self._reason.text, "reason")
        return lambda desk, who: Proposed(
            change, reason, moves_of(desk, who, change, self._progress)
        )


FOLLOWS = "follows"


class ChangeDay(ChangeDialog):
    """What a day is: holiday, made up, closed, or as published."""

    draft = "calendar_day"

    def __init__(self, day: date, language: str, progress: Progress, *, own: bool) -> None:
        super().__init__(say_day(day, language, weekday=True), day.isoformat(), progress)
        self._day = day
        kinds: list[tuple[str, str]] = [
            (DayReason.HOLIDAY, _("public holiday")),
            (DayReason.MAKE_UP, _("worked in exchange for a holiday")),
            (DayReason.CLOSURE, _("closed by order")),
            (DayReason.OVERRIDE, _("day off set by the branch")),
        ]
        if own:
            kinds.append((FOLLOWS, _("as published")))
        self._kind = Choice(kinds, FOLLOWS if own else DayReason.HOLIDAY)
        self._until = ClerkInput(limit=10, placeholder=_("only this day; or 2027-02-11"))
        self._called = ClerkInput(limit=40, placeholder=_("Spring Festival, typhoon …"))

    def rows(self) -> Iterable[Widget]:
        yield FieldRow(_("What it is"), self._kind, name="kind")
        yield FieldRow(_("Until which day"), self._until, name="until")
        yield FieldRow(_("What it is called"), self._called, name="name")
        yield FieldRow(_("By what order"), self._reason, name="reason")

    def change(self) -> CalendarChange:
        first, last = self._day, self._day
        if self._until.text:
            try:
                last = date.fromisoformat(self._until.text)
            except ValueError as error:
                raise Refusal(
                    _("This is no day."), _("Write it as 2027-02-11."), field="until"
                ) from error
        days = closed_days(first, last, self._called.text)
        if self._kind.value == FOLLOWS:
            return CalendarChange(off=frozenset(days))
        rule = day_rule(DayReason(self._kind.value or DayReason.HOLIDAY), self._called.text)
        return CalendarChange(rules=dict.fromkeys(days, rule))


class ImportTable(ChangeDialog):
    """The State Council's table of a year from a file."""

    draft = "calendar_table"

    def __init__(self, year: int, progress: Progress) -> None:
        intro = _("A file with the days of one year: .csv, .toml or .ics.")
        super().__init__(_("Take over a year's table"), str(year), progress, intro=intro)
        self._file = ClerkInput(limit=300)
        self._year = ClerkInput(str(year), limit=4)

    def rows(self) -> Iterable[Widget]:
        yield FieldRow(_("File"), self._file, name="file")
        yield FieldRow(_("Year"), self._year, name="year")
        yield FieldRow(_("By what order"), self._reason, name="reason")

    def change(self) -> CalendarChange:
        path = Path(needed(self._file.text, "file")).expanduser()
        year = needed(self._year.text, "year")
        if not year.isdigit():
            raise Refusal(_("This is no year."), field="year", code="bad_year")
        try:
            data = path.read_bytes()
        except OSError as error:
            raise Refusal(
                _("{path} cannot be read.").format(path=path), field="file", code="unreadable"
            ) from error
        rules = read_table(data, path.name, int(year))
        return CalendarChange(rules=rules, published=frozenset({int(year)}))


class ChangeHours(ChangeDialog):
    """Opening hours of weekdays, of a season, or of one day."""

    draft = "calendar_hours"

    def __init__(self, hours: "BranchHours", progress: Progress) -> None:
        intro = _("Days as mon,tue,wed,thu,fri,sat,sun or one date; a season as 06-01..09-30.")
        super().__init__(_("Opening hours"), "hours", progress, intro=intro)
        self._hours = hours
        self._days = ClerkInput(limit=40)
        self._open = ClerkInput(limit=60, placeholder=_("08:30-12:00 13:30-17:30, or closed"))
        self._season = ClerkInput(limit=12, placeholder=_("all year"))

    def rows(self) -> Iterable[Widget]:
        yield FieldRow(_("Days"), self._days, name="days")
        yield FieldRow(_("Opening hours"), self._open, name="open")
        yield FieldRow(_("Season"), self._season, name="season")
        yield FieldRow(_("By what order"), self._reason, name="reason")

    def change(self) -> CalendarChange:
        days, times = needed(self._days.text, "days"), needed(self._open.text, "open")
        return CalendarChange(hours=with_hours(self._hours, days, times, self._season.text))
