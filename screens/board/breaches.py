"""What we left out of a first notice: each omission with its reason and the lead who agreed."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from textual import on
from textual.widget import Widget
from textual.widgets import Static

from desk.i18n import _, current
from desk.saying import joined
from desk.services import visits
from desk.services.visits import Breach
from screens.base import DeskDialog
from screens.plain import shown
from screens.widgets.flow import Flow, Para
from screens.widgets.paged import Cell, Column, PagedList

if TYPE_CHECKING:
    from screens.base import DeskScreen

MOST_NAMED = 3


class Breaches(DeskDialog[str]):
    """Our omissions, newest first; gives the reference of the case whose line was opened."""

    def __init__(self, found: Sequence[Breach]) -> None:
        super().__init__(_("Left out of a notice"))
        self.add_class("-palette")
        self._found = list(found)
        self._counts = Static(classes="dialog-text")
        self._list = PagedList[Breach](
            [
                Column(_("When"), 12),
                Column(_("Left out"), 14, grows=2),
                Column(_("Title"), 12, grows=2),
                Column(_("Told by"), 8),
            ],
            self._cells,
            empty=_("Everything was told at once so far."),
        )
        self._more = Flow(classes="dialog-text")

    def body(self) -> Iterable[Widget]:
        yield self._counts
        yield self._list
        yield self._more

    def on_mount(self) -> None:
        self._counts.update(shown(self._counted()))
        self._list.show(self._found)
        self._list.styles.height = min(len(self._found) + 2, self.app.size.height - 14)
        self._list.focus()

    def _counted(self) -> str:
        """How many, how many of this month, and on whose notices most."""
        desk = self.desk_app.desk
        if not self._found or desk is None:
            return ""
        days = [desk.hours.day_of(one.breach.at) for one in self._found]
        today = desk.hours.day_of(desk.clock.now())
        month = sum((day.year, day.month) == (today.year, today.month) for day in days)
        by = Counter(one.told_by for one in self._found).most_common(MOST_NAMED)
        return _(
            "{count} in all, {month} this month; told by {names}. Enter opens the case."
        ).format(
            count=len(self._found),
            month=month,
            names=joined((f"{name} {count}" for name, count in by), current()),
        )

    def _cells(self, row: Breach) -> list[Cell]:
        desk = self.desk_app.desk
        at = f"{desk.hours.local(row.breach.at):%m-%d %H:%M}" if desk is not None else ""
        return [at, (row.breach.name, "strong"), row.title, row.told_by]

    @on(PagedList.Marked)
    def _marked(self) -> None:
        row = self._list.marked
        if row is None:
            return
        agreed = _("Agreed by {name}").format(name=row.agreed_by) if row.agreed_by else ""
        lines = [Para(row.breach.reason, "bold"), Para(f"{row.number}  {agreed}".strip())]
        self._more.say(*lines)

    @on(PagedList.Chosen)
    def accept(self) -> None:
        row = self._list.marked
        if row is not None and row.reference:
            self.dismiss(row.reference)
        elif row is not None:
            self.desk_app.tell(_("This notice belongs to no case."))
        else:
            self.dismiss(None)


def show_breaches(room: "DeskScreen") -> None:
    """Read what was left out, and show it; a line leads to its case."""

    def open_(reference: str | None) -> None:
        if reference:
            room.desk_app.go("case", reference)

    def show(found: list[Breach]) -> None:
        room.app.push_screen(Breaches(found), open_)

    room.read(visits.breaches, show, group="breaches")
