"""Whose, and due from which day to which: what narrows a list of tasks or promises."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from textual.widget import Widget

from desk.i18n import _
from screens.case.talk import day_from
from screens.dialogs.form import FormDialog
from screens.widgets.field import ClerkInput
from screens.widgets.row import FieldRow

if TYPE_CHECKING:
    from desk.services.base import Desk
    from desk.staff.model import Actor


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What was asked for; what is empty narrows nothing."""

    whose: str = ""
    due_from: date | None = None
    due_by: date | None = None

    def words(self) -> str:
        """What narrows the list, in a line; "" where nothing does."""
        parts = [self.whose] if self.whose else []
        if self.due_from is not None:
            parts.append(_("due from {day}").format(day=self.due_from))
        if self.due_by is not None:
            parts.append(_("due by {day}").format(day=self.due_by))
        return " · ".join(parts)


class Narrow(FormDialog):
    """Asks what narrows the list; gives Narrowed."""

    def __init__(self, whose: str, now: Narrowed) -> None:
        intro = _("What is left empty narrows nothing.")
        super().__init__(_("Narrow the list"), "narrow", intro=intro)
        self._label = whose
        self._whose = ClerkInput(now.whose, limit=60)
        since, by = (day.isoformat() if day else "" for day in (now.due_from, now.due_by))
        self._from = ClerkInput(since, limit=20)
        self._by = ClerkInput(by, limit=20)

    def rows(self) -> Iterable[Widget]:
        yield FieldRow(self._label, self._whose, name="whose")
        yield FieldRow(_("Due from"), self._from, name="due_from")
        yield FieldRow(_("Due by"), self._by, name="due_by")

    def work(self) -> "Callable[[Desk, Actor], object]":
        since, by = (
            day_from(self, field.text, name) if field.text else None
            for field, name in ((self._from, "due_from"), (self._by, "due_by"))
        )
        found = Narrowed(self._whose.text, since, by)
        return lambda desk, who: found
