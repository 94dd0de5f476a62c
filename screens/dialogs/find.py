"""The one search box: cases, customers, letters and knowledge by any piece, as one types."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from desk.enums import Topic
from desk.finding import EVERYTHING, MOST_ASKED, FoundKind, Narrowing
from desk.i18n import N_, _
from desk.labels import label
from desk.masks import mask_name
from desk.services import lists
from desk.views import FoundRow
from screens.base import DeskDialog
from screens.board.rows import ended_cell
from screens.dialogs.pick import Pick, Way
from screens.keys import bindings
from screens.plain import shown
from screens.rooms import ROOMS
from screens.widgets.field import ClerkInput, Told
from screens.widgets.paged import Cell, Column, MarkedText, PagedList

if TYPE_CHECKING:
    from desk.services.base import Desk
    from desk.services.exporting import ListAsked
    from desk.staff.model import Actor

PAUSE = 0.05
"""Seconds after the last key before the book is asked."""
PAGE = 50
"""Hits that are read at a time."""
KINDS = (frozenset[FoundKind](), *(frozenset({kind}) for kind in FoundKind))
KNOWLEDGE = frozenset({FoundKind.KNOWLEDGE})
PERIODS = ((0, ""), (7, N_("last 7 days")), (30, N_("last 30 days")), (365, N_("last 12 months")))
"""How many days each goes back, and what it is called."""


class Find(DeskDialog[None]):
    """Searches while one types; enter opens what is marked."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("find"),
        ("up", "move(-1)", ""),
        ("down", "move(1)", ""),
        ("pageup", "page(-1)", ""),
        ("pagedown", "page(1)", ""),
    ]
    scope: ClassVar[str] = "find"
    help_page: ClassVar[str] = ""

    def __init__(self) -> None:
        super().__init__(_("Find"))
        self._asked = ClerkInput(
            limit=MOST_ASKED,
            placeholder=_("number, name, pinyin, phone, account, address, or words of the matter"),
        )
        self._said = Static(classes="find-said")
        self._list = PagedList[FoundRow](
            [
                Column(_("Number"), 22),
                Column(_("Customer"), 8),
                Column(_("Where it stands"), 20, grows=1),
                Column(_("Date"), 10, wide_only=True),
            ],
            self._cells,
            empty=_("What you find appears here."),
            empty_key=_("One character of a name is enough, two of anything else."),
        )
        self._list.can_focus = False
        self._narrowing = EVERYTHING
        self._period = 0
        self._told = ""
        self._shown = ""
        """The text whose hits are on the screen."""
        self._more = False
        self._known = 0
        """How many articles and scripts there are beside the cases, customers and letters."""
        self._to_open = ""
        """The text whose first hit is to be opened once it is there."""
        self.add_class("-palette", "-find")

    def body(self) -> Iterable[Widget]:
        yield self._asked
        yield self._said
        yield self._list

    def listed(self) -> "ListAsked | None":
        from desk.services.exporting import ListAsked, Listed

        if not self._shown:
            return None
        return ListAsked(listed=Listed.FOUND, text=self._shown, narrowing=self._narrowing)

    def on_mount(self) -> None:
        self._pause = self.set_timer(PAUSE, self._look, pause=True)
        self._asked.focus()
        self._say()

    # -- asking ----------------------------------------------------------------------------

    @on(Input.Changed)
    def _typed(self) -> None:
        if self._to_open != self._asked.text:
            self._to_open = ""
        self._pause.stop()
        self._pause = self.set_timer(PAUSE, self._look)

    @on(Told)
    def _cut(self, message: Told) -> None:
        self._told = message.text
        self._say()

    def _look(self) -> None:
        self._pause.stop()
        text = self._asked.text
        if not text:
            self.forget("find")
            self._show("", [], 0)
            return
        narrowing = self._narrowing

        def work(desk: "Desk", who: "Actor") -> tuple[list[FoundRow], int]:
            rows = lists.find(desk, who, text, narrowing=narrowing, limit=PAGE)
            beside = replace(narrowing, kinds=KNOWLEDGE)
            known = [] if narrowing.kinds else lists.find(desk, who, text, narrowing=beside)
            return rows, len(known)

        self.read(work, lambda found: self._show(text, *found), group="find")

    def _show(self, text: str, rows: list[FoundRow], known: int) -> None:
        self._shown = text
        self._known = known
        self._more = len(rows) == PAGE
        if text:
            self._list.empty = _("Nothing was found.")
            self._list.empty_key = self._way_on(text)
        self._list.show(rows, complete=not self._more)
        self._say()
        if text and self._to_open == text:
            self._to_open = ""
            self.accept()

    def _way_on(self, text: str) -> str:
        if self._narrowing != EVERYTHING:
            return _("F5 looks among everything again.")
        if max(map(len, text.split())) == 1:
            return _("One character is looked for in names alone; type two for the rest.")
        return _("Try a shorter piece, or the last four digits.")

    @on(PagedList.EndNear)
    def _further(self, message: PagedList.EndNear) -> None:
        text, narrowing, after = self._shown, self._narrowing, message.last.cursor
        self.read(
            lambda desk, who: lists.find(
                desk, who, text, narrowing=narrowing, after=after, limit=PAGE
            ),
            self._extend,
            group="find",
        )

    def _extend(self, rows: list[FoundRow]) -> None:
        self._more = len(rows) == PAGE
        self._list.extend(rows, complete=not self._more)
        self._say()

    # -- narrowing -------------------------------------------------------------------------

    def _narrow(self, narrowing: Narrowing) -> None:
        self._narrowing = narrowing
        self._say()
        self._look()

    def action_kind(self) -> None:
        """The next kind of hit alone; after the last one all of them."""
        here = KINDS.index(self._narrowing.kinds)
        self._narrow(replace(self._narrowing, kinds=KINDS[(here + 1) % len(KINDS)]))

    def action_knowledge(self) -> None:
        """Articles of law and scripts alone, or everything again."""
        kinds = frozenset[FoundKind]() if self._narrowing.kinds == KNOWLEDGE else KNOWLEDGE
        self._narrow(replace(self._narrowing, kinds=kinds))

    def action_running(self) -> None:
        """Open cases alone, then one's own, then all."""
        now = self._narrowing
        if now.holder_id:
            self._narrow(replace(now, open_only=False, holder_id=""))
        elif now.open_only:
            self._narrow(replace(now, holder_id=self.desk_app.who.staff_id))
        else:
            self._narrow(replace(now, open_only=True))

    def action_order(self) -> None:
        """Due first, or newest first again."""
        self._narrow(replace(self._narrowing, due_first=not self._narrowing.due_first))

    def action_period(self) -> None:
        """The next period; after the longest any time."""
        self._period = (self._period + 1) % len(PERIODS)
        days = PERIODS[self._period][0]
        since = self._days_ago(days) if days else None
        self._narrow(replace(self._narrowing, since=since))

    def _days_ago(self, days: int) -> datetime | None:
        desk = self.desk_app.desk
        return desk.clock.now() - timedelta(days=days) if desk is not None else None

    def action_topic(self) -> None:
        """One topic of the list, or any."""
        ways = [Way("", _("Any topic")), *(Way(topic.value, label(topic)) for topic in Topic)]

        def chosen(name: str | None) -> None:
            if name is not None:
                self._narrow(replace(self._narrowing, topic=Topic(name) if name else None))

        self.app.push_screen(Pick(_("Topic"), ways), chosen)

    def action_everything(self) -> None:
        """Nothing narrows the search any more."""
        self._period = 0
        self._narrow(EVERYTHING)

    # -- showing ---------------------------------------------------------------------------

    def _say(self) -> None:
        """Below the box: what did not fit into it, what narrows the search, how many hits."""
        now = self._narrowing
        kinds = [label(kind) for kind in FoundKind if kind in now.kinds]
        running = _("mine") if now.holder_id else _("open ones") if now.open_only else ""
        period = PERIODS[self._period][1]
        parts = [
            *(kinds or [_("everything")]),
            *filter(None, [running, label(now.topic) if now.topic else ""]),
            *([_(period)] if period else []),
            _("due first") if now.due_first else _("newest first"),
        ]
        if self._shown:
            count = len(self._list.rows)
            words = _("more than {n} hits") if self._more else _("{n} hits")
            parts.append(words.format(n=count))
            if self._known and self._more:
                parts.append(_("knowledge: {n} (F9)").format(n=self._known))
        said = shown(" · ".join(parts), "$text-muted")
        if self._told:
            said = Content.assemble(shown(f"! {self._told}", "$warning"), "  ", said)
        self._said.update(said)

    def reference(self) -> str:
        row = self._list.marked
        if row is None or row.kind in (FoundKind.CUSTOMER, FoundKind.KNOWLEDGE):
            return ""
        return row.case_reference or row.reference

    def _cells(self, row: FoundRow) -> tuple[Cell, ...]:
        due = row.due_at if self._narrowing.due_first else None
        lead = _("due {day}").format(day=self._date(due)[5:]) + " · " if due else ""
        if row.kind is FoundKind.KNOWLEDGE:
            # What it is called is longer than a number: it stands before its text.
            kind = label(row.where) if row.where is not None else ""
            title = f"{row.reference}{_(': ')}"
            return kind, "", standing(replace(row, where=None), title), self._date(row.at)
        return row.reference, masked(row), standing(row, lead), self._date(row.at)

    def _date(self, at: datetime) -> str:
        desk = self.desk_app.desk
        return (desk.hours.local(at) if desk is not None else at).strftime("%Y-%m-%d")

    # -- choosing --------------------------------------------------------------------------

    def action_move(self, step: int) -> None:
        self._list.cursor += step

    def action_page(self, step: int) -> None:
        self._list.action_page(step)

    @on(PagedList.Chosen)
    def accept(self) -> None:
        if self._asked.text != self._shown:
            # Enter was quicker than the book: what it finds is opened, not what stood there.
            self._to_open = self._asked.text
            self._look()
            return
        row = self._list.marked
        if row is None:
            return
        if row.kind is FoundKind.KNOWLEDGE:
            self._read_out(row)
            return
        room = "customer" if row.kind is FoundKind.CUSTOMER else "case"
        if room not in ROOMS:
            self.desk_app.tell(_("This cannot be opened here yet."))
            return
        self.dismiss(None)
        subject = row.row_id if room == "customer" else row.case_reference or row.reference
        self.desk_app.go(room, subject)

    def _read_out(self, row: FoundRow) -> None:
        """Show an article or a script whole; the hits are there again behind it."""
        from desk.playbook.lookup import known
        from screens.dialogs.reading import reading

        desk = self.desk_app.desk
        one = known(desk.spoken, row.row_id) if desk is not None else None
        if desk is None or one is None:
            self.desk_app.tell(_("The playbook holds this no longer."))
            return
        self.app.push_screen(reading(one, desk.hours.day_of(desk.clock.now())))


def standing(row: FoundRow, lead: str = "") -> MarkedText:
    """Where the words stand, with them marked; before it that a case was withdrawn or annulled."""
    ended = ended_cell(row.status) if row.status is not None else ""
    lead += f"{ended[0]} · " if ended else ""
    if row.where is not None:
        lead += f"{label(row.where)}："
    spans = tuple((start + len(lead), end + len(lead)) for start, end in row.spans)
    return MarkedText(lead + row.excerpt, "faint", spans)


def masked(row: FoundRow) -> str:
    """Whom a hit is about, as it may stand on a screen that others can see."""
    return mask_name(row.title, organisation=row.organisation)
