"""What stands on the board: the views, the list of one of them, the case at a glance."""

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING

from textual import on
from textual.containers import Container, VerticalScroll
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Static

from desk.backup.words import short_words as backup_words
from desk.due_days import DueSpan
from desk.i18n import N_, _, current
from desk.services import lists
from desk.staff.permissions import May, may
from desk.views import CaseFile, Counts, QueueRow, View
from screens.board.by_day import ByDay, Day
from screens.board.preview import preview, short_preview
from screens.board.rows import POINTS, row_cells
from screens.board.views import ViewBar, views_of
from screens.board.watch import Watch, watch, watch_line
from screens.plain import shown
from screens.widgets.paged import Cell, Column, PagedList

if TYPE_CHECKING:
    from desk.services.base import Desk
    from desk.services.exporting import ListAsked
    from desk.staff.model import Actor

PAGE = 200
PAUSE = 0.15
"""Seconds the mark must rest on a row before its case is read for the preview."""
PULSE_SECONDS = 2.0
"""How often the board looks whether the book changed, by this window or by another."""
HOURS_SECONDS = 60.0
"""How old a list may grow before it is read again: hours pass without anybody's act."""
MOST_AGAIN = 1_000
"""Rows that are read again for a list that somebody went far down."""

_EMPTY = {
    View.MINE: N_("No case is in your hands."),
    View.DUE_TODAY: N_("Nothing falls due today."),
    View.LATE: N_("Nothing is late."),
    View.TO_ACCEPT: N_("Nobody offers you a case."),
    View.TO_APPROVE: N_("No letter waits for approval."),
    View.TO_PRINT: N_("No letter waits for printing."),
    View.TO_CALL_BACK: N_("Nobody waits for a call back."),
    View.ALL: N_("No case is open."),
    View.CLOSED: N_("No case is closed yet."),
    View.FIRST: N_("No open case was registered by you."),
    View.TO_DECIDE: N_("Nobody asks whose matter a case is."),
    View.EMERGENCY: N_("Every emergency has been seen by a lead."),
    View.RESTORE: N_("Nobody waits for power that we cut off by mistake."),
    View.ESCALATED: N_("No case is raised."),
    View.PROMISES: N_("No promise falls due today."),
    View.TASKS: N_("No department has a task open."),
    View.INCIDENT: N_("No case belongs to an open incident."),
}


Page = tuple[list[QueueRow], dict[str, str]]
"""Rows, and for each case under one's own name what it waits for."""


def _columns(view: View) -> list[Column]:
    middle = [Column(_("Topic"), 10, grows=2), Column(_("Pts"), POINTS, right=True)]
    stage = [Column(_("Stage"), 8, grows=1)]
    if view is View.FIRST:
        middle[:1] = [Column(_("Waits for"), 20, grows=3)]
        stage = []
    return [
        Column(_("Number"), 18),
        Column(_("Who came"), 8),
        *middle,
        *stage,
        Column(_("Owner"), 6, grows=1),
        Column(_("Due"), 18, grows=1),
    ]


def _page(
    view: View,
    after: str,
    desk: "Desk",
    who: "Actor",
    limit: int = PAGE,
    due: DueSpan | None = None,
) -> Page:
    if view is not View.FIRST:
        return lists.queue(desk, who, view, due=due, after=after, limit=limit), {}
    from desk.services.under_name import under_my_name
    from desk.waiting import waiting_words

    found = under_my_name(desk, who, due=due, after=after, limit=limit)
    now, language = desk.clock.now(), current()
    # By when stands in a column of its own.
    waits = {
        one.row.reference: waiting_words(replace(one.waits[0], by=None), now, desk.hours, language)
        for one in found
    }
    return [one.row for one in found], waits


