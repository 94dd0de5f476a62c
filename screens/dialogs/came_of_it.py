"""What came of an act on several rows: done, or refused with the reason."""

from collections.abc import Iterable, Sequence

from textual import on
from textual.widget import Widget
from textual.widgets import Static

from desk.i18n import _
from screens.base import DeskDialog
from screens.each import Came
from screens.plain import sentences, shown
from screens.widgets.paged import Cell, Column, PagedList


class CameOfIt(DeskDialog[None]):
    """A line for each row, those that were refused first."""

    def __init__(self, came: Sequence[Came]) -> None:
        super().__init__(_("What came of it"))
        self._came = sorted(came, key=lambda one: not one.wrong)
        self._whole = Static(classes="dialog-text")
        self._list = PagedList[Came](
            [Column(_("Number"), 20), Column(_("What came of it"), 24, grows=1)], self._cells
        )
        self.add_class("-palette")

    def body(self) -> Iterable[Widget]:
        yield self._list
        yield self._whole

    def on_mount(self) -> None:
        self._list.show(self._came)
        self._list.focus()

    @staticmethod
    def _cells(one: Came) -> list[Cell]:
        words = (f"✗ {one.wrong}", "late") if one.wrong else (f"✓ {_('done')}", "good")
        return [one.row.name, words]

    @on(PagedList.Marked)
    def _marked(self) -> None:
        one = self._list.marked
        self._whole.update(shown(sentences(one.wrong, one.hint) if one is not None else ""))

    @on(PagedList.Chosen)
    def accept(self) -> None:
        self.dismiss(None)
