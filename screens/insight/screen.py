"""The month table on screen: today in one line, figures beside those of the month before."""

from collections.abc import Iterable
from time import monotonic
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType
from textual.containers import Container, VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from desk.i18n import N_, _, current
from desk.insight.month import MonthTable
from desk.insight.period import Days, Month, after, before, month_of
from desk.insight.rules import rule_of
from desk.insight.words import UNDER, Row, month_title, rows, whole_rule
from desk.labels import label
from desk.services import insight
from desk.services.insight import Today
from desk.staff.permissions import May, may
from desk.views import View
from screens.base import DeskScreen
from screens.dialogs.paper import PutOnPaper
from screens.insight.behind import Behind
from screens.insight.days import OtherDays
from screens.insight.served import Served
from screens.keys import bindings
from screens.plain import shown
from screens.widgets.flow import Flow, Para
from screens.widgets.paged import Cell, Column, PagedList

if TYPE_CHECKING:
    from desk.branch import Branch
    from desk.services.base import Desk
    from desk.services.exporting import ListAsked
    from desk.services.pages import Page
    from desk.staff.model import Actor

_TODAY = (
    *(View.EMERGENCY, View.RESTORE, View.ESCALATED, View.LATE, View.DUE_TODAY, View.TO_APPROVE),
    *(View.TO_PRINT, View.TO_CALL_BACK, View.PROMISES, View.TASKS, View.ALL),
)
"""What of the board is said in the line of today, the most pressing first."""


SLOW_SECONDS = 0.7
"""Counting that takes longer tells how far it is."""


class InsightScreen(DeskScreen):
    """The figures of one month, a line each; enter lists the cases behind the marked one."""

    CSS_PATH = "insight.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("insight")]
    AUTO_FOCUS = "#figures"
    scope = "insight"
    heading = N_("Insight")

    def __init__(self, subject: str = "") -> None:
        super().__init__(subject)
        self.days: Days | None = None
        """None until the present month is known."""
        self.table: MonthTable | None = None
        self._asked_at = 0.0
        self._today = Static(id="today")
        self._list = PagedList[Row](
            self._columns(),
            self._cells,
            id="figures",
            classes="main-list",
        )
        self._about = Flow()

    def _columns(self) -> list[Column]:
        other = self.days is not None and self.month is None
        return [
            Column(_("What is counted"), 34, grows=2),
            Column(_("These days") if other else _("This month"), 24, grows=1, right=True),
            Column(_("Days before") if other else _("Month before"), 16, right=True),
        ]

    def body(self) -> Iterable[Widget]:
        yield self._today
        about = VerticalScroll(self._about, id="about", classes="detail", can_focus=False)
        yield Container(self._list, about, id="around")

    def arrived(self, *, again: bool) -> None:
        self._list.focus()
        self.load()

    def load(self) -> None:
        """Count the days that are shown, and today."""
        days = self.days
        self._asked_at = monotonic()
        self.read(lambda desk, who: insight.month_table(desk, who, days, self.progress), self._show)
        self.read(insight.today, self._show_today, group="today")

    def progress(self, done: int, whole: int) -> None:
        """Called from the thread that counts; what is quick is not worth a word."""
        if monotonic() - self._asked_at > SLOW_SECONDS:
            words = _("Counting figures: {done} of {whole}").format(done=done, whole=whole)
            self.app.call_from_thread(self._about.say, Para(words))

    @property
    def month(self) -> Month | None:
        """The month that is shown, if it is one."""
        return month_of(self.days) if self.days is not None else None

    def fell_due(self) -> None:
        self.load()

    def _show(self, table: MonthTable) -> None:
        marked, same_days = self._list.marked, self.days == (table.first, table.last)
        self.table, self.days = table, Days(table.first, table.last)
        self._list.border_title = shown(month_title(table, current()))
        name = marked.name if marked is not None and same_days else ""
        self._list.set_columns(self._columns())
        title = Row(month_title(table, current()), "", "", strong=True)
        self._list.show(
            [title, *rows(table, current())], same=lambda row: row.name == name, otherwise=1
        )
        self._marked()

    def _show_today(self, found: Today) -> None:
        words = _("Today: received {received}, closed {closed}.")
        parts = [words.format(received=found.received, closed=found.closed)]
        parts += [f"{label(view)} {found.counts[view]}" for view in _TODAY if found.counts[view]]
        self._today.update(shown("  ".join(parts), "bold"))

    def _cells(self, row: Row) -> list[Cell]:
        if row.strong:
            return [(row.name, "strong"), "", ""]
        late: Cell = (f"! {row.now}", "late") if row.good is False and row.now != "0" else row.now
        return [row.name, late, row.before]

    @on(PagedList.Marked)
    def _marked(self) -> None:
        self.refresh_keys()
        row = self._list.marked
        said = (
            [Para(row.name.removeprefix(UNDER), "bold"), Para(row.now)] if row is not None else []
        )
        if row is not None and row.figure is not None:
            said.append(Para(rule_of(row.figure, current())))
        self._about.say(*said, Para(whole_rule(current()), "$text-muted"))

    # -- keys ------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "behind":
            row = self._list.marked
            return True if row is not None and row.figure is not None else None
        if action == "served":
            return may(self.desk_app.who.role, May.LOOK_AFTER)
        if action == "month" and parameters == (1,):
            return True if self.table is not None and self.table.whole else None
        return True

    def listed(self) -> "ListAsked":
        from desk.services.exporting import ListAsked, Listed

        return ListAsked(listed=Listed.MONTH, period=self.days)

    @on(PagedList.Chosen)
    def action_behind(self) -> None:
        row, days = self._list.marked, self.days
        if row is None or row.figure is None or days is None:
            return

        def done(reference: str | None) -> None:
            if reference:
                self.desk_app.go("case", reference)

        self.app.push_screen(Behind(row, days), done)

    def action_month(self, step: int) -> None:
        """One month back, or on as far as today; of other days as many."""
        if self.days is None or self.table is None or (step > 0 and not self.table.whole):
            return
        self.days = before(self.days) if step < 0 else after(self.days)
        self.load()

    def action_days(self) -> None:
        """Figures from one day to another."""
        desk = self.desk_app.desk
        if desk is None:
            return
        self._asked_at = monotonic()
        dialog = OtherDays(desk.hours.day_of(desk.clock.now()), self.progress)

        def done(table: MonthTable | None) -> None:
            if table is not None:
                self.forget("read")
                self._show(table)

        self.app.push_screen(dialog, done)

    def action_charts(self) -> None:
        """The figures as pictures."""
        from screens.insight.charts import Charts

        self.app.push_screen(Charts(self.days))

    def action_print_month(self) -> None:
        days = self.days

        def make(desk: "Desk", who: "Actor") -> "Page":
            return insight.month_page(desk, who, days)

        self.app.push_screen(PutOnPaper(_("Month table"), make, self.desk_app.papers))

    def action_served(self) -> None:
        def done(branch: "Branch | None") -> None:
            if branch is not None:
                words = _("Noted: {served} customers on {day}.")
                self.desk_app.tell(
                    words.format(served=branch.customers_served, day=branch.customers_served_on)
                )
                self.load()

        self.app.push_screen(Served(), done)

    def action_reload(self) -> None:
        self.load()
