"""Since you were here: what changed, each line opens what it is about."""

from collections.abc import Iterable

from textual import on
from textual.widget import Widget
from textual.widgets import Static

from desk.i18n import _
from desk.news import News, NewsKind, news_words
from screens.base import DeskDialog
from screens.plain import shown
from screens.widgets.paged import Cell, Column, PagedList

LOUD = (NewsKind.FORGOTTEN, NewsKind.UNTAKEN, NewsKind.RETURNED, NewsKind.LAPSED, NewsKind.ALARMS)


class Since(DeskDialog[News]):
    """Gives the line that was chosen; esc goes on to the board."""

    def __init__(self, news: tuple[News, ...]) -> None:
        super().__init__(_("Since you were here"))
        self.add_class("-palette")
        self._news = list(news)
        self._list = PagedList[News](
            [
                Column(_("What"), 16, grows=1),
                Column(_("Number"), 18),
                Column(_("Who or how many"), 14, grows=1),
                Column(_("When"), 11),
            ],
            self._cells,
        )

    def body(self) -> Iterable[Widget]:
        words = _("Enter opens the marked line; Esc goes to the board.")
        yield Static(shown(words), classes="dialog-text")
        yield self._list

    def on_mount(self) -> None:
        self._list.show(self._news)
        self._list.focus()

    def _cells(self, one: News) -> list[Cell]:
        desk = self.desk_app.desk
        at = one.at if desk is None else desk.hours.local(one.at)
        what = news_words(one.kind)
        first: Cell = (f"! {what}", "late") if one.kind in LOUD else (what, "strong")
        return [first, one.reference, one.text, f"{at:%m-%d %H:%M}"]

    @on(PagedList.Chosen)
    def accept(self) -> None:
        self.dismiss(self._list.marked)