class QueueRoom(ByDay):
    """Reads and shows the cases that wait; `deeds` and `screen` do something with them."""

    dated = True

    def __init__(self, subject: str = "") -> None:
        super().__init__(subject)
        self.view = View.MINE
        self.file: CaseFile | None = None
        self._begun = False
        self._come_back = False
        """The person is just back here, and has not chosen a view since."""
        self._bar = ViewBar()
        self._list = PagedList[QueueRow](
            _columns(View.MINE),
            self._cells,
            id="queue",
            classes="main-list",
            pick=lambda row: row.reference,
        )
        self._preview = Static(id="preview-text")
        self._list.border_title = shown(_("Cases"))
        self._side = VerticalScroll(self._preview, id="preview", classes="detail", can_focus=False)
        self._side.border_title = shown(_("At a glance"))
        self._waits: dict[str, str] = {}
        self._shown: tuple[View, Day | None] | None = None
        """The view, and the day it is narrowed to, whose rows stand in the list."""
        self._watch = Watch()
        self._watch_line = Static(id="watch")
        self._watch_line.display = False
        self._pause = Timer(self, PAUSE, callback=self._look, repeat=0)
        self._pulse = 0
        self._read_at = 0.0

    def body(self) -> Iterable[Widget]:
        yield self._bar
        yield self._watch_line
        yield self._strip
        yield Container(self._list, self._side, id="queue-and-preview")

    # -- reading ---------------------------------------------------------------------------

    def listed(self) -> "ListAsked":
        from desk.services.exporting import ListAsked, Listed

        return ListAsked(listed=Listed.BOARD, view=self.view, due=self.due)

    def on_mount(self) -> None:
        self.set_interval(PULSE_SECONDS, self._feel)

    def _feel(self) -> None:
        """Look whether somebody did something; only while the board is what the person sees."""
        app = self.desk_app
        if app.room is self and not app.locked and app.desk is not None:
            self.read(lists.pulse, self._felt, group="pulse")

    def _felt(self, pulse: int) -> None:
        if pulse != self._pulse or monotonic() - self._read_at > HOURS_SECONDS:
            self._pulse = pulse
            self.load()
            self._look()

    def arrived(self, *, again: bool) -> None:
        self._come_back = again
        self._list.focus()
        self._bar.views = views_of(self.desk_app.who)
        self.load()

    def load(self) -> None:
        """Read what is listed and the counts; the mark stays on its case, or where that stood."""
        self._read_at = monotonic()
        place = (self.view, self.day)
        many = min(max(PAGE, len(self._list.rows)), MOST_AGAIN) if self._shown == place else PAGE
        page = partial(_page, self.view, "", limit=many, due=self.due)
        self.read(page, partial(self._show, place, many))
        self.read_days()
        self.read(lists.counts, self._count, group="counts")
        self.read(watch, self._watched, group="watch")

    def _watched(self, found: Watch) -> None:
        self._watch = found
        stand = self.desk_app.backups_stand if self._keeps_backups() else None
        line = watch_line(found, stand)
        age = f" · {backup_words(stand)}" if stand is not None else ""
        self._side.border_title = shown(f"{_('At a glance')}{age}")
        self._watch_line.display = bool(line.plain)
        self._watch_line.update(line)
        self.refresh_keys()

    def _keeps_backups(self) -> bool:
        return may(self.desk_app.who.role, May.KEEP_BACKUPS)

    def backups_changed(self) -> None:
        self._watched(self._watch)

    def _show(self, place: tuple[View, Day | None], many: int, page: Page) -> None:
        rows, self._waits = page
        view, day = place
        same_view, self._shown = self._shown == place, place
        if same_view and rows == self._list.rows:
            # Only what is told in relation to now may read differently.
            self._list.refresh()
            return
        marked = self.reference()
        self._list.set_columns(_columns(view))
        self._list.empty = _("Nothing of this view falls due then.") if day else _(_EMPTY[view])
        self._list.empty_key = _("F2 registers a new case; → shows the next view.")
        self._list.show(
            rows,
            complete=len(rows) < many,
            same=lambda row: row.reference == marked,
            otherwise=self._list.cursor if same_view else 0,
        )

    def _count(self, counts: Counts) -> None:
        # The last case of a view was done elsewhere: an empty list would hide that others wait.
        ran_out = self._come_back and self.day is None and self.view is not View.CLOSED
        self._come_back = False
        if not self._begun or (ran_out and not counts[self.view]):
            self._begun = True
            self._begin_where_work_waits(counts)
        self._bar.show(counts, self.view)
        self.desk_app.due = (counts[View.DUE_TODAY], counts[View.LATE])
        self.desk_app.refresh_top()

    def _begin_where_work_waits(self, counts: Counts) -> None:
        """Who holds no case begins with what is theirs to do, else with all that is open."""
        views = [View.MINE, View.TO_ACCEPT, View.ALL]
        if may(self.desk_app.who.role, May.APPROVE_LETTER):
            views[2:2] = [View.TO_APPROVE]
        waiting = next((view for view in views if counts[view]), View.MINE)
        if waiting is not self.view:
            self.show_view(waiting)

    @on(PagedList.EndNear)
    def _more(self, message: PagedList.EndNear) -> None:

        def done(page: Page) -> None:
            rows, waits = page
            self._waits |= waits
            self._list.extend(rows, complete=len(rows) < PAGE)

        self.read(partial(_page, self.view, message.last.cursor, due=self.due), done)

    # -- what is marked --------------------------------------------------------------------

    @property
    def row(self) -> QueueRow | None:
        """The row that is marked."""
        return self._list.marked

    def reference(self) -> str:
        row = self.row
        return row.reference if row is not None else ""

    @on(PagedList.Marked)
    def _marked(self) -> None:
        self.refresh_keys()
        self._pause.stop()
        row = self.row
        if row is None:
            self.forget("preview")
            self.file = None
            self._preview.update("")
        elif self.file is None or self.file.case.reference != row.reference:
            self._pause = self.set_timer(PAUSE, self._look)

    def _look(self) -> None:
        reference = self.reference()
        if reference:
            self.read(
                lambda desk, who: lists.case_file(desk, who, reference),
                self._looked,
                group="preview",
            )

    def _looked(self, file: CaseFile) -> None:
        desk = self.desk_app.desk
        if desk is not None and file.case.reference == self.reference():
            other = self.file is None or self.file.case.reference != file.case.reference
            self.file = file
            wide = self.has_class("-wide")
            self._preview.update(preview(file, desk) if wide else short_preview(file, desk))
            if other:
                self._side.scroll_home(animate=False)

    def _cells(self, row: QueueRow) -> list[Cell]:
        cells = row_cells(row, self.desk_app.desk)
        if self.view is View.FIRST:
            # Whose turn it is says more here than topic and stage.
            cells[2:5] = [self._waits.get(row.reference, ""), cells[3]]
        return cells

    def show_view(self, view: View) -> None:
        """Show another view from its top."""
        self._come_back = False
        self.view = view
        self._list.unpick()
        self.every_day()
        self._bar.mark(view)
        self.load()
