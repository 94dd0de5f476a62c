"""The cases behind one figure, a page at a time; enter opens one."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual import on
from textual.widget import Widget
from textual.widgets import Static

from desk.i18n import _
from desk.insight.figures import PLAIN, FigureRow
from desk.insight.period import Days, month_of
from desk.insight.words import UNDER, Row
from desk.labels import label
from desk.services import insight
from screens.base import DeskDialog
from screens.plain import shown
from screens.widgets.paged import Cell, Column, PagedList

if TYPE_CHECKING:
    from collections.abc import Callable

    from desk.services.base import Desk
    from desk.staff.model import Actor

PAGE = 200


class Behind(DeskDialog[str]):
    """Gives the number of the case that was chosen, or nothing."""

    def __init__(self, row: Row, days: Days) -> None:
        super().__init__(row.name.removeprefix(UNDER))
        self.add_class("-palette")
        self._row, self._days = row, days
        self._list = PagedList[FigureRow](
            [
                Column(_("Number"), 18),
                Column(_("Counted"), 12 if month_of(days) else 17),
                Column(_("Topic"), 12, grows=2),
                Column(_("Stage"), 8, grows=1),
                Column(_("Owner"), 8, grows=1),
            ],
            self._cells,
            empty=_("No case is listed here."),
        )

    def body(self) -> Iterable[Widget]:
        words = _("Enter opens the case; Esc goes back to the figures.")
        yield Static(shown(words), classes="dialog-text")
        yield self._list

    def on_mount(self) -> None:
        self._list.focus()
        self.read(self._page(""), self._show)

    def _page(self, after: str) -> "Callable[[Desk, Actor], list[FigureRow]]":
        row = self._row
        assert row.figure is not None
        figure = row.figure

        def read(desk: "Desk", who: "Actor") -> list[FigureRow]:
            return insight.behind(
                desk,
                who,
                figure,
                self._days,
                by=row.by,
                group=row.group,
                good=row.good,
                after=after,
                limit=PAGE,
            )

        return read

    def _show(self, found: list[FigureRow]) -> None:
        self._list.show(found, complete=len(found) < PAGE)

    @on(PagedList.EndNear)
    def _more(self, message: PagedList.EndNear) -> None:
        def done(found: list[FigureRow]) -> None:
            self._list.extend(found, complete=len(found) < PAGE)

        self.read(self._page(message.last.cursor), done)

    def _cells(self, one: FigureRow) -> list[Cell]:
        desk = self.desk_app.desk
        at = one.at if desk is None else desk.hours.local(one.at)
        moment = f"{at:%m-%d %H:%M}" if month_of(self._days) else f"{at:%Y-%m-%d %H:%M}"
        plain = self._row.figure in PLAIN or self._row.good is False
        counted: Cell = moment if one.good or plain else (f"!{moment}", "late")
        return [one.reference, counted, label(one.topic), label(one.status), one.holder]

    def reference(self) -> str:
        return self._list.marked.reference if self._list.marked is not None else ""

    @on(PagedList.Chosen)
    def accept(self) -> None:
        marked = self._list.marked
        self.dismiss(marked.reference if marked is not None else None)
