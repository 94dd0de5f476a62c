"""The branch's calendar: months with signs, the marked day explained, and what changes in it."""

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import Static

from desk.branch_rules import CalendarChange
from desk.explanation import explain_day
from desk.i18n import N_, _, current
from desk.labels import label
from desk.saying import say_moment
from desk.services.calendar_room import (
    CalendarYear,
    Moves,
    change_calendar,
    moves_of,
    year_of,
)
from desk.staff.permissions import May, may
from screens.base import DeskScreen
from screens.calendar.forms import ChangeDay, ChangeDialog, ChangeHours, ImportTable, Proposed
from screens.calendar.year import YearView
from screens.dialogs.pick import Pick, Way
from screens.keys import bindings
from screens.widgets.flow import Flow, Para

CHANGES = ("change_day", "import_table", "change_hours", "moves")
SHOWN = 4
"""So many groups of moved deadlines are named before one decides."""


class CalendarScreen(DeskScreen):
    """A half year at a time; arrows mark a day, enter changes it."""

    CSS_PATH = "calendar.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("calendar")]
    AUTO_FOCUS = "#year"
    scope = "calendar"
    heading = N_("Calendar")

    def __init__(self, subject: str = "") -> None:
        super().__init__(subject)
        self._year: CalendarYear | None = None
        self._about = Flow(id="day")

    def body(self) -> Iterable[Widget]:
        desk = self.desk_app.desk
        assert desk is not None
        yield YearView(desk.hours.day_of(desk.clock.now()))
        yield Static(
            _("- weekend   * holiday   + made up   # closed by order   = set by the branch"),
            id="legend",
        )
        yield self._about

    @property
    def view(self) -> YearView:
        """The months."""
        return self.query_one(YearView)

    def arrived(self, *, again: bool) -> None:
        self.view.focus()
        self.load()

    def load(self) -> None:
        """Read the year of the marked day."""
        year = self.view.day.year

        def show(found: CalendarYear) -> None:
            self._year = found
            self.view.show(found)
            self._tell()

        self.read(lambda desk, who: year_of(desk, who, year), show, group="year")

    @on(YearView.Marked)
    def _marked(self, event: YearView.Marked) -> None:
        if self._year is None or event.day.year != self._year.year:
            self.load()
        else:
            self._tell()

    def _tell(self) -> None:
        one = self.view.marked
        if one is None or self._year is None:
            return
        open_ = ", ".join(map(str, one.open)) or _("closed")
        said = [
            Para(explain_day(one.fact, current()), "bold"),
            Para(_("Open: {times}").format(times=open_)),
        ]
        if one.own:
            said.append(Para(_("The branch has a rule of its own for this day."), "$warning"))
        self._about.say(*said)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in CHANGES:
            return True if may(self.desk_app.who.role, May.KEEP_CALENDAR) else None
        return True

    # -- what changes ----------------------------------------------------------------------

    def progress(self, done: int, whole: int) -> None:
        """Called from the thread that counts."""
        words = _("Counting deadlines: {done} of {whole}").format(done=done, whole=whole)
        self.app.call_from_thread(self._about.say, Para(words))

    def action_change_day(self) -> None:
        one = self.view.marked
        if one is not None:
            self._ask(ChangeDay(one.fact.day, current(), self.progress, own=one.own))

    def action_import_table(self) -> None:
        self._ask(ImportTable(self.view.day.year, self.progress))

    def action_change_hours(self) -> None:
        desk = self.desk_app.desk
        if desk is not None:
            self._ask(ChangeHours(desk.hours, self.progress))

    def action_moves(self) -> None:
        def told(found: Moves) -> None:
            if not found.deadlines:
                self.desk_app.tell(_("No open deadline moves."))
                self._tell()
                return
            reason = _("counted again by the calendar as it stands")
            self._decide(Proposed(CalendarChange(), reason, found))

        self.read(lambda desk, who: moves_of(desk, who, None, self.progress), told, group="moves")

    def _ask(self, dialog: ChangeDialog) -> None:
        def answered(found: Proposed | None) -> None:
            if found is None:
                self._tell()
            elif found.moves.deadlines:
                self._decide(found)
            else:
                self._keep(found, move=False)

        self.app.push_screen(dialog, answered)

    def _decide(self, found: Proposed) -> None:
        """Which open deadlines would move: the person says whether they do."""
        moves = found.moves
        desk = self.desk_app.desk
        lines = [
            _("{count} open deadlines of {cases} cases would move.").format(
                count=moves.deadlines, cases=moves.cases
            )
        ]
        for one in moves.moves[:SHOWN]:
            old, new = (
                say_moment(desk.hours.local(at) if desk else at, current(), year=False)
                for at in (one.old, one.new)
            )
            lines.append(f"{label(one.kind)}  {old} → {new}  ×{one.count}")
        if len(moves.moves) > SHOWN:
            more = len(moves.moves) - SHOWN
            lines.append(_("and {count} more").format(count=more))

        def chosen(name: str | None) -> None:
            if name in ("move", "leave"):
                self._keep(found, move=name == "move")
            else:
                self._tell()

        ways = [
            Way("move", _("Move them"), _("each keeps how it was counted before")),
            Way("leave", _("Leave them"), _("they stay as the customers were told")),
            Way("", _("Change nothing"), ""),
        ]
        self.app.push_screen(Pick(_("Open deadlines"), ways, text="\n".join(lines)), chosen)

    def _keep(self, found: Proposed, *, move: bool) -> None:
        def done(moved: Moves) -> None:
            words = _("The calendar is changed.")
            hint = _("{count} open deadlines of {cases} cases")
            self.desk_app.tell(
                words,
                hint.format(count=moved.deadlines, cases=moved.cases) if moved.deadlines else "",
            )
            self.load()
            self.desk_app.sweep()

        self.write(
            lambda desk, who: change_calendar(
                desk, who, found.change, found.reason, move=move, progress=self.progress
            ),
            done,
        )
