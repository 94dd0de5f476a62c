"""Cases that may belong beside one: each with why; to be opened, or named beside it."""

from collections.abc import Callable, Iterable
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import Static

from desk.i18n import _
from desk.labels import label
from desk.related import Beside, Related
from screens.base import DeskDialog
from screens.plain import shown
from screens.widgets.paged import Cell, Column, PagedList


class CasesBeside(DeskDialog[None]):
    """Enter opens the case that is marked; ctrl+y names it beside the one in hand.

    `named` are the numbers that are named already; `toggle` is told the line and gives them anew.
    """

    BINDINGS: ClassVar[list[BindingType]] = [("ctrl+y", "name", "")]

    def __init__(
        self,
        found: Beside,
        zone: str,
        named: Iterable[str],
        toggle: Callable[[Related], Iterable[str]],
    ) -> None:
        super().__init__(_("Cases that may belong beside this one"))
        self._found = found
        self._zone = zone
        self._named = set(named)
        self._toggle = toggle
        self._list = PagedList[Related](
            [
                Column("", 1),
                Column(_("Case"), 19),
                Column(_("Received"), 10, wide_only=True),
                Column(_("Topic"), 10, grows=1),
                Column(_("Stage"), 8),
                Column(_("Because"), 16, grows=3),
            ],
            self._cells,
            empty=_("No earlier case belongs beside this one."),
        )
        self.add_class("-palette")

    def body(self) -> Iterable[Widget]:
        words = [self._found.warning, times_words(self._found)]
        words.append(_("Enter opens the case; Ctrl+Y names it beside this one."))
        yield Static(shown("\n".join(filter(None, words))), classes="dialog-text")
        yield self._list

    def on_mount(self) -> None:
        self._list.show(list(self._found.cases))
        self._list.focus()

    def _cells(self, row: Related) -> list[Cell]:
        from zoneinfo import ZoneInfo

        case = row.case
        return [
            ("+", "good") if case.reference in self._named else "",
            (case.reference, "strong") if case.open else case.reference,
            f"{case.received_at.astimezone(ZoneInfo(self._zone)):%Y-%m-%d}",
            label(case.topic),
            label(case.stage) if case.open else (label(case.status), "faint"),
            row.why,
        ]

    def action_name(self) -> None:
        row = self._list.marked
        if row is not None:
            self._named = set(self._toggle(row))
            self._list.refresh()

    @on(PagedList.Chosen)
    def accept(self) -> None:
        row = self._list.marked
        self.dismiss(None)
        if row is not None:
            self.desk_app.go("case", row.case.reference)


def times_words(found: Beside) -> str:
    """Which time it is, where it is not the first."""
    if found.times < 2:
        return ""
    text = _("This is time {n} within {days} days that the customer brings this topic.")
    return text.format(n=found.times, days=found.days)
