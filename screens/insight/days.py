"""From which day to which the figures are wanted; gives the table as it was counted."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING

from textual.widget import Widget

from desk.i18n import _
from desk.insight.period import Days
from desk.refusals import Refusal
from desk.services import insight
from screens.dialogs.form import FormDialog, needed
from screens.widgets.field import ClerkInput
from screens.widgets.row import FieldRow

if TYPE_CHECKING:
    from desk.services.base import Desk
    from desk.staff.model import Actor


class OtherDays(FormDialog):
    """Asks for the first and the last day; gives the MonthTable."""

    draft = "days"

    def __init__(self, today: date, progress: insight.Progress) -> None:
        intro = _("A whole month shows beside the month before, other days beside as many before.")
        super().__init__(_("Figures of other days"), "days", intro=intro)
        self._today, self._progress = today, progress
        self._begin = ClerkInput(limit=20, placeholder=f"{today.replace(day=1)}")
        self._end = ClerkInput(limit=20, placeholder=f"{today}")

    def rows(self) -> Iterable[Widget]:
        yield FieldRow(_("From which day"), self._begin, name="first")
        yield FieldRow(_("Until which day"), self._end, name="last")

    def work(self) -> "Callable[[Desk, Actor], object]":
        first = _day(needed(self._begin.text, "first"), "first")
        last = _day(self._end.text, "last") if self._end.text else self._today
        progress = self._progress
        return lambda desk, who: insight.month_table(desk, who, Days(first, last), progress)


def _day(typed: str, field: str) -> date:
    try:
        return date.fromisoformat(typed)
    except ValueError as error:
        raise Refusal(
            _("Write the day like 2026-11-21."), field=field, code="no_such_day"
        ) from error
