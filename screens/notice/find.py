"""Finding what a customer was told: by the paper's number or code, phone, account or name."""

from collections.abc import Iterable

from textual import events, on
from textual.widget import Widget
from textual.widgets import Input, Static

from desk.i18n import _
from desk.masks import mask_account, mask_name
from desk.notice import missing
from desk.notice.model import Notice
from desk.services.visits import find_notices
from screens.base import DeskDialog
from screens.plain import shown
from screens.widgets.field import ClerkInput
from screens.widgets.paged import Cell, Column, PagedList

PAUSE = 0.12
"""Seconds after the last key before the book is asked."""


class FindNotice(DeskDialog[str]):
    """Gives the number of the notice that the customer comes back with."""

    def __init__(self) -> None:
        super().__init__(_("The customer is back: what were they told?"))
        self._asked = ClerkInput(limit=100)
        self._list = PagedList[Notice](
            [
                Column(_("Notice"), 21),
                Column(_("Customer"), 8),
                Column(_("Business"), 14, grows=2),
                Column(_("Told"), 12),
                Column(_("Missing"), 7, right=True),
            ],
            self._cells,
            empty=_("What was told appears here."),
            empty_key=_("Scan the code, or type number, phone, account or name."),
        )
        self._list.can_focus = False
        self.add_class("-palette")

    def body(self) -> Iterable[Widget]:
        yield Static(
            shown(_("Number or code on the paper, case, phone, account or name")),
            classes="dialog-text",
        )
        yield self._asked
        yield self._list

    def on_mount(self) -> None:
        self._pause = self.set_timer(PAUSE, self._look, pause=True)
        self._asked.focus()

    def _cells(self, notice: Notice) -> list[Cell]:
        desk = self.desk_app.desk
        at = desk.hours.local(notice.made_at) if desk is not None else notice.made_at
        who = mask_name(notice.customer_name) or mask_account(notice.account_no)
        lacking = len(missing(notice.rows))
        return [
            notice.number,
            who or "—",
            notice.title,
            f"{at:%m-%d} {notice.told_by_name}",
            (str(lacking), "soon") if lacking else ("✓", "good"),
        ]

    @on(Input.Changed)
    def _typed(self) -> None:
        self._pause.stop()
        self._pause = self.set_timer(PAUSE, self._look)

    def _look(self) -> None:
        text = self._asked.text
        self.read(lambda desk, who: find_notices(desk, who, text), self._found, group="find")

    def _found(self, notices: list[Notice]) -> None:
        if self._asked.text:
            self._list.empty = _("Nothing was told to this customer.")
            self._list.empty_key = _("Esc, then choose the business and make the first notice.")
        self._list.show(notices)

    def on_key(self, event: events.Key) -> None:
        steps = {"up": -1, "down": 1, "pageup": -8, "pagedown": 8}
        if event.key in steps:
            event.stop()
            self._list.cursor += steps[event.key]

    @on(PagedList.Chosen)
    def accept(self) -> None:
        marked = self._list.marked
        if marked is not None:
            self.dismiss(marked.number)
            return
        # A scanner sends its enter at once: what it typed is looked for without a pause.
        text = self._asked.text
        if text:
            self.read(lambda desk, who: find_notices(desk, who, text), self._take, group="find")

    def _take(self, notices: list[Notice]) -> None:
        if len(notices) == 1:
            self.dismiss(notices[0].number)
        else:
            self._found(notices)
