"""The letters on their way: a tray for each step, the letter and its case side by side."""

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.binding import BindingType
from textual.timer import Timer
from textual.widget import Widget

from desk.enums import LetterState
from desk.i18n import N_, _, current
from desk.labels import label
from desk.letter.agreement import NEEDS_MANAGER, still_needed
from desk.letter.life import Letter
from desk.masks import mask_name
from desk.refusals import Refusal
from desk.saying import relative
from desk.services import lists, outgoing, receipts
from desk.staff.permissions import May, may
from desk.views import LetterRow
from screens.approvals.acts import LetterActs
from screens.approvals.panels import Look, Panels, look_at
from screens.approvals.trays import COUNTED, EMPTY, KINDS, STATES, Tray, TrayBar
from screens.copying import Copy
from screens.keys import bindings
from screens.papers.make import subject_of
from screens.plain import shown
from screens.widgets.paged import Cell, Column, PagedList

if TYPE_CHECKING:
    from desk.services.base import Desk
    from desk.services.exporting import ListAsked
    from desk.staff.model import Actor

PAGE = 200
MOST_COUNTED = 1_000
PAUSE = 0.12
"""Seconds the mark must rest on a letter before it is read."""
SOON_HOURS = 4


class ApprovalsScreen(LetterActs):
    """The letters, tray by tray; keys act on the one that is marked."""

    CSS_PATH = "approvals.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("approvals")]
    AUTO_FOCUS = "#letters"
    scope = "approvals"
    heading = N_("Letters")
    dated = True

    def __init__(self, subject: str = "") -> None:
        super().__init__(subject)
        self.tray = Tray.APPROVE
        self.mine = False
        self._entered = False
        self._bar = TrayBar()
        self._list = PagedList[LetterRow](
            [
                Column(_("Letter"), 22, grows=1),
                Column(_("Customer"), 8, grows=1),
                Column(_("State"), 9),
                Column(_("Author"), 7, grows=1),
                Column(_("Sent in"), 11),
                Column(_("Due"), 18),
            ],
            self._cells,
            pick=lambda row: row.letter_id,
            id="letters",
            classes="main-list",
        )
        self._list.border_title = shown(_(self.heading))
        self._panels = Panels()
        self._pause = Timer(self, PAUSE, callback=self._look, repeat=0)

    def body(self) -> Iterable[Widget]:
        yield self._bar
        yield self._list
        yield self._panels

    # -- reading ---------------------------------------------------------------------------

    def listed(self) -> "ListAsked":
        from desk.services.exporting import ListAsked, Listed

        return ListAsked(listed=Listed.LETTERS, states=tuple(STATES[self.tray]), mine=self.mine)

    def arrived(self, *, again: bool) -> None:
        self._list.focus()
        if self._entered:
            self.load()
            return
        self._entered = True
        leads = may(self.desk_app.who.role, May.APPROVE_LETTER)
        self.mine = not leads
        self.tray = Tray.APPROVE if leads else Tray.DELIVER
        if leads:
            self.read(self._first_tray, self._begin, group="begin")
        else:
            self.load()

    def _first_tray(self, desk: "Desk", who: "Actor") -> Tray:
        """The first step that waits for a lead; with nothing anywhere, the one of approval."""
        steps = (Tray.APPROVE, Tray.NUMBER, Tray.PRINT)
        waiting = (one for one in steps if self._page(desk, who, one, False))
        return next(waiting, Tray.APPROVE)

    def _begin(self, tray: Tray) -> None:
        if self.tray is Tray.APPROVE and not self._list.rows:
            self.tray = tray
        self.load()

    def load(self) -> None:
        """Read the tray and the counts; the mark goes on to the next letter if its own is gone."""
        tray, mine = self.tray, self.mine
        self._bar.mark(tray, _("my cases") if mine else _("the whole hall"))
        states = [state for one in COUNTED for state in STATES[one]]

        def count(desk: "Desk", who: "Actor") -> dict[Tray, int]:
            rows = lists.letters_waiting(
                desk, who, states, kinds=KINDS, mine=mine, limit=MOST_COUNTED
            )
            found = Counter(row.state for row in rows)
            return {one: sum(found[state] for state in STATES[one]) for one in COUNTED}

        self.read(lambda desk, who: self._page(desk, who, tray, mine), self._show)
        self.read(count, self._bar.show, group="counts")

    @staticmethod
    def _page(
        desk: "Desk", who: "Actor", tray: Tray, mine: bool, after: str = ""
    ) -> list[LetterRow]:
        return lists.letters_waiting(
            desk,
            who,
            [*STATES[tray]],
            kinds=KINDS,
            mine=mine,
            # What waits is dealt with in its turn; in what only grows the last is looked for.
            newest=tray not in COUNTED,
            after=after,
            limit=PAGE,
        )

    def _show(self, rows: list[LetterRow]) -> None:
        wanted = self._wanted(rows)
        self.look = None
        self._list.empty = _(EMPTY[self.tray])
        self._list.empty_key = _("→ shows the next step; Ctrl+U shows other people's letters too.")
        if not self.mine:
            self._list.empty_key = _("→ shows the letters of the next step.")
        self._list.show(rows, complete=len(rows) < PAGE, same=lambda row: row.letter_id == wanted)

    def _wanted(self, rows: list[LetterRow]) -> str:
        """The letter to mark: the same as before, else the one that stood below it."""
        here = {row.letter_id for row in rows}
        if self.sought in here:
            return self.sought
        below = self._list.rows[self._list.cursor :]
        return next((row.letter_id for row in below if row.letter_id in here), "")

    @on(PagedList.EndNear)
    def _more(self, message: PagedList.EndNear) -> None:
        tray, mine, after = self.tray, self.mine, message.last.cursor

        def done(rows: list[LetterRow]) -> None:
            self._list.extend(rows, complete=len(rows) < PAGE)

        self.read(lambda desk, who: self._page(desk, who, tray, mine, after), done)

    # -- what is marked --------------------------------------------------------------------

    @property
    def row(self) -> LetterRow | None:
        return self._list.marked

    @property
    def picked_rows(self) -> list[LetterRow]:
        return self._list.picked

    @property
    def waiting(self) -> list[LetterRow]:
        return list(self._list.rows)

    def copies(self) -> list[Copy]:
        found = [Copy(_("Letter number"), self.row.number)] if self.row and self.row.number else []
        found += super().copies()
        if self.look is not None:
            found.append(Copy(_("Text of the letter"), self.look.letter.markdown))
        return found

    def reference(self) -> str:
        row = self.row
        return row.reference if row is not None else ""

    @on(PagedList.Marked)
    def _marked(self) -> None:
        self.refresh_keys()
        self._pause.stop()
        row = self.row
        if row is None:
            self.forget("look")
            self.look = None
            self._panels.clear()
        elif self.look is None or self.look.letter.id != row.letter_id:
            self._pause = self.set_timer(PAUSE, self._look)

    def _look(self) -> None:
        row = self.row
        if row is not None:
            self.read(lambda desk, who: look_at(desk, who, row), self._looked, group="look")

    def _looked(self, look: Look) -> None:
        desk, row = self.desk_app.desk, self.row
        if desk is None or row is None or row.letter_id != look.letter.id:
            return
        self.look = look
        self._panels.show(look, desk)
        self.refresh_keys()

    def _cells(self, row: LetterRow) -> list[Cell]:
        desk = self.desk_app.desk
        submitted = "—"
        if row.submitted_at is not None and desk is not None:
            submitted = desk.hours.local(row.submitted_at).strftime("%m-%d %H:%M")
        return [
            row.number or row.reference,
            mask_name(row.customer),
            _state(row),
            row.author,
            submitted,
            self._due(row, desk),
        ]

    def _due(self, row: LetterRow, desk: "Desk | None") -> Cell:
        if desk is None:
            return ("—", "faint")
        now = desk.clock.now()
        if receipts.is_overdue(row, now):
            return (_("! receipt overdue"), "late")
        if row.due_at is None:
            return ("—", "faint")
        zone = desk.branch.timezone
        words = relative(row.due_at, now, current(), calendar=desk.calendar, zone=zone)
        hours = (row.due_at - now).total_seconds() / 3600
        if hours < 0:
            return (f"! {words}", "late")
        return (f"◆ {words}", "soon") if hours < SOON_HOURS else f"· {words}"

    # -- going about -----------------------------------------------------------------------

    @on(TrayBar.Asked)
    def _asked(self, message: TrayBar.Asked) -> None:
        self.show_tray(message.tray)

    def on_key(self, event: events.Key) -> None:
        trays = list(Tray)
        if event.character and event.character.isdigit() and 0 < int(event.character) <= len(trays):
            event.stop()
            self.show_tray(trays[int(event.character) - 1])

    def action_view(self, step: int) -> None:
        trays = list(Tray)
        self.show_tray(trays[(trays.index(self.tray) + int(step)) % len(trays)])

    def show_tray(self, tray: Tray) -> None:
        """Show another tray from its top."""
        self.tray = tray
        self._list.unpick()
        self._list.rows = []
        self.load()
        self._list.focus()

    def jump(self, path: str) -> None:
        """Mark the letter with this id, in the tray it lies in."""

        def done(letter: Letter) -> None:
            self.sought = letter.id
            for tray, states in STATES.items():
                if letter.state in states:
                    self.show_tray(tray)

        self.read(lambda desk, who: outgoing.show_letter(desk, who, path), done, group="jump")

    def action_turn(self) -> None:
        self._panels.turn()

    def action_register(self) -> None:
        from screens.approvals.register import RegisterOfLetters

        def done(letter_id: str | None) -> None:
            if letter_id:
                self.jump(letter_id)

        self.app.push_screen(RegisterOfLetters(), done)

    def action_whose(self) -> None:
        self.mine = not self.mine
        self.load()

    def action_reload(self) -> None:
        self.look = None
        self.load()

    @on(PagedList.Chosen)
    def action_open(self) -> None:
        row = self.row
        if row is not None:
            draft = row.state in (LetterState.DRAFT, LetterState.SUBMITTED)
            subject = subject_of(row.reference, row.kind) if draft else row.reference
            self.desk_app.go("reply" if draft else "case", subject)

    def refused(self, refusal: Refusal) -> None:
        super().refused(refusal)
        # The list showed something that is no longer so.
        self.load()


def _state(row: LetterRow) -> Cell:
    """How far a letter is; of one that is half agreed to, who is still needed."""
    if row.state is LetterState.SUBMITTED and row.grade in NEEDS_MANAGER:
        needed = still_needed(row.grade, row.agreed)
        both = len(needed) > 1
        return (f"→ {_('both') if both else label(needed[0])}", "strong")
    if row.state is LetterState.PRINTED and row.tries:
        return _("{n}× tried").format(n=row.tries)
    if row.state is LetterState.DELIVERED and row.delivery is not None:
        return label(row.delivery)
    return label(row.state)
